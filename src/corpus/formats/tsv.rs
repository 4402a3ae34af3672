//! TSV: cells between tabs.

use super::delimited::{self, header_names_text};
use crate::Result;
use crate::corpus::columns::Columns;
use crate::corpus::record::Record;
use crate::corpus::rows::Opened;

/// Whether the first row names a title or an abstract between tabs.
pub(in crate::corpus) fn recognise(head: &str, _file: &str) -> bool {
    header_names_text(head, b'\t')
}

/// The rows below the header row.
pub(in crate::corpus) fn read(text: &str, file: &str, columns: &Columns) -> Result<Vec<Record>> {
    delimited::read(text, b'\t', file, columns)
}

/// The same block by block.
pub(in crate::corpus) fn open<'c>(head: &str, columns: &'c Columns<'c>) -> Option<Opened<'c>> {
    delimited::open(head, b'\t', columns)
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

    #[test]
    fn quotes_of_web_of_science_are_part_of_the_text() {
        let options = ReadOptions::default();
        let text = "PT\tTI\tAB\tPY\tDI\tUT\t\nJ\t\"Dear cat\" effects\tThey\t2001\t10.1/a\tWOS:1\t\n\
                    J\t\"Purring\tThey\t2002\t\tWOS:2\t\n";
        let records = read(text, "a.txt", &Columns::new(&options)).unwrap();
        assert_eq!(records[0].title, "\"Dear cat\" effects");
        assert_eq!(
            (&records[1].title[..], &records[1].id[..]),
            ("\"Purring", "WOS:2")
        );
        assert_eq!(records[0].doi, "10.1/a");
    }
}
