//! The CSV tables, one function each.
//!
//! Numbers have a fixed number of decimals; a figure that is not known is an empty cell. A text that
//! a spreadsheet would take for a formula has an apostrophe before it.

mod documents;
mod dropped;
mod given_themes;
mod k_sweep;
mod quality;
mod terms;
mod theme_similarity;
mod themes;
mod timeline;
mod truth;

pub(crate) use documents::DOCUMENT_COLUMNS;
pub use documents::documents;
pub use dropped::dropped;
pub use given_themes::given_themes;
pub use k_sweep::k_sweep;
pub use quality::{figures, quality};
pub use terms::terms;
pub use theme_similarity::theme_similarity;
pub(super) use themes::HEADER as THEME_COLUMNS;
pub use themes::themes;
pub(super) use timeline::HEADER as TIMELINE_COLUMNS;
pub use timeline::timeline;
pub use truth::truth;

use std::borrow::Cow;

use crate::numbers::number;

/// Rows below a header, as CSV with LF line ends.
pub(crate) struct Table {
    writer: csv::Writer<Vec<u8>>,
}

impl Table {
    pub(crate) fn new<const COLUMNS: usize>(header: [&str; COLUMNS]) -> Table {
        let mut table = Table::headless();
        table.row(header);
        table
    }

    /// Rows that go below those of another table.
    fn headless() -> Table {
        Table {
            writer: csv::Writer::from_writer(Vec::new()),
        }
    }

    pub(crate) fn row<const COLUMNS: usize>(&mut self, cells: [impl AsRef<str>; COLUMNS]) {
        for cell in &cells {
            self.writer
                .write_field(&*defused(cell.as_ref()))
                .expect("a vector takes every byte");
        }
        self.writer
            .write_record(None::<&[u8]>)
            .expect("a vector takes every row of the header's length");
    }

    pub(crate) fn finish(self) -> Vec<u8> {
        self.writer.into_inner().expect("a vector takes every byte")
    }
}

/// A cell that no spreadsheet runs as a formula: one that begins with `=`, `+`, `-`, `@`, a tab or a
/// carriage return and is no number gets an apostrophe in front, which spreadsheets do not show.
fn defused(cell: &str) -> Cow<'_, str> {
    let is_formula =
        cell.starts_with(['=', '+', '-', '@', '\t', '\r']) && cell.parse::<f64>().is_err();
    if is_formula {
        format!("'{cell}").into()
    } else {
        cell.into()
    }
}

/// The text that a cell of our tables stands for: what was put in front of a formula is left out.
pub(crate) fn read_back(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(text) if matches!(defused(text), Cow::Owned(_)) => text,
        _ => cell,
    }
}

/// One row of cells as CSV.
pub(crate) fn csv_row<const COLUMNS: usize>(cells: &[impl AsRef<str>; COLUMNS]) -> Vec<u8> {
    let mut table = Table::headless();
    table.row(cells.each_ref());
    table.finish()
}

pub(super) fn optional(value: Option<f64>, decimals: usize) -> String {
    value.map_or(String::new(), |value| number(value, decimals))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_defused_cell_is_read_back() {
        for text in ["=1+1", "-x", "'quoted'", "-3.5", "plain"] {
            assert_eq!(read_back(&defused(text)), text);
        }
    }

    #[test]
    fn formulas_are_defused_and_numbers_are_not() {
        let mut table = Table::new(["a", "b", "c"]);
        table.row(["=HYPERLINK(\"x\")", "-0.25", "+1 and more"]);
        table.row(["@SUM(A1)", "a = b", "-inf"]);
        let text = String::from_utf8(table.finish()).unwrap();
        assert_eq!(
            text,
            "a,b,c\n\"'=HYPERLINK(\"\"x\"\")\",-0.25,'+1 and more\n'@SUM(A1),a = b,-inf\n"
        );
    }

    #[test]
    fn cells_with_quotes_and_line_ends_are_quoted() {
        let mut table = Table::new(["a", "b"]);
        table.row(["say \"x\"", "two\nlines"]);
        assert_eq!(table.finish(), b"a,b\n\"say \"\"x\"\"\",\"two\nlines\"\n");
    }
}
