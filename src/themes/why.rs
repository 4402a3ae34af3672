//! The terms that put a document into its theme.

use ndarray::Array2;
use rayon::prelude::*;

use crate::cluster::Membership;
use crate::vectors::{Csr, Vocabulary};

/// Most terms named for a document.
const TERMS: usize = 5;

/// For each document the terms that speak most for its theme and against the second one,
/// strongest first.
///
/// A term speaks by its weight in the document times the difference of its mean weights in the
/// two themes. A term whose words are all in a stronger one is left out.
pub fn why(
    matrix: &Csr,
    vocabulary: &Vocabulary,
    memberships: &[Membership],
    themes: usize,
) -> Vec<Vec<String>> {
    let means = mean_weights(matrix, memberships, themes);
    (0..matrix.rows())
        .into_par_iter()
        .map(|document| {
            let membership = &memberships[document];
            let (columns, weights) = matrix.row(document);
            let mut terms: Vec<(f32, u32)> = columns
                .iter()
                .zip(weights)
                .map(|(&column, &weight)| {
                    let mean = |theme: usize| means[[theme, column as usize]];
                    let against = membership.second.map_or(0.0, mean);
                    (weight * (mean(membership.theme) - against), column)
                })
                .filter(|&(strength, _)| strength > 0.0)
                .collect();
            terms.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
            distinct(&terms, vocabulary)
        })
        .collect()
}

fn distinct(terms: &[(f32, u32)], vocabulary: &Vocabulary) -> Vec<String> {
    let mut chosen: Vec<usize> = Vec::new();
    for &(_, column) in terms {
        let term = &vocabulary.terms[column as usize];
        let nested = chosen
            .iter()
            .any(|&other| vocabulary.terms[other].overlaps(term));
        if !nested {
            chosen.push(column as usize);
        }
        if chosen.len() == TERMS {
            break;
        }
    }
    chosen
        .into_iter()
        .map(|column| vocabulary.terms[column].text.clone())
        .collect()
}

/// Mean weight of each term over a theme's documents, shape (themes, terms).
fn mean_weights(matrix: &Csr, memberships: &[Membership], themes: usize) -> Array2<f32> {
    let mut means = Array2::zeros((themes, matrix.columns));
    let mut sizes = vec![0f32; themes];
    for (document, membership) in memberships.iter().enumerate() {
        let Some(theme) = membership.assigned() else {
            continue;
        };
        sizes[theme] += 1.0;
        let (columns, weights) = matrix.row(document);
        for (&column, &weight) in columns.iter().zip(weights) {
            means[[theme, column as usize]] += weight;
        }
    }
    for (mut row, size) in means.rows_mut().into_iter().zip(sizes) {
        row.mapv_inplace(|sum| if size > 0.0 { sum / size } else { 0.0 });
    }
    means
}
