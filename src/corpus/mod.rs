//! From files to documents: formats, duplicates, and the ledger of what was dropped.

mod document;

pub use document::{Document, Dropped, Reason};

/// The documents of a run and where they came from.
#[derive(Debug, Clone, Default)]
pub struct Corpus {
    /// The papers to be mapped, in input order.
    pub documents: Vec<Document>,
    /// The records that were read and are not used, in input order.
    pub dropped: Vec<Dropped>,
    /// The inputs, in the order read.
    pub sources: Vec<Source>,
}

/// One input file.
#[derive(Debug, Clone)]
pub struct Source {
    /// Its name in the tables: the path below the input directory, or the file name.
    pub name: String,
    /// Name of its format, as `--format` takes it.
    pub format: &'static str,
    /// Name of its character encoding, with `gzip` noted where it was packed.
    pub encoding: String,
    /// SHA-256 of the file as it lies on disk, in hexadecimal.
    pub sha256: String,
    /// Number of records that it holds.
    pub records: usize,
}

impl Corpus {
    /// Texts in memory, each the abstract of a document without a title, numbered from 1.
    pub fn from_texts<'a>(texts: impl IntoIterator<Item = &'a str>) -> Self {
        let documents = texts
            .into_iter()
            .enumerate()
            .map(|(index, text)| Document {
                id: (index + 1).to_string(),
                title: String::new(),
                abstract_text: text.to_string(),
                year: None,
                source: 0,
                record: index + 1,
                label: None,
            })
            .collect();
        Corpus {
            documents,
            ..Corpus::default()
        }
    }
}

pub(crate) fn for_analysis(text: &str) -> std::borrow::Cow<'_, str> {
    text.into()
}
