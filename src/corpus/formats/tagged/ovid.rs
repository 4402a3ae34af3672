//! Ovid's text: the name of a field on a line of its own, its value indented below.

use super::super::without_records;
use super::{Entry, first_lines, records};
use crate::Result;
use crate::corpus::columns::Columns;
use crate::corpus::lines::numbered;
use crate::corpus::record::Record;
use crate::corpus::year::year_in_citation;

/// Names of fields by which the format is known.
const NAMES: &[&str] = &[
    "Abstract",
    "Accession Number",
    "Author",
    "Authors",
    "Publication Type",
    "Source",
    "Title",
    "Unique Identifier",
];

/// Whether a record's number, or several names of fields, stand among the first lines.
pub(in crate::corpus) fn recognise(head: &str, _file: &str) -> bool {
    let names = first_lines(head)
        .filter(|line| NAMES.contains(&line.trim_end()))
        .count();
    let begins = first_lines(head).next().is_some_and(is_number);
    names >= if begins { 1 } else { 3 }
}

/// One record for each `<1>`.
///
/// # Errors
///
/// Fails when there is no record, or none that can be read.
pub(in crate::corpus) fn read(text: &str, file: &str, columns: &Columns) -> Result<Vec<Record>> {
    let entries = entries(text);
    if entries.is_empty() {
        return Err(without_records(file, "its number, as `<1>`"));
    }
    records(&entries, file, columns, record)
}

fn record(entry: &Entry) -> Record {
    let number = entry.first(&["Unique Identifier", "Accession Number", "PMID"]);
    let number = number.trim_end_matches('.');
    let in_citation = |name| entry.values(name).find_map(year_in_citation);
    let mut record = Record {
        id: number.to_owned(),
        title: without_type(&entry.first(&["Chapter Title", "Title", "Original Title"])).to_owned(),
        abstract_text: abstract_of(entry),
        year: entry
            .year(&["Year of Publication", "Publication Year"])
            .or_else(|| in_citation("Source"))
            .or_else(|| entry.year(&["Publication Date", "Date of Publication"]))
            .or_else(|| in_citation("Status")),
        doi: entry.first(&["DOI Number", "Digital Object Identifier", "DOI"]),
        pmid: entry.first(&["PMID", "PubMed ID"]),
        ..Record::default()
    };
    // Ovid's MEDLINE numbers its records as PubMed does.
    let is_pmid = (1..=8).contains(&number.len()) && number.bytes().all(|b| b.is_ascii_digit());
    if record.pmid.is_empty() && is_pmid && !entry.first(&["Unique Identifier"]).is_empty() {
        record.pmid = number.to_owned();
    }
    record.identify_by([record.doi.clone().as_str()]);
    record
}

fn abstract_of(entry: &Entry) -> String {
    let text = entry.joined(&["Abstract"]);
    text.trim_start_matches([':', ' ']).to_owned()
}

/// A title without the type that Ovid glues to its end, as in `Cats purr.[Article]`.
fn without_type(title: &str) -> &str {
    let Some(start) = title.rfind('[').filter(|_| title.ends_with(']')) else {
        return title;
    };
    let before = &title[..start];
    if before.ends_with(['.', '?', '!']) {
        before
    } else {
        title
    }
}

fn is_number(line: &str) -> bool {
    let number = line
        .trim()
        .strip_prefix('<')
        .and_then(|rest| rest.strip_suffix('>'));
    number.is_some_and(|number| {
        !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit())
    })
}

fn entries(text: &str) -> Vec<Entry<'_>> {
    let mut entries: Vec<Entry> = Vec::new();
    for (number, line) in numbered(text) {
        let line = line.trim_start_matches('\u{FEFF}');
        if is_number(line) {
            entries.push(Entry::new(number));
            continue;
        }
        let is_value = line.starts_with([' ', '\t']);
        if line.trim().is_empty() {
            continue;
        }
        match entries.last_mut() {
            Some(entry) if is_value => entry.extend(line),
            Some(entry) => entry.push(line.trim_end(), ""),
            None if NAMES.contains(&line.trim_end()) => {
                let mut entry = Entry::new(number);
                entry.problem =
                    Some("these fields belong to no record; put its number before them, as `<1>`");
                entry.push(line.trim_end(), "");
                entries.push(entry);
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

    fn records(text: &str) -> Result<Vec<Record>> {
        read(text, "a.txt", &Columns::new(&ReadOptions::default()))
    }

    #[test]
    fn fields_and_paragraphs_of_a_record_are_found() {
        let text = "<1>\nScore\n  *****\nUnique Identifier\n  77\nTitle\n  Why cats purr.[Article]\n\
                    Source\n  Cats.   8(6):1048-1064, September 2015.\nAbstract\n  : They are \
                    content.\n\n  They are asleep.\nDOI Number\n  10.1000/1\n\n<2>\nTitle\n  Dogs \
                    [and cats]\nSource\n  Dogs. \nStatus\n  Publish Ahead of Print, 3 May 2016\n";
        let records = records(text).unwrap();
        assert_eq!(records.len(), 2);
        assert_eq!(records[0].title, "Why cats purr.");
        assert_eq!(
            records[0].abstract_text,
            "They are content. They are asleep."
        );
        assert_eq!(
            (records[0].id.as_str(), records[0].year),
            ("77", Some(2015))
        );
        assert_eq!(
            (records[0].doi.as_str(), records[0].pmid.as_str()),
            ("10.1000/1", "77")
        );
        assert_eq!(
            (&records[1].title[..], records[1].year),
            ("Dogs [and cats]", Some(2016))
        );
    }

    #[test]
    fn fields_without_a_number_are_told() {
        let error = records("\nTitle\n  Cats\nSource\n  Cats\nAbstract\n  They purr.\n")
            .unwrap_err()
            .to_string();
        assert!(
            error.starts_with("a.txt, line 2: these fields belong to no record"),
            "{error}"
        );
    }
}
