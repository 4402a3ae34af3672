//! Themes by vectors alone: those that are asked for, or that vectors from elsewhere tell apart.

use ndarray::{Array2, Axis};

use super::kmeans::cosines;
use super::membership::{place_as_told, place_reaching};
use super::model::{Membership, Said};
use super::options::ClusterOptions;
use super::partition::partition;
use super::refine::ThemeSpace;
use super::seeded::{AskedFor, holds, seeded};
use super::settled::{Settled, largest_first, too_much_alike};
use super::swaps::improve;
use super::ward::WardTree;
use crate::Result;
use crate::vectors::Embedding;

/// So many themes with those that are asked for, which come first.
pub(super) fn settled_by_vectors(
    embedding: &Embedding,
    asked: usize,
    options: &ClusterOptions,
    asked_for: &[AskedFor],
) -> Result<Settled> {
    let centroids = match asked_for {
        [] => partition(embedding, asked)?.centroids,
        _ => seeded_centroids(embedding, asked, asked_for),
    };
    if centroids.nrows() < asked {
        return Err(too_much_alike(centroids.nrows(), asked, &options.themes));
    }
    let said = said(embedding, &centroids, asked_for);
    let centroids = asked_for_first(embedding, centroids, &said, options.assign_all);
    let vectors = embedding.vectors.view();
    let reach: Vec<Option<f32>> = said.iter().map(|said| said.reach).collect();
    let near = cosines(vectors, centroids.view());
    let (placed, thresholds) = place_reaching(near.view(), &reach, options.assign_all);
    let held = holds(asked_for, vectors.nrows());
    let told = placed.iter().zip(held);
    let told: Vec<Option<usize>> = told.map(|(m, held)| held.or(m.assigned())).collect();
    let memberships = place_as_told(near.view(), &reach, &thresholds, &told);
    Ok(Settled {
        space: ThemeSpace {
            centroids,
            discriminants: None,
            evidence: None,
        },
        memberships,
        thresholds,
        said: match asked_for {
            [] => Vec::new(),
            _ => said,
        },
    })
}

/// What is said of the themes, the first of which are asked for.
fn said(embedding: &Embedding, centroids: &Array2<f32>, asked_for: &[AskedFor]) -> Vec<Said> {
    let vectors = embedding.vectors.view();
    let mut said = vec![Said::default(); centroids.nrows()];
    for ((said, asked), centre) in said.iter_mut().zip(asked_for).zip(centroids.outer_iter()) {
        let centre = centre.to_slice().expect("rows are contiguous");
        *said = Said {
            name: Some(asked.name.clone()),
            asked_for: true,
            reach: Some(asked.reach(vectors, centre)),
        };
    }
    said
}

/// The centres of `k` themes by k-means from seeds, unit rows: those asked for first.
///
/// Of a small corpus the smoothed vectors are grouped first, as without seeds; of one larger than
/// the sample the vectors alone.
fn seeded_centroids(embedding: &Embedding, k: usize, asked_for: &[AskedFor]) -> Array2<f32> {
    let (vectors, smoothed) = (embedding.vectors.view(), embedding.smoothed.view());
    let start = WardTree::fit(smoothed).centroids(k);
    let found = match start.nrows() == k {
        true if smoothed.nrows() == vectors.nrows() => {
            let start = improve(smoothed, start);
            seeded(smoothed, start, asked_for, k).resettled(vectors, asked_for, k)
        }
        true => seeded(vectors, start, asked_for, k),
        false => seeded(vectors, WardTree::fit(vectors).centroids(k), asked_for, k),
    };
    found.unit_centres(asked_for.len())
}

/// The centres, after those asked for that of the theme of most documents first; of equal ones the
/// one whose first document comes first.
fn asked_for_first(
    embedding: &Embedding,
    centroids: Array2<f32>,
    said: &[Said],
    assign_all: bool,
) -> Array2<f32> {
    let vectors = embedding.vectors.view();
    let reach: Vec<Option<f32>> = said.iter().map(|said| said.reach).collect();
    let near = cosines(vectors, centroids.view());
    let (placed, _) = place_reaching(near.view(), &reach, assign_all);
    let place = largest_first(placed.iter().map(Membership::assigned), centroids.nrows());
    let mut order: Vec<usize> = (0..place.len()).collect();
    order.sort_by_key(|&theme| match said[theme].asked_for {
        true => (0, theme),
        false => (1, place[theme]),
    });
    centroids.select(Axis(0), &order)
}
