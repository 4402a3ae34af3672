//! Themes settled by vectors and words together.

use ndarray::{Array2, ArrayView2, Axis};
use rayon::prelude::*;

use super::evidence::WordEvidence;
use super::kmeans::{Partition, cosines};
use super::membership::{Thresholds, judge_within, place_as_told, place_within_reach};
use super::model::Membership;
use crate::vectors::Csr;

/// What the words count beside the vectors.
const SHARE_OF_WORDS: f32 = 0.3;
/// Rounds in which documents are judged without themselves.
pub(super) const ROUNDS: usize = 5;
/// Rounds in which the themes then settle, at most.
const SETTLING: usize = 5;

/// What documents are placed by: the centres of the themes among the vectors, and the weights of
/// words in them.
///
/// In this space a document is its vector and, beside it, how its words speak for each theme; a
/// theme is its centre and itself. Cosines there are those of the vectors by 0.7 and what the
/// words say by 0.3.
#[derive(Debug, Clone, PartialEq)]
pub struct ThemeSpace {
    /// Means of the documents' vectors scaled to unit length, shape (themes, dimensions).
    pub centroids: Array2<f32>,
    /// What the words say; none where themes are to be told apart by vectors alone.
    pub evidence: Option<WordEvidence>,
}

impl ThemeSpace {
    /// The space of documents that are in these themes, each below `k` and none empty; `postings`
    /// has the weights of their terms, shape (terms, documents).
    pub fn of(
        vectors: ArrayView2<f32>,
        postings: &Csr,
        theme_of: &[usize],
        k: usize,
    ) -> ThemeSpace {
        let counted: Vec<Option<usize>> = theme_of.iter().copied().map(Some).collect();
        ThemeSpace {
            centroids: Partition::around_means(vectors, theme_of, k).centroids,
            evidence: (k > 1).then(|| WordEvidence::of(postings, &counted, k)),
        }
    }

    /// Documents in this space: unit rows, shape (documents, dimensions + themes), from their
    /// vectors and the weights of their terms. Those with a theme (`own`) have been added to it
    /// and are judged without themselves.
    pub fn vectors(
        &self,
        vectors: ArrayView2<f32>,
        terms: &Csr,
        own: &[Option<usize>],
    ) -> Array2<f32> {
        match &self.evidence {
            None => vectors.to_owned(),
            Some(evidence) => beside(vectors, evidence.speak(terms, own).view()),
        }
    }

    /// The themes in this space: unit rows, shape (themes, dimensions + themes).
    pub fn centres(&self) -> Array2<f32> {
        match &self.evidence {
            None => self.centroids.clone(),
            Some(_) => beside(
                self.centroids.view(),
                Array2::eye(self.centroids.nrows()).view(),
            ),
        }
    }

    /// The places of documents by the thresholds of others and the least cosines from which on
    /// themes take a document (one entry a theme, or none at all). Those in which the themes were
    /// found (`found_in`, one entry a document) are judged as if they had been found without them.
    pub(crate) fn place(
        &self,
        vectors: ArrayView2<f32>,
        terms: &Csr,
        found_in: &[bool],
        (thresholds, reach): (&Thresholds, &[Option<f32>]),
        assign_all: bool,
    ) -> Vec<Membership> {
        if self.evidence.is_none() {
            let centroids = self.centroids.view();
            return place_within_reach(vectors, centroids, reach, thresholds, assign_all);
        }
        let theme_of = self.nearest(vectors, terms, &vec![None; vectors.nrows()]);
        let own = theme_of.iter().zip(found_in);
        let own: Vec<Option<usize>> = own.map(|(&theme, found)| found.then_some(theme)).collect();
        judge_within(
            self.vectors(vectors, terms, &own).view(),
            self.centres().view(),
            &theme_of,
            thresholds,
            assign_all,
        )
    }

    /// The same for documents that are in the themes that they are told, whatever is nearest.
    pub(crate) fn place_as_told(
        &self,
        vectors: ArrayView2<f32>,
        terms: &Csr,
        found_in: &[bool],
        (thresholds, reach): (&Thresholds, &[Option<f32>]),
        told: &[Option<usize>],
    ) -> Vec<Membership> {
        let own = told.iter().zip(found_in);
        let own: Vec<Option<usize>> = own
            .map(|(&theme, &found)| theme.filter(|_| found))
            .collect();
        let vectors = self.vectors(vectors, terms, &own);
        place_as_told(
            vectors.view(),
            self.centres().view(),
            reach,
            thresholds,
            told,
        )
    }

    /// The same with the themes in another order: theme `order[i]` becomes theme `i`.
    pub(super) fn reordered(&self, order: &[usize]) -> ThemeSpace {
        ThemeSpace {
            centroids: self.centroids.select(Axis(0), order),
            evidence: self.evidence.as_ref().map(|evidence| {
                let weights = evidence.weights.select(Axis(1), order);
                WordEvidence::from_weights(weights.as_standard_layout().into_owned())
            }),
        }
    }

    /// The theme that each document is nearest to, of several the first.
    pub fn nearest(
        &self,
        vectors: ArrayView2<f32>,
        terms: &Csr,
        own: &[Option<usize>],
    ) -> Vec<usize> {
        let near = cosines(
            self.vectors(vectors, terms, own).view(),
            self.centres().view(),
        );
        let first_largest = |row: ndarray::ArrayView1<f32>| {
            let mut best = (0, f32::NEG_INFINITY);
            for (theme, &cosine) in row.iter().enumerate() {
                if cosine > best.1 {
                    best = (theme, cosine);
                }
            }
            best.0
        };
        near.outer_iter().map(first_largest).collect()
    }
}

/// Settles documents that start in themes `start`, each below `k`: to the theme that is nearest by
/// vectors and words together.
///
/// Words and themes are learnt from each other in turn (after Nigam, McCallum, Thrun & Mitchell,
/// "Text classification from labeled and unlabeled documents using EM", 2000), `rounds` times with
/// every document judged without itself, then until no more than `restless` of them move, five
/// times at most. A round that would leave a theme empty is not taken.
pub(super) fn refine(
    vectors: ArrayView2<f32>,
    terms: &Csr,
    postings: &Csr,
    start: Vec<usize>,
    k: usize,
    rounds: usize,
    restless: usize,
) -> Vec<usize> {
    let mut themes = start;
    if k < 2 || !all_present(&themes, k) {
        return themes;
    }
    for round in 0..rounds + SETTLING {
        let own: Vec<Option<usize>> = match round < rounds {
            true => themes.iter().copied().map(Some).collect(),
            false => vec![None; themes.len()],
        };
        let next = ThemeSpace::of(vectors, postings, &themes, k).nearest(vectors, terms, &own);
        if !all_present(&next, k) {
            break;
        }
        let moved = next.iter().zip(&themes).filter(|(a, b)| a != b).count();
        themes = next;
        if round >= rounds && moved <= restless {
            break;
        }
    }
    themes
}

/// Whether no theme is empty.
pub(super) fn all_present(themes: &[usize], k: usize) -> bool {
    let mut present = vec![false; k];
    themes.iter().for_each(|&theme| present[theme] = true);
    present.into_iter().all(|present| present)
}

/// Unit rows of two kinds as one, by their shares.
fn beside(vectors: ArrayView2<f32>, words: ArrayView2<f32>) -> Array2<f32> {
    let (vectors_by, words_by) = ((1.0 - SHARE_OF_WORDS).sqrt(), SHARE_OF_WORDS.sqrt());
    let (dimensions, themes) = (vectors.ncols(), words.ncols());
    let mut joined = Array2::zeros((vectors.nrows(), dimensions + themes));
    joined
        .axis_iter_mut(Axis(0))
        .into_par_iter()
        .zip(vectors.axis_iter(Axis(0)).into_par_iter())
        .zip(words.axis_iter(Axis(0)).into_par_iter())
        .for_each(|((mut row, vector), words)| {
            let sources = vector.iter().map(|x| x * vectors_by);
            let sources = sources.chain(words.iter().map(|x| x * words_by));
            row.iter_mut()
                .zip(sources)
                .for_each(|(to, from)| *to = from);
        });
    joined
}
