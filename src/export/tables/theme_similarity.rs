//! theme_similarity.csv: a row for each two themes.

use super::Table;
use crate::Result;
use crate::export::Report;
use crate::numbers::number;

pub fn theme_similarity(report: &Report) -> Result<Option<Vec<u8>>> {
    let map = report.map;
    let mut table = Table::new(["theme_a", "theme_b", "cosine"]);
    let similarity = &map.themes.similarity;
    for a in 0..similarity.nrows() {
        for b in a + 1..similarity.ncols() {
            table.row([
                map.model.numbers[a].to_string(),
                map.model.numbers[b].to_string(),
                number(similarity[[a, b]], 4),
            ]);
        }
    }
    Ok(Some(table.finish()))
}
