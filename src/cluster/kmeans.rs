//! K-means through linfa: the only file that names `linfa_clustering`.

use linfa::prelude::*;
use linfa::{DatasetBase, Float};
use linfa_clustering::{KMeans, KMeansInit};
use linfa_nn::distance::Distance;
use ndarray::{Array2, ArrayView, ArrayView2, CowArray, Dimension, Ix2};
use rand::SeedableRng;
use rand_xoshiro::Xoshiro256PlusPlus;
use rayon::prelude::*;

use super::bounded::part;
use super::lloyd::{inertia, sums};
use crate::error::expect_count;
use crate::vectors::kernels::{dot, normalize, squared_distance};
use crate::vectors::tiles::Tiles;
use crate::{Error, Result};

/// Passes after which a run has long settled.
const MAX_ITERATIONS: usize = 100;
/// Rows judged by one worker at a time.
const CHUNK: usize = 256;

/// A partition of the rows around centres.
#[derive(Debug, Clone, PartialEq)]
pub struct Partition {
    /// Means of the clusters scaled to unit length, shape (clusters, dimensions).
    pub centroids: Array2<f32>,
    /// The cluster of each row, from 0.
    pub assignments: Vec<usize>,
    /// Sum of squared distances of the rows to their centre's mean, at least 0.
    pub inertia: f64,
}

/// Where k-means starts.
#[derive(Debug, Clone, PartialEq)]
pub enum Start {
    /// k-means++ (Arthur & Vassilvitskii 2007), the best of `runs` by inertia.
    PlusPlus {
        /// Number of runs, at least 1.
        runs: usize,
        /// Seed of the draws.
        seed: u64,
    },
    /// Given centres, shape (clusters, dimensions).
    Centroids(Array2<f32>),
}

/// Clusters rows, shape (rows, dimensions), into `k` groups (Lloyd 1982); empty groups are left out.
///
/// Distances are Euclidean: of rows of length one those with the largest cosine are the nearest.
///
/// # Errors
///
/// [`Error::Corpus`] for no groups, more groups than rows, and rows with something that is no finite
/// number; [`Error::Mismatch`] for a start of other centres than `k` of the rows' dimensions.
pub fn kmeans(vectors: ArrayView2<f32>, k: usize, start: Start) -> Result<Partition> {
    if vectors.nrows() < k || k == 0 {
        return Err(Error::Corpus(format!(
            "{} documents cannot form {k} themes: ask for 1 to as many as there are documents",
            vectors.nrows()
        )));
    }
    let vectors = vectors.as_standard_layout();
    let vectors = vectors.view();
    let (init, runs, seed) = match start {
        Start::PlusPlus { runs, seed } => {
            check_numbers(vectors)?;
            (KMeansInit::KMeansPlusPlus, runs, seed)
        }
        // Our own passes are many times faster; linfa then finds nothing left to move.
        Start::Centroids(centroids) => {
            expect_count("centres to start k-means from", k, centroids.nrows())?;
            let (expected, found) = (vectors.ncols(), centroids.ncols());
            expect_count("dimensions of the centres", expected, found)?;
            let settled = part(vectors, centroids, MAX_ITERATIONS, 0);
            (KMeansInit::Precomputed(settled.means), 1, 0)
        }
    };
    let random = Xoshiro256PlusPlus::seed_from_u64(seed);
    let model = KMeans::params_with(k, random, Euclidean)
        .init_method(init)
        .n_runs(runs)
        .max_n_iterations(MAX_ITERATIONS as u64)
        .tolerance(1e-4)
        .fit(&DatasetBase::from(vectors))
        .map_err(|error| match check_numbers(vectors) {
            Err(reason) => reason,
            Ok(()) => Error::Corpus(format!("k-means found no themes: {error}")),
        })?;
    let nearest = assign(vectors, model.centroids().view());
    Ok(Partition::around_means(vectors, &nearest, k))
}

/// Refuses rows of which no distance can be told.
fn check_numbers(vectors: ArrayView2<f32>) -> Result<()> {
    // Squares are 32-bit numbers too.
    let is_usable = |value: &f32| value.abs() < 1e15;
    let mut rows = vectors.outer_iter();
    match rows.position(|row| !row.iter().all(is_usable)) {
        None => Ok(()),
        Some(row) => Err(Error::Corpus(format!(
            "the vector of document {} holds what is no finite number, or one beyond all measure; \
             give every document a vector of length one",
            row + 1
        ))),
    }
}

/// Rows and centres of the same dimensions, each row by row in memory.
fn laid_out<'v>(
    vectors: &'v ArrayView2<f32>,
    centroids: &'v ArrayView2<f32>,
) -> (CowArray<'v, f32, Ix2>, CowArray<'v, f32, Ix2>) {
    assert_eq!(
        vectors.ncols(),
        centroids.ncols(),
        "rows and centres have the same dimensions"
    );
    (vectors.as_standard_layout(), centroids.as_standard_layout())
}

/// The nearest centre for each row, of several the first. Shapes (rows, dimensions) and
/// (clusters, dimensions).
///
/// # Panics
///
/// When rows and centres differ in their dimensions.
pub fn assign(vectors: ArrayView2<f32>, centroids: ArrayView2<f32>) -> Vec<usize> {
    let (vectors, centroids) = laid_out(&vectors, &centroids);
    let (vectors, centroids) = (vectors.view(), centroids.view());
    let centres = slices(&centroids);
    let squares: Vec<f32> = centres.iter().map(|c| dot(c, c)).collect();
    let tiles = Tiles::new(&centres);
    slices(&vectors)
        .par_chunks(CHUNK)
        .flat_map_iter(|rows| {
            let mut nearest = vec![(0, f32::INFINITY); rows.len()];
            tiles.products(rows, |row, cluster, cosine| {
                let distance = squares[cluster] - 2.0 * cosine;
                if distance < nearest[row].1 {
                    nearest[row] = (cluster, distance);
                }
            });
            nearest.into_iter().map(|(cluster, _)| cluster)
        })
        .collect()
}

/// The squared distance of each row to each centre less the row's own square, which is the same
/// for every centre: shape (rows, clusters).
pub fn squared_distances(vectors: ArrayView2<f32>, centroids: ArrayView2<f32>) -> Array2<f32> {
    let squares: Vec<f32> = slices(&centroids).iter().map(|c| dot(c, c)).collect();
    let mut distances = cosines(vectors, centroids);
    for mut row in distances.outer_iter_mut() {
        for (distance, square) in row.iter_mut().zip(&squares) {
            *distance = square - 2.0 * *distance;
        }
    }
    distances
}

pub(super) fn slices<'v>(matrix: &'v ArrayView2<f32>) -> Vec<&'v [f32]> {
    matrix
        .outer_iter()
        .map(|row| row.to_slice().expect("rows are contiguous"))
        .collect()
}

impl Partition {
    /// The partition with recomputed centres; clusters without rows are left out and the
    /// others numbered on in order.
    ///
    /// linfa counts the old centre as one more point, so its centres are not the means.
    pub(crate) fn around_means(
        vectors: ArrayView2<f32>,
        assignments: &[usize],
        k: usize,
    ) -> Partition {
        let (sums, sizes) = sums(vectors, assignments, k);
        let kept: Vec<usize> = (0..k).filter(|&cluster| sizes[cluster] > 0).collect();
        let mut number = vec![0; k];
        let mut centroids = Array2::zeros((kept.len(), vectors.ncols()));
        for (new, &old) in kept.iter().enumerate() {
            number[old] = new;
            for (target, sum) in centroids.row_mut(new).iter_mut().zip(sums.row(old)) {
                *target = (sum / sizes[old] as f64) as f32;
            }
        }
        let assignments: Vec<usize> = assignments.iter().map(|&old| number[old]).collect();
        let inertia = inertia(vectors, &centroids, &assignments);
        for mut centroid in centroids.rows_mut() {
            normalize(centroid.as_slice_mut().expect("rows are contiguous"));
        }
        Partition {
            centroids,
            assignments,
            inertia,
        }
    }
}

/// Euclidean distance with a fixed order of additions, the same bits on every CPU.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Euclidean;

impl<F: Float> Distance<F> for Euclidean {
    fn distance<D: Dimension>(&self, a: ArrayView<F, D>, b: ArrayView<F, D>) -> F {
        self.rdistance(a, b).sqrt()
    }

    fn rdistance<D: Dimension>(&self, a: ArrayView<F, D>, b: ArrayView<F, D>) -> F {
        match (a.to_slice(), b.to_slice()) {
            (Some(a), Some(b)) => squared_distance(a, b),
            _ => a
                .iter()
                .zip(b.iter())
                .fold(F::zero(), |sum, (&a, &b)| sum + (a - b) * (a - b)),
        }
    }

    fn rdist_to_dist(&self, squared: F) -> F {
        squared.sqrt()
    }

    fn dist_to_rdist(&self, distance: F) -> F {
        distance * distance
    }
}

/// Cosine of each unit row to each unit centre, shape (rows, clusters).
///
/// # Panics
///
/// When rows and centres differ in their dimensions.
pub fn cosines(vectors: ArrayView2<f32>, centroids: ArrayView2<f32>) -> Array2<f32> {
    let (vectors, centroids) = laid_out(&vectors, &centroids);
    let (vectors, centroids) = (vectors.view(), centroids.view());
    let k = centroids.nrows();
    let mut cosines = Array2::zeros((vectors.nrows(), k));
    if k > 0 {
        let tiles = Tiles::new(&slices(&centroids));
        let target = cosines.as_slice_mut().expect("a new array is contiguous");
        target
            .par_chunks_mut(CHUNK * k)
            .zip(slices(&vectors).par_chunks(CHUNK))
            .for_each(|(target, rows)| {
                tiles.products(rows, |row, cluster, cosine| {
                    target[row * k + cluster] = cosine;
                });
            });
    }
    cosines
}

#[cfg(test)]
mod tests {
    use super::*;
    use ndarray::array;

    /// Three directions with a little noise, in order.
    fn planted(per_group: usize) -> Array2<f32> {
        let mut rows = Vec::new();
        for group in 0..3 {
            for i in 0..per_group {
                let mut row = vec![0.05 * (i % 5) as f32; 3];
                row[group] = 1.0;
                normalize(&mut row);
                rows.extend(row);
            }
        }
        Array2::from_shape_vec((3 * per_group, 3), rows).unwrap()
    }

    /// Lloyd's algorithm written down naively from given centres, to convergence.
    fn lloyd(vectors: &Array2<f32>, mut centres: Array2<f32>) -> Vec<usize> {
        loop {
            let assigned: Vec<usize> = vectors
                .outer_iter()
                .map(|row| {
                    let distance = |c: usize| -> f32 {
                        row.iter()
                            .zip(centres.row(c))
                            .map(|(a, b)| (a - b) * (a - b))
                            .sum()
                    };
                    (0..centres.nrows())
                        .min_by(|&a, &b| distance(a).total_cmp(&distance(b)))
                        .unwrap()
                })
                .collect();
            let mut means = Array2::<f32>::zeros(centres.raw_dim());
            for c in 0..centres.nrows() {
                let members: Vec<usize> = (0..assigned.len())
                    .filter(|&row| assigned[row] == c)
                    .collect();
                for d in 0..centres.ncols() {
                    let sum: f32 = members.iter().map(|&row| vectors[[row, d]]).sum();
                    means[[c, d]] = sum / members.len() as f32;
                }
            }
            if means
                .iter()
                .zip(&centres)
                .all(|(a, b)| (a - b).abs() < 1e-6)
            {
                return assigned;
            }
            centres = means;
        }
    }

    #[test]
    fn the_result_is_that_of_lloyd_by_hand() {
        let vectors = planted(20);
        let start = array![[1.0, 0.2, 0.0], [0.3, 1.0, 0.1], [0.0, 0.4, 1.0]];
        let found = kmeans(vectors.view(), 3, Start::Centroids(start.clone())).unwrap();
        assert_eq!(found.assignments, lloyd(&vectors, start));
    }

    #[test]
    fn rows_may_lie_in_memory_column_by_column() {
        let vectors = planted(20);
        let by_columns = vectors.t().as_standard_layout().into_owned();
        let start = Start::PlusPlus { runs: 3, seed: 1 };
        let found = kmeans(by_columns.t(), 3, start.clone()).unwrap();
        assert_eq!(found, kmeans(vectors.view(), 3, start).unwrap());
        let centres = found.centroids.view();
        assert_eq!(assign(by_columns.t(), centres), found.assignments);
        assert_eq!(
            cosines(by_columns.t(), centres),
            cosines(vectors.view(), centres)
        );
    }

    #[test]
    fn rows_without_a_distance_are_named() {
        let drawn = || Start::PlusPlus { runs: 1, seed: 1 };
        let given = Start::Centroids(planted(1));
        for (value, start) in [(f32::NAN, given), (f32::NAN, drawn()), (1e30, drawn())] {
            let mut vectors = planted(4);
            vectors[[6, 1]] = value;
            let error = kmeans(vectors.view(), 3, start).unwrap_err().to_string();
            assert!(error.contains("document 7 "), "{error}");
        }
    }

    #[test]
    fn centres_that_do_not_fit_are_told() {
        let start = Start::Centroids(Array2::zeros((2, 3)));
        let error = kmeans(planted(4).view(), 3, start).unwrap_err();
        assert_eq!(
            error.to_string(),
            "centres to start k-means from: there are 2 and 3 were expected"
        );
    }

    #[test]
    fn planted_groups_are_found_from_any_seed() {
        let vectors = planted(20);
        for seed in 0..5 {
            let found = kmeans(vectors.view(), 3, Start::PlusPlus { runs: 10, seed }).unwrap();
            for group in found.assignments.chunks(20) {
                assert!(group.iter().all(|&cluster| cluster == group[0]));
            }
        }
    }

    #[test]
    fn more_groups_than_distinct_rows_leave_no_empty_group() {
        let vectors =
            Array2::from_shape_fn(
                (6, 2),
                |(row, axis)| {
                    if (row < 3) == (axis == 0) { 1.0 } else { 0.0 }
                },
            );
        let found = kmeans(vectors.view(), 4, Start::PlusPlus { runs: 3, seed: 1 }).unwrap();
        assert_eq!(found.centroids.nrows(), 2);
        assert_eq!(found.inertia, 0.0);
    }

    #[test]
    fn fewer_rows_than_groups_are_refused() {
        let error = kmeans(planted(1).view(), 4, Start::PlusPlus { runs: 1, seed: 1 });
        assert_eq!(
            error.unwrap_err().to_string(),
            "3 documents cannot form 4 themes: ask for 1 to as many as there are documents"
        );
    }
}
