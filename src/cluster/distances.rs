//! How far rows are from means of which few move at a time.
//!
//! Late passes of k-means move few means, and so does each swap of centres: only their distances
//! are computed anew, which gives the same bits as computing all of them.

use ndarray::{Array2, ArrayView2};
use rayon::prelude::*;

use super::kmeans::slices;
use crate::vectors::kernels::{Kernel, dot, widest};
use crate::vectors::tiles::Tiles;

/// Rows judged by one worker at a time.
const CHUNK: usize = 256;

/// Rows laid out for products with means.
pub(super) struct Rows<'v> {
    /// Shape (rows, dimensions).
    pub vectors: ArrayView2<'v, f32>,
    blocks: Vec<Tiles>,
}

impl<'v> Rows<'v> {
    pub fn new(vectors: ArrayView2<'v, f32>) -> Rows<'v> {
        let blocks = slices(&vectors).par_chunks(CHUNK).map(Tiles::new).collect();
        Rows { vectors, blocks }
    }
}

/// The squared distance of each row to each mean less the row's own square, which is the same for
/// every mean.
#[derive(Clone)]
pub(super) struct Distances {
    /// For each block of rows a list a mean, one after another.
    blocks: Vec<Vec<f32>>,
    means: usize,
}

impl Distances {
    /// Those to means of shape (means, dimensions).
    pub fn of(rows: &Rows, means: &Array2<f32>) -> Distances {
        let lengths =
            (0..rows.blocks.len()).map(|block| CHUNK.min(rows.vectors.nrows() - block * CHUNK));
        let mut distances = Distances {
            blocks: lengths
                .map(|length| vec![0.0; length * means.nrows()])
                .collect(),
            means: means.nrows(),
        };
        distances.compute(rows, means, &(0..means.nrows()).collect::<Vec<_>>());
        distances
    }

    /// Follows the means that have moved.
    pub fn follow(&mut self, rows: &Rows, before: &Array2<f32>, means: &Array2<f32>) {
        let moved: Vec<usize> = (0..self.means)
            .filter(|&mean| before.row(mean) != means.row(mean))
            .collect();
        self.compute(rows, means, &moved);
    }

    fn compute(&mut self, rows: &Rows, means: &Array2<f32>, which: &[usize]) {
        let view = means.view();
        let all = slices(&view);
        let chosen: Vec<&[f32]> = which.iter().map(|&mean| all[mean]).collect();
        let squares: Vec<f32> = chosen.iter().map(|mean| dot(mean, mean)).collect();
        let count = self.means;
        self.blocks
            .par_iter_mut()
            .zip(&rows.blocks)
            .for_each(|(distances, tiles)| {
                let length = distances.len() / count;
                tiles.runs(&chosen, |mean, first, products| {
                    let distances = &mut distances[which[mean] * length + first..];
                    for (distance, product) in distances.iter_mut().zip(products) {
                        *distance = squares[mean] - 2.0 * product;
                    }
                });
            });
    }

    /// The nearest mean of each row, of several the first.
    pub fn nearest(&self) -> Vec<usize> {
        let of_block = |distances: &Vec<f32>| {
            let length = distances.len() / self.means;
            widest(Least { distances, length })
        };
        self.blocks.par_iter().flat_map_iter(of_block).collect()
    }

    /// What the rows of each mean lose when they go to the next nearest one: sums over the rows that
    /// are `nearest` to it.
    pub fn losses(&self, nearest: &[usize]) -> Vec<f64> {
        let mut losses = vec![0.0; self.means];
        for (distances, nearest) in self.blocks.iter().zip(nearest.chunks(CHUNK)) {
            let length = nearest.len();
            for (row, &own) in nearest.iter().enumerate() {
                let others = (0..self.means).filter(|&mean| mean != own);
                let next = others
                    .map(|mean| distances[mean * length + row])
                    .fold(f32::INFINITY, f32::min);
                losses[own] += f64::from(next - distances[own * length + row]);
            }
        }
        losses
    }
}

/// Which of several lists of one length holds the least value at each place, of equal ones the first.
struct Least<'a> {
    distances: &'a [f32],
    length: usize,
}

impl Kernel for Least<'_> {
    type Output = Vec<usize>;

    #[inline(always)]
    fn call(self) -> Vec<usize> {
        let mut least = vec![f32::INFINITY; self.length];
        let mut at = vec![0u32; self.length];
        let lists = self.distances.chunks_exact(self.length);
        for (list, distances) in (0u32..).zip(lists) {
            // Chosen without a branch, many at a time.
            for ((least, at), &distance) in least.iter_mut().zip(&mut at).zip(distances) {
                let nearer = distance < *least;
                *at = if nearer { list } else { *at };
                *least = if nearer { distance } else { *least };
            }
        }
        at.into_iter().map(|at| at as usize).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cluster::kmeans::assign;

    fn rows(count: usize, seed: usize) -> Array2<f32> {
        Array2::from_shape_fn((count, 3), |(row, axis)| {
            ((row * 31 + axis * 17 + seed) % 101) as f32 / 101.0
        })
    }

    #[test]
    fn distances_that_followed_are_those_computed_anew() {
        let vectors = rows(700, 1);
        let laid_out = Rows::new(vectors.view());
        let before = rows(9, 5);
        let mut after = before.clone();
        after.row_mut(2).fill(0.3);
        after.row_mut(8).fill(0.7);
        let mut followed = Distances::of(&laid_out, &before);
        followed.follow(&laid_out, &before, &after);
        assert_eq!(followed.blocks, Distances::of(&laid_out, &after).blocks);
        assert_eq!(followed.nearest(), assign(vectors.view(), after.view()));
    }
}
