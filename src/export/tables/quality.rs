//! quality.csv: a row for each figure of the run.

use super::Table;
use crate::export::Report;
use crate::numbers::number;
use crate::{Figure, Result};

pub fn quality(report: &Report) -> Result<Option<Vec<u8>>> {
    let mut table = Table::new(["metric", "value"]);
    for figure in figures(report) {
        let decimals = if figure.is_count { 0 } else { 6 };
        table.row([figure.metric, &number(figure.value, decimals)]);
    }
    Ok(Some(table.finish()))
}

/// The figures of the run and those of its map.
pub fn figures(report: &Report) -> Vec<Figure> {
    let lint = &report.drawings.lint;
    let mut figures = report.map.figures.clone();
    let mut push = |metric, value, is_count| {
        figures.push(Figure {
            metric,
            value,
            is_count,
        })
    };
    push("map_label_overlaps", lint.label_overlaps as f64, true);
    push("map_min_contrast", lint.min_contrast, false);
    push("map_min_text_px", lint.min_text_px, false);
    figures
}
