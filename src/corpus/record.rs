//! A record as its file gives it, and how it becomes a document.

use super::Document;
use super::clean;
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
    /// DOI, PubMed id and arXiv id as the file writes them; empty when not given.
    pub doi: String,
    pub pmid: String,
    pub arxiv: String,
    /// Where the record stands and what is wrong with it, when it could not be read.
    pub problem: Option<String>,
}

/// Cleans the records of one source, in order; ids are still those of the file.
pub(super) fn clean_all(records: Vec<Record>, source: usize) -> Vec<Document> {
    records
        .into_par_iter()
        .enumerate()
        .map(|(index, record)| Document {
            id: clean::for_reading(&record.id),
            title: text_of(&record.title),
            abstract_text: text_of(&record.abstract_text),
            year: record.year,
            source,
            record: index + 1,
            label: record.label,
        })
        .collect()
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

fn text_of(text: &str) -> String {
    let cleaned = clean::for_reading(text);
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
        let documents = clean_all(vec![record], 3);
        assert_eq!(documents[0].title, "None of the above");
        assert_eq!(documents[0].abstract_text, "");
        assert_eq!((documents[0].source, documents[0].record), (3, 1));
    }
}
