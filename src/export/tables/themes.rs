//! themes.csv: a row a theme, by number.

use super::{Table, optional};
use crate::Result;
use crate::export::Report;
use crate::numbers::number;

pub(in crate::export) const HEADER: [&str; 11] = [
    "theme",
    "label",
    "keywords",
    "size",
    "share",
    "cohesion",
    "silhouette",
    "stability",
    "npmi",
    "mean_year",
    "exemplars",
];

pub fn themes(report: &Report) -> Result<Option<Vec<u8>>> {
    let map = report.map;
    let mut table = Table::new(HEADER);
    for (index, theme) in map.themes.themes.iter().enumerate() {
        let exemplars: Vec<&str> = theme
            .exemplars
            .iter()
            .map(|&document| map.corpus.documents[document].id.as_str())
            .collect();
        table.row([
            map.model.numbers[index].to_string(),
            theme.label.clone(),
            theme.keywords.join("; "),
            theme.size.to_string(),
            number(theme.share, 4),
            number(theme.cohesion, 4),
            number(theme.silhouette, 4),
            number(theme.stability, 4),
            number(theme.npmi, 4),
            optional(theme.mean_year, 1),
            exemplars.join("; "),
        ]);
    }
    Ok(Some(table.finish()))
}
