//! The axes that word knowledge adds to those of a corpus.

use ndarray::{Array2, ArrayView2, Axis};
use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::{Card, WordKnowledge};
use crate::vectors::kernels::{Kernel, add_rows, add_scaled, dot, normalize, rows, widest};
use crate::vectors::tall::gram;
use crate::vectors::{Csr, TfIdf, Vocabulary};

/// Most axes added: as many as matter within one corpus.
const AXES: usize = 64;
/// Distinct words of a document from which on it counts as long.
const LONG: f64 = 30.0;
/// Documents from which the axes are found.
const SAMPLE: usize = 1000;
/// Steps in which they are found: beyond, the basis turns only within what is strong.
const ITERATIONS: usize = 8;

/// How a corpus uses word knowledge.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Known {
    /// `built-in`, or the file as it was named.
    pub source: String,
    /// Where the knowledge comes from.
    pub card: Card,
    /// Terms of the vocabulary that it knows.
    pub terms: usize,
    /// Share of the corpus's weight in single words that they have, in [0, 1].
    pub coverage: f64,
    /// How much it counts beside the words of the corpus: 1 is as much.
    pub weight: f64,
    /// Number of axes added, the last of the embedding.
    pub axes: usize,
}

/// Where the terms that word knowledge knows lie on its axes.
pub struct KnownTerms {
    /// Their columns, ascending.
    pub columns: Vec<usize>,
    /// A row each, shape (known terms, axes).
    pub rows: Array2<f32>,
}

/// The axes of word knowledge for the terms of a corpus, as long as the weighted `own` axes are,
/// shape (terms, axes), and what to say about them; none when no term is known.
///
/// The words count as in the texts from which they were learnt, whatever their idf here, so that
/// they mean the same in any corpus.
pub fn known_axes(
    knowledge: &WordKnowledge,
    vocabulary: &Vocabulary,
    tfidf: &TfIdf,
    own: ArrayView2<f32>,
) -> Option<(KnownTerms, Known)> {
    let terms = &vocabulary.terms;
    let (columns, mut known_rows) = knowledge.rows(terms.iter().map(|term| term.stems.as_str()));
    if columns.is_empty() {
        return None;
    }
    let mut place = vec![None; terms.len()];
    for (index, &column) in (0u32..).zip(&columns) {
        place[column] = Some(index);
    }
    let rows = known_rows.axis_iter_mut(Axis(0)).into_par_iter();
    rows.zip(&columns)
        .for_each(|(mut row, &column)| row /= tfidf.idf[column]);
    let stride = tfidf.matrix.rows().div_ceil(SAMPLE);
    let sample: Vec<usize> = (0..tfidf.matrix.rows()).step_by(stride).collect();
    let sample = tfidf.matrix.select(&sample);
    let known_sample = known_only(&sample, &place, columns.len());
    let mut reduced = product(
        &known_rows,
        &strongest(&known_sample.times(known_rows.view())),
    );
    let (coverage, words) = coverage(&sample, vocabulary, &place);
    let weight = weight(coverage, words);
    let lengths = [sample.times(own), known_sample.times(reduced.view())].map(|v| typical(&v));
    let scale = weight as f32 * lengths[0] / lengths[1].max(f32::MIN_POSITIVE);
    reduced.mapv_inplace(|value| value * scale);
    let known = Known {
        source: knowledge.name.clone(),
        card: knowledge.card.clone(),
        terms: columns.len(),
        coverage,
        weight,
        axes: reduced.ncols(),
    };
    let rows = reduced;
    Some((KnownTerms { columns, rows }, known))
}

/// How much word knowledge counts beside the corpus's own axes, 1 being as much.
///
/// It counts less where it does not know the words: by the eighth power of the share of the
/// weight that it covers, as a field whose words are new to it also uses the others in its own
/// way. It counts more where documents are so short that they hardly share words.
fn weight(coverage: f64, words: f64) -> f64 {
    let mut known = coverage;
    for _ in 0..3 {
        known *= known;
    }
    let short = (LONG / words.max(1.0)).max(1.0);
    known * short.sqrt().sqrt()
}

/// The columns that have a place, in their places.
fn known_only(matrix: &Csr, place: &[Option<u32>], count: usize) -> Csr {
    let rows = (0..matrix.rows()).map(|row| {
        let (columns, values) = matrix.row(row);
        let kept = columns.iter().zip(values);
        kept.filter_map(|(&column, &value)| Some((place[column as usize]?, value)))
            .unzip()
    });
    Csr::from_rows(count, rows)
}

/// The share of the weight of single words that lies in known ones, and the number of distinct
/// single words: means over the documents.
fn coverage(sample: &Csr, vocabulary: &Vocabulary, place: &[Option<u32>]) -> (f64, f64) {
    let (mut shares, mut words) = (0.0, 0);
    let mut documents = 0;
    for row in 0..sample.rows() {
        let (columns, values) = sample.row(row);
        let (mut known, mut all) = (0.0, 0.0);
        for (&column, &value) in columns.iter().zip(values) {
            if vocabulary.terms[column as usize].words == 1 {
                let square = f64::from(value * value);
                words += 1;
                all += square;
                if place[column as usize].is_some() {
                    known += square;
                }
            }
        }
        if all > 0.0 {
            shares += known / all;
            documents += 1;
        }
    }
    let documents = f64::from(documents.max(1));
    (shares / documents, f64::from(words) / documents)
}

/// A basis of the strongest axes of some vectors without regard to their lengths, as columns, by
/// orthogonal iteration (Golub & Van Loan, *Matrix Computations*, section 8.2.4).
///
/// The columns of a file are sorted by strength in what its teacher read: the iteration starts
/// from the first.
fn strongest(vectors: &Array2<f32>) -> Array2<f32> {
    let size = vectors.ncols();
    let mut units = vectors.clone();
    for mut unit in units.rows_mut() {
        normalize(unit.as_slice_mut().expect("rows are contiguous"));
    }
    let gram = gram(&units).mapv(|sum| sum as f32);
    let mut basis: Vec<Vec<f32>> = (0..size.min(AXES))
        .map(|axis| {
            (0..size)
                .map(|at| f32::from(u8::from(at == axis)))
                .collect()
        })
        .collect();
    for _ in 0..ITERATIONS {
        for axis in &mut basis {
            *axis = widest(|| rows(&gram).into_iter().map(|row| dot(row, axis)).collect());
        }
        orthonormalize(&mut basis);
    }
    Array2::from_shape_fn((size, basis.len()), |(at, axis)| basis[axis][at])
}

/// Gram and Schmidt, twice: a vector that depends on those before it is left out.
fn orthonormalize(basis: &mut Vec<Vec<f32>>) {
    let mut kept: Vec<Vec<f32>> = Vec::new();
    for mut vector in basis.drain(..) {
        let length = dot(&vector, &vector).sqrt();
        for _ in 0..2 {
            for other in &kept {
                let along = dot(other, &vector);
                add_scaled(&mut vector, -along, other);
            }
        }
        if dot(&vector, &vector).sqrt() > 1e-4 * length {
            normalize(&mut vector);
            kept.push(vector);
        }
    }
    *basis = kept;
}

/// The product of two dense matrices, summed in the order of the inner dimension.
fn product(left: &Array2<f32>, right: &Array2<f32>) -> Array2<f32> {
    let mut product = Array2::zeros((left.nrows(), right.ncols()));
    let factors = right.as_slice().expect("matrices made here are row-major");
    product
        .axis_iter_mut(Axis(0))
        .into_par_iter()
        .zip(rows(left))
        .for_each(|(mut target, row)| {
            widest(Combined {
                row,
                factors,
                target: target.as_slice_mut().expect("a new array is contiguous"),
            });
        });
    product
}

/// The rows of a matrix, each times a factor, added up.
struct Combined<'a> {
    row: &'a [f32],
    factors: &'a [f32],
    target: &'a mut [f32],
}

impl Kernel for Combined<'_> {
    type Output = ();

    #[inline(always)]
    fn call(self) {
        let row = self.row.iter().copied().enumerate();
        add_rows(self.target, row, self.factors);
    }
}

/// The root of the mean squared length of the rows.
fn typical(rows: &Array2<f32>) -> f32 {
    let sum = rows
        .iter()
        .fold(0.0, |sum, &value| sum + f64::from(value) * f64::from(value));
    (sum / rows.nrows().max(1) as f64).sqrt() as f32
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::Corpus;
    use crate::text::{Analyzer, Language};
    use crate::vectors::{Embedding, EmbeddingOptions, TermOptions};

    const OPTIONS: EmbeddingOptions = EmbeddingOptions {
        dimensions: 8,
        seed: 1,
    };

    fn embed(texts: &[&str]) -> Embedding {
        let corpus = Corpus::from_texts(texts.iter().copied());
        let tokens = Analyzer::new(Language::ENGLISH, []).analyze(&corpus);
        let terms = TermOptions {
            min_df: 1,
            max_df: 1.0,
            ..TermOptions::default()
        };
        let vocabulary = Vocabulary::fit(&tokens, &terms).unwrap();
        let tfidf = TfIdf::fit(&tokens, &vocabulary);
        let words = WordKnowledge::built_in();
        Embedding::fit_knowing(&words, &vocabulary, &tfidf, &OPTIONS).unwrap()
    }

    fn cosine(embedding: &Embedding, one: usize, other: usize) -> f32 {
        let rows = crate::vectors::kernels::rows(&embedding.vectors);
        crate::vectors::kernels::dot(rows[one], rows[other])
    }

    #[test]
    fn texts_on_one_subject_are_near_though_they_share_no_word() {
        let embedding = embed(&[
            "qubits and entanglement in quantum computers",
            "superposition of photon states, Bell inequality",
            "chemotherapy of breast cancer patients",
            "tumours and oncology: survival after surgery",
        ]);
        assert!(cosine(&embedding, 0, 1) > cosine(&embedding, 0, 2) + 0.1);
        assert!(cosine(&embedding, 2, 3) > cosine(&embedding, 1, 3) + 0.1);
    }

    #[test]
    fn the_strongest_axes_hold_vectors_that_lie_in_few_dimensions() {
        let plane = [[1.0, 2.0, 0.0, 0.0, 1.0], [0.0, 0.0, 3.0, 1.0, 0.0]];
        let vectors = Array2::from_shape_fn((20, 5), |(row, at)| {
            plane[0][at] * row as f32 + plane[1][at] * (10.0 - row as f32)
        });
        let axes = strongest(&vectors);
        assert_eq!(axes.ncols(), 2);
        let inside = product(&vectors, &axes);
        for (inside, vector) in inside.rows().into_iter().zip(vectors.rows()) {
            let lengths = [inside, vector].map(|v| v.iter().map(|x| x * x).sum::<f32>());
            assert!((lengths[0] / lengths[1] - 1.0).abs() < 1e-3, "{lengths:?}");
        }
    }

    #[test]
    fn a_corpus_of_unknown_words_goes_without() {
        let embedding = embed(&["zxqvab wqxzor", "wqxzor vvqqxx", "vvqqxx zxqvab"]);
        assert_eq!(embedding.known, None);
    }

    #[test]
    fn knowledge_counts_less_where_words_are_unknown_and_more_where_texts_are_short() {
        assert!(weight(0.5, 60.0) < 0.5 * weight(1.0, 60.0));
        assert!(weight(1.0, 6.0) > 1.4 * weight(1.0, 60.0));
        assert_eq!(weight(1.0, 60.0), weight(1.0, 600.0));
    }
}
