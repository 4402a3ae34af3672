//! Which theme of one run is which of the other.

use ndarray::Array2;
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;

use super::assignment::optimal_assignment;
use super::snapshot::Snapshot;
use crate::vectors::kernels::{dot, normalize, rows};

/// Share of the smaller run's documents that must be in both for documents to tell.
const ENOUGH_SHARED: f64 = 0.1;
/// How much of the evidence documents are where there are enough; the rest are the centres.
const WEIGHT_OF_DOCUMENTS: f64 = 0.8;
/// Themes are the same from this similarity on, by documents and by centres alone.
const SAME_BY_DOCUMENTS: f64 = 0.25;
const SAME_BY_CENTRES: f64 = 0.5;

/// What themes were matched by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Evidence {
    /// Documents that are in both runs, and centres.
    Documents,
    /// Centres alone, over the terms that both runs know: the runs share too few documents.
    Centres,
}

/// A run as far as its themes can be matched.
#[derive(Debug, Clone)]
pub struct Run<'a> {
    /// The terms of its vectors as stems, sorted.
    pub terms: Vec<&'a str>,
    /// The axes of its vectors, shape (terms, dimensions); none where vectors come from elsewhere.
    pub axes: Option<&'a Array2<f32>>,
    /// The centres of its themes, shape (themes, dimensions).
    pub centres: Array2<f32>,
    /// The id and the theme of each of its documents; empty where they are not known.
    pub documents: Vec<(&'a str, Option<usize>)>,
}

impl<'a> Run<'a> {
    /// The run that a snapshot shows.
    pub fn of_snapshot(snapshot: &'a Snapshot) -> Run<'a> {
        let documents = snapshot.documents.iter().flatten();
        Run {
            terms: snapshot.model.terms.iter().map(String::as_str).collect(),
            axes: snapshot.model.axes.as_ref(),
            centres: snapshot.model.space.centroids.clone(),
            documents: documents
                .map(|document| (document.id.as_str(), document.theme))
                .collect(),
        }
    }
}

/// The themes of two runs, matched.
#[derive(Debug, Clone)]
pub struct Matching {
    /// What by.
    pub evidence: Evidence,
    /// For each theme before, the theme after that it is; none when it is gone.
    pub after: Vec<Option<usize>>,
    /// How alike each two themes are, in [0, 1], shape (themes before, themes after).
    pub similarity: Array2<f64>,
    /// Number of documents in both runs by theme, the last row and column those in none: shape
    /// (themes before + 1, themes after + 1).
    pub shared: Array2<usize>,
}

impl Matching {
    /// Matches the themes of two runs so that matched themes are most alike all together (the
    /// assignment problem: Kuhn 1955).
    ///
    /// Two themes are as alike as the documents that they share are many among those that either
    /// has (Jaccard), mixed 4 to 1 with the cosine of their centres over the terms that both runs
    /// know; between two runs with vectors from elsewhere, of the centres themselves. Where less
    /// than a tenth of the documents is shared, the centres alone decide. Themes that are less
    /// alike than 0.25 (by centres alone: 0.5) are not matched.
    pub fn of(before: &Run, after: &Run) -> Matching {
        let (rows, columns) = (before.centres.nrows(), after.centres.nrows());
        let shared = shared(before, after);
        let in_both: usize = shared.iter().sum();
        let enough = ENOUGH_SHARED * before.documents.len().min(after.documents.len()) as f64;
        let centres = centre_similarity(before, after);
        let (evidence, similarity, least) = if in_both > 0 && in_both as f64 >= enough {
            let similarity = Array2::from_shape_fn((rows, columns), |(a, b)| {
                WEIGHT_OF_DOCUMENTS * jaccard(&shared, a, b)
                    + (1.0 - WEIGHT_OF_DOCUMENTS) * centres[[a, b]]
            });
            (Evidence::Documents, similarity, SAME_BY_DOCUMENTS)
        } else {
            (Evidence::Centres, centres, SAME_BY_CENTRES)
        };
        let after = optimal_assignment(&similarity).into_iter().enumerate();
        Matching {
            evidence,
            after: after
                .map(|(a, b)| b.filter(|&b| similarity[[a, b]] >= least))
                .collect(),
            similarity,
            shared,
        }
    }

    /// For each theme after, the theme before that it was.
    pub fn before(&self) -> Vec<Option<usize>> {
        let mut before = vec![None; self.similarity.ncols()];
        for (old, new) in self.after.iter().enumerate() {
            if let Some(new) = *new {
                before[new] = Some(old);
            }
        }
        before
    }
}

fn shared(before: &Run, after: &Run) -> Array2<usize> {
    let (rows, columns) = (before.centres.nrows(), after.centres.nrows());
    let theme_before: FxHashMap<&str, Option<usize>> = before.documents.iter().copied().collect();
    let mut shared = Array2::zeros((rows + 1, columns + 1));
    for (id, theme) in &after.documents {
        if let Some(before) = theme_before.get(id) {
            shared[[before.unwrap_or(rows), theme.unwrap_or(columns)]] += 1;
        }
    }
    shared
}

fn jaccard(shared: &Array2<usize>, a: usize, b: usize) -> f64 {
    let (mut of_a, mut of_b) = (0, 0);
    for column in 0..shared.ncols() {
        of_a += shared[[a, column]];
    }
    for row in 0..shared.nrows() {
        of_b += shared[[row, b]];
    }
    let both = shared[[a, b]];
    both as f64 / (of_a + of_b - both).max(1) as f64
}

/// Cosines of the centres over the terms that both runs know, those below 0 as 0; zeros where they
/// cannot be compared.
fn centre_similarity(before: &Run, after: &Run) -> Array2<f64> {
    let (old_axes, new_axes) = match (before.axes, after.axes) {
        (Some(old), Some(new)) => (old, new),
        (None, None) if before.centres.ncols() == after.centres.ncols() => {
            return cosines(&rows(&before.centres), &rows(&after.centres));
        }
        _ => return Array2::zeros((before.centres.nrows(), after.centres.nrows())),
    };
    let places: BTreeMap<&str, usize> = before.terms.iter().copied().zip(0..).collect();
    let common = after.terms.iter().enumerate();
    let (old, new): (Vec<usize>, Vec<usize>) = common
        .filter_map(|(new, term)| Some((*places.get(term)?, new)))
        .unzip();
    cosines(
        &over_terms(&before.centres, old_axes, &old),
        &over_terms(&after.centres, new_axes, &new),
    )
}

fn cosines(before: &[impl AsRef<[f32]>], after: &[impl AsRef<[f32]>]) -> Array2<f64> {
    Array2::from_shape_fn((before.len(), after.len()), |(a, b)| {
        f64::from(dot(before[a].as_ref(), after[b].as_ref()).clamp(0.0, 1.0))
    })
}

/// The centre of each theme as weights of the chosen terms, of length one.
fn over_terms(centres: &Array2<f32>, axes: &Array2<f32>, terms: &[usize]) -> Vec<Vec<f32>> {
    let centre = |centre: &[f32]| {
        let weight = |&term: &usize| {
            let row = axes.row(term);
            dot(row.to_slice().expect("rows are contiguous"), centre)
        };
        let mut weights: Vec<f32> = terms.iter().map(weight).collect();
        normalize(&mut weights);
        weights
    };
    rows(centres).into_iter().map(centre).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use ndarray::{Array2, array};

    fn run<'a>(
        terms: &[&'a str],
        axes: &'a Array2<f32>,
        documents: &[(&'a str, Option<usize>)],
    ) -> Run<'a> {
        Run {
            terms: terms.to_vec(),
            axes: Some(axes),
            centres: Array2::eye(axes.ncols()),
            documents: documents.to_vec(),
        }
    }

    #[test]
    fn themes_that_share_documents_are_the_same_whatever_their_order() {
        let axes = Array2::zeros((0, 2));
        let before = [("a", Some(0)), ("b", Some(0)), ("c", Some(1)), ("d", None)];
        let after = [
            ("a", Some(1)),
            ("b", Some(1)),
            ("c", Some(0)),
            ("d", Some(0)),
        ];
        let matching = Matching::of(&run(&[], &axes, &before), &run(&[], &axes, &after));
        assert_eq!(matching.evidence, Evidence::Documents);
        assert_eq!(matching.after, [Some(1), Some(0)]);
        assert_eq!(matching.shared[[2, 0]], 1, "d was in no theme");
    }

    #[test]
    fn vectors_from_elsewhere_are_compared_with_their_like_alone() {
        let axes = Array2::zeros((0, 2));
        let ours = run(&[], &axes, &[("a", Some(0))]);
        let theirs = |id| Run {
            axes: None,
            documents: vec![(id, Some(0))],
            ..ours.clone()
        };
        let matching = Matching::of(&theirs("a"), &theirs("x"));
        assert_eq!(matching.after, [Some(0), Some(1)]);
        let matching = Matching::of(&ours, &theirs("x"));
        assert_eq!(matching.after, [None, None]);
    }

    #[test]
    fn runs_without_common_documents_are_matched_over_common_terms() {
        let (old, new) = (
            array![[1.0, 0.0], [0.0, 1.0], [0.0, 1.0]],
            array![[0.0, 1.0], [1.0, 0.0], [1.0, 0.0]],
        );
        let before = run(&["cat", "dog", "wolf"], &old, &[("a", Some(0))]);
        let after = run(&["cat", "dog", "lion"], &new, &[("x", Some(0))]);
        let matching = Matching::of(&before, &after);
        assert_eq!(matching.evidence, Evidence::Centres);
        assert_eq!(matching.after, [Some(1), Some(0)]);
    }
}
