//! Each document's nearest neighbours, and vectors smoothed over them.

use ndarray::{Array2, ArrayView2};
use rayon::prelude::*;

use super::kernels::{add_scaled, dot, normalize};

/// Rows searched by one worker at a time, small enough to stay in its cache.
const BLOCK: usize = 64;

/// The nearest other rows of each row by cosine, nearest first, ties by index.
#[derive(Debug, Clone, Default)]
pub struct Neighbours {
    /// For each row the index and cosine of its neighbours.
    pub lists: Vec<Vec<(u32, f32)>>,
}

impl Neighbours {
    /// Searches all pairs of unit rows, shape (documents, dimensions).
    pub fn exact(vectors: ArrayView2<f32>, count: usize) -> Neighbours {
        let rows: Vec<usize> = (0..vectors.nrows()).collect();
        let lists = rows
            .par_chunks(BLOCK)
            .flat_map_iter(|block| search_block(vectors, block, count))
            .collect();
        Neighbours { lists }
    }

    /// Each vector averaged with its neighbours: half itself, half their mean weighted by
    /// cosine; rows of length 1 again.
    ///
    /// Neighbours share what the few words of one abstract leave to chance.
    pub fn smooth(&self, vectors: ArrayView2<f32>) -> Array2<f32> {
        let mut smoothed = vectors.to_owned();
        let width = vectors.ncols().max(1);
        let target = smoothed.as_slice_mut().expect("a copy is contiguous");
        target
            .par_chunks_mut(width)
            .zip(&self.lists)
            .for_each(|(row, list)| {
                let total: f32 = list.iter().map(|&(_, cosine)| cosine.max(0.0)).sum();
                if total > 0.0 {
                    for &(other, cosine) in list {
                        let other = vectors.row(other as usize);
                        let other = other.to_slice().expect("rows are contiguous");
                        add_scaled(row, cosine.max(0.0) / total, other);
                    }
                    normalize(row);
                }
            });
        smoothed
    }
}

fn search_block(vectors: ArrayView2<f32>, block: &[usize], count: usize) -> Vec<Vec<(u32, f32)>> {
    let mut nearest: Vec<Nearest> = block.iter().map(|_| Nearest::new(count)).collect();
    for (index, other) in vectors.outer_iter().enumerate() {
        let other = other.to_slice().expect("rows are contiguous");
        for (&row, nearest) in block.iter().zip(&mut nearest) {
            if row != index {
                let own = vectors.row(row);
                let cosine = dot(own.to_slice().expect("rows are contiguous"), other);
                nearest.offer(index as u32, cosine);
            }
        }
    }
    nearest.into_iter().map(|nearest| nearest.list).collect()
}

/// The best few offers so far, best first; of equal ones the first stays.
struct Nearest {
    count: usize,
    list: Vec<(u32, f32)>,
}

impl Nearest {
    fn new(count: usize) -> Nearest {
        Nearest {
            count,
            list: Vec::with_capacity(count + 1),
        }
    }

    fn offer(&mut self, index: u32, cosine: f32) {
        if self.list.len() == self.count
            && self.list.last().is_none_or(|&(_, worst)| cosine <= worst)
        {
            return;
        }
        let at = self.list.partition_point(|&(_, kept)| kept >= cosine);
        self.list.insert(at, (index, cosine));
        self.list.truncate(self.count);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ndarray::array;

    #[test]
    fn the_nearest_come_first_and_a_row_is_not_its_own_neighbour() {
        let vectors = array![[1.0, 0.0], [0.8, 0.6], [0.6, 0.8], [0.0, 1.0]];
        let found = Neighbours::exact(vectors.view(), 2);
        let order: Vec<Vec<u32>> = found
            .lists
            .iter()
            .map(|list| list.iter().map(|&(index, _)| index).collect())
            .collect();
        assert_eq!(order, [vec![1, 2], vec![2, 0], vec![1, 3], vec![2, 1]]);
    }

    #[test]
    fn smoothing_pulls_neighbours_together_and_keeps_unit_length() {
        let vectors = array![[1.0f32, 0.0], [0.8, 0.6], [0.0, 1.0]];
        let smoothed = Neighbours::exact(vectors.view(), 1).smooth(vectors.view());
        let cosine = |a: usize, b: usize| -> f32 {
            smoothed
                .row(a)
                .iter()
                .zip(smoothed.row(b))
                .map(|(x, y)| x * y)
                .sum()
        };
        assert!(cosine(0, 1) > 0.8);
        assert!((cosine(2, 2) - 1.0).abs() < 1e-6);
    }

    #[test]
    fn rows_without_a_direction_stay_as_they_are() {
        let vectors = array![[0.0f32, 0.0], [1.0, 0.0]];
        let smoothed = Neighbours::exact(vectors.view(), 3).smooth(vectors.view());
        assert_eq!(smoothed, vectors);
    }
}
