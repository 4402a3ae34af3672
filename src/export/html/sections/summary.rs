//! What was read, what was found, how sure it is.

use crate::export::html::escape::{phrase, text};
use crate::export::report::{ReportData, Summary};
use crate::numbers::{count, fixed, percent};

pub(in crate::export::html) fn summary(data: &ReportData) -> String {
    let summary = Summary::of(data);
    let firm = percent(summary.core as f64 / summary.documents.max(1) as f64);
    let stability = data
        .quality
        .iter()
        .find(|(metric, _)| metric == "stability");
    let mut tiles = tile("Documents", &count(summary.documents), &kept(&summary))
        + &tile("Themes", &count(summary.themes), &years(data))
        + &tile("Firmly placed", &firm, "of the documents");
    if let Some((_, value)) = stability {
        tiles += &tile("Stability", &fixed(*value, 2), "1 = always the same themes");
    }
    let notes: String = data
        .notes
        .iter()
        .map(|note| format!("<li>{}</li>\n", phrase(note)))
        .collect();
    format!(
        "<p class=\"lede\">{}</p>\n<p class=\"lede\">{}</p>\n<dl class=\"tiles\">\n{tiles}</dl>\n{}",
        text(&summary.reading(data)),
        text(&summary.certainty(data)),
        if notes.is_empty() {
            String::new()
        } else {
            format!("<ul class=\"notes\">\n{notes}</ul>\n")
        },
    )
}

fn tile(name: &str, value: &str, remark: &str) -> String {
    format!("<div><dt>{name}</dt><dd><b>{value}</b> <span>{remark}</span></dd></div>\n")
}

fn kept(summary: &Summary) -> String {
    format!("of {} records read", count(summary.records))
}

/// The span of years, where any is known.
fn years(data: &ReportData) -> String {
    let years = || data.documents.iter().filter_map(|document| document.year);
    match (years().min(), years().max()) {
        (Some(first), Some(last)) if first == last => format!("in papers of {first}"),
        (Some(first), Some(last)) => format!("in papers of {first}–{last}"),
        _ => "found in the texts".to_owned(),
    }
}
