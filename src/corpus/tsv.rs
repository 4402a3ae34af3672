//! TSV: cells between tabs.

use super::columns::Columns;
use super::delimited::{self, header_names_text};
use super::record::Record;
use crate::Result;

/// Whether the first row names a title or an abstract between tabs.
pub(super) fn recognise(head: &str, _file: &str) -> bool {
    header_names_text(head, b'\t')
}

/// The rows below the header row.
pub(super) fn read(text: &str, file: &str, columns: &Columns) -> Result<Vec<Record>> {
    delimited::read(text, b'\t', file, columns)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::ReadOptions;

    #[test]
    fn tags_of_a_library_database_are_known() {
        let options = ReadOptions::default();
        let text = "UT\tTI\tAB\tPY\nWOS:1\tCats, purring\tThey purr.\t2001\n";
        let records = read(text, "a.tsv", &Columns::new(&options)).unwrap();
        assert_eq!(records[0].id, "WOS:1");
        assert_eq!(records[0].title, "Cats, purring");
        assert_eq!(records[0].year, Some(2001));
    }
}
