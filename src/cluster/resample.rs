//! Would the themes come back from other documents?

use ndarray::{Array2, ArrayView2, Axis};
use rand::SeedableRng;
use rand::seq::index;
use rand_xoshiro::Xoshiro256PlusPlus;

use super::bounded::part;
use super::ward::WardTree;
use crate::quality::best_jaccard;

/// Passes of k-means after which a sample has long settled.
const PASSES: usize = 100;
/// It has settled when no more than one of so many documents changes its group.
const RESTLESS: usize = 500;
/// Share of the documents that a sample holds.
const SHARE: f64 = 0.8;
/// Documents that a sample of a large corpus holds.
pub(crate) const LARGEST: usize = 5000;

/// A sample of the documents with its own tree.
pub(super) struct Sample {
    /// The documents drawn, ascending.
    pub documents: Vec<usize>,
    pub vectors: Array2<f32>,
    pub tree: WardTree,
}

impl Sample {
    /// Draws a sample without repeats of four fifths of the rows, 5,000 at most: another one for
    /// each `number`.
    pub fn draw(vectors: ArrayView2<f32>, seed: u64, number: usize) -> Sample {
        let mut random = Xoshiro256PlusPlus::seed_from_u64(seed.wrapping_add(number as u64));
        let share = (vectors.nrows() as f64 * SHARE).ceil() as usize;
        let size = share.clamp(1, LARGEST);
        let mut documents = index::sample(&mut random, vectors.nrows(), size).into_vec();
        documents.sort_unstable();
        let vectors = vectors.select(Axis(0), &documents);
        let tree = WardTree::fit(vectors.view());
        Sample {
            documents,
            vectors,
            tree,
        }
    }

    /// The groups that this sample falls into.
    pub fn cluster(&self, k: usize) -> Vec<usize> {
        let start = self.tree.centroids(k);
        let restless = self.documents.len() / RESTLESS;
        part(self.vectors.view(), start, PASSES, restless).nearest
    }

    /// How well groups of the sample (`refit`) find each of `k` themes again: [`best_jaccard`].
    pub fn found_again(
        &self,
        theme_of: &[Option<usize>],
        refit: Vec<usize>,
        k: usize,
    ) -> Vec<Option<f64>> {
        let drawn = self.documents.iter();
        let reference: Vec<Option<usize>> = drawn.map(|&document| theme_of[document]).collect();
        let refit: Vec<Option<usize>> = refit.into_iter().map(Some).collect();
        best_jaccard(&reference, &refit, k)
    }
}
