//! The strongest axes of a sparse matrix.

use ndarray::Array2;
use rand::{RngCore, SeedableRng};
use rand_xoshiro::Xoshiro256PlusPlus;

use super::Csr;
use super::eigen::symmetric_eigen;
use super::sample::evenly;
use super::tall::{gram_of_product, orthonormal, times_small};

/// Least number of columns drawn beyond those asked for.
const OVERSAMPLING: usize = 20;
/// Columns of a large matrix's blocks come in multiples of so many.
const LANES: usize = 8;
/// Passes over a matrix of few rows: as many as look at so many rows, within bounds. On a small one
/// they are cheap and axes lie close together; the draw must leave no trace in the themes.
const ENOUGH_ROWS: usize = 90_000;
const FEWEST_PASSES: usize = 9;
const MOST_PASSES: usize = 60;
/// Passes over the first rows of a large matrix.
const FIRST_PASSES: usize = 6;
/// Rows of a large matrix in which its axes are first looked for.
const FIRST_ROWS: usize = 4_000;
/// So many of those rows hold a column by which axes are looked for.
const COMMON: usize = 2;
/// Rows of a large matrix by which its axes are corrected.
pub(crate) const MOST_ROWS: usize = 20_000;

/// A truncated singular value decomposition `A ~ U S V'`.
#[derive(Debug, Clone, PartialEq)]
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
    let Rotated {
        values,
        rotation,
        right,
    } = rotated(&basis, &transposed, rank);
    Svd {
        left: times_small(&basis, &rotation, values.len(), |_| 1.0),
        values,
        right,
    }
}

/// The `rank` strongest axes of a matrix as columns, shape (columns, rank).
///
/// Those of more than 4,000 rows are looked for in so many, by the columns that two of them hold
/// and among half as many axes again, and corrected by one pass over all columns of at most 20,000.
pub(super) fn strongest_axes(matrix: &Csr, rank: usize, seed: u64) -> Array2<f32> {
    if matrix.rows() <= FIRST_ROWS {
        return truncated_svd(matrix, rank, seed).right;
    }
    let start = sharp_start(matrix, (rank + rank / 2).next_multiple_of(LANES), seed);
    let sample = evenly(matrix.rows(), MOST_ROWS);
    let chosen = (sample.len() < matrix.rows()).then(|| matrix.select(&sample));
    let matrix = chosen.as_ref().unwrap_or(matrix);
    let image = matrix.times(start.view());
    drop(start);
    rotated(&orthonormal(image), &matrix.transposed(), rank).right
}

/// So many columns near the strongest axes of the first rows: shape (columns, width).
fn sharp_start(matrix: &Csr, width: usize, seed: u64) -> Array2<f32> {
    let transposed = matrix
        .select(&evenly(matrix.rows(), FIRST_ROWS))
        .transposed();
    let common = common(&transposed, width);
    let first = common.transposed();
    let basis = started(&first, &common, width, seed);
    let basis = sharpened(&first, &common, basis, FIRST_PASSES);
    transposed.times(basis.view())
}

/// The rows with at least two values, or all where so few have them that some of `width` axes
/// would be missed: a term of one document draws no two together.
fn common(transposed: &Csr, width: usize) -> Csr {
    let common = |&row: &usize| transposed.row(row).0.len() >= COMMON;
    let rows: Vec<usize> = (0..transposed.rows()).filter(common).collect();
    match rows.len() > width {
        true => transposed.select(&rows),
        false => transposed.clone(),
    }
}

/// An orthonormal basis of `width` columns near the strong axes of the left side: those of the image
/// of a random block, after one more pass.
fn started(matrix: &Csr, transposed: &Csr, width: usize, seed: u64) -> Array2<f32> {
    let width = width.min(matrix.rows()).min(matrix.columns);
    let basis = orthonormal(matrix.times(signs(matrix.columns, width, seed).view()));
    orthonormal(matrix.times(transposed.times(basis.view()).view()))
}

/// An orthonormal basis in which the strong axes stand out more, after about so many passes over the
/// matrix.
fn sharpened(matrix: &Csr, transposed: &Csr, basis: Array2<f32>, passes: usize) -> Array2<f32> {
    let squared = |block: &Array2<f32>| matrix.times(transposed.times(block.view()).view());
    let (squares, rotation) = symmetric_eigen(&gram_of_product(transposed, basis.view()));
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

/// The strongest axes within the span of an orthonormal basis of the left side.
struct Rotated {
    values: Vec<f64>,
    /// The left axes by the columns of the basis, shape (columns, columns).
    rotation: Array2<f64>,
    right: Array2<f32>,
}

/// At most `rank` axes, by Rayleigh & Ritz.
fn rotated(basis: &Array2<f32>, transposed: &Csr, rank: usize) -> Rotated {
    let (squares, rotation) = symmetric_eigen(&gram_of_product(transposed, basis.view()));
    let floor = squares.first().copied().unwrap_or(0.0) * 1e-10;
    let rank = squares
        .iter()
        .take(rank)
        .filter(|&&square| square > floor)
        .count();
    let values: Vec<f64> = squares[..rank].iter().map(|square| square.sqrt()).collect();
    let scaled = times_small(basis, &rotation, rank, |axis| 1.0 / values[axis]);
    Rotated {
        right: transposed.times(scaled.view()),
        values,
        rotation,
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

/// Entries of 1 and -1, drawn evenly: as good a start as normal ones (Halko, Martinsson & Tropp 2011,
/// section 4.6) for a bit of the generator each.
fn signs(rows: usize, columns: usize, seed: u64) -> Array2<f32> {
    let mut random = Xoshiro256PlusPlus::seed_from_u64(seed);
    let mut entries = vec![1f32; rows * columns];
    for drawn in entries.chunks_mut(u64::BITS as usize) {
        let bits = random.next_u64();
        for (bit, entry) in drawn.iter_mut().enumerate() {
            *entry = 1.0 - 2.0 * (bits >> bit & 1) as f32;
        }
    }
    Array2::from_shape_vec((rows, columns), entries).expect("as many entries as places")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vectors::gram;
    use rand::Rng;

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

    /// All singular values, from the eigenvalues of `A' A`.
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
