//! How many themes: every number in a range, tried and scored.

use ndarray::{Array2, ArrayView2, Axis};
use rayon::prelude::*;

use super::kmeans::{Partition, Start, kmeans};
use super::model::Trial;
use super::resample::Sample;
use super::ward::WardTree;
use crate::Result;
use crate::quality::{Contingency, Cooccurrence, diversity, modularity, npmi, silhouette};
use crate::vectors::cells::near_rows;
use crate::vectors::{Csr, class_tfidf};

/// Samples on which each number of themes is tried again.
const SAMPLES: usize = 4;
/// Terms by which the coherence of a theme is judged.
const TOP_TERMS: usize = 10;
/// Nearest neighbours of a document that may share its theme.
const NEIGHBOURS: usize = 10;
/// Cells looked into for them among many documents.
const PROBES: usize = 6;

/// The numbers of themes tried.
#[derive(Default)]
pub(super) struct Sweep {
    /// The figures of each.
    pub trials: Vec<Trial>,
    /// How much more often nearest neighbours share a theme than by chance, one a trial.
    pub modularity: Vec<f64>,
}

/// Scores each number of themes on the documents given: their vectors as they are and `smoothed`,
/// and the weights of their terms, one row a document in each.
pub(super) fn sweep(
    units: &Array2<f32>,
    smoothed: ArrayView2<f32>,
    terms: &Csr,
    numbers: &[usize],
    seed: u64,
) -> Result<Sweep> {
    let tree = WardTree::fit(smoothed);
    let samples = Sample::draw(smoothed, SAMPLES, seed);
    let postings = terms.transposed();
    let neighbours = neighbours(units);
    let tried: Vec<(Trial, f64)> = numbers
        .par_iter()
        .map(|&k| {
            let start = tree.centroids(k);
            let partition = kmeans(smoothed, start.nrows(), Start::Centroids(start))?;
            let stability = agreement(&samples, &partition, k);
            let trial = trial(k, smoothed, terms, &postings, &partition, stability);
            Ok((trial, modularity(&neighbours, &partition.assignments)))
        })
        .collect::<Result<_>>()?;
    let (trials, modularity) = tried.into_iter().unzip();
    Ok(Sweep { trials, modularity })
}

fn neighbours(units: &Array2<f32>) -> Vec<Vec<u32>> {
    let near = near_rows(units, NEIGHBOURS, PROBES).into_iter();
    near.map(|near| near.into_iter().map(|(other, _)| other).collect())
        .collect()
}

/// The figures of one partition into `k` groups that was not found here.
pub(super) fn score(
    vectors: ArrayView2<f32>,
    terms: &Csr,
    partition: &Partition,
    k: usize,
    seed: u64,
) -> Trial {
    let samples = Sample::draw(vectors, SAMPLES, seed);
    let stability = agreement(&samples, partition, k);
    let postings = terms.transposed();
    trial(k, vectors, terms, &postings, partition, stability)
}

fn trial(
    k: usize,
    vectors: ArrayView2<f32>,
    terms: &Csr,
    postings: &Csr,
    partition: &Partition,
    stability: f64,
) -> Trial {
    let tops = top_terms(terms, partition);
    Trial {
        themes: k,
        silhouette: mean_silhouette(vectors, partition),
        npmi: mean_npmi(postings, &tops),
        diversity: diversity(&tops).unwrap_or(0.0),
        stability,
        inertia: partition.inertia,
        chosen: false,
    }
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
    class_tfidf(&counts)
        .axis_iter(Axis(0))
        .map(|weights| {
            let mut order: Vec<usize> = (0..weights.len()).filter(|&t| weights[t] > 0.0).collect();
            order.sort_by(|&a, &b| weights[b].total_cmp(&weights[a]).then(a.cmp(&b)));
            order.truncate(TOP_TERMS);
            order
        })
        .collect()
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
