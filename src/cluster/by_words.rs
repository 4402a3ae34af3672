//! Themes by vectors and words together.

use ndarray::{ArrayView2, Axis};

use super::membership::judge;
use super::options::ClusterOptions;
use super::partition::{RESTLESS, partition_of_sample};
use super::refine::{Rounds, ThemeSpace, all_present, refine};
use super::settled::{Settled, largest_first, too_much_alike};
use crate::Result;
use crate::vectors::{Csr, Embedding};

/// So many themes, the largest first when all documents count. How surely a document belongs to its
/// theme is judged as if the themes had been found without it.
pub(super) fn settled_by_words(
    embedding: &Embedding,
    terms: &Csr,
    asked: usize,
    options: &ClusterOptions,
) -> Result<Settled> {
    let vectors = embedding.vectors.view();
    let few = (embedding.sample.len() < vectors.nrows())
        .then(|| vectors.select(Axis(0), &embedding.sample));
    let few = few.as_ref().map_or(vectors, |few| few.view());
    let start = partition_of_sample(embedding, few, asked)?;
    let apart = start.centroids.nrows();
    if apart < asked {
        return Err(too_much_alike(apart, asked, &options.themes));
    }
    let postings = terms.transposed();
    let mut themes = refined(embedding, few, terms, &postings, start.assignments, asked);
    let place = largest_first(themes.iter().copied().map(Some), asked);
    themes.iter_mut().for_each(|theme| *theme = place[*theme]);
    let space = ThemeSpace::of(vectors, &postings, &themes, asked);
    let own: Vec<Option<usize>> = themes.iter().copied().map(Some).collect();
    let near = space.nearness(vectors, terms, &own);
    let (memberships, thresholds) = judge(near.view(), &themes, options.assign_all);
    Ok(Settled {
        space,
        memberships,
        thresholds,
        said: Vec::new(),
    })
}

/// The themes settled by vectors and words together from where `few`, the sample, starts: of a
/// corpus larger than the sample those of the sample, by which all are then placed.
fn refined(
    embedding: &Embedding,
    few: ArrayView2<f32>,
    terms: &Csr,
    postings: &Csr,
    start: Vec<usize>,
    k: usize,
) -> Vec<usize> {
    let (vectors, sample) = (embedding.vectors.view(), &embedding.sample);
    if sample.len() == vectors.nrows() {
        return refine(vectors, terms, postings, start, k, Rounds::FIRST);
    }
    let few_terms = terms.select(sample);
    let few_postings = few_terms.transposed();
    let settled = refine(few, &few_terms, &few_postings, start, k, Rounds::FIRST);
    let space = ThemeSpace::of(few, &few_postings, &settled, k);
    let mut placed = space.nearest(vectors, terms, &vec![None; vectors.nrows()]);
    if !all_present(&placed, k) {
        for (&document, theme) in sample.iter().zip(settled) {
            placed[document] = theme;
        }
    }
    let rounds = Rounds::again(placed.len() / RESTLESS);
    refine(vectors, terms, postings, placed, k, rounds)
}
