//! Web of Science, plain text (`.isi`, `.ciw`, often `.txt`).
//!
//! A line is `TI Why cats`: a tag, a space, a value. Lines indented by three spaces go on with the
//! value above them. A record begins with `PT` and ends with `ER`, the file with `EF`.

use super::super::without_records;
use super::{Entry, first_lines, is_short_tag, records};
use crate::Result;
use crate::corpus::columns::Columns;
use crate::corpus::lines::numbered;
use crate::corpus::record::Record;

/// Whether the first line names the writer or begins a record, and a record's lines follow.
pub(in crate::corpus) fn recognise(head: &str, _file: &str) -> bool {
    let tags: Vec<&str> = first_lines(head)
        .filter_map(tag_of)
        .map(|(tag, _)| tag)
        .collect();
    let is_first = first_lines(head)
        .next()
        .and_then(tag_of)
        .is_some_and(|(tag, value)| tag == "FN" || tag == "PT" && value.len() <= 2);
    is_first && tags.contains(&"PT") && tags.iter().any(|tag| ["AU", "TI", "SO"].contains(tag))
}

/// One record for each `PT`.
///
/// # Errors
///
/// Fails when there is no record, or none that can be read.
pub(in crate::corpus) fn read(text: &str, file: &str, columns: &Columns) -> Result<Vec<Record>> {
    let entries = entries(text);
    if entries.is_empty() {
        return Err(without_records(file, "a line `PT J`"));
    }
    records(&entries, file, columns, record)
}

fn record(entry: &Entry) -> Record {
    let mut record = Record {
        id: entry.first(&["UT", "AN", "DI"]),
        title: entry.first(&["TI"]),
        abstract_text: entry.joined(&["AB"]),
        year: entry.year(&["PY", "EA", "PD"]),
        doi: entry.first(&["DI"]),
        pmid: entry.first(&["PM"]),
        ..Record::default()
    };
    if let Some(pmid) = record.id.strip_prefix("MEDLINE:") {
        record.pmid = pmid.to_owned();
    }
    record.identify_by(entry.values("AR").chain(entry.values("UR")));
    record
}

fn tag_of(line: &str) -> Option<(&str, &str)> {
    let (tag, rest) = line.split_at_checked(2)?;
    let ends = rest.is_empty() || rest.starts_with(' ');
    (ends && is_short_tag(tag.as_bytes())).then_some((tag, rest.trim()))
}

fn entries(text: &str) -> Vec<Entry<'_>> {
    let mut entries: Vec<Entry> = Vec::new();
    let mut is_open = false;
    for (number, line) in numbered(text) {
        match tag_of(line.trim_start_matches('\u{FEFF}')) {
            Some(("FN" | "VR", _)) if !is_open => {}
            Some(("ER" | "EF", "")) => is_open = false,
            Some((tag, value)) => {
                if tag == "PT" || !is_open {
                    let mut entry = Entry::new(number);
                    entry.problem = (tag != "PT").then_some(
                        "these fields belong to no record; put a line `PT J` before them",
                    );
                    entries.push(entry);
                    is_open = true;
                }
                if let Some(entry) = entries.last_mut() {
                    entry.push(tag, value);
                }
            }
            None if is_open => {
                if let Some(entry) = entries.last_mut() {
                    entry.extend(line);
                }
            }
            None => {}
        }
    }
    entries
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::ReadOptions;
    use crate::corpus::format;

    const TWO: &str = "\u{FEFF}FN Clarivate Analytics Web of Science\nVR 1.0\nPT J\nAU Cat, A\n   \
                       Dog, B\nTI Why cats\n   purr\nAB They are content.\nCR X, 1999, Y, DOI \
                       10.1/x\nPY 2010\nDI 10.1000/1\nUT WOS:1\nPM 77\nER\n\nPT C\nTI Dogs\nEA \
                       MAR 2024\nUT MEDLINE:5\nER\n\nEF";

    fn records(text: &str) -> Result<Vec<Record>> {
        read(text, "a.isi", &Columns::new(&ReadOptions::default()))
    }

    #[test]
    fn fields_lines_and_identifiers_of_a_record_are_found() {
        let records = records(TWO).unwrap();
        assert_eq!(records.len(), 2);
        assert_eq!(records[0].title, "Why cats purr");
        assert_eq!(records[0].abstract_text, "They are content.");
        assert_eq!(
            (records[0].id.as_str(), records[0].year),
            ("WOS:1", Some(2010))
        );
        assert_eq!(
            (records[0].doi.as_str(), records[0].pmid.as_str()),
            ("10.1000/1", "77")
        );
        assert_eq!(
            (records[1].pmid.as_str(), records[1].year),
            ("5", Some(2024))
        );
    }

    #[test]
    fn the_content_tells_it_whatever_the_name() {
        let name = |file| format::recognise(TWO.as_bytes(), file).map(|format| format.name);
        assert_eq!((name("a.ris"), name("a.txt")), (Some("wos"), Some("wos")));
    }

    #[test]
    fn a_missing_end_does_no_harm_and_a_missing_beginning_is_told() {
        let text = "PT J\nTI Cats\nPT J\nTI Dogs\nER\nTI Cows\nER\n";
        let records = records(text).unwrap();
        assert_eq!(records.len(), 3);
        assert_eq!(records[1].title, "Dogs");
        let problem = records[2].problem.as_deref().unwrap();
        assert!(
            problem.starts_with("line 6: these fields belong to no record"),
            "{problem}"
        );
        let error = self::records(" ## ").unwrap_err().to_string();
        assert!(
            error.starts_with("a.isi, line 1: it holds no records"),
            "{error}"
        );
    }
}
