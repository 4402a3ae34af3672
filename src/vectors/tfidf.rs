//! How much each term says about each document.

use rayon::prelude::*;

use super::kernels::normalize;
use super::occurrences::Occurrences;
use super::{Csr, Vocabulary};
use crate::text::Tokens;

/// What the inverse document frequency is raised to.
const IDF_EXPONENT: f64 = 1.5;

/// Documents weighed by one worker at a time.
const CHUNK: usize = 512;

/// TF-IDF weights of a corpus, one unit row a document.
///
/// The weight of a term that stands `tf` times in a document and in `df` of `n` documents is
/// `(1 + ln tf) * idf`, with `idf = (1 + ln((1 + n) / (1 + df)))^1.5`; each row is then scaled to
/// unit length (Salton & Buckley 1988; the smoothing is that of scikit-learn's
/// `TfidfVectorizer`, whose exponent is 1: a larger one lets words of the subject speak louder
/// than words of the trade, which abstracts share).
#[derive(Debug, Clone, Default, PartialEq)]
pub struct TfIdf {
    /// The weights, shape (documents, terms).
    pub matrix: Csr,
    /// Inverse document frequency of each term, at least 1.
    pub idf: Vec<f32>,
}

impl TfIdf {
    /// Weighs the terms of a vocabulary in each document; `tokens` are those that the vocabulary was
    /// made for.
    ///
    /// # Panics
    ///
    /// When they hold more stems than those did.
    ///
    /// ```
    /// use thememap::corpus::Corpus;
    /// use thememap::text::{Analyzer, Language};
    /// use thememap::vectors::{TermOptions, TfIdf, Vocabulary};
    ///
    /// let corpus = Corpus::from_texts(["a cat and a dog", "a dog and a bird", "a bird"]);
    /// let tokens = Analyzer::new(Language::ENGLISH, []).analyze(&corpus);
    /// let options = TermOptions { min_df: 1, ngrams: 1, max_df: 1.0 };
    /// let vocabulary = Vocabulary::fit(&tokens, &options)?;
    /// let tfidf = TfIdf::fit(&tokens, &vocabulary);
    /// assert_eq!(tfidf.matrix.to_dense().dim(), (3, 3));
    /// # Ok::<(), thememap::Error>(())
    /// ```
    pub fn fit(tokens: &Tokens, vocabulary: &Vocabulary) -> TfIdf {
        let occurrences = Occurrences::of(vocabulary, tokens);
        TfIdf::fit_with_occurrences(tokens, vocabulary, &occurrences)
    }

    /// The same when it is known where the vocabulary's phrases stand.
    pub(crate) fn fit_with_occurrences(
        tokens: &Tokens,
        vocabulary: &Vocabulary,
        occurrences: &Occurrences,
    ) -> TfIdf {
        let documents = tokens.len() as f64;
        let idf: Vec<f32> = vocabulary
            .terms
            .iter()
            .map(|term| inverse_document_frequency(documents, term.documents as f64) as f32)
            .collect();
        TfIdf {
            matrix: weigh(tokens, vocabulary, occurrences, &idf),
            idf,
        }
    }

    /// The weights of a vocabulary's terms in each document by inverse document frequencies from
    /// elsewhere, one a term: shape (documents, terms).
    ///
    /// # Panics
    ///
    /// As [`TfIdf::fit`], and when there are fewer frequencies than terms.
    pub fn weigh(tokens: &Tokens, vocabulary: &Vocabulary, idf: &[f32]) -> Csr {
        weigh(
            tokens,
            vocabulary,
            &Occurrences::of(vocabulary, tokens),
            idf,
        )
    }
}

fn weigh(tokens: &Tokens, vocabulary: &Vocabulary, occurrences: &Occurrences, idf: &[f32]) -> Csr {
    let documents: Vec<usize> = (0..tokens.len()).collect();
    let chunks = documents.par_chunks(CHUNK).map(|chunk| {
        let mut rows = Csr::empty(vocabulary.len());
        let mut met = Vec::new();
        for &document in chunk {
            vocabulary.gather(tokens, occurrences, document, &mut met);
            met.sort_unstable();
            let start = rows.values.len();
            for run in met.chunk_by(|a, b| a == b) {
                rows.indices.push(run[0]);
                let idf = idf[run[0] as usize];
                rows.values.push(weight(run.len() as u32) * idf);
            }
            normalize(&mut rows.values[start..]);
            rows.indptr.push(rows.indices.len());
        }
        rows
    });
    Csr::stacked(vocabulary.len(), chunks.collect())
}

/// What a term weighs by the times that it stands in a document, at least 1.
fn weight(count: u32) -> f32 {
    match count {
        1 => 1.0,
        _ => 1.0 + libm::logf(count as f32),
    }
}

fn inverse_document_frequency(documents: f64, holding: f64) -> f64 {
    libm::pow(
        1.0 + libm::log((1.0 + documents) / (1.0 + holding)),
        IDF_EXPONENT,
    )
}

/// The number of documents that hold a term, of so many and with such an inverse document frequency.
pub(crate) fn documents_holding(documents: f64, idf: f64) -> f64 {
    let logarithm = libm::pow(idf, 1.0 / IDF_EXPONENT) - 1.0;
    (1.0 + documents) / libm::exp(logarithm) - 1.0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::Corpus;
    use crate::text::{Analyzer, Language};
    use crate::vectors::TermOptions;

    const TEXTS: [&str; 5] = [
        "causal graphs and causal effects",
        "graphs of memory interference",
        "memory and memory and effects",
        "effects, graphs, interference",
        "interference of causal memory",
    ];

    /// The formula written down naively: dense, in double precision.
    fn textbook(texts: &[&str], terms: &[&str]) -> Vec<Vec<f64>> {
        let n = texts.len() as f64;
        let split = |text: &str| -> Vec<String> {
            text.split(|c: char| !c.is_alphabetic())
                .map(str::to_string)
                .collect()
        };
        let df = |term: &str| {
            texts
                .iter()
                .filter(|t| split(t).contains(&term.into()))
                .count()
        };
        texts
            .iter()
            .map(|text| {
                let row: Vec<f64> = terms
                    .iter()
                    .map(|term| {
                        let tf = split(text).iter().filter(|word| word == term).count() as f64;
                        let idf =
                            libm::pow(1.0 + libm::log((1.0 + n) / (1.0 + df(term) as f64)), 1.5);
                        if tf > 0.0 {
                            (1.0 + libm::log(tf)) * idf
                        } else {
                            0.0
                        }
                    })
                    .collect();
                let norm = row.iter().map(|w| w * w).sum::<f64>().sqrt();
                row.into_iter().map(|w| w / norm).collect()
            })
            .collect()
    }

    #[test]
    fn weights_are_those_of_the_textbook() {
        let tokens = Analyzer::new(Language::ENGLISH, []).analyze(&Corpus::from_texts(TEXTS));
        let options = TermOptions {
            ngrams: 1,
            min_df: 1,
            max_df: 1.0,
        };
        let vocabulary = Vocabulary::fit(&tokens, &options).unwrap();
        let terms: Vec<&str> = vocabulary
            .terms
            .iter()
            .map(|term| term.text.as_str())
            .collect();
        let dense = TfIdf::fit(&tokens, &vocabulary).matrix.to_dense();
        for (row, expected) in textbook(&TEXTS, &terms).iter().enumerate() {
            for (column, expected) in expected.iter().enumerate() {
                let difference = (f64::from(dense[[row, column]]) - expected).abs();
                assert!(difference < 1e-6, "{row} {} {expected}", terms[column]);
            }
        }
    }

    #[test]
    fn a_document_without_terms_is_a_row_of_zeros() {
        let tokens = Analyzer::new(Language::ENGLISH, [])
            .analyze(&Corpus::from_texts(["cat", "cat", "zebra"]));
        let options = TermOptions {
            ngrams: 1,
            min_df: 2,
            max_df: 1.0,
        };
        let vocabulary = Vocabulary::fit(&tokens, &options).unwrap();
        assert_eq!(
            TfIdf::fit(&tokens, &vocabulary).matrix.row(2),
            (&[][..], &[][..])
        );
    }
}
