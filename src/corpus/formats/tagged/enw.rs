//! EndNote's own text (`.enw`, the refer format): `%T Why cats purr`.

use super::super::without_records;
use super::{Entry, first_lines, records};
use crate::Result;
use crate::corpus::columns::Columns;
use crate::corpus::lines::numbered;
use crate::corpus::record::Record;

/// Whether the first line has a tag, and a type or a title stands among the first.
pub(in crate::corpus) fn recognise(head: &str, _file: &str) -> bool {
    first_lines(head).next().and_then(tag_of).is_some()
        && first_lines(head)
            .filter_map(tag_of)
            .any(|(tag, _)| tag == "0" || tag == "T")
}

/// One record for each `%0`; where there is none, for each block of lines.
///
/// # Errors
///
/// Fails when there is no record.
pub(in crate::corpus) fn read(text: &str, file: &str, columns: &Columns) -> Result<Vec<Record>> {
    let entries = entries(text);
    if entries.is_empty() {
        return Err(without_records(file, "a line `%0 Journal Article`"));
    }
    records(&entries, file, columns, record)
}

fn record(entry: &Entry) -> Record {
    let mut record = Record {
        id: entry.first(&["F", "M", "R", "L"]),
        title: entry.first(&["T", "Q", "!"]),
        abstract_text: entry.joined(&["X"]),
        year: entry.year(&["D", "8"]),
        ..Record::default()
    };
    record.identify_by(["R", "U", "M"].iter().flat_map(|&tag| entry.values(tag)));
    if record.doi.is_empty() {
        record.doi = entry.first(&["R"]);
    }
    record
}

/// A tag is `%` and one character, then a space or nothing.
fn tag_of(line: &str) -> Option<(&str, &str)> {
    let (tag, value) = line.strip_prefix('%')?.split_at_checked(1)?;
    let ends = value.is_empty() || value.starts_with([' ', '\t']);
    (ends && tag.bytes().all(|byte| byte.is_ascii_graphic())).then_some((tag, value))
}

fn entries(text: &str) -> Vec<Entry<'_>> {
    let has_types = numbered(text).any(|(_, line)| tag_of(line).is_some_and(|(tag, _)| tag == "0"));
    let mut entries: Vec<Entry> = Vec::new();
    let mut after_gap = true;
    for (number, line) in numbered(text) {
        let line = line.trim_start_matches('\u{FEFF}');
        if line.trim().is_empty() {
            after_gap = true;
            continue;
        }
        let Some((tag, value)) = tag_of(line) else {
            if let Some(entry) = entries.last_mut() {
                entry.extend(line);
            }
            continue;
        };
        // Of several types in a row, only the first begins a record.
        let has_content = |entry: &Entry| entry.fields.iter().any(|field| field.0 != "0");
        let begins = match entries.last() {
            None => true,
            Some(open) if has_types => tag == "0" && has_content(open),
            Some(_) => after_gap,
        };
        if begins {
            entries.push(Entry::new(number));
        }
        if let Some(entry) = entries.last_mut() {
            entry.push(tag, value);
        }
        after_gap = false;
    }
    entries
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::ReadOptions;

    fn records(text: &str) -> Result<Vec<Record>> {
        read(text, "a.enw", &Columns::new(&ReadOptions::default()))
    }

    #[test]
    fn fields_and_paragraphs_of_a_record_are_found() {
        let text = "%0 Journal Article\n%A Cat, A.\n%T Why cats purr\n%D 2016\n%R doi:10.1000/1\n\
                    %X They are content.\n\nThey are asleep.\n%F cat16\n\n%0 Book\n%T Dogs\n";
        let records = records(text).unwrap();
        assert_eq!(records.len(), 2);
        assert_eq!(records[0].title, "Why cats purr");
        assert_eq!(
            records[0].abstract_text,
            "They are content. They are asleep."
        );
        assert_eq!(
            (records[0].id.as_str(), records[0].year),
            ("cat16", Some(2016))
        );
        assert_eq!(records[0].doi, "10.1000/1");
    }

    #[test]
    fn without_types_an_empty_line_parts_the_records() {
        let records = records("%T Cats\n%D 2001\n\n%T Dogs\n").unwrap();
        assert_eq!((records.len(), records[1].title.as_str()), (2, "Dogs"));
    }

    #[test]
    fn comments_of_other_formats_are_not_taken_for_it() {
        assert!(!recognise("% Encoding: UTF-8\n%T\n", ""));
        assert!(recognise("%0 Book\n", ""));
        assert!(!recognise("%%MatrixMarket\n", ""));
    }
}
