//! Tables of cells: what CSV and TSV share.

use super::{unless_all_failed, unreadable};
use crate::Result;
use crate::corpus::columns::{Columns, names_text};
use crate::corpus::lines::LineNumbers;
use crate::corpus::places::Places;
use crate::corpus::record::Record;
use crate::corpus::rows::{Before, Opened, Part, Rows};
use ::csv::{Reader, ReaderBuilder, StringRecord};
use memchr::{memchr, memchr_iter, memrchr};

/// How a table is laid out.
struct Layout {
    header: StringRecord,
    /// The offset behind the header row.
    body: usize,
    /// The offset behind the last row that was looked at for it.
    seen: usize,
    delimiter: u8,
    has_quotes: bool,
}

impl Layout {
    /// The first row is the header, or the first that names a title or an abstract: some exports
    /// put a line about themselves on top.
    fn of(text: &str, delimiter: u8) -> Layout {
        let tallest_preamble = 5;
        let mut layout = Layout {
            header: StringRecord::new(),
            body: 0,
            seen: 0,
            delimiter,
            has_quotes: true,
        };
        let mut rows = layout.rows(text);
        let mut row = StringRecord::new();
        let mut is_first = true;
        for _ in 0..=tallest_preamble {
            if !rows.read_record(&mut row).unwrap_or(false) {
                break;
            }
            layout.seen = usize::try_from(rows.position().byte()).unwrap_or(text.len());
            let is_header = row.len() > 1 && row.iter().any(names_text);
            if is_header || is_first {
                layout.header = row.clone();
                layout.body = layout.seen;
            }
            is_first = false;
            let is_preamble = row.iter().filter(|cell| !cell.trim().is_empty()).count() <= 1;
            if is_header || !is_preamble {
                break;
            }
        }
        // Web of Science writes quotes as they stand in a title.
        let is_web_of_science = delimiter == b'\t'
            && layout.header.get(0) == Some("PT")
            && layout.header.iter().any(|name| name.trim() == "UT");
        layout.has_quotes = !is_web_of_science;
        layout
    }

    fn rows<'t>(&self, text: &'t str) -> Reader<&'t [u8]> {
        ReaderBuilder::new()
            .delimiter(self.delimiter)
            .quoting(self.has_quotes)
            .flexible(true)
            .has_headers(false)
            .from_reader(text.as_bytes())
    }

    /// The places of the fields among the columns.
    fn places(&self, file: &str, columns: &Columns) -> Result<Places> {
        let names: Vec<&str> = self.header.iter().map(str::trim).collect();
        columns.check(file, &names)?;
        Ok(columns.locate(&names))
    }
}

/// The number of cells in the header row.
pub(super) fn header_width(text: &str, delimiter: u8) -> usize {
    Layout::of(text, delimiter).header.len()
}

/// Whether the header row has at least two cells and one of them is named like a title or abstract.
pub(super) fn header_names_text(head: &str, delimiter: u8) -> bool {
    let header = Layout::of(head, delimiter).header;
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
    let layout = Layout::of(text, delimiter);
    let places = layout.places(file, columns)?;
    let table = Table { layout, places };

    // Behind a quote that never closes, reading starts again on the next line; how often is
    // bounded, because each time the rest of the file is read.
    let most_starts = 20;
    let mut lines = LineNumbers::new(text);
    let mut records = Vec::new();
    let mut from = Some(table.layout.body);
    for _ in 0..most_starts {
        let Some(start) = from else {
            break;
        };
        let before = Before {
            lines: lines.at(start) - 1,
            records: records.len(),
        };
        let (more, next) = table.records(&text[start..], before);
        records.extend(more);
        from = next.map(|next| start + next);
    }
    if let Some(start) = from {
        let place = format!("record {} (line {})", records.len() + 1, lines.at(start));
        let reason = "all from here on is left out, because of the quotes above; close them";
        records.push(unreadable(&place, reason, Record::default()));
    }
    unless_all_failed(records, file)
}

/// A table whose rows are to be read block by block, when its header is among those seen.
pub(super) fn open<'c>(head: &str, delimiter: u8, columns: &'c Columns<'c>) -> Option<Opened<'c>> {
    let layout = Layout::of(head, delimiter);
    let places = layout.places("", columns).ok()?;
    (layout.seen < head.len()).then(|| Opened {
        above: layout.body,
        lines: LineNumbers::new(head).at(layout.body) - 1,
        rows: Box::new(Table { layout, places }),
    })
}

struct Table {
    layout: Layout,
    places: Places,
}

impl Table {
    /// The records of rows behind others; with where to start again after a quote that never closes.
    fn records(&self, text: &str, before: Before) -> (Vec<Record>, Option<usize>) {
        let width = self.layout.header.len();
        let mut records = Vec::new();
        let mut rows = self.layout.rows(text);
        let mut row = StringRecord::new();
        // Only text that is not UTF-8 makes an error, and the text is.
        while rows.read_record(&mut row).unwrap_or(false) {
            if row.len() == 1 && width > 1 && row[0].trim().is_empty() {
                continue;
            }
            let (byte, line) = row.position().map_or((0, 1), |at| (at.byte(), at.line()));
            let offset = usize::try_from(byte).unwrap_or(0);
            let place = || {
                // A row's position is that of the empty lines before it.
                let empty = text[offset..]
                    .bytes()
                    .take_while(|byte| b"\r\n".contains(byte));
                let empty_lines = empty.filter(|&byte| byte == b'\n').count();
                let line = before.lines + usize::try_from(line).unwrap_or(1) + empty_lines;
                format!(
                    "record {} (line {line})",
                    before.records + records.len() + 1
                )
            };
            if self.layout.has_quotes && is_unclosed(&row, text, offset) {
                let reason = "a cell opens with a quote (\") that never closes; close it";
                let unread = unreadable(&place(), reason, Record::default());
                records.push(unread);
                return (records, next_line(text, offset));
            }
            let record = self
                .places
                .record(|place| row.get(place).unwrap_or_default().into());
            let record = match fault(&row, width) {
                Some(reason) => unreadable(&place(), &reason, record),
                None => record,
            };
            records.push(record);
        }
        (records, None)
    }
}

impl Rows for Table {
    /// A quote opens a cell where one begins, and closes it where no other quote follows.
    fn whole(&self, text: &[u8]) -> usize {
        let line_end =
            |from: usize, to: usize| memrchr(b'\n', &text[from..to]).map(|at| from + at + 1);
        if !self.layout.has_quotes {
            return line_end(0, text.len()).unwrap_or(0);
        }
        let begins_cell = |at: usize| {
            let before = at.checked_sub(1).map(|before| text[before]);
            before.is_none_or(|byte| byte == self.layout.delimiter || b"\r\n".contains(&byte))
        };
        let (mut whole, mut outside, mut at) = (0, 0, 0);
        while let Some(found) = memchr(b'"', &text[at..]) {
            let quote = at + found;
            at = quote + 1;
            if !begins_cell(quote) {
                continue;
            }
            whole = line_end(outside, quote).unwrap_or(whole);
            let mut quotes = memchr_iter(b'"', &text[at..]).map(|found| at + found);
            let closing = loop {
                match quotes.next() {
                    Some(quote) if text.get(quote + 1) == Some(&b'"') => quotes.next(),
                    other => break other,
                };
            };
            let Some(closing) = closing else {
                return whole;
            };
            outside = closing + 1;
            at = outside;
        }
        line_end(outside, text.len()).unwrap_or(whole)
    }

    fn read(&self, text: &str, before: Before) -> Option<Part> {
        let (records, rest) = self.records(text, before);
        rest.is_none().then(|| Part {
            records,
            names: Vec::new(),
            lines: memchr_iter(b'\n', text.as_bytes()).count(),
        })
    }

    fn suffices(&self, _: &[String]) -> bool {
        true
    }
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
    let reaches_end = text.ends_with(cell) && cell.contains(['\n', '\r']);
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
