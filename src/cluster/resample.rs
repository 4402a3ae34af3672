//! Would the themes come back from other documents?

use ndarray::{Array2, ArrayView2, Axis};
use rand::SeedableRng;
use rand::seq::index;
use rand_xoshiro::Xoshiro256PlusPlus;
use rayon::prelude::*;

use super::distances::Rows;
use super::lloyd::Groups;
use super::ward::WardTree;
use crate::quality::{best_jaccard, mean_over_refits};

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
    /// Draws samples without repeats of four fifths of the rows, 5,000 at most.
    pub fn draw(vectors: ArrayView2<f32>, samples: usize, seed: u64) -> Vec<Sample> {
        (0..samples as u64)
            .into_par_iter()
            .map(|number| {
                let mut random = Xoshiro256PlusPlus::seed_from_u64(seed.wrapping_add(number));
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
            })
            .collect()
    }

    /// The groups that this sample falls into.
    pub fn cluster(&self, k: usize) -> Vec<usize> {
        let start = self.tree.centroids(k);
        let restless = self.documents.len() / RESTLESS;
        Groups::settle(&Rows::new(self.vectors.view()), start, PASSES, restless).nearest
    }
}

/// Clusterwise Jaccard stability (Hennig 2007) of each of `k` themes over the samples, each of
/// which `cluster` parts into groups.
pub(super) fn theme_stability(
    samples: &[Sample],
    theme_of: &[Option<usize>],
    k: usize,
    cluster: impl Fn(&Sample) -> Vec<usize> + Sync,
) -> Vec<f64> {
    let refits: Vec<Vec<Option<f64>>> = samples
        .par_iter()
        .map(|sample| {
            let refit: Vec<Option<usize>> = cluster(sample).into_iter().map(Some).collect();
            let reference: Vec<Option<usize>> = sample
                .documents
                .iter()
                .map(|&document| theme_of[document])
                .collect();
            best_jaccard(&reference, &refit, k)
        })
        .collect();
    mean_over_refits(&refits)
        .into_iter()
        .map(|value| value.unwrap_or(0.0))
        .collect()
}
