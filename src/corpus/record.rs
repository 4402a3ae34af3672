//! A record as its file gives it, and how it becomes a document.

use super::clean;
use super::{Document, Identifiers, language};
use rayon::prelude::*;

/// What a format's reader returns for each record: texts as they stand in the file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Record {
    /// The record's own id; empty when it has none.
    pub id: String,
    /// Its title; may be empty.
    pub title: String,
    /// Its abstract; may be empty.
    pub abstract_text: String,
    /// Its year, where a plausible one is given.
    pub year: Option<i32>,
    /// Its known label, where one was asked for and is given.
    pub label: Option<String>,
    /// The theme that it was given, where one was asked for and is given.
    pub theme: Option<String>,
    /// DOI, PubMed id and arXiv id as the file writes them; empty when not given.
    pub doi: String,
    pub pmid: String,
    pub arxiv: String,
    /// Where the record stands and what is wrong with it, when it could not be read.
    pub problem: Option<String>,
}

/// A record that was read: the document it makes, and what is wrong with it, if anything.
#[derive(Debug, Clone)]
pub(super) struct Candidate {
    pub document: Document,
    pub problem: Option<String>,
}

/// Most bytes of a title or an abstract: longer ones are a file whose records run together.
const LONGEST: usize = 10_000_000;

/// Cleans the records of one source, in order; ids are still those of the file, and the source is
/// not yet numbered.
pub(super) fn clean_all(records: Vec<Record>) -> Vec<Candidate> {
    let records = records.into_par_iter().enumerate();
    let candidates = records.map(|(index, record)| candidate(record, index + 1));
    candidates.collect()
}

/// Adds the candidates of the next source to those of others.
pub(super) fn add(candidates: &mut Vec<Candidate>, mut more: Vec<Candidate>, source: usize) {
    for candidate in &mut more {
        candidate.document.source = source;
    }
    match candidates.is_empty() {
        true => *candidates = more,
        false => candidates.append(&mut more),
    }
}

/// Cleans the record of that number.
pub(super) fn candidate(mut record: Record, number: usize) -> Candidate {
    for text in [&mut record.title, &mut record.abstract_text] {
        if text.len() > LONGEST {
            record.problem = Some(format!(
                "record {number}: a text of {} MB, which is no title or abstract; look for \
                 records that run together",
                text.len() / 1_000_000
            ));
            *text = String::new();
        }
    }
    let (title, abstract_text) = (text_of(record.title), text_of(record.abstract_text));
    Candidate {
        document: Document {
            id: clean::for_reading(&record.id),
            language: language::of(&title, &abstract_text),
            title,
            abstract_text,
            year: record.year,
            identifiers: Identifiers::read(&record.doi, &record.pmid, &record.arxiv),
            source: 0,
            further_sources: Vec::new(),
            record: number,
            label: record.label,
            given_theme: record.theme,
        },
        problem: record.problem,
    }
}

/// Exports fill empty cells with words like these.
const PLACEHOLDERS: &[&str] = &[
    "-",
    "n/a",
    "na",
    "nan",
    "no abstract",
    "no abstract available",
    "no abstract available.",
    "none",
    "null",
    "[no abstract available]",
    "[no title available]",
];

fn text_of(text: String) -> String {
    let cleaned = clean::owned_for_reading(text);
    let longest = 24;
    if cleaned.len() <= longest && PLACEHOLDERS.contains(&cleaned.to_lowercase().as_str()) {
        return String::new();
    }
    cleaned
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_placeholder_is_no_abstract() {
        let record = Record {
            title: "None of the above".into(),
            abstract_text: "[No abstract available]".into(),
            ..Record::default()
        };
        let document = &clean_all(vec![record])[0].document;
        assert_eq!(document.title, "None of the above");
        assert_eq!(document.abstract_text, "");
        assert_eq!((document.source, document.record), (0, 1));
    }

    #[test]
    fn a_text_of_many_megabytes_is_no_abstract() {
        let record = Record {
            abstract_text: "cats purr ".repeat(1_100_000),
            ..Record::default()
        };
        let candidate = &clean_all(vec![record])[0];
        assert_eq!(candidate.document.abstract_text, "");
        let problem = candidate.problem.as_deref().unwrap();
        assert!(
            problem.starts_with("record 1: a text of 11 MB"),
            "{problem}"
        );
    }
}
