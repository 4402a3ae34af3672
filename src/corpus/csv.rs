//! CSV: cells between commas, or between semicolons as spreadsheets of some countries write them.

use super::columns::Columns;
use super::delimited::{self, header_names_text};
use super::record::Record;
use crate::Result;

const DELIMITERS: [u8; 2] = [b',', b';'];

/// Whether the first row names a title or an abstract between commas or semicolons.
pub(super) fn recognise(head: &str, _file: &str) -> bool {
    DELIMITERS
        .iter()
        .any(|&delimiter| header_names_text(head, delimiter))
}

/// The rows below the header row.
pub(super) fn read(text: &str, file: &str, columns: &Columns) -> Result<Vec<Record>> {
    let by_semicolon = header_width(text, b';') > header_width(text, b',');
    delimited::read(text, if by_semicolon { b';' } else { b',' }, file, columns)
}

fn header_width(text: &str, delimiter: u8) -> usize {
    delimited::header(text, delimiter).len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::ReadOptions;

    fn records(text: &str) -> Result<Vec<Record>> {
        read(text, "a.csv", &Columns::new(&ReadOptions::default()))
    }

    #[test]
    fn quoted_cells_hold_commas_quotes_and_lines() {
        let records =
            records("Title,Abstract\r\n\"Cats, dogs\",\"They \"\"purr\"\".\r\nAnd bark.\"\r\n")
                .unwrap();
        assert_eq!(records[0].title, "Cats, dogs");
        assert_eq!(records[0].abstract_text, "They \"purr\".\r\nAnd bark.");
    }

    #[test]
    fn semicolons_and_lone_carriage_returns_are_understood() {
        let records = records("id;Title;PY\r1;Cats, and more;2020\r2;Dogs;\r").unwrap();
        assert_eq!(records.len(), 2);
        assert_eq!(
            (records[0].title.as_str(), records[0].year),
            ("Cats, and more", Some(2020))
        );
        assert_eq!((records[1].id.as_str(), records[1].year), ("2", None));
    }

    #[test]
    fn a_ragged_row_names_its_record() {
        let error = records("title,abstract\na,b\nc\n").unwrap_err().to_string();
        assert!(
            error.starts_with("a.csv, record 2 (line 3): 1 cell"),
            "{error}"
        );
        let error = records("title,abstract\na,b,c\n").unwrap_err().to_string();
        assert!(
            error.starts_with("a.csv, record 1 (line 2): 3 cells"),
            "{error}"
        );
    }

    #[test]
    fn empty_rows_and_empty_cells_at_the_end_do_no_harm() {
        let records = records("title,abstract\n\na,b,,\n,\n \nc,d\n").unwrap();
        assert_eq!(
            records.len(),
            3,
            "the row of two empty cells is a record without text"
        );
        assert_eq!(records[2].title, "c");
    }

    #[test]
    fn a_quote_that_never_closes_names_its_record() {
        let error = records("title,abstract\na,b\nc,\"d\ne,f\ng,h\n")
            .unwrap_err()
            .to_string();
        assert!(error.starts_with("a.csv, record 2 (line 3): "), "{error}");
        assert!(error.contains("quote"), "{error}");
    }
}
