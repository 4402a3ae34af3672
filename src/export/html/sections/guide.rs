//! What became of the themes asked for and of the decisions.

use crate::export::html::escape::phrase;
use crate::export::report::ReportData;

/// The section with its heading; nothing where there was no guide.
pub(in crate::export::html) fn guide(data: &ReportData) -> String {
    let lines: String = data
        .guide
        .lines()
        .map(|line| format!("<li>{}</li>\n", phrase(&line)))
        .collect();
    match lines.is_empty() {
        true => String::new(),
        false => format!(
            "\n<section aria-labelledby=\"guide\">\n<h2 id=\"guide\">What was asked for and \
             decided</h2>\n<ul class=\"notes\">\n{lines}</ul>\n</section>"
        ),
    }
}
