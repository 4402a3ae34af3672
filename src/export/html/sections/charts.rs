//! Finished drawings as images, light or dark as the reader's screen is.

use super::scrolling;
use crate::export::html::escape::{svg_address, text};
use crate::export::report::{Chart, ReportData};

/// Bytes of SVG above which the dark drawing is left out.
const BOTH_DRAWINGS: usize = 2_000_000;

pub(in crate::export::html) fn charts(data: &ReportData) -> String {
    let figures: String = data.charts.iter().map(figure).collect();
    format!("<div class=\"charts\">\n{figures}</div>\n")
}

/// A chart with the line that says what it shows.
pub(in crate::export::html) fn figure(chart: &Chart) -> String {
    format!(
        "<figure>\n{}<figcaption>{}</figcaption>\n</figure>\n",
        scrolling(&chart.title, &picture(chart, &chart.title)),
        text(&chart.title)
    )
}

/// Bytes that the drawings of the page take up in it.
pub(in crate::export::html) fn drawing_bytes(data: &ReportData) -> usize {
    let bytes = |chart: &Chart| {
        let svg = chart.light.len()
            + if shows_dark(chart) {
                chart.dark.len()
            } else {
                0
            };
        svg.div_ceil(3) * 4
    };
    let charts = data.charts.iter().chain(&data.sweep_chart);
    bytes(&data.map) + charts.map(bytes).sum::<usize>()
}

fn shows_dark(chart: &Chart) -> bool {
    !chart.dark.is_empty() && chart.light.len() + chart.dark.len() <= BOTH_DRAWINGS
}

/// A chart as an image; nothing when there is no drawing.
pub(super) fn picture(chart: &Chart, description: &str) -> String {
    if chart.light.is_empty() {
        return String::new();
    }
    let dark = if shows_dark(chart) {
        format!(
            "<source media=\"screen and (prefers-color-scheme: dark)\" srcset=\"{}\">\n",
            svg_address(&chart.dark)
        )
    } else {
        String::new()
    };
    format!(
        "<picture class=\"drawing\">\n{dark}<img alt=\"{}\" src=\"{}\">\n</picture>\n",
        text(description),
        svg_address(&chart.light)
    )
}
