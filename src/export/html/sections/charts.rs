//! Finished drawings as images, light or dark as the reader's screen is.

use crate::export::html::escape::{svg_address, text};
use crate::export::report::{Chart, ReportData};

/// Bytes of SVG above which the dark drawing is left out.
const BOTH_DRAWINGS: usize = 2_000_000;

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
    bytes(&data.map) + data.charts.iter().map(bytes).sum::<usize>()
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
