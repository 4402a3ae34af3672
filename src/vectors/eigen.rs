//! Eigenvectors of a small symmetric matrix.

use ndarray::Array2;

use super::kernels::{Kernel, widest};

/// Sweeps after which a matrix of any size met here has long converged.
const MAX_SWEEPS: usize = 60;

/// Eigenvalues, largest first, and the eigenvectors as columns, by cyclic Jacobi rotations
/// (Golub & Van Loan, *Matrix Computations*, section 8.5).
///
/// The largest component of each eigenvector is positive, so that signs never vary.
pub fn symmetric_eigen(matrix: &Array2<f64>) -> (Vec<f64>, Array2<f64>) {
    let size = matrix.nrows();
    let mut a = matrix.as_standard_layout().into_owned();
    // One eigenvector a row: rotations of rows go through memory in order.
    let mut vectors = Array2::eye(size);
    widest(Rotations {
        a: &mut a,
        vectors: &mut vectors,
    });
    sorted(&a, &vectors)
}

/// Turns until nothing is left beside the diagonal.
struct Rotations<'a> {
    a: &'a mut Array2<f64>,
    vectors: &'a mut Array2<f64>,
}

impl Kernel for Rotations<'_> {
    type Output = ();

    #[inline(always)]
    fn call(self) {
        let size = self.a.nrows();
        let total: f64 = self.a.iter().map(|value| value * value).sum();
        for _ in 0..MAX_SWEEPS {
            let mut off_diagonal = 0.0;
            for row in 0..size {
                for column in row + 1..size {
                    off_diagonal += self.a[[row, column]] * self.a[[row, column]];
                }
            }
            if off_diagonal <= 1e-24 * total {
                break;
            }
            for p in 0..size {
                for q in p + 1..size {
                    rotate(self.a, self.vectors, p, q);
                }
            }
        }
    }
}

/// Turns rows and columns `p < q` so that their common entry vanishes.
#[inline(always)]
fn rotate(a: &mut Array2<f64>, vectors: &mut Array2<f64>, p: usize, q: usize) {
    let off = a[[p, q]];
    if off == 0.0 {
        return;
    }
    let theta = (a[[q, q]] - a[[p, p]]) / (2.0 * off);
    let t = theta.signum() / (theta.abs() + (theta * theta + 1.0).sqrt());
    let c = 1.0 / (t * t + 1.0).sqrt();
    let s = t * c;
    let corner = [a[[p, p]] - t * off, a[[q, q]] + t * off];
    turn(a, p, q, c, s);
    turn(vectors, p, q, c, s);
    for k in 0..a.nrows() {
        a[[k, p]] = a[[p, k]];
        a[[k, q]] = a[[q, k]];
    }
    [a[[p, p]], a[[q, q]]] = corner;
    [a[[p, q]], a[[q, p]]] = [0.0; 2];
}

/// Two rows, turned by the angle of this cosine and sine.
#[inline(always)]
fn turn(matrix: &mut Array2<f64>, p: usize, q: usize, c: f64, s: f64) {
    let width = matrix.ncols();
    let rows = matrix.as_slice_mut().expect("both are row-major");
    let (before, from_q) = rows.split_at_mut(q * width);
    let row = &mut before[p * width..][..width];
    for (x, y) in row.iter_mut().zip(&mut from_q[..width]) {
        (*x, *y) = (c * *x - s * *y, s * *x + c * *y);
    }
}

fn sorted(a: &Array2<f64>, vectors: &Array2<f64>) -> (Vec<f64>, Array2<f64>) {
    let size = a.nrows();
    let mut order: Vec<usize> = (0..size).collect();
    order.sort_by(|&i, &j| a[[j, j]].total_cmp(&a[[i, i]]).then(i.cmp(&j)));
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
    (order.iter().map(|&i| a[[i, i]]).collect(), columns)
}

#[cfg(test)]
mod tests {
    use super::*;
    use ndarray::array;

    #[test]
    fn a_known_matrix_has_its_known_eigenvalues() {
        let (values, vectors) = symmetric_eigen(&array![[2.0, 1.0], [1.0, 2.0]]);
        assert!((values[0] - 3.0).abs() < 1e-12 && (values[1] - 1.0).abs() < 1e-12);
        assert!((vectors[[0, 0]] - 0.5f64.sqrt()).abs() < 1e-12);
    }

    #[test]
    fn eigenvectors_rebuild_the_matrix() {
        let matrix = array![[4.0, 1.0, -2.0], [1.0, 3.0, 0.5], [-2.0, 0.5, 1.0]];
        let (values, v) = symmetric_eigen(&matrix);
        for i in 0..3 {
            for j in 0..3 {
                let rebuilt: f64 = (0..3).map(|k| v[[i, k]] * values[k] * v[[j, k]]).sum();
                assert!((rebuilt - matrix[[i, j]]).abs() < 1e-12);
            }
        }
    }
}
