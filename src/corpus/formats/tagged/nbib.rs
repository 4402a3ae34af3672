//! MEDLINE, the tagged text of PubMed and PubMed Central (`.nbib`).
//!
//! A line is `PMID- 123`: a tag of up to four letters, padded to four, a dash, a value. Indented
//! lines go on with the value above them; an empty line ends a record.

use super::super::without_records;
use super::{Entry, first_lines, records};
use crate::Result;
use crate::corpus::columns::Columns;
use crate::corpus::lines::numbered;
use crate::corpus::record::Record;

/// The tags that can begin a record.
const BEGINNINGS: &[&str] = &["PMID", "PMC", "PMCR", "UI", "VN"];

/// Whether a line with an identifier stands among the first.
pub(in crate::corpus) fn recognise(head: &str, _file: &str) -> bool {
    let is_padded = |line: &&str| line.as_bytes().get(4) == Some(&b'-');
    first_lines(head)
        .filter(is_padded)
        .filter_map(tag_of)
        .any(|(tag, value)| {
            let number = value.trim_start().trim_start_matches("PMC");
            BEGINNINGS[..4].contains(&tag) && number.starts_with(|c: char| c.is_ascii_digit())
        })
}

/// One record for each identifier that begins one.
///
/// # Errors
///
/// Fails when there is no record, or none that can be read.
pub(in crate::corpus) fn read(text: &str, file: &str, columns: &Columns) -> Result<Vec<Record>> {
    let entries = entries(text);
    if entries.is_empty() {
        return Err(without_records(file, "a line `PMID- ` or `PMC - `"));
    }
    records(&entries, file, columns, record)
}

fn record(entry: &Entry) -> Record {
    let pmid = entry.first(&["PMID", "UI"]);
    // A `doi` is marked so, or begins with the word.
    let is_doi = |value: &&str| value.ends_with("[doi]") || value.starts_with("doi:");
    let doi = ["AID", "LID", "DO"]
        .iter()
        .find_map(|&tag| entry.values(tag).find(is_doi))
        .unwrap_or_default();
    let doi = doi.trim_end_matches("[doi]").trim_start_matches("doi:");
    Record {
        id: if pmid.is_empty() {
            entry.first(&["PMC", "PMCR"])
        } else {
            pmid.clone()
        },
        title: entry.joined(&["TI", "BTI", "TT", "CTI"]),
        abstract_text: abstract_of(entry),
        year: entry.year(&["DP", "DEP", "YR"]),
        doi: doi.trim().to_owned(),
        pmid,
        ..Record::default()
    }
}

/// The abstract, or one in another language or of a publisher.
fn abstract_of(entry: &Entry) -> String {
    let own = entry.joined(&["AB"]);
    if !own.is_empty() {
        return own;
    }
    let other = entry.joined(&["OAB"]);
    let stands_elsewhere = other.contains("Abstract available from the publisher");
    if stands_elsewhere { own } else { other }
}

fn tag_of(line: &str) -> Option<(&str, &str)> {
    let dash = line.bytes().take(5).position(|byte| byte == b'-')?;
    let tag = line[..dash].trim_end_matches(' ');
    let is_tag = (2..=4).contains(&tag.len())
        && tag.starts_with(|c: char| c.is_ascii_uppercase())
        && tag
            .bytes()
            .all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit());
    is_tag.then(|| (tag, &line[dash + 1..]))
}

fn entries(text: &str) -> Vec<Entry<'_>> {
    let mut entries: Vec<Entry> = Vec::new();
    let mut after_gap = true;
    for (number, line) in numbered(text) {
        let line = line.trim_start_matches('\u{FEFF}');
        if line.trim().is_empty() {
            after_gap = true;
            continue;
        }
        let tagged = tag_of(line);
        if let Some((tag, _)) = tagged
            && begins_record(tag, after_gap, entries.last())
        {
            entries.push(Entry::new(number));
        }
        let Some(entry) = entries.last_mut() else {
            continue;
        };
        match tagged {
            Some((tag, value)) => entry.push(tag, value),
            None if line.starts_with([' ', '\t']) => entry.extend(line),
            // A line that is not indented goes on with a text only directly below it.
            None if !after_gap && is_text(entry) => entry.extend(line),
            None => {}
        }
        after_gap = false;
    }
    entries
}

fn begins_record(tag: &str, after_gap: bool, open: Option<&Entry>) -> bool {
    let Some(open) = open else {
        return true;
    };
    let comes_again = tag == "PMID" && open.fields.iter().any(|field| field.0 == "PMID");
    comes_again || after_gap && BEGINNINGS.contains(&tag)
}

fn is_text(entry: &Entry) -> bool {
    let tag = entry.fields.last().map(|field| field.0);
    tag.is_some_and(|tag| ["TI", "AB", "OAB", "BTI"].contains(&tag))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::ReadOptions;

    fn records(text: &str) -> Result<Vec<Record>> {
        read(text, "a.nbib", &Columns::new(&ReadOptions::default()))
    }

    #[test]
    fn fields_lines_and_identifiers_of_a_record_are_found() {
        let text = "\nPMID- 77\nOWN - NLM\nDP  - 2018 Apr\nTI  - Why cats \n      purr.\n\
                    LID - 10.1000/1 [doi]\nAB  - BACKGROUND: They are content.\n      METHODS: We \
                    ask.\nPMC - PMC5\nAID - x [pii]\n\nIgnored.\n\nPMID-78\nTI  - Dogs\n";
        let records = records(text).unwrap();
        assert_eq!(records.len(), 2);
        assert_eq!(records[0].title, "Why cats purr.");
        assert_eq!(
            records[0].abstract_text,
            "BACKGROUND: They are content. METHODS: We ask."
        );
        assert_eq!(
            (records[0].id.as_str(), records[0].year),
            ("77", Some(2018))
        );
        assert_eq!(
            (records[0].doi.as_str(), records[0].pmid.as_str()),
            ("10.1000/1", "77")
        );
        assert_eq!(
            (records[1].id.as_str(), records[1].title.as_str()),
            ("78", "Dogs")
        );
    }

    #[test]
    fn records_of_pubmed_central_begin_with_their_own_number() {
        let text = "PMC - PMC1\nPMID- 1\nTI  - Cats\nAB  - \nOAB - Publisher: Abstract available \
                    from the publisher.\n\nPMC - PMC2\nTI  - Dogs\nOAB - Ils aboient.\n";
        let records = records(text).unwrap();
        assert_eq!(
            (records[0].id.as_str(), records[1].id.as_str()),
            ("1", "PMC2")
        );
        let abstracts = [&records[0].abstract_text[..], &records[1].abstract_text[..]];
        assert_eq!(abstracts, ["", "Ils aboient."]);
    }

    #[test]
    fn titles_with_a_dash_are_not_taken_for_it() {
        assert!(recognise("\nPMC -226\nTI  - Cats\n", ""));
        assert!(!recognise(
            "UI-based tests of 5 cats\nPMC-12 cells\nPMID-like\n",
            ""
        ));
    }

    #[test]
    fn a_text_without_fields_is_refused() {
        let error = records("PMC some PMC\n  PMID\n").unwrap_err().to_string();
        assert!(
            error.starts_with("a.nbib, line 1: it holds no records"),
            "{error}"
        );
    }
}
