//! How many themes: every number in a range, tried and scored.

use ndarray::{Array2, ArrayView2, Axis};
use rayon::prelude::*;

use super::bounded::part;
use super::fit::SWEEP_SAMPLE;
use super::kmeans::Partition;
use super::model::Trial;
use super::resample::Sample;
use super::top_terms::Held;
use super::ward::WardTree;
use crate::quality::{
    Contingency, Cooccurrence, adjusted_mutual_information, diversity, modularity, npmi, silhouette,
};
use crate::vectors::{Csr, Embedding, nearest_others};

/// Passes of k-means after which a number of themes has long settled.
const PASSES: usize = 100;
/// Samples on which each number of themes is tried again.
const SAMPLES: usize = 4;
/// Terms by which the coherence of a theme is judged.
const TOP_TERMS: usize = 10;

/// The documents by which numbers of themes are judged.
pub(super) struct Judges {
    /// Their smoothed vectors, shape (documents, dimensions).
    vectors: Array2<f32>,
    /// The nearest others of each.
    neighbours: Vec<Vec<u32>>,
    /// Their terms.
    held: Held,
    /// Some of them drawn again and again.
    samples: Vec<Sample>,
}

impl Judges {
    /// Some of the sample, by their ascending places in it; `terms` has the weights of all
    /// documents. `seed` draws the samples of these.
    pub fn of(embedding: &Embedding, terms: &Csr, places: &[usize], seed: u64) -> Judges {
        let documents: Vec<usize> = places.iter().map(|&row| embedding.sample[row]).collect();
        let vectors = embedding.smoothed.select(Axis(0), places);
        Judges {
            neighbours: neighbours(embedding, places, &documents),
            samples: (0..SAMPLES)
                .into_par_iter()
                .map(|number| Sample::draw(vectors.view(), seed, number))
                .collect(),
            held: Held::of(&terms.select(&documents)),
            vectors,
        }
    }

    /// Tries each number of themes.
    pub fn sweep(&self, numbers: &[usize]) -> Vec<Trial> {
        let vectors = self.vectors.view();
        let tree = WardTree::fit(vectors);
        let tried = numbers.par_iter().map(|&k| {
            let start = tree.centroids(k);
            let groups = start.nrows();
            let nearest = part(vectors, start, PASSES, 0).nearest;
            self.trial(k, &Partition::around_means(vectors, &nearest, groups))
        });
        tried.collect()
    }

    /// The figures of themes that were found elsewhere: `k` themes, one a document.
    pub fn judge(&self, themes: &[usize], k: usize) -> Trial {
        self.trial(k, &Partition::around_means(self.vectors.view(), themes, k))
    }

    fn trial(&self, k: usize, partition: &Partition) -> Trial {
        let (themes, groups) = (&partition.assignments, partition.centroids.nrows());
        let tops = self.held.top_terms(themes, groups, TOP_TERMS);
        Trial {
            themes: k,
            modularity: modularity(&self.neighbours, themes),
            silhouette: mean_silhouette(self.vectors.view(), partition),
            npmi: mean_npmi(&self.held.postings, &tops),
            diversity: diversity(&tops).unwrap_or(0.0),
            stability: agreement(&self.samples, partition, k),
            inertia: partition.inertia,
            chosen: false,
        }
    }
}

/// The nearest others of some of the sample: those by which it was smoothed, but where it is so large
/// that few of these are among the documents.
fn neighbours(embedding: &Embedding, places: &[usize], documents: &[usize]) -> Vec<Vec<u32>> {
    if embedding.sample.len() <= SWEEP_SAMPLE {
        return among(&embedding.neighbours, places);
    }
    let near = nearest_others(&embedding.vectors.select(Axis(0), documents)).into_iter();
    near.map(|near| near.into_iter().map(|(other, _)| other).collect())
        .collect()
}

/// The neighbours of some rows that are among these, by their places there.
fn among(neighbours: &[Vec<u32>], rows: &[usize]) -> Vec<Vec<u32>> {
    let mut place = vec![None; neighbours.len()];
    for (new, &row) in rows.iter().enumerate() {
        place[row] = Some(new as u32);
    }
    let kept = |&row: &usize| {
        let near = neighbours[row].iter();
        near.filter_map(|&other| place[other as usize]).collect()
    };
    rows.iter().map(kept).collect()
}

fn mean_silhouette(vectors: ArrayView2<f32>, partition: &Partition) -> f64 {
    let themes: Vec<Option<usize>> = partition.assignments.iter().copied().map(Some).collect();
    silhouette(vectors, &themes).map_or(0.0, |found| found.mean)
}

fn mean_npmi(postings: &Csr, tops: &[Vec<usize>]) -> f64 {
    let values: Vec<f64> = tops
        .iter()
        .filter_map(|top| {
            let lists: Vec<&[u32]> = top.iter().map(|&term| postings.row(term).0).collect();
            npmi(&Cooccurrence::in_documents(postings.columns as u64, &lists))
        })
        .collect();
    values.iter().sum::<f64>() / (values.len() as f64).max(1.0)
}

/// Mean agreement (AMI) of the partition with those of the samples, on the samples' documents.
fn agreement(samples: &[Sample], partition: &Partition, k: usize) -> f64 {
    let mut sum = 0.0;
    for sample in samples {
        let own: Vec<usize> = sample
            .documents
            .iter()
            .map(|&document| partition.assignments[document])
            .collect();
        let refit = sample.cluster(k);
        sum += adjusted_mutual_information(&Contingency::of_groups(&own, &refit));
    }
    sum / samples.len().max(1) as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbours_outside_the_rows_are_left_out_and_the_others_take_their_places() {
        let neighbours = [vec![2, 1], vec![0, 3], vec![3, 0], vec![1, 2]];
        assert_eq!(
            among(&neighbours, &[0, 2, 3]),
            [vec![1], vec![2, 0], vec![1]]
        );
        assert_eq!(among(&neighbours, &[0, 1, 2, 3]), neighbours);
    }
}
