//! The comparison as a Markdown page or as a part of one.

use super::changes::{Comparison, ThemeName};
use crate::export::markdown::text;
use crate::numbers::{count, plural};

/// Moved documents that the page lists.
const MOVED: usize = 50;

/// What changed, as sections of Markdown below a heading of the second level; with the chart by
/// the names of its files where they lie beside the page.
pub fn markdown(comparison: &Comparison, with_chart: bool) -> String {
    let mut parts = vec![
        "## What changed in the themes".to_string(),
        text(&comparison.summary()),
    ];
    if with_chart {
        parts.push(
            "<picture>\n  <source media=\"(prefers-color-scheme: dark)\" \
             srcset=\"compare-dark.svg\">\n  <img alt=\"Where the documents of each theme went\" \
             src=\"compare.svg\">\n</picture>"
                .to_string(),
        );
    }
    parts.extend(themes(comparison));
    parts.extend(moved(comparison));
    parts.extend(figures(comparison));
    parts.join("\n\n") + "\n"
}

fn themes(comparison: &Comparison) -> Option<String> {
    let changed: Vec<_> = comparison
        .rows
        .iter()
        .filter(|row| !row.changes.is_empty())
        .collect();
    let unchanged = comparison.rows.len() - changed.len();
    if changed.is_empty() {
        return None;
    }
    let mut table =
        "| Theme before | Theme after | Documents | Change |\n|---|---|---|---|".to_string();
    for row in changed {
        let (before, after) = (comparison.theme_before(row), comparison.theme_after(row));
        let size = |theme: Option<&ThemeName>| theme.map_or("–".into(), |t| count(t.size));
        table += &format!(
            "\n| {} | {} | {} → {} | {} |",
            named(before),
            named(after),
            size(before),
            size(after),
            text(&comparison.words(row))
        );
    }
    if unchanged > 0 {
        let themes = plural(unchanged, "theme");
        table += &format!("\n\nNothing to tell of {themes}.");
    }
    Some(table)
}

fn named(theme: Option<&ThemeName>) -> String {
    theme.map_or("–".to_string(), |theme| {
        format!("{} **{}**", theme.number, text(&theme.label))
    })
}

fn moved(comparison: &Comparison) -> Option<String> {
    if comparison.moved.is_empty() {
        return None;
    }
    let mut table = "### Documents in another theme\n\n\
                     | Before | After | Document |\n|---|---|---|"
        .to_string();
    for moved in comparison.moved.iter().take(MOVED) {
        table += &format!(
            "\n| {} | {} | {} |",
            comparison.before.number_or("none", moved.before),
            comparison.after.number_or("none", moved.after),
            text(moved.heading())
        );
    }
    if comparison.moved.len() > MOVED {
        let more = plural(comparison.moved.len() - MOVED, "document");
        table += &format!("\n\nAnd {more} more.");
    }
    Some(table)
}

fn figures(comparison: &Comparison) -> Option<String> {
    let changed: Vec<_> = comparison
        .figures
        .iter()
        .filter(|(_, a, b)| a != b)
        .collect();
    if changed.is_empty() {
        return None;
    }
    let mut table = "### Figures\n\n| Figure | Before | After |\n|---|---|---|".to_string();
    for (metric, before, after) in changed {
        table += &format!("\n| {} | {before:.3} | {after:.3} |", text(metric));
    }
    Some(table)
}
