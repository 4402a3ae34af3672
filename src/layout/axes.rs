//! The two principal axes: the start of the projection, and all of it for a handful of documents.

use ndarray::Array2;
use rand::Rng;
use rand::SeedableRng;
use rand_xoshiro::Xoshiro256PlusPlus;
use rayon::prelude::*;

use super::Point;
use crate::vectors::kernels::rows;
use crate::vectors::sample::evenly;

/// Standard deviation of the first axis at the start of t-SNE: small, so that the first steps
/// are ruled by attraction.
const START_DEVIATION: f64 = 1e-4;

/// Moves documents with equal vectors apart, as a share of the start's deviation.
const JITTER: f64 = 1e-2;

/// Rows that the axes are found by: they are a start, no result.
const MOST_ROWS: usize = 2_000;
const DOCUMENTS_A_CHUNK: usize = 256;
const POWER_STEPS: usize = 100;

/// A starting place for each row of `units`: its coordinates on the two principal axes, the
/// first with a standard deviation of 1e-4, and a very small seeded jitter.
pub fn start(units: &Array2<f32>, seed: u64) -> Vec<Point> {
    let scores = scores(units);
    let variance = scores.iter().fold(0.0, |sum, s| sum + s[0] * s[0]) / scores.len().max(1) as f64;
    let scale = if variance > 1e-12 {
        START_DEVIATION / variance.sqrt()
    } else {
        0.0
    };
    let mut random = Xoshiro256PlusPlus::seed_from_u64(seed);
    scores
        .iter()
        .map(|score| {
            score.map(|s| {
                (s * scale + START_DEVIATION * JITTER * random.gen_range(-1.0..1.0)) as f32
            })
        })
        .collect()
}

/// Coordinates of each row on the two axes of largest variance, centred.
fn scores(units: &Array2<f32>) -> Vec<[f64; 2]> {
    let rows = rows(units);
    let some: Vec<&[f32]> = evenly(rows.len(), MOST_ROWS)
        .into_iter()
        .map(|row| rows[row])
        .collect();
    let mean = mean(&some, units.ncols());
    let covariance = covariance(&some, &mean);
    let axes = principal_axes(&covariance);
    rows.iter()
        .map(|row| {
            let centred: Vec<f64> = row
                .iter()
                .zip(&mean)
                .map(|(&x, m)| f64::from(x) - m)
                .collect();
            [product(&centred, &axes[0]), product(&centred, &axes[1])]
        })
        .collect()
}

fn mean(rows: &[&[f32]], dimensions: usize) -> Vec<f64> {
    let mut mean = vec![0.0; dimensions];
    for row in rows {
        for (m, &x) in mean.iter_mut().zip(*row) {
            *m += f64::from(x);
        }
    }
    mean.iter().map(|sum| sum / rows.len() as f64).collect()
}

/// Covariance matrix, shape (dimensions, dimensions).
fn covariance(rows: &[&[f32]], mean: &[f64]) -> Vec<Vec<f64>> {
    let dimensions = mean.len();
    let partial: Vec<Vec<Vec<f64>>> = rows
        .par_chunks(DOCUMENTS_A_CHUNK)
        .map(|chunk| {
            let mut products = vec![vec![0.0; dimensions]; dimensions];
            for row in chunk {
                let centred: Vec<f64> = row
                    .iter()
                    .zip(mean)
                    .map(|(&x, m)| f64::from(x) - m)
                    .collect();
                for (to, &x) in products.iter_mut().zip(&centred) {
                    for (sum, &y) in to.iter_mut().zip(&centred) {
                        *sum += x * y;
                    }
                }
            }
            products
        })
        .collect();
    let mut covariance = vec![vec![0.0; dimensions]; dimensions];
    for products in partial {
        for (to, from) in covariance.iter_mut().zip(products) {
            for (sum, x) in to.iter_mut().zip(from) {
                *sum += x / rows.len() as f64;
            }
        }
    }
    covariance
}

/// The two leading eigenvectors by orthogonal iteration; the largest loading of each is positive.
fn principal_axes(covariance: &[Vec<f64>]) -> [Vec<f64>; 2] {
    let dimensions = covariance.len();
    let mut random = Xoshiro256PlusPlus::seed_from_u64(0);
    let mut guess = || {
        (0..dimensions)
            .map(|_| random.gen_range(-1.0..1.0))
            .collect::<Vec<f64>>()
    };
    let mut axes = [guess(), guess()];
    for _ in 0..POWER_STEPS {
        let [first, second] = axes.map(|axis| turned(covariance, &axis));
        let first = unit(first);
        let shadow = product(&first, &second);
        let second = second
            .iter()
            .zip(&first)
            .map(|(s, f)| s - shadow * f)
            .collect();
        axes = [first, unit(second)];
    }
    axes.map(with_fixed_sign)
}

/// The product of a symmetric matrix and a vector, row by row so that sums run side by side.
fn turned(matrix: &[Vec<f64>], vector: &[f64]) -> Vec<f64> {
    let mut sums = vec![0.0; vector.len()];
    for (row, factor) in matrix.iter().zip(vector) {
        for (sum, x) in sums.iter_mut().zip(row) {
            *sum += factor * x;
        }
    }
    sums
}

fn unit(vector: Vec<f64>) -> Vec<f64> {
    let length = product(&vector, &vector).sqrt();
    if length > 1e-150 {
        vector.iter().map(|x| x / length).collect()
    } else {
        vec![0.0; vector.len()]
    }
}

fn with_fixed_sign(axis: Vec<f64>) -> Vec<f64> {
    let largest = axis.iter().fold(
        0.0f64,
        |best, &x| if x.abs() > best.abs() { x } else { best },
    );
    if largest < 0.0 {
        axis.iter().map(|x| -x).collect()
    } else {
        axis
    }
}

fn product(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).fold(0.0, |sum, (x, y)| sum + x * y)
}

#[cfg(test)]
mod tests {
    use super::*;
    use ndarray::array;

    #[test]
    fn the_first_axis_follows_the_largest_variance() {
        let vectors = array![
            [4.0, 0.0, 1.0],
            [-4.0, 0.0, 1.0],
            [0.0, 1.0, 1.0],
            [0.0, -1.0, 1.0]
        ];
        let expected = [[4.0, 0.0], [-4.0, 0.0], [0.0, 1.0], [0.0, -1.0]];
        for (score, expected) in scores(&vectors).iter().zip(expected) {
            assert!((score[0] - expected[0]).abs() < 1e-9);
            assert!((score[1] - expected[1]).abs() < 1e-9);
        }
    }

    #[test]
    fn the_start_is_small_and_equal_rows_are_apart() {
        let vectors = array![[1.0, 0.0], [1.0, 0.0], [0.0, 1.0]];
        let start = start(&vectors, 7);
        assert!(start.iter().flatten().all(|x| x.abs() < 1e-3));
        assert_ne!(start[0], start[1]);
    }
}
