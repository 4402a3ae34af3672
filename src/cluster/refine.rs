//! Themes settled by vectors and words together.

use ndarray::{Array2, ArrayView2, Axis};
use rayon::prelude::*;

use super::discriminant::{Discriminants, Spread};
use super::evidence::WordEvidence;
use super::kmeans::{Partition, cosines};
use super::membership::{Thresholds, judge_within, place_as_told, place_within_reach};
use super::model::Membership;
use crate::vectors::Csr;

/// What the words count beside the vectors.
const SHARE_OF_WORDS: f32 = 0.3;
/// Cosines that one worker mixes at a time.
const CHUNK: usize = 1 << 12;

/// How long themes and words are learnt from each other.
#[derive(Clone, Copy)]
pub(super) struct Rounds {
    /// Rounds by the nearest centre in which the words of documents are judged without themselves.
    by_centres: usize,
    /// The same by discriminants, after these.
    by_discriminants: usize,
    /// Rounds in which the themes then settle, at most.
    settling: usize,
    /// They have when no more documents than these move.
    restless: usize,
}

impl Rounds {
    /// From themes that vectors alone have told apart.
    pub const FIRST: Rounds = Rounds {
        by_centres: 2,
        by_discriminants: 3,
        settling: 5,
        restless: 0,
    };

    /// Where most documents were placed by themes that have settled without them.
    pub fn again(restless: usize) -> Rounds {
        Rounds {
            by_centres: 0,
            by_discriminants: 0,
            settling: 2,
            restless,
        }
    }
}

/// What documents are placed by: where the themes are among the vectors, and the weights of words
/// in them.
///
/// A document belongs to the theme for which its vector ([`Discriminants`]) by 0.7 and its words
/// ([`WordEvidence`]) by 0.3 speak most. How near it is to a theme is the cosine of its vector to
/// the centre by 0.7 and what its words say by 0.3.
#[derive(Debug, Clone, PartialEq)]
pub struct ThemeSpace {
    /// Means of the documents' vectors scaled to unit length, shape (themes, dimensions).
    pub centroids: Array2<f32>,
    /// What the vectors say; none where the nearest centre decides.
    pub discriminants: Option<Discriminants>,
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
        let spread = Spread::of(vectors, &counted);
        ThemeSpace::of_spread(vectors, Some(&spread), postings, theme_of, k)
    }

    /// The same of documents that are known to spread so; without, the nearest centre decides.
    fn of_spread(
        vectors: ArrayView2<f32>,
        spread: Option<&Spread>,
        postings: &Csr,
        theme_of: &[usize],
        k: usize,
    ) -> ThemeSpace {
        let counted: Vec<Option<usize>> = theme_of.iter().copied().map(Some).collect();
        ThemeSpace {
            centroids: Partition::around_means(vectors, theme_of, k).centroids,
            discriminants: spread
                .filter(|_| k > 1)
                .map(|spread| spread.discriminants(&counted, k)),
            evidence: (k > 1).then(|| WordEvidence::of(postings, &counted, k)),
        }
    }

    /// How near documents are to each theme: cosines in this space, shape (documents, themes), from
    /// their vectors and the weights of their terms. Those with a theme (`own`) have been added to
    /// it and are judged without themselves.
    pub fn nearness(
        &self,
        vectors: ArrayView2<f32>,
        terms: &Csr,
        own: &[Option<usize>],
    ) -> Array2<f32> {
        self.beside_words(cosines(vectors, self.centroids.view()), terms, own)
    }

    /// What is known from vectors, and beside it what words say: shapes (documents, themes).
    fn beside_words(
        &self,
        mut known: Array2<f32>,
        terms: &Csr,
        own: &[Option<usize>],
    ) -> Array2<f32> {
        if let Some(evidence) = &self.evidence {
            let spoken = evidence.speak(terms, own);
            let known = known.as_slice_mut().expect("a new array is contiguous");
            let spoken = spoken.as_slice().expect("a new array is contiguous");
            known
                .par_chunks_mut(CHUNK)
                .zip(spoken.par_chunks(CHUNK))
                .for_each(|(known, spoken)| {
                    for (known, word) in known.iter_mut().zip(spoken) {
                        *known = (1.0 - SHARE_OF_WORDS) * *known + SHARE_OF_WORDS * word;
                    }
                });
        }
        known
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
        let nobody = vec![None; vectors.nrows()];
        if self.evidence.is_none() {
            let near = self.nearness(vectors, terms, &nobody);
            return place_within_reach(near.view(), reach, thresholds, assign_all);
        }
        let theme_of = self.nearest(vectors, terms, &nobody);
        let own = theme_of.iter().zip(found_in);
        let own: Vec<Option<usize>> = own.map(|(&theme, found)| found.then_some(theme)).collect();
        let near = self.nearness(vectors, terms, &own);
        judge_within(near.view(), &theme_of, thresholds, assign_all)
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
        let near = self.nearness(vectors, terms, &own);
        place_as_told(near.view(), reach, thresholds, told)
    }

    /// The same with the themes in another order: theme `order[i]` becomes theme `i`.
    pub(super) fn reordered(&self, order: &[usize]) -> ThemeSpace {
        ThemeSpace {
            centroids: self.centroids.select(Axis(0), order),
            discriminants: (self.discriminants.as_ref()).map(|known| known.reordered(order)),
            evidence: self.evidence.as_ref().map(|evidence| {
                let weights = evidence.weights.select(Axis(1), order);
                WordEvidence::from_weights(weights.as_standard_layout().into_owned())
            }),
        }
    }

    /// The theme that each document belongs to, of several the first; `own` as for
    /// [`ThemeSpace::nearness`].
    pub fn nearest(
        &self,
        vectors: ArrayView2<f32>,
        terms: &Csr,
        own: &[Option<usize>],
    ) -> Vec<usize> {
        match &self.discriminants {
            Some(known) => nearest_of(&self.beside_words(known.speak(vectors), terms, own)),
            None => nearest_of(&self.nearness(vectors, terms, own)),
        }
    }
}

/// Where each row is largest, of several the first.
fn nearest_of(near: &Array2<f32>) -> Vec<usize> {
    let rows = near.as_slice().expect("cosines are row-major");
    let first_largest = |row: &[f32]| {
        let mut best = (0, f32::NEG_INFINITY);
        for (theme, &cosine) in row.iter().enumerate() {
            if cosine > best.1 {
                best = (theme, cosine);
            }
        }
        best.0
    };
    rows.par_chunks(near.ncols().max(1))
        .map(first_largest)
        .collect()
}

/// Settles documents that start in themes `start`, each below `k`: to the theme for which vectors
/// and words together speak most.
///
/// Words and themes are learnt from each other in turn (after Nigam, McCallum, Thrun & Mitchell,
/// "Text classification from labeled and unlabeled documents using EM", 2000): some rounds by the
/// nearest centre and some by discriminants, which alone would hold on to a first guess, with every
/// document's words judged without itself; then until they have settled. A round that would leave a
/// theme empty is not taken.
pub(super) fn refine(
    vectors: ArrayView2<f32>,
    terms: &Csr,
    postings: &Csr,
    start: Vec<usize>,
    k: usize,
    rounds: Rounds,
) -> Vec<usize> {
    let mut themes = start;
    if k < 2 || !all_present(&themes, k) {
        return themes;
    }
    let counted: Vec<Option<usize>> = themes.iter().copied().map(Some).collect();
    let spread = Spread::of(vectors, &counted);
    let judged = rounds.by_centres + rounds.by_discriminants;
    for round in 0..judged + rounds.settling {
        let own: Vec<Option<usize>> = match round < judged {
            true => themes.iter().copied().map(Some).collect(),
            false => vec![None; themes.len()],
        };
        let spread = (round >= rounds.by_centres).then_some(&spread);
        let space = ThemeSpace::of_spread(vectors, spread, postings, &themes, k);
        let next = space.nearest(vectors, terms, &own);
        if !all_present(&next, k) {
            break;
        }
        let moved = next.iter().zip(&themes).filter(|(a, b)| a != b).count();
        themes = next;
        if round >= judged && moved <= rounds.restless {
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
