//! Tables of cells: what CSV and TSV share.

use super::columns::{Columns, names_text};
use super::record::Record;
use crate::{Error, Result};
use ::csv::{Reader, ReaderBuilder, StringRecord};

/// The cells of the first row; empty when there is none.
pub(super) fn header(text: &str, delimiter: u8) -> StringRecord {
    reader(text, delimiter)
        .headers()
        .cloned()
        .unwrap_or_default()
}

/// Whether the first row has at least two cells and one of them is named like a title or abstract.
pub(super) fn header_names_text(head: &str, delimiter: u8) -> bool {
    let header = header(head, delimiter);
    header.len() > 1 && header.iter().any(names_text)
}

/// The rows below the header row, as records.
///
/// # Errors
///
/// Fails when the columns asked for are not there, on a row that has not as many cells as the
/// header, and on a quote that never closes.
pub(super) fn read(
    text: &str,
    delimiter: u8,
    file: &str,
    columns: &Columns,
) -> Result<Vec<Record>> {
    let header = header(text, delimiter);
    let names: Vec<&str> = header.iter().map(str::trim).collect();
    columns.check(file, &names)?;
    let places = columns.locate(&names);

    let mut records = Vec::new();
    for row in reader(text, delimiter).into_records() {
        let place = |line: u64| format!("record {} (line {line})", records.len() + 1);
        let row = row.map_err(|error| Error::Input {
            file: file.to_owned(),
            place: place(error.position().map_or(0, |position| position.line())),
            problem: error.to_string(),
        })?;
        if row.len() == 1 && names.len() > 1 && row[0].trim().is_empty() {
            continue;
        }
        if let Some(problem) = fault(&row, names.len(), text) {
            let line = row.position().map_or(0, |position| position.line());
            return Err(Error::Input {
                file: file.to_owned(),
                place: place(line),
                problem,
            });
        }
        records.push(places.record(|place| row.get(place).unwrap_or_default().into()));
    }
    Ok(records)
}

fn reader(text: &str, delimiter: u8) -> Reader<&[u8]> {
    ReaderBuilder::new()
        .delimiter(delimiter)
        .flexible(true)
        .from_reader(text.as_bytes())
}

/// What is wrong with a row, if anything. Empty cells beyond the header are a habit of spreadsheets.
fn fault(row: &StringRecord, width: usize, text: &str) -> Option<String> {
    if is_unclosed(row, text) {
        return Some("a cell opens with a quote (\") that never closes; close it".to_owned());
    }
    let beyond_is_empty = row.iter().skip(width).all(|cell| cell.trim().is_empty());
    if row.len() == width || row.len() > width && beyond_is_empty {
        return None;
    }
    let cells = if row.len() == 1 { "cell" } else { "cells" };
    Some(format!(
        "{} {cells} where the header has {width}; put cells that hold a separator, a quote or a \
         line end in quotes",
        row.len()
    ))
}

/// A quote that never closes swallows the rest of the file without a word: the row then reaches to
/// the end over several lines with an odd number of quotes.
fn is_unclosed(row: &StringRecord, text: &str) -> bool {
    let Some(cell) = row.iter().next_back() else {
        return false;
    };
    let reaches_end = cell.contains(['\n', '\r']) && text.ends_with(cell);
    if !reaches_end {
        return false;
    }
    let start = row
        .position()
        .and_then(|position| usize::try_from(position.byte()).ok());
    let Some(raw) = start.and_then(|start| text.get(start..)) else {
        return false;
    };
    raw.bytes().filter(|&byte| byte == b'"').count() % 2 == 1
}
