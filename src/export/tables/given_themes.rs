//! given_themes.csv: a row a theme that was given, by number.

use super::Table;
use crate::Result;
use crate::export::Report;

pub fn given_themes(report: &Report) -> Result<Option<Vec<u8>>> {
    let map = report.map;
    let Some(given) = &map.given else {
        return Ok(None);
    };
    let mut table = Table::new(["theme", "given", "label", "documents"]);
    for (index, theme) in map.themes.themes.iter().enumerate() {
        table.row([
            map.model.numbers[index].to_string().as_str(),
            &given[index],
            &theme.label,
            &theme.size.to_string(),
        ]);
    }
    Ok(Some(table.finish()))
}
