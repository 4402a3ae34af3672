//! From files to documents: formats, cleaning, duplicates, and the ledger of what was dropped.
//!
//! ```no_run
//! use thememap::corpus::{Corpus, Input, ReadOptions};
//!
//! let corpus = Corpus::read(&[Input::from("data/listings")], &ReadOptions::default())?;
//! println!("{} documents, {} dropped", corpus.documents.len(), corpus.dropped.len());
//! # Ok::<(), thememap::Error>(())
//! ```

pub mod clean;

mod blocks;
#[cfg(feature = "arrow")]
mod columnar;
mod columns;
mod document;
mod duplicates;
mod encoding;
mod field;
mod format;
mod formats;
mod hints;
mod identity;
mod ids;
mod input;
mod inspect;
mod language;
mod ledger;
mod lines;
mod packing;
mod places;
mod prose;
mod read;
mod record;
mod rows;
mod stream;
mod year;

pub use document::{Document, Dropped, Reason};
pub use encoding::Encoding;
pub use field::Field;
pub use format::{FORMATS, Format};
pub use identity::Identifiers;
pub(crate) use ids::hexadecimal;
pub use input::Input;
pub use inspect::{Counts, FileInspection, Inspection, inspect};
pub use ledger::Ledger;
pub use read::ReadOptions;

use crate::{Error, Result};
use rayon::prelude::*;
use sha2::{Digest, Sha256};

/// The documents of a run and where they came from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Corpus {
    /// The papers to be mapped, in input order.
    pub documents: Vec<Document>,
    /// The records that were read and are not used, in input order.
    pub dropped: Vec<Dropped>,
    /// The inputs, in the order read.
    pub sources: Vec<Source>,
    /// Names of the files in input directories that are of no known format, in the order met.
    pub skipped: Vec<String>,
}

/// One input file.
#[derive(Debug, Clone, PartialEq, Eq)]
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
    /// The ids of the documents, sorted.
    pub fn ids(&self) -> Vec<String> {
        let mut ids: Vec<String> = self.documents.iter().map(|d| d.id.clone()).collect();
        ids.sort_unstable();
        ids
    }

    /// Texts in memory, each the abstract of a document without a title, numbered from 1.
    ///
    /// ```
    /// use thememap::corpus::Corpus;
    ///
    /// let texts: Vec<String> = vec!["Deep sleep.".into(), "Coral reefs.".into()];
    /// assert_eq!(Corpus::from_texts(&texts).documents[1].id, "2");
    /// ```
    pub fn from_texts<T: AsRef<str>>(texts: impl IntoIterator<Item = T>) -> Self {
        let numbered = texts.into_iter().zip(1..).map(|(text, number)| Document {
            id: number.to_string(),
            ..Document::new("", text.as_ref())
        });
        Corpus::from_documents(numbered.collect())
    }

    /// Reads the inputs, cleans their records for reading, gives every record its id and sets
    /// duplicates and records that are unreadable or without text aside.
    ///
    /// # Errors
    ///
    /// Fails on the first input that is missing, damaged or not understood, and when an option
    /// names a column that an input does not have; the message says where and what to do. A file
    /// that nobody named, found in a directory, may be damaged where another can be read: it is
    /// one unreadable record.
    pub fn read(inputs: &[Input], options: &ReadOptions) -> Result<Corpus> {
        let batch = read::read_all(inputs, options)?;
        let mut sources = Vec::new();
        let mut candidates = Vec::new();
        let any_readable = batch.files.iter().any(|file| file.result.is_ok());
        for file in batch.files {
            let reading = match any_readable {
                true => file.records()?,
                false => file.result?,
            };
            record::add(&mut candidates, reading.records, sources.len());
            sources.push(reading.source);
        }
        ids::assign(
            candidates
                .iter_mut()
                .map(|candidate| &mut candidate.document),
        );
        let settled = duplicates::settle(candidates, &sources, options.keep_duplicates);
        Ok(Corpus {
            documents: settled.documents,
            dropped: settled.dropped,
            sources,
            skipped: batch.skipped,
        })
    }

    /// Whether every document comes from one of its sources.
    ///
    /// # Errors
    ///
    /// [`Error::Corpus`] with the first that does not.
    pub(crate) fn check_sources(&self) -> Result<()> {
        let sources = self.sources.len();
        let is_lost = |document: &&Document| document.all_sources().any(|index| index >= sources);
        match self.documents.iter().find(is_lost) {
            None => Ok(()),
            Some(document) => Err(Error::Corpus(format!(
                "document {:?} names a source beyond the {sources} of its corpus; make a corpus of \
                 your own with Corpus::from_documents",
                document.id
            ))),
        }
    }

    /// What each document was given for a theme.
    pub(crate) fn given_themes(&self) -> Vec<Option<&str>> {
        let documents = self.documents.iter();
        documents
            .map(|document| document.given_theme.as_deref())
            .collect()
    }

    /// Takes documents that are in memory already, all of them and in this order.
    ///
    /// Their `source` and `record` are set to one source named `memory`; documents without an id,
    /// or with one that is taken, get one; their languages are told. Duplicates stay.
    pub fn from_documents(mut documents: Vec<Document>) -> Corpus {
        let mut digest = Sha256::new();
        for (index, document) in documents.iter_mut().enumerate() {
            document.source = 0;
            document.further_sources.clear();
            document.record = index + 1;
            for text in [&document.id, &document.title, &document.abstract_text] {
                digest.update(text.as_bytes());
                digest.update(b"\n");
            }
        }
        ids::assign(documents.iter_mut());
        documents.par_iter_mut().for_each(|document| {
            document.language = language::of(&document.title, &document.abstract_text);
        });
        let source = Source {
            name: "memory".to_owned(),
            format: "memory",
            encoding: Encoding::UTF_8.name(),
            sha256: ids::hexadecimal(&digest.finalize()),
            records: documents.len(),
        };
        Corpus {
            documents,
            sources: vec![source],
            ..Corpus::default()
        }
    }
}

#[cfg(test)]
mod tests;
