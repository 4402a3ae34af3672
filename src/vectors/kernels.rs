//! Dense products in a fixed order of additions.
//!
//! `ndarray`'s products pick their kernel by CPU and round differently on each; these do not.

use ndarray::{Array2, ArrayView1, ArrayView2, Axis};
use rayon::prelude::*;
use std::ops::{AddAssign, Mul, Sub};

/// Accumulators side by side: wide enough for the vector units, and part of the result's bits.
const LANES: usize = 16;

/// Work that is compiled for the vector units of several CPUs.
///
/// Inner loops are types of their own, with an `#[inline(always)]` on `call`: a closure may be left
/// out of line, and then knows nothing of the vector units.
pub use pulp::NullaryFnOnce as Kernel;

/// Runs `work` compiled for the widest vector units of this CPU.
///
/// The lanes of a sum are fixed here, and products are never fused with sums: the bits are the
/// same on every CPU.
#[inline]
pub fn widest<K: Kernel>(work: K) -> K::Output {
    pulp::Arch::new().dispatch(work)
}

/// The dot product of two slices of one length.
#[inline(always)]
pub fn dot(a: &[f32], b: &[f32]) -> f32 {
    sum_of(a, b, |a, b| a * b)
}

/// The squared Euclidean distance of two slices of one length, in any float.
#[inline(always)]
pub fn squared_distance<F>(a: &[F], b: &[F]) -> F
where
    F: Copy + Default + AddAssign + Sub<Output = F> + Mul<Output = F>,
{
    sum_of(a, b, |a, b| (a - b) * (a - b))
}

/// The sum of a term for each two entries: in lanes, which are then joined two and two.
#[inline(always)]
fn sum_of<F: Copy + Default + AddAssign>(a: &[F], b: &[F], term: impl Fn(F, F) -> F) -> F {
    debug_assert_eq!(a.len(), b.len());
    let mut lanes = [F::default(); LANES];
    let (a_chunks, a_rest) = a.as_chunks::<LANES>();
    let (b_chunks, b_rest) = b.as_chunks::<LANES>();
    for (a, b) in a_chunks.iter().zip(b_chunks) {
        for lane in 0..LANES {
            lanes[lane] += term(a[lane], b[lane]);
        }
    }
    let mut sum = join(lanes);
    for (&a, &b) in a_rest.iter().zip(b_rest) {
        sum += term(a, b);
    }
    sum
}

/// Adds `factor` times `x` to `y`, two slices of one length.
#[inline(always)]
pub fn add_scaled(y: &mut [f32], factor: f32, x: &[f32]) {
    for (y, x) in y.iter_mut().zip(x) {
        *y += factor * x;
    }
}

/// Adds rows of a matrix to `sums`, each times its factor, in the order given; the matrix is as wide
/// as there are sums, of which some at a time stay in registers.
#[inline(always)]
pub(crate) fn add_rows(
    sums: &mut [f32],
    rows: impl Iterator<Item = (usize, f32)> + Clone,
    matrix: &[f32],
) {
    let mut at = 0;
    while at + 32 <= sums.len() {
        add_block::<32>(sums, at, rows.clone(), matrix);
        at += 32;
    }
    while at + 16 <= sums.len() {
        add_block::<16>(sums, at, rows.clone(), matrix);
        at += 16;
    }
    while at + 8 <= sums.len() {
        add_block::<8>(sums, at, rows.clone(), matrix);
        at += 8;
    }
    let width = sums.len();
    if at < width {
        for (row, factor) in rows {
            let source = &matrix[row * width + at..(row + 1) * width];
            add_scaled(&mut sums[at..], factor, source);
        }
    }
}

#[inline(always)]
fn add_block<const WIDTH: usize>(
    sums: &mut [f32],
    at: usize,
    rows: impl Iterator<Item = (usize, f32)>,
    matrix: &[f32],
) {
    let width = sums.len();
    let target: &mut [f32] = &mut sums[at..at + WIDTH];
    let mut block = [0.0; WIDTH];
    block.copy_from_slice(target);
    for (row, factor) in rows {
        let source = &matrix[row * width + at..][..WIDTH];
        for (sum, x) in block.iter_mut().zip(source) {
            *sum += factor * x;
        }
    }
    target.copy_from_slice(&block);
}

/// The natural logarithm of a normal positive number, to within a few units of the last place of a
/// number near 1: without a branch, so that a loop takes many at a time.
#[inline(always)]
pub(crate) fn ln(value: f32) -> f32 {
    const HALF_ROOT: u32 = 0x3F35_04F3;
    let steps = value.to_bits().wrapping_sub(HALF_ROOT) as i32 >> 23;
    // From the root of one half to the root of two.
    let near_one = f32::from_bits(value.to_bits().wrapping_sub((steps << 23) as u32));
    // ln x = 2 artanh((x - 1) / (x + 1)), whose series then ends soon.
    let s = (near_one - 1.0) / (near_one + 1.0);
    let square = s * s;
    let series = 1.0 / 3.0 + square * (1.0 / 5.0 + square * (1.0 / 7.0 + square * (1.0 / 9.0)));
    steps as f32 * std::f32::consts::LN_2 + 2.0 * (s + s * square * series)
}

/// Scales a row to unit length; a row of zeros stays as it is.
pub fn normalize(row: &mut [f32]) {
    let norm = dot(row, row).sqrt();
    if norm > 0.0 {
        for value in row {
            *value /= norm;
        }
    }
}

/// Whether a row points anywhere: finite, and not all zeros.
pub(crate) fn has_direction(row: ArrayView1<f32>) -> bool {
    let length = length(row);
    length.is_finite() && length > 0.0
}

/// The chosen rows, scaled to length one, in the order of `chosen`; rows of zeros stay zeros.
pub(crate) fn unit_rows(vectors: ArrayView2<f32>, chosen: &[usize]) -> Array2<f32> {
    let mut units = Array2::zeros((chosen.len(), vectors.ncols()));
    let rows = units.axis_iter_mut(Axis(0)).into_par_iter();
    rows.zip(chosen).for_each(|(mut unit, &index)| {
        let row = vectors.row(index);
        let length = length(row);
        for (to, &from) in unit.iter_mut().zip(row) {
            *to = (f64::from(from) / length.max(f64::MIN_POSITIVE)) as f32;
        }
    });
    units
}

fn length(row: ArrayView1<f32>) -> f64 {
    row.iter()
        .fold(0.0, |sum, &x| sum + f64::from(x) * f64::from(x))
        .sqrt()
}

/// The rows of a matrix as slices.
pub(crate) fn rows(matrix: &Array2<f32>) -> Vec<&[f32]> {
    matrix
        .outer_iter()
        .map(|row| row.to_slice().expect("matrices made here are row-major"))
        .collect()
}

/// The sum of lanes: one half is added to the other until one number is left.
#[inline(always)]
pub(crate) fn join<F: Copy + AddAssign>(mut lanes: [F; LANES]) -> F {
    let mut width = LANES / 2;
    while width > 0 {
        for lane in 0..width {
            let other = lanes[lane + width];
            lanes[lane] += other;
        }
        width /= 2;
    }
    lanes[0]
}

#[cfg(test)]
mod tests {
    use super::*;
    use ndarray::array;

    #[test]
    fn products_agree_with_the_textbook_sum_at_any_length() {
        for length in [0, 1, 15, 16, 17, 100] {
            let a: Vec<f32> = (0..length).map(|i| i as f32 * 0.5 - 3.0).collect();
            let b: Vec<f32> = (0..length).map(|i| 7.0 - i as f32 * 0.25).collect();
            let exact: f32 = a.iter().zip(&b).map(|(a, b)| a * b).sum();
            assert!((dot(&a, &b) - exact).abs() <= 1e-3 * exact.abs().max(1.0));
            let exact: f32 = a.iter().zip(&b).map(|(a, b)| (a - b) * (a - b)).sum();
            assert!((squared_distance(&a, &b) - exact).abs() <= 1e-3 * exact.max(1.0));
        }
    }

    #[test]
    fn rows_are_added_in_order_at_any_width() {
        for width in [1, 8, 31, 32, 45, 80] {
            let matrix: Vec<f32> = (0..3 * width).map(|i| i as f32 * 0.3 - 2.0).collect();
            let rows = [(2, 0.7f32), (0, -1.3), (2, 0.1)];
            let mut expected = vec![0.5f32; width];
            for (row, factor) in rows {
                add_scaled(&mut expected, factor, &matrix[row * width..][..width]);
            }
            let mut sums = vec![0.5f32; width];
            add_rows(&mut sums, rows.into_iter(), &matrix);
            assert_eq!(sums, expected);
        }
    }

    #[test]
    fn logarithms_agree_with_those_of_a_library() {
        for bits in (f32::MIN_POSITIVE.to_bits()..f32::MAX.to_bits()).step_by(10_007) {
            let value = f32::from_bits(bits);
            let exact = libm::log(value.into());
            let error = (f64::from(ln(value)) - exact).abs();
            assert!(error <= 2e-7 * exact.abs().max(1.0), "{value} {exact}");
        }
        assert_eq!(ln(1.0), 0.0);
    }

    #[test]
    fn a_row_of_zeros_survives_normalizing() {
        let mut row = [0f32; 3];
        normalize(&mut row);
        assert_eq!(row, [0.0; 3]);
    }

    #[test]
    fn rows_are_scaled_to_length_one() {
        let vectors = array![[0.0, 0.0], [3.0, 4.0], [f32::NAN, 1.0]];
        let directed: Vec<usize> = (0..3).filter(|&i| has_direction(vectors.row(i))).collect();
        assert_eq!(directed, [1]);
        assert_eq!(unit_rows(vectors.view(), &directed), array![[0.6, 0.8]]);
    }
}
