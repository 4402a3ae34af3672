//! One word or phrase.

/// A word or phrase of the vocabulary.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// Its stems, joined by spaces: what it is sorted and recognised by.
    pub stems: String,
    /// Its commonest spelling, for readers.
    pub text: String,
    /// Number of words, 1 to 4.
    pub words: usize,
    /// Number of documents that hold it.
    pub documents: usize,
}
