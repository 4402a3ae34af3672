//! The strongest axes of a sparse matrix.

use ndarray::{Array2, ArrayView2, Axis};
use rand::{Rng, SeedableRng};
use rand_xoshiro::Xoshiro256PlusPlus;
use rayon::prelude::*;

use super::Csr;
use super::eigen::symmetric_eigen;
use super::kernels::{Kernel, add_rows, add_scaled, widest};
use super::sample::evenly;

/// Least number of columns drawn beyond those asked for.
const OVERSAMPLING: usize = 20;
/// Columns of a large matrix's blocks come in multiples of so many.
const LANES: usize = 8;
/// Rows summed in single precision, by one worker at a time.
const CHUNK: usize = 256;
/// Passes over a matrix of few rows: as many as look at so many rows, within bounds. On a small one
/// they are cheap and axes lie close together; the draw must leave no trace in the themes.
const ENOUGH_ROWS: usize = 90_000;
const FEWEST_PASSES: usize = 9;
const MOST_PASSES: usize = 24;
/// Passes over the first rows of a large matrix.
const FIRST_PASSES: usize = 6;
/// Rows of a large matrix in which its axes are first looked for.
const FIRST_ROWS: usize = 4_000;
/// Rows of a large matrix by which its axes are corrected.
pub(crate) const MOST_ROWS: usize = 20_000;

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

/// The `rank` strongest axes, by random projection (Halko, Martinsson & Tropp 2011, algorithms
/// 4.4 and 5.1) and subspace iteration with Chebyshev polynomials (Zhou & Saad 2007), which tell
/// near axes apart in far fewer passes over the matrix than its powers do.
///
/// The rank falls to that of the matrix when that is lower; axes of (numerically) no strength
/// are left out.
pub fn truncated_svd(matrix: &Csr, rank: usize, seed: u64) -> Svd {
    let passes = ENOUGH_ROWS / matrix.rows().max(1);
    let passes = passes.clamp(FEWEST_PASSES, MOST_PASSES);
    truncated_in(passes, matrix, rank, seed)
}

fn truncated_in(passes: usize, matrix: &Csr, rank: usize, seed: u64) -> Svd {
    let width = rank + OVERSAMPLING.max(rank / 2);
    let transposed = matrix.transposed();
    let basis = started(matrix, &transposed, width, seed);
    let basis = sharpened(matrix, &transposed, basis, passes);
    rotated(&basis, &transposed, rank)
}

/// The `rank` strongest axes of a matrix as columns, shape (columns, rank).
///
/// Those of more than 4,000 rows are looked for in so many, among half as many again, and corrected
/// by one pass over at most 20,000.
pub(super) fn strongest_axes(matrix: &Csr, rank: usize, seed: u64) -> Array2<f32> {
    if matrix.rows() <= FIRST_ROWS {
        return truncated_svd(matrix, rank, seed).right;
    }
    let width = (rank + rank / 2).next_multiple_of(LANES);
    let start = {
        let first = matrix.select(&evenly(matrix.rows(), FIRST_ROWS));
        let transposed = first.transposed();
        let basis = started(&first, &transposed, width, seed);
        let basis = sharpened(&first, &transposed, basis, FIRST_PASSES);
        rotated(&basis, &transposed, width).right
    };
    let sample = evenly(matrix.rows(), MOST_ROWS);
    let chosen = (sample.len() < matrix.rows()).then(|| matrix.select(&sample));
    let matrix = chosen.as_ref().unwrap_or(matrix);
    let basis = orthonormal(orthonormal(matrix.times(start.view())));
    rotated(&basis, &matrix.transposed(), rank).right
}

/// An orthonormal basis of `width` columns near the strong axes of the left side: those of the image
/// of a random block, after one more pass.
fn started(matrix: &Csr, transposed: &Csr, width: usize, seed: u64) -> Array2<f32> {
    let width = width.min(matrix.rows()).min(matrix.columns);
    let basis = orthonormal(matrix.times(gaussian(matrix.columns, width, seed).view()));
    orthonormal(matrix.times(transposed.times(basis.view()).view()))
}

/// An orthonormal basis in which the strong axes stand out more, after about so many passes over the
/// matrix.
fn sharpened(matrix: &Csr, transposed: &Csr, basis: Array2<f32>, passes: usize) -> Array2<f32> {
    let squared = |block: &Array2<f32>| matrix.times(transposed.times(block.view()).view());
    let (squares, rotation) = symmetric_eigen(&gram(&transposed.times(basis.view())));
    let width = basis.ncols();
    let mut basis = times_small(&basis, &rotation, width, |_| 1.0);
    // A basis as wide as the matrix holds every axis already.
    let partial = width < matrix.rows().min(matrix.columns);
    if let Some(filter) = Filter::for_squares(&squares).filter(|_| partial) {
        for _ in 0..passes.div_ceil(filter.degree) {
            basis = orthonormal(filter.apply(basis, squared));
        }
    }
    orthonormal(basis)
}

/// The axes within the span of an orthonormal basis of the left side (Rayleigh & Ritz).
fn rotated(basis: &Array2<f32>, transposed: &Csr, rank: usize) -> Svd {
    let small = transposed.times(basis.view());
    let (squares, rotation) = symmetric_eigen(&gram(&small));
    let floor = squares.first().copied().unwrap_or(0.0) * 1e-10;
    let rank = squares
        .iter()
        .take(rank)
        .filter(|&&square| square > floor)
        .count();
    let values: Vec<f64> = squares[..rank].iter().map(|square| square.sqrt()).collect();
    let left = times_small(basis, &rotation, rank, |_| 1.0);
    let right = times_small(&small, &rotation, rank, |axis| 1.0 / values[axis]);
    Svd {
        left,
        values,
        right,
    }
}

/// A Chebyshev polynomial of the squared matrix: axes whose square is below `unwanted` stay as
/// small as they are, the others grow fast.
struct Filter {
    unwanted: f32,
    degree: usize,
}

impl Filter {
    /// A filter above the least of these squares; none where there is nothing.
    fn for_squares(squares: &[f64]) -> Option<Filter> {
        let first = *squares.first().filter(|&&first| first > 0.0)?;
        let last = squares.last()?.max(1e-7 * first);
        // Single precision must still see the weakest axis beside the strongest.
        let growth = 4.0 * first / last;
        let degree = match growth {
            ..=600.0 => 3,
            ..=14_000.0 => 2,
            _ => 1,
        };
        Some(Filter {
            unwanted: last as f32,
            degree,
        })
    }

    fn apply(
        &self,
        block: Array2<f32>,
        squared: impl Fn(&Array2<f32>) -> Array2<f32>,
    ) -> Array2<f32> {
        let half = self.unwanted / 2.0;
        let mapped = |block: &Array2<f32>| {
            let mut image = squared(block);
            image.zip_mut_with(block, |image, value| *image = *image / half - value);
            image
        };
        let mut before = block;
        let mut last = mapped(&before);
        for _ in 1..self.degree {
            let mut next = mapped(&last);
            next.zip_mut_with(&before, |next, before| *next = 2.0 * *next - before);
            before = std::mem::replace(&mut last, next);
        }
        last
    }
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

/// A basis of the columns, orthonormal as far as they were apart, by Cholesky QR (a second time
/// it is orthonormal to the last bits: Yamamoto et al. 2015).
///
/// A column that depends on those before it becomes zero.
fn orthonormal(matrix: Array2<f32>) -> Array2<f32> {
    let inverse = inverse_cholesky(&gram(&matrix));
    times_small(&matrix, &inverse, inverse.ncols(), |_| 1.0)
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

/// `M' M`, chunk by chunk in order; the sum over chunks in double precision.
fn gram(matrix: &Array2<f32>) -> Array2<f64> {
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
fn times_small(
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

    fn example(rows: usize, columns: usize) -> Csr {
        let mut random = Xoshiro256PlusPlus::seed_from_u64(1);
        let rows = (0..rows).map(|_| {
            let indices: Vec<u32> = (0..columns as u32)
                .filter(|_| random.gen_bool(0.3))
                .collect();
            let values = indices.iter().map(|_| random.r#gen::<f32>()).collect();
            (indices, values)
        });
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
    fn axes_of_very_unequal_strength_are_all_found() {
        let rows = (0..60u32).map(|row| (vec![row], vec![libm::pow(0.7, row.into()) as f32]));
        let svd = truncated_svd(&Csr::from_rows(60, rows), 20, 7);
        for (axis, found) in svd.values.iter().enumerate() {
            let exact = libm::pow(0.7, axis as f64);
            assert!((found - exact).abs() < 1e-3 * exact, "{found} {exact}");
        }
        assert_eq!(svd.values.len(), 20);
    }

    #[test]
    fn the_axes_of_a_large_matrix_are_found_in_some_of_its_rows() {
        let matrix = example(25_000, 30);
        let exact = truncated_svd(&matrix, 3, 7).right;
        let found = strongest_axes(&matrix, 3, 7);
        let (exact, found) = (exact.column(0), found.column(0));
        let cosine: f32 = exact.iter().zip(found).map(|(a, b)| a * b).sum();
        assert!(cosine.abs() > 0.999, "{cosine}");
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
