//! CSV: cells between commas, or between semicolons as spreadsheets of some countries write them.

use super::delimited::{self, header_names_text, header_width};
use crate::Result;
use crate::corpus::columns::Columns;
use crate::corpus::record::Record;
use crate::corpus::rows::Opened;

const DELIMITERS: [u8; 2] = [b',', b';'];

/// Whether the first row names a title or an abstract between commas or semicolons.
pub(in crate::corpus) fn recognise(head: &str, _file: &str) -> bool {
    DELIMITERS
        .iter()
        .any(|&delimiter| header_names_text(head, delimiter))
}

/// The rows below the header row.
pub(in crate::corpus) fn read(text: &str, file: &str, columns: &Columns) -> Result<Vec<Record>> {
    delimited::read(text, delimiter(text), file, columns)
}

/// The same block by block.
pub(in crate::corpus) fn open<'c>(head: &str, columns: &'c Columns<'c>) -> Option<Opened<'c>> {
    delimited::open(head, delimiter(head), columns)
}

fn delimiter(text: &str) -> u8 {
    let by_semicolon = header_width(text, b';') > header_width(text, b',');
    if by_semicolon { b';' } else { b',' }
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
    fn a_ragged_row_names_its_record_and_costs_itself_alone() {
        let records = records("title,abstract\na,b\nc\nd,e\n").unwrap();
        assert_eq!((records.len(), &records[2].title[..]), (3, "d"));
        let problem = records[1].problem.as_deref().unwrap();
        assert!(
            problem.starts_with("record 2 (line 3): 1 cell"),
            "{problem}"
        );
        assert_eq!(records[1].title, "c");
    }

    #[test]
    fn a_table_of_nothing_but_ragged_rows_is_refused() {
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
    fn a_quote_that_never_closes_names_its_record_and_costs_itself_alone() {
        let records = records("title,abstract\na,b\nc,\"d\ne,f\ng,h\n").unwrap();
        let titles: Vec<&str> = records.iter().map(|record| &record.title[..]).collect();
        assert_eq!(titles, ["a", "", "e", "g"]);
        let problem = records[1].problem.as_deref().unwrap();
        assert!(problem.starts_with("record 2 (line 3): "), "{problem}");
        assert!(problem.contains("quote"), "{problem}");
    }

    #[test]
    fn lines_about_the_table_may_stand_on_top() {
        for top in [
            "sep=;\n",
            "\"About the data: exported, today\"\n\n",
            "Results;;\r\n",
        ] {
            let text = format!("{top}id;Title;PY\n1;Cats;2020\n");
            assert!(recognise(&text, "a.csv"), "{top}");
            assert_eq!(records(&text).unwrap()[0].title, "Cats");
        }
        let text = "number,heading\n1,title\n2,abstract\n";
        assert!(!recognise(text, "a.csv"), "these are no headers");
    }
}
