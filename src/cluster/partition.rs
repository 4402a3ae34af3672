//! Groups of documents by vectors alone.

use ndarray::{ArrayView2, Axis};

use super::bounded::part;
use super::kmeans::{Partition, Start, kmeans};
use super::swaps::improve;
use super::ward::WardTree;
use crate::Result;
use crate::vectors::Embedding;

/// Passes of k-means over all documents of a corpus larger than the sample in which themes are
/// looked for.
const PASSES: usize = 10;
/// They end when no more than one of so many documents changes its theme.
pub(super) const RESTLESS: usize = 200;

/// K-means on the smoothed vectors of the sample from the centres of Ward's tree, moved where that
/// pays, then on its `vectors`.
///
/// Smoothing makes the few documents of a tiny corpus alike: then the vectors alone decide.
pub(super) fn partition_of_sample(
    embedding: &Embedding,
    vectors: ArrayView2<f32>,
    k: usize,
) -> Result<Partition> {
    let smoothed = embedding.smoothed.view();
    let start = WardTree::fit(smoothed).centroids(k);
    let start = if start.nrows() == k {
        let coarse = kmeans(smoothed, k, Start::Centroids(improve(smoothed, start)))?;
        Partition::around_means(vectors, &coarse.assignments, k).centroids
    } else {
        WardTree::fit(vectors).centroids(k)
    };
    kmeans(vectors, start.nrows(), Start::Centroids(start))
}

/// The same; of a corpus larger than the sample, from there on all vectors.
pub(super) fn partition(embedding: &Embedding, k: usize) -> Result<Partition> {
    let all = embedding.vectors.view();
    if embedding.sample.len() == all.nrows() {
        return partition_of_sample(embedding, all, k);
    }
    let few = all.select(Axis(0), &embedding.sample);
    let found = partition_of_sample(embedding, few.view(), k)?;
    let groups = found.centroids.nrows();
    let restless = all.nrows() / RESTLESS;
    let settled = part(all, found.centroids, PASSES, restless);
    Ok(Partition::around_means(all, &settled.nearest, groups))
}
