//! Passes of k-means over all rows: to the nearest mean, then the means anew.

use ndarray::{Array2, ArrayView2};
use rayon::prelude::*;

use super::distances::{Distances, Rows};
use super::kmeans::slices;
use crate::vectors::kernels::{Kernel, squared_distance, widest};

/// Rows summed by one worker at a time; fixed, so that sums never depend on the number of threads.
const CHUNK: usize = 4096;

/// Rows parted round means.
pub(super) struct Groups {
    /// Shape (groups, dimensions).
    pub means: Array2<f32>,
    /// The group of each row.
    pub nearest: Vec<usize>,
    /// Sum of squared distances of the rows to the mean of their group.
    pub inertia: f64,
    /// How far each row is from each mean.
    pub distances: Distances,
}

impl Groups {
    /// At most so many passes of k-means (Lloyd 1982) from the given means, until no more than
    /// `restless` rows change their group; a group that loses all its rows keeps its mean.
    pub fn settle(rows: &Rows, means: Array2<f32>, passes: usize, restless: usize) -> Groups {
        let distances = Distances::of(rows, &means);
        Groups::settle_from(rows, means, distances, passes, restless)
    }

    /// The same after some of the means have been put elsewhere.
    pub fn resettle(&self, rows: &Rows, means: Array2<f32>, passes: usize) -> Groups {
        let mut distances = self.distances.clone();
        distances.follow(rows, &self.means, &means);
        Groups::settle_from(rows, means, distances, passes, 0)
    }

    fn settle_from(
        rows: &Rows,
        mut means: Array2<f32>,
        mut distances: Distances,
        passes: usize,
        restless: usize,
    ) -> Groups {
        let mut nearest = distances.nearest();
        for _ in 0..passes {
            let before = means.clone();
            means = means_of(&sums(rows.vectors, &nearest, means.nrows()), means);
            distances.follow(rows, &before, &means);
            let next = distances.nearest();
            let moved = next.iter().zip(&nearest).filter(|(a, b)| a != b).count();
            nearest = next;
            if moved <= restless {
                break;
            }
        }
        let inertia = inertia(rows.vectors, &means, &nearest);
        Groups {
            means,
            nearest,
            inertia,
            distances,
        }
    }
}

/// The means of groups of these sums and sizes; a group without rows keeps the one given.
pub(super) fn means_of(
    (sums, sizes): &(Array2<f64>, Vec<usize>),
    mut means: Array2<f32>,
) -> Array2<f32> {
    for ((mut mean, sum), &size) in means.outer_iter_mut().zip(sums.outer_iter()).zip(sizes) {
        if size > 0 {
            mean.zip_mut_with(&sum, |mean, sum| *mean = (sum / size as f64) as f32);
        }
    }
    means
}

/// The sum of the rows of each group, and how many they are.
pub(super) fn sums(
    vectors: ArrayView2<f32>,
    nearest: &[usize],
    groups: usize,
) -> (Array2<f64>, Vec<usize>) {
    let width = vectors.ncols();
    let parts: Vec<(Array2<f64>, Vec<usize>)> = slices(&vectors)
        .par_chunks(CHUNK)
        .zip(nearest.par_chunks(CHUNK))
        .map(|(rows, nearest)| {
            let mut sums = Array2::<f64>::zeros((groups, width));
            let mut sizes = vec![0; groups];
            nearest.iter().for_each(|&group| sizes[group] += 1);
            widest(Sums {
                rows,
                nearest,
                width,
                sums: sums.as_slice_mut().expect("a new array is contiguous"),
            });
            (sums, sizes)
        })
        .collect();
    let mut total = (Array2::zeros((groups, width)), vec![0; groups]);
    for (sums, sizes) in parts {
        total.0 += &sums;
        total
            .1
            .iter_mut()
            .zip(sizes)
            .for_each(|(all, own)| *all += own);
    }
    total
}

/// The sum of squared distances of the rows to the mean of their group.
pub(super) fn inertia(vectors: ArrayView2<f32>, means: &Array2<f32>, nearest: &[usize]) -> f64 {
    let means = means.view();
    let means = slices(&means);
    let parts: Vec<f64> = slices(&vectors)
        .par_chunks(CHUNK)
        .zip(nearest.par_chunks(CHUNK))
        .map(|(rows, nearest)| {
            widest(Inertia {
                rows,
                nearest,
                means: &means,
            })
        })
        .collect();
    parts.into_iter().fold(0.0, |sum, part| sum + part)
}

/// The sums of some rows by group, of so many values each.
struct Sums<'a> {
    rows: &'a [&'a [f32]],
    nearest: &'a [usize],
    width: usize,
    sums: &'a mut [f64],
}

impl Kernel for Sums<'_> {
    type Output = ();

    #[inline(always)]
    fn call(self) {
        for (row, &group) in self.rows.iter().zip(self.nearest) {
            let sums = self.sums[group * self.width..][..self.width].iter_mut();
            sums.zip(*row).for_each(|(sum, &x)| *sum += f64::from(x));
        }
    }
}

/// The squared distances of some rows to the means of their groups, added up.
struct Inertia<'a> {
    rows: &'a [&'a [f32]],
    nearest: &'a [usize],
    means: &'a [&'a [f32]],
}

impl Kernel for Inertia<'_> {
    type Output = f64;

    #[inline(always)]
    fn call(self) -> f64 {
        let pairs = self.rows.iter().zip(self.nearest);
        pairs.fold(0.0, |sum, (row, &group)| {
            sum + f64::from(squared_distance(row, self.means[group]))
        })
    }
}
