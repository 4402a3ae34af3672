//! The figures of the run, each with one line on how to read it.

use super::scrolling;
use crate::export::html::escape::text;
use crate::export::report::{ReportData, meaning, quality_name};
use crate::numbers::quality_figure;

pub(in crate::export::html) fn quality(data: &ReportData) -> String {
    let rows: String = data
        .quality
        .iter()
        .map(|(metric, value)| {
            format!(
                "<tr><th scope=\"row\">{}</th><td>{}</td><td>{}</td></tr>\n",
                text(&quality_name(metric)),
                quality_figure(*value),
                text(meaning(metric)),
            )
        })
        .collect();
    let table = format!(
        "<table class=\"figures\">\n<caption>Figures of the run, as in <code>quality.csv</code>.</caption>\n<thead><tr><th scope=\"col\">Figure</th><th scope=\"col\">Value</th><th scope=\"col\">How to read it</th></tr></thead>\n<tbody>\n{rows}</tbody>\n</table>\n"
    );
    scrolling("Quality figures", &table)
}
