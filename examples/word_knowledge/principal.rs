//! The axes along which the teacher's vectors differ most.

use ndarray::{Array2, Axis};
use thememap::vectors::symmetric_eigen;

/// Texts from which the axes are found; more would not turn them.
const SAMPLE: usize = 20_000;

/// Vectors less their mean, along their `count` strongest axes: shape (texts, axes).
pub fn reduced(vectors: &Array2<f32>, count: usize) -> Array2<f32> {
    let Some(mean) = vectors.mean_axis(Axis(0)) else {
        return vectors.clone();
    };
    let centred = vectors - &mean;
    let axes = strongest(&centred, count);
    let mut reduced = Array2::zeros((vectors.nrows(), axes.ncols()));
    for (mut target, row) in reduced.rows_mut().into_iter().zip(centred.rows()) {
        for (&value, axis) in row.iter().zip(axes.rows()) {
            target.scaled_add(value, &axis);
        }
    }
    reduced
}

fn strongest(centred: &Array2<f32>, count: usize) -> Array2<f32> {
    let size = centred.ncols();
    let mut covariance = Array2::<f64>::zeros((size, size));
    let stride = centred.nrows().div_ceil(SAMPLE);
    for row in centred.rows().into_iter().step_by(stride.max(1)) {
        for (mut sums, &left) in covariance.rows_mut().into_iter().zip(row) {
            for (sum, &right) in sums.iter_mut().zip(row) {
                *sum += f64::from(left * right);
            }
        }
    }
    let (_, axes) = symmetric_eigen(&covariance);
    Array2::from_shape_fn((size, count.min(size)), |at| axes[at] as f32)
}

#[cfg(test)]
mod tests {
    use super::*;
    use ndarray::array;

    #[test]
    fn the_first_axis_is_the_one_along_which_vectors_differ() {
        let reduced = reduced(&array![[1.0, 5.0], [1.1, -5.0], [0.9, 0.0]], 1);
        assert!((reduced[[0, 0]].abs() - 5.0).abs() < 0.01, "{reduced}");
    }
}
