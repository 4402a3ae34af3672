//! Documents as short dense vectors.

use ndarray::{Array2, Axis};
use rayon::prelude::*;

use super::half;
use super::kernels::{normalize, widest};
use super::knowledge::{Known, KnownTerms, WordKnowledge, known_axes};
use super::sample::evenly;
use super::smoothing::{nearest_others, smooth_among};
use super::svd::strongest_axes;
use super::{Csr, GivenVectors, TfIdf, VectorsFile, Vocabulary};
use crate::error::expect_count;
use crate::{Error, Result};

/// Most documents in which themes are looked for.
pub(crate) const LARGEST_SAMPLE: usize = 15_000;

/// Terms whose axes one worker joins at a time.
const TERMS: usize = 512;
/// Values that one worker rounds at a time.
const ROUNDED: usize = 1 << 14;

/// How documents are embedded: on at most 100 axes by default.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct EmbeddingOptions {
    /// Most axes to keep, at least 1. Small corpora keep fewer (24 for 423 documents, 53 for
    /// 15,000), and none keeps more than its terms give.
    pub dimensions: usize,
    /// Seed of the random projection.
    pub seed: u64,
}

impl Default for EmbeddingOptions {
    fn default() -> Self {
        EmbeddingOptions {
            dimensions: 100,
            seed: 42,
        }
    }
}

/// Documents in the space of the strongest axes of the TF-IDF matrix (latent semantic
/// analysis: Deerwester et al. 1990), and of what is known of its words from elsewhere; or by
/// vectors that come from elsewhere altogether.
#[derive(Debug, Clone)]
pub struct Embedding {
    /// Unit rows, shape (documents, dimensions); a document without terms is a row of zeros.
    pub vectors: Array2<f32>,
    /// The documents in which themes are looked for, ascending: all of up to 15,000, and so many of
    /// a larger corpus at even distances.
    pub sample: Vec<usize>,
    /// The vectors of the sample, each averaged by halves with its nearest neighbours in it, of
    /// length one again: what the few words of one abstract leave to chance evens out. Shape
    /// (sample, dimensions).
    pub smoothed: Array2<f32>,
    /// These neighbours of each document of the sample, nearest first, by their places in it: ten
    /// where there are so many.
    pub neighbours: Vec<Vec<u32>>,
    /// The axes as columns, shape (terms, dimensions): right singular vectors, then those of word
    /// knowledge. Beside vectors from elsewhere, where each term lies among them.
    pub axes: Array2<f32>,
    /// What word knowledge added; none without it.
    pub known: Option<Known>,
    /// Where vectors from elsewhere come from; none where they are made here.
    pub file: Option<VectorsFile>,
}

impl Embedding {
    /// Embeds the documents of a TF-IDF matrix by truncated SVD (see
    /// [`truncated_svd`](super::truncated_svd); of a corpus of more than 20,000 documents the axes
    /// are those of so many of them).
    ///
    /// # Errors
    ///
    /// [`Error::Option`] for no dimensions.
    pub fn fit(tfidf: &TfIdf, options: &EmbeddingOptions) -> Result<Embedding> {
        let axes = corpus_axes(tfidf, options)?;
        Ok(Embedding::on_axes(&tfidf.matrix, axes))
    }

    /// The same with what is known of the words of `vocabulary`, whose weights `tfidf` has.
    ///
    /// # Errors
    ///
    /// As [`Embedding::fit`].
    pub fn fit_knowing(
        knowledge: &WordKnowledge,
        vocabulary: &Vocabulary,
        tfidf: &TfIdf,
        options: &EmbeddingOptions,
    ) -> Result<Embedding> {
        let own = corpus_axes(tfidf, options)?;
        let Some((terms, known)) = known_axes(knowledge, vocabulary, tfidf, own.view()) else {
            return Ok(Embedding::on_axes(&tfidf.matrix, own));
        };
        Ok(Embedding {
            known: Some(known),
            ..Embedding::on_rounded(&tfidf.matrix, beside(&own, &terms))
        })
    }

    /// The documents on axes from elsewhere: weights of shape (documents, terms), axes of shape
    /// (terms, dimensions), which are rounded to 16 bits, as model.json keeps them.
    pub(crate) fn on_axes(matrix: &Csr, axes: Array2<f32>) -> Embedding {
        Embedding::on_rounded(matrix, rounded(axes))
    }

    fn on_rounded(matrix: &Csr, axes: Array2<f32>) -> Embedding {
        Embedding::of(Self::project_onto(matrix, &axes), axes)
    }

    fn of(vectors: Array2<f32>, axes: Array2<f32>) -> Embedding {
        let sample = evenly(vectors.nrows(), LARGEST_SAMPLE);
        let some = (sample.len() < vectors.nrows()).then(|| vectors.select(Axis(0), &sample));
        let some = some.as_ref().unwrap_or(&vectors);
        let nearest = nearest_others(some);
        Embedding {
            smoothed: smooth_among(some, &nearest),
            neighbours: nearest.iter().map(|near| places(near)).collect(),
            sample,
            vectors,
            axes,
            known: None,
            file: None,
        }
    }

    /// The documents by vectors from elsewhere, beside the weights of their terms, shape (documents,
    /// terms): a term lies where the documents lie that hold it.
    ///
    /// # Errors
    ///
    /// [`Error::Mismatch`] for vectors of more or fewer documents.
    pub fn given(given: GivenVectors, matrix: &Csr) -> Result<Embedding> {
        let vectors = given.vectors.nrows();
        expect_count("vectors beside the documents", matrix.rows(), vectors)?;
        let mut axes = matrix.transposed().times(given.vectors.view());
        for mut row in axes.rows_mut() {
            normalize(row.as_slice_mut().expect("rows are contiguous"));
        }
        Ok(Embedding {
            file: Some(given.file),
            ..Embedding::of(given.vectors, axes)
        })
    }

    /// The unit vectors of other documents, weighed by the same vocabulary: shape (rows,
    /// dimensions).
    ///
    /// # Panics
    ///
    /// When the weights are those of more or fewer terms.
    pub fn project(&self, matrix: &Csr) -> Array2<f32> {
        Self::project_onto(matrix, &self.axes)
    }

    /// The unit vectors of weights of shape (rows, terms) on axes of shape (terms, dimensions).
    pub(crate) fn project_onto(matrix: &Csr, axes: &Array2<f32>) -> Array2<f32> {
        let mut vectors = matrix.times(axes.view());
        vectors
            .axis_iter_mut(Axis(0))
            .into_par_iter()
            .for_each(|mut row| normalize(row.as_slice_mut().expect("rows are contiguous")));
        vectors
    }
}

fn places(near: &[(u32, f32)]) -> Vec<u32> {
    near.iter().map(|&(place, _)| place).collect()
}

/// The corpus's own axes, then those of word knowledge, zeros for terms that it does not know: as
/// 16 bits hold them.
fn beside(own: &Array2<f32>, known: &KnownTerms) -> Array2<f32> {
    let mut both = Array2::zeros((own.nrows(), own.ncols() + known.rows.ncols()));
    both.axis_chunks_iter_mut(Axis(0), TERMS)
        .into_par_iter()
        .zip(own.axis_chunks_iter(Axis(0), TERMS).into_par_iter())
        .enumerate()
        .for_each(|(chunk, (mut both, own))| {
            let (mut left, mut right) = both.view_mut().split_at(Axis(1), own.ncols());
            left.assign(&own);
            let first = chunk * TERMS;
            let from = known.columns.partition_point(|&column| column < first);
            for (&column, row) in known.columns[from..]
                .iter()
                .zip(known.rows.outer_iter().skip(from))
                .take_while(|&(&column, _)| column < first + own.nrows())
            {
                right.row_mut(column - first).assign(&row);
            }
            widest(half::Rounding(
                both.as_slice_mut().expect("rows are contiguous"),
            ));
        });
    both
}

/// The values as 16 bits hold them.
fn rounded(axes: Array2<f32>) -> Array2<f32> {
    let mut axes = axes.as_standard_layout().into_owned();
    let values = axes.as_slice_mut().expect("standard layout");
    values
        .par_chunks_mut(ROUNDED)
        .for_each(|values| widest(half::Rounding(values)));
    axes
}

/// The strongest axes of the corpus itself, as columns.
fn corpus_axes(tfidf: &TfIdf, options: &EmbeddingOptions) -> Result<Array2<f32>> {
    if options.dimensions == 0 {
        return Err(Error::Option {
            option: "--dimensions",
            value: "0".to_string(),
            problem: "an embedding has at least one dimension".to_string(),
        });
    }
    let rank = options
        .dimensions
        .min(worthwhile_dimensions(tfidf.matrix.rows()));
    Ok(strongest_axes(&tfidf.matrix, rank, options.seed))
}

/// Axes beyond this number are noise of the sample: 24 for 423 documents, 53 for 15,000, 74 for
/// 200,000.
fn worthwhile_dimensions(documents: usize) -> usize {
    ((8.0 * libm::log(documents.max(1) as f64) - 24.0) as usize).max(8)
}
