//! What a sentence encoder knows of words, as one matrix: terms by axes.
//!
//! An encoder has read so much that it puts *qubit* beside *entanglement* though no abstract here
//! holds both. A linear student of it needs no network: the sum of its rows for the words of a
//! text comes close to what the encoder makes of the whole text. `examples/word_knowledge` is the
//! program that trains it.

mod axes;
mod card;
mod file;
mod source;

pub use axes::Known;
pub use card::Card;
pub use file::encode;
pub use source::Knowledge;

pub(super) use axes::{KnownTerms, known_axes};

use ndarray::{Array2, Axis};
use rayon::prelude::*;
use std::borrow::Cow;
use std::fs;
use std::path::Path;

use crate::{Error, Result};
use file::File;

/// The words that are built in.
static BUILT_IN: &[u8] = include_bytes!("../../../data/knowledge/english.words");

/// A matrix of word knowledge with its card.
#[derive(Debug, Clone)]
pub struct WordKnowledge {
    /// `built-in`, or the file as it was named.
    pub name: String,
    /// Where it comes from.
    pub card: Card,
    file: File,
}

impl WordKnowledge {
    /// The English words that come with the program.
    pub fn built_in() -> WordKnowledge {
        Self::from_bytes(BUILT_IN, "built-in").expect("a test reads the file that is built in")
    }

    /// Reads a file that `examples/word_knowledge` wrote.
    ///
    /// # Errors
    ///
    /// [`Error::Io`] when it cannot be read and [`Error::File`] when it is not such a file.
    pub fn read(path: &Path) -> Result<WordKnowledge> {
        let bytes = fs::read(path).map_err(|source| Error::Io {
            path: path.to_path_buf(),
            source,
        })?;
        Self::from_bytes(bytes, &path.display().to_string())
    }

    /// Takes the bytes of a file; `name` is for messages and records.
    ///
    /// # Errors
    ///
    /// [`Error::File`] when they are not those of such a file.
    pub fn from_bytes(bytes: impl Into<Cow<'static, [u8]>>, name: &str) -> Result<WordKnowledge> {
        let file = File::new(bytes.into(), name)?;
        let card = serde_json::from_slice(file.card()).map_err(|error| Error::File {
            file: name.to_string(),
            problem: format!("its card is damaged: {error}"),
        })?;
        Ok(WordKnowledge {
            name: name.to_string(),
            card,
            file,
        })
    }

    /// Number of terms.
    pub fn terms(&self) -> usize {
        self.file.terms()
    }

    /// Number of axes.
    pub fn axes(&self) -> usize {
        self.file.axes()
    }

    /// Those of some terms, which ascend, that are known: their places in the list and their rows,
    /// shape (known terms, axes).
    ///
    /// ```
    /// use thememap::vectors::knowledge::WordKnowledge;
    ///
    /// let words = WordKnowledge::built_in();
    /// let (places, rows) = words.rows(["abcxyz", "entangl", "qubit"].into_iter());
    /// assert_eq!(places, [1, 2]);
    /// assert_eq!(rows.dim(), (2, words.axes()));
    /// ```
    pub fn rows<'a>(&self, terms: impl Iterator<Item = &'a str>) -> (Vec<usize>, Array2<f32>) {
        let mut wanted = terms.enumerate().peekable();
        let (mut places, mut known_as) = (Vec::new(), Vec::new());
        self.file.each_term(|place, known| {
            while wanted
                .next_if(|(_, term)| term.as_bytes() < known)
                .is_some()
            {}
            if let Some((index, _)) = wanted.next_if(|(_, term)| term.as_bytes() == known) {
                places.push(index);
                known_as.push(place);
            }
        });
        let mut rows = Array2::zeros((places.len(), self.axes()));
        rows.axis_iter_mut(Axis(0))
            .into_par_iter()
            .zip(known_as)
            .for_each(|(mut row, term)| {
                let row = row.as_slice_mut().expect("a new array is contiguous");
                self.file.row(term, row);
            });
        (places, rows)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vectors::kernels::{dot, normalize};

    fn cosine(one: &str, other: &str) -> f32 {
        let words = WordKnowledge::built_in();
        let row = |term: &str| {
            let mut row = words.rows([term].into_iter()).1.row(0).to_vec();
            normalize(&mut row);
            row
        };
        dot(&row(one), &row(other))
    }

    #[test]
    fn words_of_one_subject_are_near_and_of_others_far() {
        assert!(cosine("qubit", "entangl") > cosine("qubit", "patient") + 0.2);
        assert!(cosine("tumor", "chemotherapi") > cosine("tumor", "galaxi") + 0.2);
    }

    #[test]
    fn the_built_in_words_are_english_and_say_where_they_come_from() {
        let words = WordKnowledge::built_in();
        assert_eq!(words.card.language, "english");
        assert!(words.card.licence.contains("Apache-2.0"));
        assert!(BUILT_IN.len() <= 6_000_000, "{}", BUILT_IN.len());
    }

    #[test]
    fn a_file_that_is_no_such_file_is_told_how_to_make_one() {
        let error = WordKnowledge::from_bytes(b"PK\x03\x04".as_slice(), "my.words").unwrap_err();
        let message = error.to_string();
        assert!(message.starts_with("my.words"), "{message}");
        assert!(message.contains("examples/word_knowledge"), "{message}");
    }

    #[test]
    fn a_file_cut_off_anywhere_is_refused() {
        for length in [0, 8, 27, 28, 500, BUILT_IN.len() / 2, BUILT_IN.len() - 1] {
            assert!(
                WordKnowledge::from_bytes(&BUILT_IN[..length], "cut").is_err(),
                "{length}"
            );
        }
    }
}
