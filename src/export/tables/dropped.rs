//! dropped.csv: a row for each record that is not in documents.csv.

use super::Table;
use crate::Result;
use crate::export::Report;

const HEADER: [&str; 6] = ["source", "record", "id", "title", "reason", "kept_id"];

pub fn dropped(report: &Report) -> Result<Option<Vec<u8>>> {
    let map = report.map;
    let mut table = Table::new(HEADER);
    for record in &map.corpus.dropped {
        table.row([
            record.source.as_str(),
            &record.record.to_string(),
            &record.id,
            &record.title,
            record.reason.name(),
            record.kept_id.as_deref().unwrap_or_default(),
        ]);
    }
    Ok(Some(table.finish()))
}
