//! quality.csv: a row for each figure of the run.

use super::{Table, number};
use crate::{Result, ThemeMap};

pub fn quality(map: &ThemeMap) -> Result<Option<Vec<u8>>> {
    let mut table = Table::new(["metric", "value"]);
    for figure in &map.figures {
        let decimals = if figure.is_count { 0 } else { 6 };
        table.row([figure.metric, &number(figure.value, decimals)]);
    }
    Ok(Some(table.finish()))
}
