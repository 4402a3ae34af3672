//! RIS, the exchange format of reference managers, in the dialects that its writers have.
//!
//! A line is `TY  - JOUR`: a tag, two spaces, a dash, a value. Lines without a tag go on with the
//! value above them. A record begins with `TY` and ends with `ER`.

use super::super::without_records;
use super::{Entry, first_lines, is_short_tag, records};
use crate::Result;
use crate::corpus::columns::Columns;
use crate::corpus::lines::numbered;
use crate::corpus::record::Record;

const TITLES: &[&str] = &["TI", "T1", "CT", "BT", "TT", "ST"];

/// Whether a `TY` line stands among the first.
pub(in crate::corpus) fn recognise(head: &str, _file: &str) -> bool {
    first_lines(head).any(|line| tag_of(line).is_some_and(|(tag, _)| tag == "TY"))
}

/// One record for each `TY`.
///
/// # Errors
///
/// Fails when there is no record, or none that can be read.
pub(in crate::corpus) fn read(text: &str, file: &str, columns: &Columns) -> Result<Vec<Record>> {
    let entries = entries(text);
    if entries.is_empty() {
        return Err(without_records(file, "a line `TY  - `"));
    }
    records(&entries, file, columns, record)
}

fn record(entry: &Entry) -> Record {
    let mut record = Record {
        id: entry.first(&["ID", "AN", "DO"]),
        title: entry.first(TITLES),
        abstract_text: entry.joined(&["AB", "N2"]),
        year: entry.year(&["PY", "Y1", "DA"]),
        doi: entry.first(&["DO"]),
        ..Record::default()
    };
    let database = entry.first(&["DB"]).to_ascii_lowercase();
    let number = entry.first(&["AN"]);
    let is_number = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
    if is_number && ["pubmed", "medline"].contains(&database.as_str()) {
        record.pmid = number;
    }
    let hints = ["M3", "N1", "UR", "U1", "U2", "U3", "U4", "AN", "L3", "LK"];
    record.identify_by(hints.iter().flat_map(|&tag| entry.values(tag)));
    record
}

/// The tag and the value of a line that has a tag.
fn tag_of(line: &str) -> Option<(&str, &str)> {
    let (tag, rest) = line.split_at_checked(2)?;
    let value = rest.strip_prefix("  -").or_else(|| {
        // Some writers put one space; elsewhere that is a dash in a text.
        let is_frame = tag == "TY" || tag == "ER";
        rest.strip_prefix(" -").filter(|_| is_frame)
    })?;
    is_short_tag(tag.as_bytes()).then_some((tag, value))
}

/// An entry and whether its `ER` was seen.
struct Part<'t> {
    entry: Entry<'t>,
    is_closed: bool,
}

fn entries(text: &str) -> Vec<Entry<'_>> {
    let mut parts: Vec<Part> = Vec::new();
    for (number, line) in numbered(text) {
        let line = line.trim_start_matches('\u{FEFF}');
        let open = parts.last_mut().filter(|part| !part.is_closed);
        match (tag_of(line), open) {
            (Some(("TY", _)), _) => parts.push(Part {
                entry: Entry::new(number),
                is_closed: false,
            }),
            (Some(("ER", _)), Some(part)) => part.is_closed = true,
            (Some((tag, value)), Some(part)) => part.entry.push(tag, value),
            (None, Some(part)) => part.entry.extend(line),
            (Some(("ER", _)), None) | (None, None) => {}
            (Some((tag, value)), None) => {
                let mut entry = Entry::new(number);
                entry.problem =
                    Some("these fields belong to no record; put a line `TY  - JOUR` before them");
                entry.push(tag, value);
                parts.push(Part {
                    entry,
                    is_closed: false,
                });
            }
        }
    }
    joined(parts)
}

/// Where `ER` is missing, a `TY` begins a record only if there is a title below it: some writers
/// repeat `TY` within a record.
fn joined(parts: Vec<Part>) -> Vec<Entry> {
    let mut joined: Vec<Part> = Vec::new();
    for part in parts {
        let has_title = !part.entry.first(TITLES).is_empty();
        match joined.last_mut() {
            Some(before) if !before.is_closed && (before.entry.fields.is_empty() || !has_title) => {
                before.entry.fields.extend(part.entry.fields);
                before.is_closed = part.is_closed;
            }
            _ => joined.push(part),
        }
    }
    joined.into_iter().map(|part| part.entry).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::ReadOptions;

    fn records(text: &str) -> Result<Vec<Record>> {
        read(text, "a.ris", &Columns::new(&ReadOptions::default()))
    }

    #[test]
    fn fields_lines_and_identifiers_of_a_record_are_found() {
        let text = "1.\r\nTY  - JOUR\r\nDB  - PubMed\r\nAN  - 77\r\nTI  - Why cats\r\n      purr\r\n\
                    N2  - They are content.\r\nThey are asleep.\r\nPY  - YEAR/MONTH\r\n\
                    Y1  - 2013/04/18/\r\nM3  - doi: 10.1000/1\r\nER  -\r\n\r\nRecord #2 of 2\r\n";
        let records = records(text).unwrap();
        assert_eq!(records.len(), 1);
        let record = &records[0];
        assert_eq!(record.title, "Why cats purr");
        assert_eq!(record.abstract_text, "They are content. They are asleep.");
        assert_eq!((record.id.as_str(), record.year), ("77", Some(2013)));
        assert_eq!(
            (record.doi.as_str(), record.pmid.as_str()),
            ("10.1000/1", "77")
        );
    }

    #[test]
    fn a_missing_end_and_lone_carriage_returns_do_no_harm() {
        let text = "TY  - JOUR\rTI  - Cats\rTY  - JOUR\rT1  - Dogs\rAB  - They\r\rbark.\rER  - \r\
                    \rTY - BOOK\rTI  - Cows\r";
        let records = records(text).unwrap();
        let titles: Vec<&str> = records.iter().map(|record| &record.title[..]).collect();
        assert_eq!(titles, ["Cats", "Dogs", "Cows"]);
        assert_eq!(records[1].abstract_text, "They bark.");
    }

    #[test]
    fn a_type_repeated_within_a_record_begins_no_other() {
        let text = "TY  - BOOK\nTY  - JOUR\nTI  - Cats\nTY  - THES\nAB  - They purr.\nER  - \n";
        let records = records(text).unwrap();
        assert_eq!(records.len(), 1);
        assert_eq!(records[0].abstract_text, "They purr.");
    }

    #[test]
    fn a_dash_in_a_text_is_no_tag() {
        let text = "TY  - JOUR\nAB  - With the\nT1 - weighted images,\nER then more\nER  - \n";
        let records = records(text).unwrap();
        let whole = "With the T1 - weighted images, ER then more";
        assert_eq!(records[0].abstract_text, whole);
        assert_eq!(records[0].title, "");
    }

    #[test]
    fn fields_without_a_record_are_told() {
        let good = "TY  - JOUR\nTI  - Cats\nER  - \n";
        let lost = "T1  - Dogs\nPY  - 2001\nER  - \n";
        let records_of_both = records(&format!("{good}{lost}")).unwrap();
        assert_eq!(records_of_both.len(), 2);
        let problem = records_of_both[1].problem.as_deref().unwrap();
        assert!(
            problem.starts_with("line 4: these fields belong to no record"),
            "{problem}"
        );
        assert_eq!(records_of_both[1].title, "Dogs");
        let error = records(lost).unwrap_err().to_string();
        assert!(error.starts_with("a.ris, line 1: these fields"), "{error}");
        let error = records("Some notes.\n").unwrap_err().to_string();
        assert!(
            error.starts_with("a.ris, line 1: it holds no records"),
            "{error}"
        );
    }
}
