//! How the report was made: sources, options, version.

use super::scrolling;
use crate::export::html::escape::{phrase, text};
use crate::export::report::ReportData;
use crate::numbers::count;

/// Sources listed.
const LISTED: usize = 200;

pub(in crate::export::html) fn made(data: &ReportData) -> String {
    format!(
        "<p>Made by thememap {} with seed {}. The same files, options and version give this page again, byte for byte.</p>\n{}{}",
        text(&data.version),
        data.seed,
        scrolling("Sources", &sources(data)),
        scrolling("Options", &options(data))
    )
}

fn sources(data: &ReportData) -> String {
    let rows: String = data
        .sources
        .iter()
        .take(LISTED)
        .map(|source| {
            format!(
                "<tr><th scope=\"row\">{}</th><td>{}</td><td>{}</td><td><code>{}</code></td></tr>\n",
                phrase(&source.name),
                text(&source.format),
                count(source.records),
                text(&source.sha256)
            )
        })
        .collect();
    let caption = match data.sources.len() {
        number if number > LISTED => format!(
            "The first {LISTED} of {} sources, in the order read; <code>run.json</code> has them all.",
            count(number)
        ),
        _ => "Sources, in the order read.".to_owned(),
    };
    format!(
        "<table>\n<caption>{caption}</caption>\n<thead><tr><th scope=\"col\">Source</th><th scope=\"col\">Format</th><th scope=\"col\">Records</th><th scope=\"col\">SHA-256</th></tr></thead>\n<tbody>\n{rows}</tbody>\n</table>\n"
    )
}

fn options(data: &ReportData) -> String {
    let rows: String = data
        .options
        .iter()
        .map(|(name, value)| {
            format!(
                "<tr><th scope=\"row\">{}</th><td>{}</td></tr>\n",
                text(name),
                phrase(value)
            )
        })
        .collect();
    format!(
        "<table class=\"figures\">\n<caption>Options of the run.</caption>\n<thead><tr><th scope=\"col\">Option</th><th scope=\"col\">Value</th></tr></thead>\n<tbody>\n{rows}</tbody>\n</table>\n"
    )
}
