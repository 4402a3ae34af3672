//! One paper, and the record that did not become one.

use super::{Identifiers, clean};
use serde::Serialize;

/// A paper of the corpus.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// Unique in the run: the record's own id, or one made from its title when it has none.
    pub id: String,
    /// The title, cleaned for reading; may be empty when there is an abstract.
    pub title: String,
    /// The abstract, cleaned for reading; empty when the record has none.
    pub abstract_text: String,
    /// Year of publication.
    pub year: Option<i32>,
    /// What it is known by everywhere.
    pub identifiers: Identifiers,
    /// English name of the language that it is written in, such as `French`; none where the text is
    /// too short or too odd to tell.
    pub language: Option<&'static str>,
    /// Index into [`Corpus::sources`](super::Corpus::sources).
    pub source: usize,
    /// The other sources that hold a copy of it, in input order.
    pub further_sources: Vec<usize>,
    /// Number of the record within its source, from 1.
    pub record: usize,
    /// The label known beforehand, where `--truth` names a column: the themes are scored against it.
    pub label: Option<String>,
    /// The theme that others gave it, as they call it, where `--themes-from` names a column. Themes
    /// given to documents in memory count when [`ReadOptions::columns`](super::ReadOptions::columns)
    /// of the run has a name for [`Field::Theme`](super::Field::Theme).
    pub given_theme: Option<String>,
}

impl Document {
    /// A document from texts in memory, cleaned for reading; its id comes from
    /// [`Corpus::from_documents`](super::Corpus::from_documents).
    pub fn new(title: &str, abstract_text: &str) -> Document {
        Document {
            id: String::new(),
            title: clean::for_reading(title),
            abstract_text: clean::for_reading(abstract_text),
            year: None,
            identifiers: Identifiers::default(),
            language: None,
            source: 0,
            further_sources: Vec::new(),
            record: 1,
            label: None,
            given_theme: None,
        }
    }

    /// All sources that hold it, its own first.
    pub fn all_sources(&self) -> impl Iterator<Item = usize> {
        std::iter::once(self.source).chain(self.further_sources.iter().copied())
    }
}

/// A record that was read and is not among the documents.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Dropped {
    /// Name of the source it came from.
    pub source: String,
    /// Number of the record within its source, from 1.
    pub record: usize,
    /// The record's id, unique in the run as those of documents are.
    pub id: String,
    /// Its title, as far as it has one.
    pub title: String,
    /// Why it is not used.
    pub reason: Reason,
    /// Id of the document that stands for it, when it is a duplicate.
    pub kept_id: Option<String>,
    /// Where it stands and what is wrong with it, when it could not be read.
    pub problem: Option<String>,
}

/// Why a record is not used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Reason {
    /// Another record of the run is the same paper.
    Duplicate,
    /// The record has neither title nor abstract.
    NoText,
    /// The record could not be read.
    Unreadable,
    /// The reader left it out.
    Excluded,
}

impl Reason {
    /// The word in the `reason` column of `dropped.csv`.
    pub fn name(self) -> &'static str {
        match self {
            Reason::Duplicate => "duplicate",
            Reason::NoText => "no-text",
            Reason::Unreadable => "unreadable",
            Reason::Excluded => "excluded",
        }
    }
}
