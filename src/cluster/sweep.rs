//! How many themes: every number in a range, tried and scored.

use ndarray::{Array2, ArrayView1, ArrayView2, Axis};
use rayon::prelude::*;

use super::distances::Rows;
use super::fit::SWEEP_SAMPLE;
use super::kmeans::Partition;
use super::lloyd::Groups;
use super::model::Trial;
use super::resample::Sample;
use super::ward::WardTree;
use crate::quality::{Contingency, Cooccurrence, diversity, modularity, npmi, silhouette};
use crate::vectors::{ClassWeights, Csr, Embedding, nearest_others};

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
    /// The weights of their terms, shape (documents, terms).
    terms: Csr,
    /// The same, shape (terms, documents).
    postings: Csr,
    /// Some of them drawn again and again.
    samples: Vec<Sample>,
}

impl Judges {
    /// Some of the sample, by their ascending places in it; `terms` has the weights of all
    /// documents. `seed` draws the samples of these.
    pub fn of(embedding: &Embedding, terms: &Csr, places: &[usize], seed: u64) -> Judges {
        let documents: Vec<usize> = places.iter().map(|&row| embedding.sample[row]).collect();
        let vectors = embedding.smoothed.select(Axis(0), places);
        let terms = terms.select(&documents);
        Judges {
            neighbours: neighbours(embedding, places, &documents),
            samples: Sample::draw(vectors.view(), SAMPLES, seed),
            postings: terms.transposed(),
            vectors,
            terms,
        }
    }

    /// Tries each number of themes.
    pub fn sweep(&self, numbers: &[usize]) -> Vec<Trial> {
        let vectors = self.vectors.view();
        let (tree, rows) = (WardTree::fit(vectors), Rows::new(vectors));
        let tried = numbers.par_iter().map(|&k| {
            let start = tree.centroids(k);
            let groups = start.nrows();
            let settled = Groups::settle(&rows, start, PASSES, 0);
            self.trial(
                k,
                &Partition::around_means(vectors, &settled.nearest, groups),
            )
        });
        tried.collect()
    }

    /// The figures of themes that were found elsewhere: `k` themes, one a document.
    pub fn judge(&self, themes: &[usize], k: usize) -> Trial {
        self.trial(k, &Partition::around_means(self.vectors.view(), themes, k))
    }

    fn trial(&self, k: usize, partition: &Partition) -> Trial {
        let tops = top_terms(&self.terms, partition);
        Trial {
            themes: k,
            modularity: modularity(&self.neighbours, &partition.assignments),
            silhouette: mean_silhouette(self.vectors.view(), partition),
            npmi: mean_npmi(&self.postings, &tops),
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

/// The ten terms of each group that weigh most by c-TF-IDF over the documents that hold them.
fn top_terms(terms: &Csr, partition: &Partition) -> Vec<Vec<usize>> {
    let mut counts = Array2::<u32>::zeros((partition.centroids.nrows(), terms.columns));
    for (row, &group) in partition.assignments.iter().enumerate() {
        for &column in terms.row(row).0 {
            counts[[group, column as usize]] += 1;
        }
    }
    let weights = ClassWeights::of(&counts);
    let heaviest = |(group, counts): (usize, ArrayView1<u32>)| {
        let held = counts.iter().enumerate().filter(|&(_, &count)| count > 0);
        let mut held: Vec<(f64, usize)> = held
            .map(|(term, &count)| (weights.weight(group, term, count), term))
            .collect();
        let by_weight =
            |a: &(f64, usize), b: &(f64, usize)| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1));
        if held.len() > TOP_TERMS {
            held.select_nth_unstable_by(TOP_TERMS, by_weight);
            held.truncate(TOP_TERMS);
        }
        held.sort_unstable_by(by_weight);
        held.into_iter().map(|(_, term)| term).collect()
    };
    counts.outer_iter().enumerate().map(heaviest).collect()
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
        sum += crate::quality::adjusted_mutual_information(&Contingency::new(&own, &refit));
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
