//! timeline.csv: a row for each year of each theme, where years are known.

use std::collections::BTreeMap;

use super::Table;
use crate::Result;
use crate::export::Report;
use crate::numbers::number;

pub(in crate::export) const HEADER: [&str; 4] = ["year", "theme", "documents", "share"];

pub fn timeline(report: &Report) -> Result<Option<Vec<u8>>> {
    let map = report.map;
    let mut counts: BTreeMap<(i32, usize), usize> = BTreeMap::new();
    let mut of_year: BTreeMap<i32, usize> = BTreeMap::new();
    for (document, membership) in map.corpus.documents.iter().zip(&map.model.memberships) {
        let Some(year) = document.year else { continue };
        *of_year.entry(year).or_default() += 1;
        if let Some(theme) = membership.assigned() {
            *counts.entry((year, theme)).or_default() += 1;
        }
    }
    if of_year.is_empty() {
        return Ok(None);
    }
    let mut table = Table::new(HEADER);
    for ((year, theme), count) in counts {
        table.row([
            year.to_string(),
            map.model.numbers[theme].to_string(),
            count.to_string(),
            number(count as f64 / of_year[&year] as f64, 4),
        ]);
    }
    Ok(Some(table.finish()))
}
