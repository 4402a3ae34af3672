//! Dense matrices of many rows and few columns.

use std::ops::Range;

use ndarray::{Array2, ArrayView2, Axis};
use rayon::prelude::*;

use super::Csr;
use super::kernels::{Kernel, add_rows, add_scaled, widest};

/// Rows summed in single precision, by one worker at a time.
const CHUNK: usize = 256;
/// Chunks whose sums are there at a time.
const WAVE: usize = 32;

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
    let mut factor = gram.as_standard_layout().into_owned();
    let rows = factor.as_slice_mut().expect("made in standard layout");
    for column in 0..size {
        let (own, below) = rows[column * size..].split_at_mut(size);
        let pivot = own[column];
        if pivot <= 1e-12 * gram[[column, column]] || pivot <= 0.0 {
            own.fill(0.0);
            continue;
        }
        let root = pivot.sqrt();
        own[column..].iter_mut().for_each(|value| *value /= root);
        for (at, row) in (column + 1..).zip(below.chunks_exact_mut(size)) {
            subtract(&mut row[at..], own[at], &own[at..]);
        }
    }
    inverse_of_upper(&factor)
}

/// The inverse of an upper triangular matrix, with zeros where its diagonal has them.
fn inverse_of_upper(factor: &Array2<f64>) -> Array2<f64> {
    let size = factor.nrows();
    let mut inverse = Array2::zeros((size, size));
    let rows = inverse.as_slice_mut().expect("made in standard layout");
    for row in (0..size).rev() {
        let pivot = factor[[row, row]];
        if pivot == 0.0 {
            continue;
        }
        let (own, below) = rows[row * size..].split_at_mut(size);
        own[row] = 1.0;
        for (at, known) in (row + 1..).zip(below.chunks_exact(size)) {
            subtract(&mut own[at..], factor[[row, at]], &known[at..]);
        }
        own.iter_mut().for_each(|value| *value /= pivot);
    }
    inverse
}

fn subtract(y: &mut [f64], factor: f64, x: &[f64]) {
    for (y, x) in y.iter_mut().zip(x) {
        *y -= factor * x;
    }
}

/// `M' M`, chunk by chunk in order; the sum over chunks in double precision.
pub(crate) fn gram(matrix: &Array2<f32>) -> Array2<f64> {
    let values = matrix.as_slice().expect("tall matrices are row-major");
    let width = matrix.ncols();
    gram_by_chunks(matrix.dim(), |rows| {
        let rows = &values[rows.start * width..rows.end * width];
        widest(GramOfRows { rows, width })
    })
}

/// The same of `left right`, of which some rows are there at a time.
pub(super) fn gram_of_product(left: &Csr, right: ArrayView2<f32>) -> Array2<f64> {
    gram_by_chunks((left.rows(), right.ncols()), |rows| {
        let product = left.some_times(rows, right);
        let rows = product.as_slice().expect("a new array is contiguous");
        let width = product.ncols();
        widest(GramOfRows { rows, width })
    })
}

fn gram_by_chunks(
    (rows, width): (usize, usize),
    gram_of: impl Fn(Range<usize>) -> Array2<f32> + Sync,
) -> Array2<f64> {
    let firsts: Vec<usize> = (0..rows).step_by(CHUNK).collect();
    let mut total = Array2::zeros((width, width));
    for wave in firsts.chunks(WAVE) {
        let parts: Vec<Array2<f32>> = wave
            .par_iter()
            .map(|&first| gram_of(first..(first + CHUNK).min(rows)))
            .collect();
        for part in parts {
            total.zip_mut_with(&part, |total, &part| *total += f64::from(part));
        }
    }
    for row in 0..width {
        for column in 0..row {
            total[[row, column]] = total[[column, row]];
        }
    }
    total
}

/// The upper half of `M' M`.
struct GramOfRows<'a> {
    rows: &'a [f32],
    width: usize,
}

impl Kernel for GramOfRows<'_> {
    type Output = Array2<f32>;

    #[inline(always)]
    fn call(self) -> Array2<f32> {
        let GramOfRows { rows, width } = self;
        let mut sum = Array2::zeros((width, width));
        let sums = sum.as_slice_mut().expect("a new array is contiguous");
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
    fn products_of_columns_agree_with_the_textbook_at_any_width() {
        for width in [1, 7, 8, 23, 45] {
            let entry = |(row, column)| ((row * 31 + column * 17) % 23) as f32 - 11.0;
            let matrix = Array2::from_shape_fn((700, width), entry);
            let exact = Array2::from_shape_fn((width, width), |(a, b)| {
                let pairs = matrix.column(a).into_iter().zip(matrix.column(b));
                pairs.map(|(a, b)| f64::from(a * b)).sum::<f64>()
            });
            assert_eq!(gram(&matrix), exact);
        }
    }

    #[test]
    fn the_products_of_a_product_need_not_all_of_it() {
        let rows = (0..600u32).map(|row| (vec![row % 7, 7 + row % 2], vec![1.5, row as f32]));
        let left = Csr::from_rows(9, rows);
        let right = Array2::from_shape_fn((9, 10), |(row, column)| (row + 2 * column) as f32);
        let whole = left.times(right.view());
        assert_eq!(gram_of_product(&left, right.view()), gram(&whole));
    }

    #[test]
    fn a_product_has_the_first_columns_scaled() {
        let matrix = array![[1.0f32, 2.0], [3.0, 4.0], [5.0, 6.0]];
        let small = array![[1.0, 9.0], [0.5, 9.0]];
        let product = times_small(&matrix, &small, 1, |_| 2.0);
        assert_eq!(product, array![[4.0f32], [10.0], [16.0]]);
    }
}
