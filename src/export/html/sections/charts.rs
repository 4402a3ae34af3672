//! Finished drawings as images, light or dark as the reader's screen is.

use crate::export::html::escape::{svg_address, text};
use crate::export::report::{Chart, ReportData};

/// Bytes of SVG above which the dark drawing is left out.
const BOTH_DRAWINGS: usize = 6_000_000;

pub(in crate::export::html) fn charts(data: &ReportData) -> String {
    if data.charts.is_empty() {
        return String::new();
    }
    let figures: String = data
        .charts
        .iter()
        .map(|chart| {
            format!(
                "<figure>\n{}<figcaption>{}</figcaption>\n</figure>\n",
                picture(chart, &chart.title),
                text(&chart.title)
            )
        })
        .collect();
    format!(
        "<section id=\"charts\">\n<h2>Charts</h2>\n<div class=\"charts\">\n{figures}</div>\n</section>\n"
    )
}

/// A chart as an image; nothing when there is no drawing.
pub(super) fn picture(chart: &Chart, description: &str) -> String {
    if chart.light.is_empty() {
        return String::new();
    }
    let dark = if chart.dark.is_empty() || chart.light.len() + chart.dark.len() > BOTH_DRAWINGS {
        String::new()
    } else {
        format!(
            "<source media=\"screen and (prefers-color-scheme: dark)\" srcset=\"{}\">\n",
            svg_address(&chart.dark)
        )
    };
    format!(
        "<picture class=\"drawing\">\n{dark}<img alt=\"{}\" src=\"{}\">\n</picture>\n",
        text(description),
        svg_address(&chart.light)
    )
}
