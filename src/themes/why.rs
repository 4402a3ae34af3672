//! The terms that put a document into its theme.

use ndarray::Array2;
use rayon::prelude::*;
use std::cmp::Reverse;
use std::collections::BinaryHeap;

use crate::cluster::Membership;
use crate::vectors::{Csr, Vocabulary};

/// Most terms named for a document.
const TERMS: usize = 5;

/// For each document the terms that speak most for its theme and against the second one,
/// strongest first.
///
/// A term speaks by its weight in the document times the difference of its mean weights in the
/// two themes. A term whose words are all in a stronger one is left out. `members` has the documents
/// of each theme.
pub fn why(
    matrix: &Csr,
    vocabulary: &Vocabulary,
    memberships: &[Membership],
    members: &[Vec<usize>],
) -> Vec<Vec<String>> {
    let means = mean_weights(matrix, members);
    (0..matrix.rows())
        .into_par_iter()
        .map(|document| {
            let membership = &memberships[document];
            let (columns, weights) = matrix.row(document);
            let terms = columns.iter().zip(weights).map(|(&column, &weight)| {
                let mean = |theme: usize| means[[theme, column as usize]];
                let against = membership.second.map_or(0.0, mean);
                (weight * (mean(membership.theme) - against), column)
            });
            let speaking = terms.filter(|&(strength, _)| strength > 0.0);
            // Above 0 the bits of floats stand in the order of the floats.
            let ranked = speaking.map(|(strength, column)| (strength.to_bits(), Reverse(column)));
            distinct(ranked.collect(), vocabulary)
        })
        .collect()
}

fn distinct(mut terms: BinaryHeap<(u32, Reverse<u32>)>, vocabulary: &Vocabulary) -> Vec<String> {
    let mut chosen: Vec<usize> = Vec::new();
    while let Some((_, Reverse(column))) = terms.pop().filter(|_| chosen.len() < TERMS) {
        let column = column as usize;
        if !chosen
            .iter()
            .any(|&other| vocabulary.overlap(other, column))
        {
            chosen.push(column);
        }
    }
    chosen
        .into_iter()
        .map(|column| vocabulary.terms[column].text.clone())
        .collect()
}

/// Mean weight of each term over a theme's documents, shape (themes, terms).
fn mean_weights(matrix: &Csr, members: &[Vec<usize>]) -> Array2<f32> {
    let mut means = Array2::zeros((members.len(), matrix.columns));
    let rows: Vec<_> = means.outer_iter_mut().zip(members).collect();
    rows.into_par_iter().for_each(|(mut means, members)| {
        for &document in members {
            let (columns, weights) = matrix.row(document);
            for (&column, &weight) in columns.iter().zip(weights) {
                means[column as usize] += weight;
            }
        }
        let size = members.len().max(1) as f32;
        means.mapv_inplace(|sum| sum / size);
    });
    means
}
