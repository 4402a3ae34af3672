//! truth.csv: a row for each theme and known label that share documents.

use std::collections::BTreeMap;

use super::Table;
use crate::Result;
use crate::export::Report;
use crate::numbers::number;

pub fn truth(report: &Report) -> Result<Option<Vec<u8>>> {
    let map = report.map;
    let mut counts: BTreeMap<(Option<usize>, &str), usize> = BTreeMap::new();
    let mut of_theme: BTreeMap<Option<usize>, usize> = BTreeMap::new();
    for (document, membership) in map.corpus.documents.iter().zip(&map.model.memberships) {
        if let Some(label) = &document.label {
            *counts.entry((membership.assigned(), label)).or_default() += 1;
            *of_theme.entry(membership.assigned()).or_default() += 1;
        }
    }
    if counts.is_empty() {
        return Ok(None);
    }
    let mut table = Table::new(["theme", "label", "documents", "share"]);
    for ((theme, label), count) in counts {
        table.row([
            theme.map_or(String::new(), |theme| map.model.numbers[theme].to_string()),
            label.to_string(),
            count.to_string(),
            number(count as f64 / of_theme[&theme] as f64, 4),
        ]);
    }
    Ok(Some(table.finish()))
}
