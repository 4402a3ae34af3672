//! The flow of records, so that the counts add up.

use super::scrolling;
use crate::export::html::escape::text;
use crate::export::report::ReportData;
use crate::numbers::ledger_number;

pub(in crate::export::html) fn ledger(data: &ReportData) -> String {
    let rows: String = data
        .ledger
        .lines()
        .into_iter()
        .map(|(words, number)| {
            format!(
                "<tr><th scope=\"row\">{}</th><td>{}</td></tr>\n",
                text(&words),
                ledger_number(number)
            )
        })
        .collect();
    let table = format!(
        "<table class=\"figures\">\n<caption>From the records identified to those used; the words are those of the PRISMA flow diagram.</caption>\n<thead><tr><th scope=\"col\">Records</th><th scope=\"col\">Number</th></tr></thead>\n<tbody>\n{rows}</tbody>\n</table>\n"
    );
    scrolling("Flow of records", &table)
}
