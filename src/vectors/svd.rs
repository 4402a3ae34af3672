//! The strongest axes of a sparse matrix.

use ndarray::{Array2, ArrayView2, Axis};
use rand::{Rng, SeedableRng};
use rand_xoshiro::Xoshiro256PlusPlus;
use rayon::prelude::*;

use super::Csr;
use super::eigen::symmetric_eigen;

/// Least number of columns drawn beyond those asked for.
const OVERSAMPLING: usize = 20;
/// Rows summed by one worker at a time.
const CHUNK: usize = 1024;

/// A truncated singular value decomposition `A ~ U S V'`.
#[derive(Debug, Clone)]
pub struct Svd {
    /// Left singular vectors as columns, shape (rows, rank).
    pub left: Array2<f32>,
    /// Singular values, largest first.
    pub values: Vec<f64>,
    /// Right singular vectors as columns, shape (columns, rank).
    pub right: Array2<f32>,
}

/// The `rank` strongest axes, by random projection and power iterations (Halko, Martinsson &
/// Tropp 2011, algorithms 4.4 and 5.1).
///
/// The rank falls to that of the matrix when that is lower; axes of (numerically) no strength
/// are left out.
pub fn truncated_svd(matrix: &Csr, rank: usize, seed: u64) -> Svd {
    let width = (rank + OVERSAMPLING.max(rank / 2))
        .min(matrix.rows())
        .min(matrix.columns);
    let transposed = matrix.transposed();
    let mut basis = orthonormal(matrix.times(gaussian(matrix.columns, width, seed).view()));
    for _ in 0..power_iterations(matrix.rows()) {
        basis = orthonormal(matrix.times(transposed.times(basis.view()).view()));
    }
    let small = transposed.times(basis.view());
    let (squares, rotation) = symmetric_eigen(&gram(&small));
    let floor = squares.first().copied().unwrap_or(0.0) * 1e-10;
    let rank = squares
        .iter()
        .take(rank)
        .filter(|&&square| square > floor)
        .count();
    let values: Vec<f64> = squares[..rank].iter().map(|square| square.sqrt()).collect();
    let left = times_small(&basis, &rotation, rank, |_| 1.0);
    let right = times_small(&small, &rotation, rank, |axis| 1.0 / values[axis]);
    Svd {
        left,
        values,
        right,
    }
}

/// Passes over the matrix that sharpen the drawn subspace: so many on a small corpus, where they
/// are cheap and axes lie close together, that the draw leaves no trace in the themes.
fn power_iterations(rows: usize) -> usize {
    (30_000 / rows.max(1)).clamp(8, 40)
}

/// Standard normal entries by the polar method (Marsaglia & Bray 1964).
fn gaussian(rows: usize, columns: usize, seed: u64) -> Array2<f32> {
    let mut random = Xoshiro256PlusPlus::seed_from_u64(seed);
    let mut spare = None;
    Array2::from_shape_simple_fn((rows, columns), || {
        if let Some(value) = spare.take() {
            return value;
        }
        loop {
            let x = 2.0 * random.r#gen::<f64>() - 1.0;
            let y = 2.0 * random.r#gen::<f64>() - 1.0;
            let square = x * x + y * y;
            if square > 0.0 && square < 1.0 {
                let scale = (-2.0 * libm::log(square) / square).sqrt();
                spare = Some((y * scale) as f32);
                return (x * scale) as f32;
            }
        }
    })
}

/// An orthonormal basis of the columns by Cholesky QR, twice (Yamamoto et al. 2015).
///
/// A column that depends on those before it becomes zero.
fn orthonormal(mut matrix: Array2<f32>) -> Array2<f32> {
    for _ in 0..2 {
        let inverse = inverse_cholesky(&gram(&matrix));
        matrix = times_small(&matrix, &inverse, inverse.ncols(), |_| 1.0);
    }
    matrix
}

/// The inverse of the upper triangular `R` with `R' R = gram`; zero columns where a pivot is.
fn inverse_cholesky(gram: &Array2<f64>) -> Array2<f64> {
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

/// `M' M` in double precision, chunk by chunk in order.
fn gram(matrix: &Array2<f32>) -> Array2<f64> {
    let width = matrix.ncols();
    let parts: Vec<Array2<f64>> = matrix
        .axis_chunks_iter(Axis(0), CHUNK)
        .into_par_iter()
        .map(|rows| gram_of_chunk(rows, width))
        .collect();
    let mut total = Array2::zeros((width, width));
    for part in parts {
        total += &part;
    }
    for row in 0..width {
        for column in 0..row {
            total[[row, column]] = total[[column, row]];
        }
    }
    total
}

fn gram_of_chunk(rows: ArrayView2<f32>, width: usize) -> Array2<f64> {
    let mut sum = Array2::<f64>::zeros((width, width));
    let sums = sum.as_slice_mut().expect("a new array is contiguous");
    let mut wide = vec![0f64; width];
    for row in rows.outer_iter() {
        for (wide, &value) in wide.iter_mut().zip(row) {
            *wide = f64::from(value);
        }
        for (i, &factor) in wide.iter().enumerate() {
            let target = &mut sums[i * width + i..(i + 1) * width];
            for (target, value) in target.iter_mut().zip(&wide[i..]) {
                *target += factor * value;
            }
        }
    }
    sum
}

/// `M R` for the first `columns` columns of a small matrix `R`, each scaled.
fn times_small(
    matrix: &Array2<f32>,
    small: &Array2<f64>,
    columns: usize,
    scale: impl Fn(usize) -> f64,
) -> Array2<f32> {
    let inner = small.nrows();
    let factors: Vec<f64> = (0..inner)
        .flat_map(|row| (0..columns).map(move |column| (row, column)))
        .map(|(row, column)| small[[row, column]] * scale(column))
        .collect();
    let mut product = Array2::zeros((matrix.nrows(), columns));
    if columns == 0 {
        return product;
    }
    let target = product.as_slice_mut().expect("a new array is contiguous");
    target
        .par_chunks_mut(columns)
        .enumerate()
        .for_each(|(row, target)| {
            let mut sums = vec![0f64; columns];
            for (&value, factors) in matrix.row(row).iter().zip(factors.chunks_exact(columns)) {
                for (sum, factor) in sums.iter_mut().zip(factors) {
                    *sum += f64::from(value) * factor;
                }
            }
            for (target, sum) in target.iter_mut().zip(sums) {
                *target = sum as f32;
            }
        });
    product
}

#[cfg(test)]
mod tests {
    use super::*;

    fn example(rows: usize, columns: usize) -> Csr {
        let mut random = Xoshiro256PlusPlus::seed_from_u64(1);
        let rows = (0..rows)
            .map(|_| {
                let indices: Vec<u32> = (0..columns as u32)
                    .filter(|_| random.gen_bool(0.3))
                    .collect();
                let values = indices.iter().map(|_| random.r#gen::<f32>()).collect();
                (indices, values)
            })
            .collect();
        Csr::from_rows(columns, rows)
    }

    /// All singular values, from the eigenvalues of `A' A` by Jacobi's method.
    fn exact_values(matrix: &Csr) -> Vec<f64> {
        symmetric_eigen(&gram(&matrix.to_dense()))
            .0
            .iter()
            .map(|s| s.max(0.0).sqrt())
            .collect()
    }

    #[test]
    fn singular_values_agree_with_those_of_jacobi() {
        let matrix = example(60, 40);
        let svd = truncated_svd(&matrix, 8, 7);
        for (found, exact) in svd.values.iter().zip(exact_values(&matrix)) {
            assert!((found - exact).abs() < 2e-3 * exact, "{found} {exact}");
        }
    }

    #[test]
    fn all_axes_together_rebuild_the_matrix() {
        let matrix = example(12, 9);
        let svd = truncated_svd(&matrix, 9, 7);
        let dense = matrix.to_dense();
        for row in 0..12 {
            for column in 0..9 {
                let rebuilt: f64 = (0..svd.values.len())
                    .map(|axis| {
                        f64::from(svd.left[[row, axis]])
                            * svd.values[axis]
                            * f64::from(svd.right[[column, axis]])
                    })
                    .sum();
                assert!((rebuilt - f64::from(dense[[row, column]])).abs() < 1e-4);
            }
        }
    }

    #[test]
    fn the_rank_falls_to_that_of_the_matrix() {
        let same = vec![(vec![0, 1], vec![0.6, 0.8]); 5];
        assert_eq!(
            truncated_svd(&Csr::from_rows(2, same), 2, 1).values.len(),
            1
        );
    }
}
