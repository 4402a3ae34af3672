//! The comparison as files.

use std::fs;
use std::path::Path;

use super::changes::{Comparison, Side};
use super::markdown::markdown;
use crate::Result;
use crate::export::chart::{Alluvial, AlluvialBlock, Band, Caption, Mode, Rgb, Style, alluvial};
use crate::export::{Table, check_for, csv_row, put};
use crate::numbers::{number, plural};

/// The files that [`write_comparison`] writes.
pub const COMPARISON_FILES: [&str; 5] = [
    "compare.csv",
    "moved.csv",
    "compare.md",
    "compare.svg",
    "compare-dark.svg",
];

/// The columns of compare.csv, by which a comparison is known.
const COLUMNS: [&str; 9] = [
    "change",
    "before",
    "before_label",
    "before_size",
    "after",
    "after_label",
    "after_size",
    "shared_documents",
    "similarity",
];

/// Says before any work is done that a directory cannot take a comparison.
///
/// # Errors
///
/// [`Error::Io`](crate::Error::Io) when it or what it lies in is a file, when a directory stands in
/// it where a file of the comparison belongs, or when such a file is there that no comparison has
/// written.
pub fn check_comparison(directory: &Path) -> Result<()> {
    let table = fs::read(directory.join(COMPARISON_FILES[0])).unwrap_or_default();
    let ours: &[&str] = match table.starts_with(&csv_row(&COLUMNS)) {
        true => &COMPARISON_FILES,
        false => &[],
    };
    check_for("comparison", directory, &COMPARISON_FILES, ours)
}

/// Writes the comparison into a directory, all files of it or none: a table of the themes, one of
/// the documents that moved, a page, and the chart in two looks.
///
/// # Errors
///
/// Those of [`check_comparison`], [`Error::Io`](crate::Error::Io) when the directory cannot be
/// written, and [`Error::Output`](crate::Error::Output) when the chart cannot be drawn.
pub fn write_comparison(comparison: &Comparison, directory: &Path) -> Result<()> {
    check_comparison(directory)?;
    let head = format!(
        "# {} and {}\n\n",
        name(&comparison.before),
        name(&comparison.after)
    );
    let files = [
        themes(comparison),
        moved(comparison),
        (head + &markdown(comparison, true)).into_bytes(),
        chart(comparison, Mode::Light)?.into_bytes(),
        chart(comparison, Mode::Dark)?.into_bytes(),
    ];
    let rendered: Vec<_> = COMPARISON_FILES.into_iter().zip(files).collect();
    put(&rendered, directory, || Ok(()))
}

fn name(side: &Side) -> String {
    crate::export::markdown::text(&side.name)
}

/// compare.csv: a row for each theme before, then for each that is new.
fn themes(comparison: &Comparison) -> Vec<u8> {
    let mut table = Table::new(COLUMNS);
    for row in &comparison.rows {
        let changes: Vec<&str> = row.changes.iter().map(|change| change.name()).collect();
        let cells = |theme: Option<&super::ThemeName>| match theme {
            Some(theme) => [
                theme.number.to_string(),
                theme.label.clone(),
                theme.size.to_string(),
            ],
            None => Default::default(),
        };
        let [before, before_label, before_size] = cells(comparison.theme_before(row));
        let [after, after_label, after_size] = cells(comparison.theme_after(row));
        let matched = row.before.is_some() && row.after.is_some();
        table.row([
            changes.join("; "),
            before,
            before_label,
            before_size,
            after,
            after_label,
            after_size,
            row.shared.to_string(),
            match matched {
                true => number(row.similarity, 4),
                false => String::new(),
            },
        ]);
    }
    table.finish()
}

/// moved.csv: a row for each document that is in another theme, in the order of the later run.
fn moved(comparison: &Comparison) -> Vec<u8> {
    let mut table = Table::new(["id", "title", "before", "after"]);
    for moved in &comparison.moved {
        table.row([
            moved.id.as_str(),
            &moved.title,
            &comparison.before.number_or("", moved.before),
            &comparison.after.number_or("", moved.after),
        ]);
    }
    table.finish()
}

/// The themes of a run, and last the documents in none where these have a colour.
fn blocks(side: &Side, mode: Mode, none: Option<Rgb>) -> Vec<AlluvialBlock> {
    let themes = side.themes.iter().map(|theme| AlluvialBlock {
        label: format!("{} {}", theme.number, theme.label),
        size: theme.size,
        color: match mode {
            Mode::Light => theme.colors[0],
            Mode::Dark => theme.colors[1],
        },
    });
    let none = none.map(|color| AlluvialBlock {
        label: "in no theme".to_string(),
        size: side.unassigned,
        color,
    });
    themes.chain(none).collect()
}

fn chart(comparison: &Comparison, mode: Mode) -> Result<String> {
    let style = Style::new(mode);
    let with_none = comparison.before.unassigned + comparison.after.unassigned > 0;
    let [left, right] = [&comparison.before, &comparison.after]
        .map(|side| blocks(side, mode, with_none.then_some(style.unassigned)));
    let band = |flow: &super::Flow| Band {
        from: flow.before.unwrap_or(comparison.before.themes.len()),
        to: flow.after.unwrap_or(comparison.after.themes.len()),
        leaving: flow.leaving,
        arriving: flow.arriving,
    };
    let bands: Vec<Band> = comparison.flows.iter().map(band).collect();
    let caption = Caption {
        title: "What became of the themes",
        subtitle: &[comparison.summary()],
        footer: &format!("thememap {}", env!("CARGO_PKG_VERSION")),
    };
    let heads = [&comparison.before, &comparison.after]
        .map(|side| format!("{}: {}", side.name, plural(side.documents, "document")));
    let input = Alluvial {
        heads: &heads,
        left: &left,
        right: &right,
        bands: &bands,
    };
    Ok(alluvial(&caption, &input, &style)?.svg().to_owned())
}
