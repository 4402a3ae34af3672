//! Vectors averaged with those of their nearest neighbours.

use ndarray::Array2;
use rayon::prelude::*;

use super::cells::Cells;
use super::kernels::{add_scaled, normalize, rows};
use super::neighbours::Neighbours;

/// Neighbours that a vector is averaged with.
const NEIGHBOURS: usize = 10;
/// Documents up to which all pairs are compared; beyond, neighbours are looked for in cells.
const ALL_PAIRS: usize = 4_000;

/// Each row averaged with its ten nearest neighbours: half itself, half their mean weighted by
/// cosine, of length 1 again; shape (documents, dimensions).
///
/// What the few words of one abstract leave to chance evens out among neighbours. Rows of zeros
/// stay as they are.
pub fn smooth(units: &Array2<f32>) -> Array2<f32> {
    let found = neighbours(units);
    let unit_rows = rows(units);
    let mut smoothed = units.clone();
    let target = smoothed.as_slice_mut().expect("a copy is contiguous");
    target
        .par_chunks_mut(units.ncols().max(1))
        .zip(found)
        .for_each(|(row, neighbours)| {
            let total: f32 = neighbours.iter().map(|&(_, cosine)| cosine.max(0.0)).sum();
            if total > 0.0 {
                for (other, cosine) in neighbours {
                    add_scaled(row, cosine.max(0.0) / total, unit_rows[other as usize]);
                }
                normalize(row);
            }
        });
    smoothed
}

/// The nearest others of each row, with their cosines.
fn neighbours(units: &Array2<f32>) -> Vec<Vec<(u32, f32)>> {
    if units.nrows() <= ALL_PAIRS {
        let found = Neighbours::find(units, NEIGHBOURS);
        let pairs: Vec<(u32, f32)> = found.indices.into_iter().zip(found.cosines).collect();
        return (0..units.nrows())
            .map(|row| pairs[row * found.count..(row + 1) * found.count].to_vec())
            .collect();
    }
    let mut found = Cells::sort(units).nearest(&rows(units), NEIGHBOURS + 1);
    for (own, nearest) in found.iter_mut().enumerate() {
        nearest.retain(|&(other, _)| other as usize != own);
        nearest.truncate(NEIGHBOURS);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vectors::kernels::dot;
    use ndarray::array;

    #[test]
    fn neighbours_come_closer_and_rows_keep_unit_length() {
        let units = array![[1.0, 0.0], [0.8, 0.6], [-1.0, 0.0]];
        let smoothed = smooth(&units);
        let rows = rows(&smoothed);
        assert!(dot(rows[0], rows[1]) > 0.8);
        for row in rows {
            assert!((dot(row, row) - 1.0).abs() < 1e-6);
        }
    }

    #[test]
    fn rows_without_a_direction_stay_as_they_are() {
        let units = array![[0.0, 0.0], [1.0, 0.0]];
        assert_eq!(smooth(&units), units);
    }

    #[test]
    fn a_row_alone_stays_as_it_is() {
        assert_eq!(smooth(&array![[1.0, 0.0]]), array![[1.0, 0.0]]);
    }
}
