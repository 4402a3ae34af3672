//! terms.csv: a row a term of a theme, by rank.

use super::Table;
use crate::Result;
use crate::export::Report;
use crate::numbers::number;

const HEADER: [&str; 6] = [
    "theme",
    "rank",
    "term",
    "weight",
    "documents_in_theme",
    "documents_in_corpus",
];

pub fn terms(report: &Report) -> Result<Option<Vec<u8>>> {
    let map = report.map;
    let mut table = Table::new(HEADER);
    for (index, theme) in map.themes.themes.iter().enumerate() {
        for (rank, term) in theme.terms.iter().enumerate() {
            table.row([
                map.model.numbers[index].to_string(),
                (rank + 1).to_string(),
                term.text.clone(),
                number(term.weight, 6),
                term.documents_in_theme.to_string(),
                term.documents_in_corpus.to_string(),
            ]);
        }
    }
    Ok(Some(table.finish()))
}
