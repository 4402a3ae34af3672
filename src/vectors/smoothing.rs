//! Vectors averaged with those of their nearest neighbours.

use ndarray::Array2;
use rayon::prelude::*;

use super::cells::near_rows;
use super::kernels::{add_scaled, normalize, rows};

/// Neighbours that a vector is averaged with.
const NEIGHBOURS: usize = 10;
/// Cells looked into for them in a large corpus.
const PROBES: usize = 6;

/// The ten nearest others of each row with their cosines, nearest first.
pub(crate) fn nearest_others(units: &Array2<f32>) -> Vec<Vec<(u32, f32)>> {
    near_rows(units, NEIGHBOURS, PROBES)
}

/// Each row averaged with its nearest others, which are known: half itself, half their mean weighted
/// by cosine, of length 1 again; shape (documents, dimensions).
///
/// What the few words of one abstract leave to chance evens out among neighbours. Rows of zeros
/// stay as they are.
pub(super) fn smooth_among(units: &Array2<f32>, nearest: &[Vec<(u32, f32)>]) -> Array2<f32> {
    let unit_rows = rows(units);
    let mut smoothed = units.clone();
    let target = smoothed.as_slice_mut().expect("a copy is contiguous");
    target
        .par_chunks_mut(units.ncols().max(1))
        .zip(nearest)
        .for_each(|(row, neighbours)| {
            let total: f32 = neighbours.iter().map(|&(_, cosine)| cosine.max(0.0)).sum();
            if total > 0.0 {
                for &(other, cosine) in neighbours {
                    add_scaled(row, cosine.max(0.0) / total, unit_rows[other as usize]);
                }
                normalize(row);
            }
        });
    smoothed
}

#[cfg(test)]
mod tests {
    use super::*;

    fn smooth(units: &Array2<f32>) -> Array2<f32> {
        smooth_among(units, &nearest_others(units))
    }
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
