//! The records that were read and are not used.

use super::scrolling;
use crate::export::html::escape::{phrase, text};
use crate::export::report::ReportData;
use crate::numbers::count;

/// Records listed.
const LISTED: usize = 200;

pub(in crate::export::html) fn dropped(data: &ReportData) -> String {
    if data.dropped.is_empty() {
        return "<p>Every record that was read is on the map.</p>\n".to_owned();
    }
    let rows: String = data
        .dropped
        .iter()
        .take(LISTED)
        .map(|record| {
            let more = match (&record.kept_id, &record.problem) {
                (Some(id), _) => format!(" <span>of {}</span>", phrase(id)),
                (None, Some(problem)) => format!(" <span>{}</span>", phrase(problem)),
                (None, None) => String::new(),
            };
            format!(
                "<tr><th scope=\"row\">{}</th><td>{}{more}</td><td>{}</td><td>{}</td></tr>\n",
                phrase(if record.title.is_empty() {
                    &record.id
                } else {
                    &record.title
                }),
                text(record.reason.name()),
                phrase(&record.source),
                record.record,
            )
        })
        .collect();
    let caption = if data.dropped.len() > LISTED {
        format!(
            "The first {} of {}; <code>dropped.csv</code> has them all.",
            LISTED,
            count(data.dropped.len())
        )
    } else {
        "Read and not used, with the reason.".to_owned()
    };
    let table = format!(
        "<table>\n<caption>{caption}</caption>\n<thead><tr><th scope=\"col\">Record</th><th scope=\"col\">Reason</th><th scope=\"col\">Source</th><th scope=\"col\">Number in source</th></tr></thead>\n<tbody>\n{rows}</tbody>\n</table>\n"
    );
    scrolling("Dropped records", &table)
}
