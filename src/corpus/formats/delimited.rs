//! Tables of cells: what CSV and TSV share.

use super::{unless_all_failed, unreadable};
use crate::Result;
use crate::corpus::columns::{Columns, names_text};
use crate::corpus::lines::LineNumbers;
use crate::corpus::places::Places;
use crate::corpus::record::Record;
use ::csv::{Reader, ReaderBuilder, StringRecord};

/// The header row of a table and the text below it.
struct Table<'t> {
    header: StringRecord,
    /// The offset behind the header row.
    body: usize,
    text: &'t str,
    delimiter: u8,
    has_quotes: bool,
}

impl<'t> Table<'t> {
    /// The first row is the header, or the first that names a title or an abstract: some exports
    /// put a line about themselves on top.
    fn new(text: &'t str, delimiter: u8) -> Table<'t> {
        let tallest_preamble = 5;
        let mut table = Table {
            header: StringRecord::new(),
            body: 0,
            text,
            delimiter,
            has_quotes: true,
        };
        let mut rows = table.rows(0);
        let mut row = StringRecord::new();
        let mut is_first = true;
        for _ in 0..=tallest_preamble {
            if !rows.read_record(&mut row).unwrap_or(false) {
                break;
            }
            let is_header = row.len() > 1 && row.iter().any(names_text);
            if is_header || is_first {
                table.header = row.clone();
                table.body = usize::try_from(rows.position().byte()).unwrap_or(text.len());
            }
            is_first = false;
            let is_preamble = row.iter().filter(|cell| !cell.trim().is_empty()).count() <= 1;
            if is_header || !is_preamble {
                break;
            }
        }
        // Web of Science writes quotes as they stand in a title.
        let is_web_of_science = delimiter == b'\t'
            && table.header.get(0) == Some("PT")
            && table.header.iter().any(|name| name.trim() == "UT");
        table.has_quotes = !is_web_of_science;
        table
    }

    fn rows(&self, from: usize) -> Reader<&'t [u8]> {
        ReaderBuilder::new()
            .delimiter(self.delimiter)
            .quoting(self.has_quotes)
            .flexible(true)
            .has_headers(false)
            .from_reader(&self.text.as_bytes()[from..])
    }
}

/// The number of cells in the header row.
pub(super) fn header_width(text: &str, delimiter: u8) -> usize {
    Table::new(text, delimiter).header.len()
}

/// Whether the header row has at least two cells and one of them is named like a title or abstract.
pub(super) fn header_names_text(head: &str, delimiter: u8) -> bool {
    let header = Table::new(head, delimiter).header;
    header.len() > 1 && header.iter().any(names_text)
}

/// The rows below the header row, as records; a row that has not as many cells as the header, or a
/// quote that never closes, is a record that cannot be read.
///
/// # Errors
///
/// Fails when the columns asked for are not there, and when no row can be read.
pub(super) fn read(
    text: &str,
    delimiter: u8,
    file: &str,
    columns: &Columns,
) -> Result<Vec<Record>> {
    let table = Table::new(text, delimiter);
    let names: Vec<&str> = table.header.iter().map(str::trim).collect();
    columns.check(file, &names)?;
    let places = columns.locate(&names);

    // Behind a quote that never closes, reading starts again on the next line; how often is
    // bounded, because each time the rest of the file is read.
    let most_starts = 20;
    let mut lines = LineNumbers::new(text);
    let mut records = Vec::new();
    let mut from = Some(table.body);
    for _ in 0..most_starts {
        let Some(start) = from else {
            break;
        };
        let first_line = lines.at(start);
        from = read_rows(&table, start, first_line, &places, &mut records);
    }
    if let Some(start) = from {
        let place = format!("record {} (line {})", records.len() + 1, lines.at(start));
        let reason = "all from here on is left out, because of the quotes above; close them";
        records.push(unreadable(&place, reason, Record::default()));
    }
    unless_all_failed(records, file)
}

/// Reads rows from an offset on; returns where to start again after a quote that never closes.
fn read_rows(
    table: &Table,
    start: usize,
    first_line: usize,
    places: &Places,
    records: &mut Vec<Record>,
) -> Option<usize> {
    let width = table.header.len();
    for row in table.rows(start).into_records() {
        // Only text that is not UTF-8 makes an error, and the text is.
        let Ok(row) = row else {
            continue;
        };
        if row.len() == 1 && width > 1 && row[0].trim().is_empty() {
            continue;
        }
        let record = places.record(|place| row.get(place).unwrap_or_default().into());
        let position = row.position().map_or((0, 1), |at| (at.byte(), at.line()));
        let offset = start + usize::try_from(position.0).unwrap_or(0);
        // A row's position is that of the empty lines before it.
        let empty_lines = table.text[offset..]
            .chars()
            .take_while(|&c| c == '\n' || c == '\r')
            .filter(|&c| c == '\n')
            .count();
        let line = first_line + usize::try_from(position.1).unwrap_or(1) - 1 + empty_lines;
        let place = format!("record {} (line {line})", records.len() + 1);
        if table.has_quotes && is_unclosed(&row, table.text, offset) {
            let reason = "a cell opens with a quote (\") that never closes; close it";
            records.push(unreadable(&place, reason, Record::default()));
            return next_line(table.text, offset);
        }
        records.push(match fault(&row, width) {
            Some(reason) => unreadable(&place, &reason, record),
            None => record,
        });
    }
    None
}

/// What is wrong with a row, if anything. Empty cells beyond the header are a habit of spreadsheets.
fn fault(row: &StringRecord, width: usize) -> Option<String> {
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
fn is_unclosed(row: &StringRecord, text: &str, offset: usize) -> bool {
    let Some(cell) = row.iter().next_back() else {
        return false;
    };
    let reaches_end = cell.contains(['\n', '\r']) && text.ends_with(cell);
    let raw = text.get(offset..).filter(|_| reaches_end);
    raw.is_some_and(|raw| raw.bytes().filter(|&byte| byte == b'"').count() % 2 == 1)
}

/// The offset behind the line on which the text at `offset` stands, unless that is the end.
fn next_line(text: &str, offset: usize) -> Option<usize> {
    let rest = text.get(offset..)?;
    let begin = offset + rest.len() - rest.trim_start_matches(['\r', '\n']).len();
    let end = text[begin..].find(['\r', '\n'])?;
    Some(begin + end)
}
