//! How strongly pairs of documents attract each other: the P of t-SNE.

use rayon::prelude::*;

const DOCUMENTS_A_CHUNK: usize = 256;
const ENTROPY_TOLERANCE: f64 = 1e-5;
const BANDWIDTH_STEPS: usize = 64;

/// Symmetric attractions between neighbours, all together summing to one.
pub struct Affinities {
    /// Row `i` is `starts[i]..starts[i + 1]` of the other two.
    pub starts: Vec<usize>,
    /// The documents attracted, rising within a row.
    pub columns: Vec<u32>,
    /// The attraction to each of `columns`.
    pub weights: Vec<f32>,
}

impl Affinities {
    /// Gaussian attractions whose width gives each document `perplexity` neighbours in effect,
    /// made symmetric (van der Maaten and Hinton 2008).
    pub fn from_neighbours(neighbours: &[Vec<(u32, f32)>], perplexity: f64) -> Affinities {
        let directed: Vec<Vec<f64>> = neighbours
            .par_iter()
            .with_min_len(DOCUMENTS_A_CHUNK)
            .map(|near| {
                let cosines: Vec<f32> = near.iter().map(|&(_, cosine)| cosine).collect();
                conditional(&cosines, perplexity.min(cosines.len() as f64))
            })
            .collect();
        symmetric(neighbours, &directed)
    }
}

/// The attraction of one document to each of its neighbours, summing to one.
pub fn conditional(cosines: &[f32], perplexity: f64) -> Vec<f64> {
    // Squared distances of unit vectors; measured from the nearest, which keeps `exp` in range.
    let nearest = f64::from(cosines.first().copied().unwrap_or_default());
    let distances: Vec<f64> = cosines
        .iter()
        .map(|&c| 2.0 * (nearest - f64::from(c)))
        .collect();
    let target = libm::log(perplexity);
    let (mut low, mut high, mut precision) = (0.0, f64::INFINITY, 1.0);
    let mut weights = Vec::new();
    for _ in 0..BANDWIDTH_STEPS {
        weights = distances
            .iter()
            .map(|d| libm::exp(-precision * d))
            .collect();
        let entropy = entropy(&weights, &distances, precision);
        if (entropy - target).abs() < ENTROPY_TOLERANCE {
            break;
        }
        if entropy > target {
            low = precision;
        } else {
            high = precision;
        }
        precision = if high.is_finite() {
            (low + high) / 2.0
        } else {
            low * 2.0
        };
    }
    let total = sum(&weights);
    weights.iter().map(|w| w / total).collect()
}

fn entropy(weights: &[f64], distances: &[f64], precision: f64) -> f64 {
    let total = sum(weights);
    let mean_distance = weights
        .iter()
        .zip(distances)
        .fold(0.0, |sum, (w, d)| sum + w * d)
        / total;
    libm::log(total) + precision * mean_distance
}

fn sum(numbers: &[f64]) -> f64 {
    numbers.iter().fold(0.0, |sum, x| sum + x)
}

/// Half the attraction of `i` to `j` plus half that of `j` to `i`, over the number of documents.
fn symmetric(neighbours: &[Vec<(u32, f32)>], directed: &[Vec<f64>]) -> Affinities {
    let documents = neighbours.len();
    let mut rows: Vec<Vec<(u32, f64)>> = neighbours
        .iter()
        .map(|near| Vec::with_capacity(2 * near.len()))
        .collect();
    for (from, (near, weights)) in neighbours.iter().zip(directed).enumerate() {
        for (&(to, _), &weight) in near.iter().zip(weights) {
            rows[from].push((to, weight));
            rows[to as usize].push((from as u32, weight));
        }
    }
    rows.par_iter_mut().for_each(|row| {
        row.sort_by_key(|&(column, _)| column);
        row.dedup_by(|later, earlier| {
            let same = later.0 == earlier.0;
            if same {
                earlier.1 += later.1;
            }
            same
        });
    });
    let mut starts = vec![0];
    let (mut columns, mut weights) = (Vec::new(), Vec::new());
    for row in rows {
        columns.extend(row.iter().map(|&(column, _)| column));
        weights.extend(
            row.iter()
                .map(|&(_, weight)| (weight / (2 * documents) as f64) as f32),
        );
        starts.push(columns.len());
    }
    Affinities {
        starts,
        columns,
        weights,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vectors::cells::near_rows;
    use ndarray::Array2;

    fn fan(documents: usize) -> Array2<f32> {
        Array2::from_shape_fn((documents, 2), |(i, axis)| {
            let angle = (i * i) as f64 * 1e-3;
            (if axis == 0 {
                libm::cos(angle)
            } else {
                libm::sin(angle)
            }) as f32
        })
    }

    #[test]
    fn each_document_has_the_wanted_perplexity() {
        for near in near_rows(&fan(40), 30, 1) {
            let cosines: Vec<f32> = near.into_iter().map(|(_, cosine)| cosine).collect();
            let weights = conditional(&cosines, 10.0);
            let entropy = -weights.iter().fold(0.0, |sum, w| {
                sum + if *w > 0.0 { w * libm::log(*w) } else { 0.0 }
            });
            assert!((libm::exp(entropy) - 10.0).abs() < 1e-3);
        }
    }

    #[test]
    fn affinities_are_symmetric_and_sum_to_one() {
        let affinities = Affinities::from_neighbours(&near_rows(&fan(40), 12, 1), 4.0);
        let weight = |i: usize, j: usize| {
            let row = affinities.starts[i]..affinities.starts[i + 1];
            let found = affinities.columns[row.clone()].binary_search(&(j as u32));
            found.map_or(0.0, |at| affinities.weights[row.start + at])
        };
        for i in 0..40 {
            for j in 0..40 {
                assert_eq!(weight(i, j), weight(j, i));
            }
        }
        let total: f32 = affinities.weights.iter().sum();
        assert!((total - 1.0).abs() < 1e-5);
    }

    #[test]
    fn equal_distances_attract_equally() {
        assert_eq!(conditional(&[1.0; 4], 2.0), [0.25; 4]);
    }
}
