//! What can be chosen about the vocabulary.

use super::phrases::MAX_WORDS;
use crate::text::Tokens;
use crate::{Error, Result};

/// Which terms enter the vocabulary.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TermOptions {
    /// Longest phrase in words, 1 to [`MAX_WORDS`].
    pub ngrams: usize,
    /// A term must be in at least this many documents, 1 or more, and in large corpora in one of 5,000: see
    /// [`TermOptions::least_documents`].
    pub min_df: usize,
    /// A term may be in at most this share of the documents, in (0, 1].
    pub max_df: f64,
}

impl Default for TermOptions {
    fn default() -> Self {
        TermOptions {
            ngrams: 2,
            min_df: 2,
            max_df: 0.5,
        }
    }
}

/// A term in fewer of so many documents says nothing about themes, whatever the corpus.
const RAREST: usize = 5000;

impl TermOptions {
    /// In how many of `documents` a term must be: `min_df`, or one in 5,000 where that is more.
    pub fn least_documents(&self, documents: usize) -> usize {
        self.min_df.max(documents / RAREST)
    }

    /// Refuses what makes no sense.
    pub(super) fn check(&self) -> Result<()> {
        let fail = |option, value: String, problem: &str| {
            Err(Error::Option {
                option,
                value,
                problem: problem.to_string(),
            })
        };
        if !(1..=MAX_WORDS).contains(&self.ngrams) {
            return fail(
                "--ngrams",
                self.ngrams.to_string(),
                "a phrase has 1 to 4 words",
            );
        }
        if self.min_df == 0 {
            return fail(
                "--min-df",
                "0".to_string(),
                "a term is in one document at least",
            );
        }
        if !(self.max_df > 0.0 && self.max_df <= 1.0) {
            return fail(
                "--max-df",
                self.max_df.to_string(),
                "a share lies above 0 and up to 1",
            );
        }
        Ok(())
    }

    /// What to say where no term is left.
    pub(super) fn nothing_left(&self, tokens: &Tokens) -> Error {
        let documents = tokens.len();
        Error::Corpus(if documents < 2 {
            let s = if documents == 1 { "" } else { "s" };
            format!(
                "{documents} document{s} with text: themes need at least two, and some hundred \
                 to be worth it"
            )
        } else if (0..documents).all(|document| tokens.content(document).next().is_none()) {
            format!(
                "the {documents} documents hold only stop words; \
                 check the columns read and --language"
            )
        } else {
            format!(
                "no term stands in at least {} documents and at most {} of the {documents}: \
                 lower --min-df, raise --max-df, or add documents",
                self.least_documents(documents),
                self.max_df
            )
        })
    }
}
