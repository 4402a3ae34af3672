//! Dense matrices of many rows and few columns.

use ndarray::{Array2, ArrayView2, Axis};
use rayon::prelude::*;

use super::kernels::{Kernel, add_rows, add_scaled, widest};

/// Rows summed in single precision, by one worker at a time.
const CHUNK: usize = 256;

/// A basis of the columns, orthonormal as far as they were apart, by Cholesky QR (a second time
/// it is orthonormal to the last bits: Yamamoto et al. 2015).
///
/// A column that depends on those before it becomes zero.
pub(super) fn orthonormal(matrix: Array2<f32>) -> Array2<f32> {
    let inverse = inverse_cholesky(&gram(&matrix));
    times_small(&matrix, &inverse, inverse.ncols(), |_| 1.0)
}

/// The inverse of the upper triangular `R` with `R' R = gram`; zero columns where a pivot is.
pub(crate) fn inverse_cholesky(gram: &Array2<f64>) -> Array2<f64> {
    let size = gram.nrows();
    let mut factor = Array2::<f64>::zeros((size, size));
    let mut inverse = Array2::<f64>::zeros((size, size));
    for column in 0..size {
        for row in 0..column {
            if factor[[row, row]] > 0.0 {
                let known: f64 = (0..row)
                    .map(|k| factor[[k, row]] * factor[[k, column]])
                    .sum();
                factor[[row, column]] = (gram[[row, column]] - known) / factor[[row, row]];
            }
        }
        let known: f64 = (0..column)
            .map(|k| factor[[k, column]] * factor[[k, column]])
            .sum();
        let pivot = gram[[column, column]] - known;
        if pivot <= 1e-12 * gram[[column, column]] || pivot <= 0.0 {
            continue;
        }
        factor[[column, column]] = pivot.sqrt();
        inverse[[column, column]] = 1.0 / factor[[column, column]];
        for row in 0..column {
            let sum: f64 = (row..column)
                .map(|k| inverse[[row, k]] * factor[[k, column]])
                .sum();
            inverse[[row, column]] = -sum / factor[[column, column]];
        }
    }
    inverse
}

/// `M' M`, chunk by chunk in order; the sum over chunks in double precision.
pub(crate) fn gram(matrix: &Array2<f32>) -> Array2<f64> {
    let width = matrix.ncols();
    let parts: Vec<Array2<f32>> = matrix
        .axis_chunks_iter(Axis(0), CHUNK)
        .into_par_iter()
        .map(|rows| widest(GramOfRows(rows)))
        .collect();
    let mut total = Array2::zeros((width, width));
    for part in parts {
        total.zip_mut_with(&part, |total, &part| *total += f64::from(part));
    }
    for row in 0..width {
        for column in 0..row {
            total[[row, column]] = total[[column, row]];
        }
    }
    total
}

/// The upper half of `M' M`.
struct GramOfRows<'a>(ArrayView2<'a, f32>);

impl Kernel for GramOfRows<'_> {
    type Output = Array2<f32>;

    #[inline(always)]
    fn call(self) -> Array2<f32> {
        let width = self.0.ncols();
        let mut sum = Array2::zeros((width, width));
        let sums = sum.as_slice_mut().expect("a new array is contiguous");
        let rows = self.0.as_slice().expect("rows are contiguous");
        // Four rows at a time: their sums are loaded and stored once.
        let mut groups = rows.chunks_exact(4 * width.max(1));
        for group in groups.by_ref() {
            let (one, rest) = group.split_at(width);
            let (two, rest) = rest.split_at(width);
            let (three, four) = rest.split_at(width);
            for at in 0..width {
                let factors = [one[at], two[at], three[at], four[at]];
                let sums = sums[at * width + at..(at + 1) * width].iter_mut();
                let rows = one[at..].iter().zip(&two[at..]);
                let rows = rows.zip(three[at..].iter().zip(&four[at..]));
                for (sum, ((one, two), (three, four))) in sums.zip(rows) {
                    *sum = *sum
                        + factors[0] * one
                        + factors[1] * two
                        + factors[2] * three
                        + factors[3] * four;
                }
            }
        }
        for row in groups.remainder().chunks_exact(width.max(1)) {
            for at in 0..width {
                let sums = &mut sums[at * width + at..(at + 1) * width];
                add_scaled(sums, row[at], &row[at..]);
            }
        }
        sum
    }
}

/// `M R` for the first `columns` columns of a small matrix `R`, each scaled.
pub(super) fn times_small(
    matrix: &Array2<f32>,
    small: &Array2<f64>,
    columns: usize,
    scale: impl Fn(usize) -> f64,
) -> Array2<f32> {
    let mut product = Array2::zeros((matrix.nrows(), columns));
    if columns == 0 {
        return product;
    }
    let factors: Vec<f32> = (0..small.nrows())
        .flat_map(|row| (0..columns).map(move |column| (row, column)))
        .map(|(row, column)| (small[[row, column]] * scale(column)) as f32)
        .collect();
    let target = product.as_slice_mut().expect("a new array is contiguous");
    target
        .par_chunks_mut(columns * CHUNK)
        .zip(matrix.axis_chunks_iter(Axis(0), CHUNK).into_par_iter())
        .for_each(|(target, rows)| {
            widest(SmallProduct {
                rows,
                factors: &factors,
                columns,
                target,
            });
        });
    product
}

/// Some rows times a small matrix of so many columns.
struct SmallProduct<'a> {
    rows: ArrayView2<'a, f32>,
    factors: &'a [f32],
    columns: usize,
    target: &'a mut [f32],
}

impl Kernel for SmallProduct<'_> {
    type Output = ();

    #[inline(always)]
    fn call(self) {
        let rows = self.rows.outer_iter();
        for (target, row) in self.target.chunks_exact_mut(self.columns).zip(rows) {
            let row = row.to_slice().expect("rows are contiguous");
            add_rows(target, row.iter().copied().enumerate(), self.factors);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ndarray::array;

    #[test]
    fn a_basis_is_orthonormal_and_a_column_that_depends_on_another_becomes_zero() {
        let matrix = array![[3.0f32, 1.0, 6.0], [4.0, 2.0, 8.0], [0.0, 2.0, 0.0]];
        let products = gram(&orthonormal(orthonormal(matrix)));
        for ((row, column), product) in products.indexed_iter() {
            let expected = f64::from(u8::from(row == column && row < 2));
            assert!((product - expected).abs() < 1e-6, "{products}");
        }
    }

    #[test]
    fn a_product_has_the_first_columns_scaled() {
        let matrix = array![[1.0f32, 2.0], [3.0, 4.0], [5.0, 6.0]];
        let small = array![[1.0, 9.0], [0.5, 9.0]];
        let product = times_small(&matrix, &small, 1, |_| 2.0);
        assert_eq!(product, array![[4.0f32], [10.0], [16.0]]);
    }
}
