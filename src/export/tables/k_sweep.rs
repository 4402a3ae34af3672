//! k_sweep.csv: a row for each number of themes tried.

use super::Table;
use crate::Result;
use crate::export::Report;
use crate::numbers::number;

const HEADER: [&str; 7] = [
    "themes",
    "silhouette",
    "npmi",
    "diversity",
    "stability",
    "inertia",
    "chosen",
];

pub fn k_sweep(report: &Report) -> Result<Option<Vec<u8>>> {
    let map = report.map;
    let mut table = Table::new(HEADER);
    for trial in &map.model.trials {
        table.row([
            trial.themes.to_string(),
            number(trial.silhouette, 4),
            number(trial.npmi, 4),
            number(trial.diversity, 4),
            number(trial.stability, 4),
            number(trial.inertia, 3),
            trial.chosen.to_string(),
        ]);
    }
    Ok(Some(table.finish()))
}
