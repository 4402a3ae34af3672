//! Products of vectors, summed in one fixed order on every machine.

use ndarray::{Array2, ArrayView1, ArrayView2};

const LANES: usize = 8;

/// The dot product, in eight lanes that are joined in a fixed order.
pub fn dot(a: &[f32], b: &[f32]) -> f32 {
    let (a_blocks, a_rest) = a.as_chunks::<LANES>();
    let (b_blocks, b_rest) = b.as_chunks::<LANES>();
    let mut lanes = [0.0f32; LANES];
    for (x, y) in a_blocks.iter().zip(b_blocks) {
        for lane in 0..LANES {
            lanes[lane] += x[lane] * y[lane];
        }
    }
    let rest: f32 = a_rest
        .iter()
        .zip(b_rest)
        .fold(0.0, |sum, (x, y)| sum + x * y);
    let [a, b, c, d, e, f, g, h] = lanes;
    (((a + e) + (c + g)) + ((b + f) + (d + h))) + rest
}

/// Whether a row points anywhere: finite, and not all zeros.
pub fn has_direction(row: ArrayView1<f32>) -> bool {
    let length = length(row);
    length.is_finite() && length > 0.0
}

/// The chosen rows, scaled to length one, in the order of `chosen`; rows of zeros stay zeros.
pub fn unit_rows(vectors: ArrayView2<f32>, chosen: &[usize]) -> Array2<f32> {
    let mut units = Array2::zeros((chosen.len(), vectors.ncols()));
    for (mut unit, &index) in units.outer_iter_mut().zip(chosen) {
        let row = vectors.row(index);
        let length = length(row);
        for (to, &from) in unit.iter_mut().zip(row) {
            *to = (f64::from(from) / length.max(f64::MIN_POSITIVE)) as f32;
        }
    }
    units
}

fn length(row: ArrayView1<f32>) -> f64 {
    row.iter()
        .fold(0.0, |sum, &x| sum + f64::from(x) * f64::from(x))
        .sqrt()
}

/// The rows of a matrix as slices.
pub fn rows(matrix: &Array2<f32>) -> Vec<&[f32]> {
    matrix
        .outer_iter()
        .map(|row| row.to_slice().expect("matrices made here are row-major"))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use ndarray::array;

    #[test]
    fn a_dot_product_counts_every_component() {
        let ones = [1.0; 19];
        let numbers: Vec<f32> = (1..=19).map(|i| i as f32).collect();
        assert_eq!(dot(&ones, &numbers), 190.0);
        assert_eq!(dot(&[], &[]), 0.0);
    }

    #[test]
    fn rows_are_scaled_to_length_one() {
        let vectors = array![[0.0, 0.0], [3.0, 4.0], [f32::NAN, 1.0]];
        let directed: Vec<usize> = (0..3).filter(|&i| has_direction(vectors.row(i))).collect();
        assert_eq!(directed, [1]);
        assert_eq!(unit_rows(vectors.view(), &directed), array![[0.6, 0.8]]);
    }
}
