//! How often each term stands in each theme.

use ndarray::Array2;

use crate::text::Tokens;
use crate::vectors::Vocabulary;

/// Counts of the terms of a vocabulary by theme.
#[derive(Debug, Clone, Default)]
pub struct TermCounts {
    /// Times that a term stands in a theme, shape (themes, terms).
    pub occurrences: Array2<u32>,
    /// Documents of a theme that hold a term, shape (themes, terms).
    pub documents: Array2<u32>,
    /// Documents that hold each term, as ascending indices; one list a term.
    pub postings: Vec<Vec<u32>>,
}

impl TermCounts {
    /// Counts the terms of the documents; a document in no theme counts in `postings` alone.
    pub fn count(
        tokens: &Tokens,
        vocabulary: &Vocabulary,
        theme_of: &[Option<usize>],
        themes: usize,
    ) -> TermCounts {
        let shape = (themes, vocabulary.len());
        let mut counts = TermCounts {
            occurrences: Array2::zeros(shape),
            documents: Array2::zeros(shape),
            postings: vec![Vec::new(); vocabulary.len()],
        };
        for (document, theme) in theme_of.iter().enumerate() {
            for column in vocabulary.occurrences(tokens, document) {
                let column = column as usize;
                let first = counts.postings[column].last() != Some(&(document as u32));
                if first {
                    counts.postings[column].push(document as u32);
                }
                if let Some(theme) = *theme {
                    counts.occurrences[[theme, column]] += 1;
                    counts.documents[[theme, column]] += u32::from(first);
                }
            }
        }
        counts
    }
}
