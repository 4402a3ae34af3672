//! Eigenvectors of a small symmetric matrix.

use ndarray::Array2;

use super::kernels::{Kernel, widest};

/// Steps after which an eigenvalue of any matrix met here has long been found.
const MAX_STEPS: usize = 60;

/// Eigenvalues, largest first, and the eigenvectors as columns: Householder's reflections, then the
/// implicit QL algorithm (Golub & Van Loan, *Matrix Computations*, sections 8.3.1 and 8.3.5).
///
/// The largest component of each eigenvector is positive, so that signs never vary.
pub fn symmetric_eigen(matrix: &Array2<f64>) -> (Vec<f64>, Array2<f64>) {
    let size = matrix.nrows();
    let mut found = Tridiagonal {
        diagonal: vec![0.0; size],
        beside: vec![0.0; size],
        vectors: Array2::eye(size),
    };
    widest(Reduction {
        matrix: matrix.as_standard_layout().into_owned(),
        found: &mut found,
    });
    widest(Iteration(&mut found));
    sorted(&found)
}

/// `vectors' T vectors`, where `T` has values on its diagonal and beside it.
struct Tridiagonal {
    diagonal: Vec<f64>,
    /// Entry `i` stands beside the diagonal's entries `i` and `i + 1`; the last is zero.
    beside: Vec<f64>,
    /// One vector a row: rotations of rows go through memory in order.
    vectors: Array2<f64>,
}

/// Reflects row by row what is not beside the diagonal away.
struct Reduction<'a> {
    matrix: Array2<f64>,
    found: &'a mut Tridiagonal,
}

impl Kernel for Reduction<'_> {
    type Output = ();

    #[inline(always)]
    fn call(mut self) {
        let size = self.matrix.nrows();
        let rows = self.matrix.as_slice_mut().expect("row-major");
        let mut mirrors = Vec::new();
        for k in 0..size {
            self.found.diagonal[k] = rows[k * size + k];
            let mut mirror = rows[k * size + k + 1..(k + 1) * size].to_vec();
            let Some(&lead) = mirror.first() else { break };
            let length = dot(&mirror, &mirror).sqrt();
            self.found.beside[k] = if lead > 0.0 { -length } else { length };
            mirror[0] -= self.found.beside[k];
            let scale = match dot(&mirror, &mirror) {
                0.0 => 0.0,
                square => 2.0 / square,
            };
            reflect_both_sides(rows, size, k + 1, &mirror, scale);
            mirrors.push((mirror, scale));
        }
        let vectors = self.found.vectors.as_slice_mut().expect("row-major");
        for (k, (mirror, scale)) in mirrors.iter().enumerate().rev() {
            for row in vectors.chunks_exact_mut(size).skip(k + 1) {
                let row = &mut row[k + 1..];
                let along = scale * dot(row, mirror);
                add(row, -along, mirror);
            }
        }
    }
}

/// `H A H` with `H = 1 - scale mirror mirror'`, for the rows and columns from `first` on.
#[inline(always)]
fn reflect_both_sides(rows: &mut [f64], size: usize, first: usize, mirror: &[f64], scale: f64) {
    let rows = rows.chunks_exact_mut(size).skip(first);
    let mut rows: Vec<&mut [f64]> = rows.map(|row| &mut row[first..]).collect();
    let mut image: Vec<f64> = rows.iter().map(|row| scale * dot(row, mirror)).collect();
    let along = 0.5 * scale * dot(&image, mirror);
    add(&mut image, -along, mirror);
    for ((row, &of_mirror), &of_image) in rows.iter_mut().zip(mirror).zip(&image) {
        add(row, -of_mirror, &image);
        add(row, -of_image, mirror);
    }
}

/// Turns until nothing is left beside the diagonal.
struct Iteration<'a>(&'a mut Tridiagonal);

impl Kernel for Iteration<'_> {
    type Output = ();

    #[inline(always)]
    fn call(self) {
        let size = self.0.diagonal.len();
        for first in 0..size {
            for _ in 0..MAX_STEPS {
                let last = self.0.block_end(first);
                if last == first {
                    break;
                }
                self.0.step(first, last);
            }
        }
    }
}

impl Tridiagonal {
    /// The last row that hangs together with this one.
    #[inline(always)]
    fn block_end(&self, first: usize) -> usize {
        let apart = |&row: &usize| {
            let around = self.diagonal[row].abs() + self.diagonal[row + 1].abs();
            self.beside[row].abs() <= f64::EPSILON * around
        };
        let last = self.diagonal.len() - 1;
        (first..last).find(apart).unwrap_or(last)
    }

    /// One step of the implicit QL algorithm with Wilkinson's shift on the block of these rows.
    #[inline(always)]
    fn step(&mut self, first: usize, last: usize) {
        let (d, e) = (&mut self.diagonal, &mut self.beside);
        let theta = (d[first + 1] - d[first]) / (2.0 * e[first]);
        let root = (theta * theta + 1.0).sqrt();
        let shift = d[first] - e[first] / (theta + root.copysign(theta));
        let (mut sine, mut cosine, mut moved) = (1.0, 1.0, 0.0);
        let mut bulge = d[last] - shift;
        for row in (first..last).rev() {
            let (far, near) = (sine * e[row], cosine * e[row]);
            let length = (far * far + bulge * bulge).sqrt();
            e[row + 1] = length;
            if length == 0.0 {
                // The block falls apart here: the next step goes on with what is left.
                d[row + 1] -= moved;
                e[last] = 0.0;
                return;
            }
            (sine, cosine) = (far / length, bulge / length);
            let start = d[row + 1] - moved;
            let turned = (d[row] - start) * sine + 2.0 * cosine * near;
            moved = sine * turned;
            d[row + 1] = start + moved;
            bulge = cosine * turned - near;
            turn(&mut self.vectors, row, cosine, sine);
        }
        d[first] -= moved;
        e[first] = bulge;
        e[last] = 0.0;
    }
}

/// A row and the one after it, turned by the angle of this cosine and sine.
#[inline(always)]
fn turn(matrix: &mut Array2<f64>, row: usize, cosine: f64, sine: f64) {
    let width = matrix.ncols();
    let rows = matrix.as_slice_mut().expect("row-major");
    let (row, next) = rows[row * width..(row + 2) * width].split_at_mut(width);
    for (x, y) in row.iter_mut().zip(next) {
        (*x, *y) = (cosine * *x - sine * *y, sine * *x + cosine * *y);
    }
}

/// Sums eight lanes apart, so that they can be added side by side.
#[inline(always)]
fn dot(x: &[f64], y: &[f64]) -> f64 {
    let mut lanes = [0.0; 8];
    let (whole, rest) = x.as_chunks::<8>();
    let (others, other_rest) = y.as_chunks::<8>();
    for (x, y) in whole.iter().zip(others) {
        for lane in 0..8 {
            lanes[lane] += x[lane] * y[lane];
        }
    }
    let rest = rest.iter().zip(other_rest);
    lanes.iter().sum::<f64>() + rest.map(|(x, y)| x * y).sum::<f64>()
}

#[inline(always)]
fn add(to: &mut [f64], scale: f64, from: &[f64]) {
    for (to, from) in to.iter_mut().zip(from) {
        *to += scale * from;
    }
}

fn sorted(found: &Tridiagonal) -> (Vec<f64>, Array2<f64>) {
    let Tridiagonal {
        diagonal, vectors, ..
    } = found;
    let size = diagonal.len();
    let mut order: Vec<usize> = (0..size).collect();
    order.sort_by(|&i, &j| diagonal[j].total_cmp(&diagonal[i]).then(i.cmp(&j)));
    let mut columns = Array2::zeros((size, size));
    for (target, &source) in order.iter().enumerate() {
        let mut largest = 0.0f64;
        for value in vectors.row(source) {
            if value.abs() > largest.abs() {
                largest = *value;
            }
        }
        let sign = if largest < 0.0 { -1.0 } else { 1.0 };
        for row in 0..size {
            columns[[row, target]] = sign * vectors[[source, row]];
        }
    }
    (order.iter().map(|&i| diagonal[i]).collect(), columns)
}

#[cfg(test)]
mod tests {
    use super::*;
    use ndarray::array;
    use rand::{Rng, SeedableRng};
    use rand_xoshiro::Xoshiro256PlusPlus;

    /// Eigenvectors of length one, at right angles, that rebuild the matrix.
    fn holds(matrix: &Array2<f64>) {
        let (values, vectors) = symmetric_eigen(matrix);
        let size = matrix.nrows();
        let largest = matrix.iter().fold(1.0f64, |most, x| most.max(x.abs()));
        assert!(values.is_sorted_by(|a, b| a >= b));
        for i in 0..size {
            for j in 0..size {
                let rebuilt: f64 = (0..size)
                    .map(|k| vectors[[i, k]] * values[k] * vectors[[j, k]])
                    .sum();
                assert!((rebuilt - matrix[[i, j]]).abs() < 1e-12 * largest * size as f64);
                let angle: f64 = (0..size).map(|k| vectors[[k, i]] * vectors[[k, j]]).sum();
                let exact = if i == j { 1.0 } else { 0.0 };
                assert!((angle - exact).abs() < 1e-12 * size as f64);
            }
        }
    }

    #[test]
    fn a_known_matrix_has_its_known_eigenvalues() {
        let (values, vectors) = symmetric_eigen(&array![[2.0, 1.0], [1.0, 2.0]]);
        assert!((values[0] - 3.0).abs() < 1e-12 && (values[1] - 1.0).abs() < 1e-12);
        assert!((vectors[[0, 0]] - 0.5f64.sqrt()).abs() < 1e-12);
    }

    #[test]
    fn eigenvectors_rebuild_a_matrix_of_any_size() {
        let mut random = Xoshiro256PlusPlus::seed_from_u64(1);
        for size in [0, 1, 2, 3, 9, 40, 112] {
            let half = Array2::from_shape_fn((size, size), |_| random.gen_range(-1.0..1.0));
            holds(&(&half + &half.t()));
        }
    }

    #[test]
    fn eigenvectors_rebuild_a_matrix_with_equal_and_missing_eigenvalues() {
        holds(&Array2::zeros((5, 5)));
        holds(&Array2::eye(6));
        holds(&Array2::from_elem((30, 30), 1.0));
        holds(&Array2::from_diag(&array![3.0, 0.0, -1.0, 3.0]));
        let blocks = |i: usize, j: usize| if i / 4 == j / 4 { 1e6 } else { 0.0 };
        holds(&Array2::from_shape_fn((16, 16), |(i, j)| blocks(i, j)));
        // Squares of singular values fall by many powers of ten.
        let steep = |i: usize, j: usize| libm::exp(-((i + j) as f64));
        holds(&Array2::from_shape_fn((20, 20), |(i, j)| steep(i, j)));
    }
}
