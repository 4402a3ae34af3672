//! The report on documents of which only a [`Summary`] is there: what can be told without them.

mod charts;
mod page;
mod tables;
mod words;

use std::path::Path;

use super::chart::Palette;
use super::html;
use super::markdown;
use super::write::{check_for, has_key, put};
use crate::model::{Group, Model, ModelTheme, Summary};
use crate::{Error, Result};
use charts::Charts;

/// A summary beside the model that placed its documents.
struct Summed<'a> {
    model: &'a Model,
    summary: &'a Summary,
    palette: Palette,
}

impl Summed<'_> {
    /// The themes by number, each with its documents.
    fn themes(&self) -> impl Iterator<Item = (&ModelTheme, &Group)> {
        let themes = self.model.themes.iter();
        themes.filter_map(|theme| Some((theme, self.summary.themes.get(&theme.number)?)))
    }

    fn groups(&self) -> impl Iterator<Item = &Group> {
        self.themes()
            .map(|(_, group)| group)
            .chain([&self.summary.unassigned])
    }
}

/// Writes what a summary tells into a directory and returns the names of the files: `themes.csv`,
/// `timeline.csv` and `quality.csv` with the columns that a full report has, `weak_words.csv`,
/// `theme-sizes.svg` and `timeline.svg` in both looks, `report.html`, `report.md`, and
/// `summary.json`, the summary itself.
///
/// # Errors
///
/// [`Error::Corpus`] when the summary is of another model or of no documents, [`Error::Io`] when the
/// directory cannot be written or holds the report of a run or files of others, and
/// [`Error::Output`] when a chart cannot be drawn.
pub fn write(model: &Model, summary: &Summary, directory: &Path) -> Result<Vec<&'static str>> {
    check(model, summary)?;
    if directory.join("model.json").exists() {
        let problem = "holds the report of a run; name another directory with --out";
        return Err(Error::io(directory, std::io::Error::other(problem)));
    }
    let rendered = render(model, summary)?;
    let names: Vec<&str> = rendered.iter().map(|(name, _)| *name).collect();
    let ours = match has_key(&directory.join("summary.json"), "summary_version") {
        true => names.as_slice(),
        false => &[],
    };
    check_for("report", directory, &names, ours)?;
    put(&rendered, directory, || Ok(()))?;
    Ok(rendered.into_iter().map(|(name, _)| name).collect())
}

fn check(model: &Model, summary: &Summary) -> Result<()> {
    if !summary.is_of(model) {
        return Err(Error::Corpus(
            "the summary is of another model; name with --model the one that placed its documents"
                .to_string(),
        ));
    }
    if summary.documents() == 0 {
        return Err(Error::Corpus(
            "the summary has no documents, so that there is nothing to report".to_string(),
        ));
    }
    Ok(())
}

/// The files with their bytes.
fn render(model: &Model, summary: &Summary) -> Result<Vec<(&'static str, Vec<u8>)>> {
    let summed = Summed {
        model,
        summary,
        palette: Palette::given(model.themes.iter().map(|theme| theme.colors)),
    };
    let charts = Charts::of(&summed)?;
    let page = page::page(&summed, &charts);
    let mut files = vec![
        ("themes.csv", tables::themes(&summed)),
        ("quality.csv", tables::quality(&summed)),
        ("weak_words.csv", tables::weak_words(&summed)),
    ];
    files.extend(tables::timeline(&summed).map(|table| ("timeline.csv", table)));
    files.extend(charts.files());
    files.extend([
        ("report.html", html::plain(&page)),
        ("report.md", markdown::plain(&page)),
        ("summary.json", summary.to_json()),
    ]);
    Ok(files)
}
