//! The documents: the first of them as plain rows, which the script replaces by all of them.

use super::map::sampled;
use super::scrolling;
use super::themes::undated;
use crate::export::html::columns::Columns;
use crate::export::html::escape::{phrase, text};
use crate::export::html::sample::Sample;
use crate::export::report::{DocumentRow, ReportData};
use crate::numbers::{count, fixed};

/// Rows of the table for readers without JavaScript.
const ROWS: usize = 1000;

pub(in crate::export::html) fn documents(
    data: &ReportData,
    columns: &Columns,
    sample: &Sample,
) -> String {
    let labels = data.theme_indices();
    let rows: String = data
        .documents
        .iter()
        .take(ROWS)
        .map(|document| {
            let theme = document
                .theme
                .and_then(|number| labels.get(&number))
                .map(|&i| &data.themes[i]);
            let label = theme.map_or("<span>none</span>".to_owned(), |theme| {
                format!(
                    "<i class=\"dot t{}\"></i>{}",
                    theme.number,
                    phrase(&theme.label)
                )
            });
            row(data, document, &label)
        })
        .collect();
    let table = format!(
        "<table class=\"documents{}\" id=\"documents-table\">\n<caption>{}</caption>\n<thead><tr><th scope=\"col\" data-sort=\"title\">Title</th><th scope=\"col\" data-sort=\"theme\">Theme</th><th scope=\"col\" data-sort=\"year\">Year</th><th scope=\"col\" data-sort=\"source\">Source</th><th scope=\"col\" data-sort=\"score\">Score</th><th scope=\"col\" data-sort=\"status\">Status</th></tr></thead>\n<tbody>\n{rows}</tbody>\n</table>\n",
        undated(data),
        caption(data.documents.len()),
    );
    format!(
        "{}{}{}",
        sampled(sample),
        abstracts(columns),
        scrolling("Documents", &table)
    )
}

fn row(data: &ReportData, document: &DocumentRow, label: &str) -> String {
    format!(
        "<tr><th scope=\"row\">{}</th><td>{label}</td><td>{}</td><td>{}</td><td>{}</td><td>{}</td></tr>\n",
        phrase(document.heading()),
        document.year.map_or(String::new(), |year| year.to_string()),
        phrase(&data.source_names(document)),
        fixed(document.score, 2),
        text(document.status.name()),
    )
}

fn caption(documents: usize) -> String {
    let score = "Score: how near a document is to its theme's centre, at most 1.";
    if documents <= ROWS {
        return score.to_owned();
    }
    format!(
        "{score} <span class=\"still\">The first {} of {} documents in input order; <code>documents.csv</code> has them all.</span>",
        count(ROWS),
        count(documents)
    )
}

/// Says so when abstracts are not whole.
fn abstracts(columns: &Columns) -> String {
    match columns.longest_abstract {
        None => String::new(),
        Some(0) => "<p class=\"remark\">Abstracts are left out to keep this page small: the search looks at titles.</p>\n".to_owned(),
        Some(longest) => format!(
            "<p class=\"remark\">Abstracts are cut to {longest} characters to keep this page small; the search looks at titles and at these beginnings.</p>\n"
        ),
    }
}
