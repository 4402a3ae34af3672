//! Ridge regression from sparse rows to dense ones.

use ndarray::Array2;
use thememap::vectors::Csr;

/// The matrix `B` that makes `|X B - Y|^2 + ridge |B|^2` smallest, by conjugate gradients on the
/// normal equations (Hestenes & Stiefel 1952): shape (terms, axes).
///
/// Every axis is a regression of its own with its own step lengths; they share the passes over
/// the texts. `x` has shape (texts, terms), `y` (texts, axes).
pub fn fit(x: &Csr, y: &Array2<f32>, ridge: f32, steps: usize) -> Array2<f32> {
    let transposed = x.transposed();
    let mut residual = transposed.times(y.view());
    let mut solution = Array2::<f32>::zeros(residual.dim());
    let mut direction = residual.clone();
    let mut squares = column_products(&residual, &residual);
    for _ in 0..steps {
        let mut image = transposed.times(x.times(direction.view()).view());
        image.zip_mut_with(&direction, |image, &direction| *image += ridge * direction);
        let along = column_products(&direction, &image);
        let step = quotients(&squares, &along);
        add_columns(&mut solution, &direction, &step, 1.0);
        add_columns(&mut residual, &image, &step, -1.0);
        let next = column_products(&residual, &residual);
        let turn = quotients(&next, &squares);
        for (mut row, residual) in direction.rows_mut().into_iter().zip(residual.rows()) {
            for ((value, &residual), &turn) in row.iter_mut().zip(residual).zip(&turn) {
                *value = residual + turn as f32 * *value;
            }
        }
        squares = next;
    }
    solution
}

/// The share of the squares of `y` that `x` times `matrix` misses.
pub fn unexplained(x: &Csr, matrix: &Array2<f32>, y: &Array2<f32>) -> f64 {
    let mut missed = x.times(matrix.view());
    missed.zip_mut_with(y, |found, &wanted| *found -= wanted);
    let sum = |values: Vec<f64>| values.iter().sum::<f64>();
    sum(column_products(&missed, &missed)) / sum(column_products(y, y))
}

/// For each column the dot product of the two matrices' columns.
fn column_products(a: &Array2<f32>, b: &Array2<f32>) -> Vec<f64> {
    let mut sums = vec![0.0; a.ncols()];
    for (a, b) in a.rows().into_iter().zip(b.rows()) {
        for ((sum, &a), &b) in sums.iter_mut().zip(a).zip(b) {
            *sum += f64::from(a) * f64::from(b);
        }
    }
    sums
}

/// Zero where the divisor is: a column that is solved stays.
fn quotients(a: &[f64], b: &[f64]) -> Vec<f64> {
    a.iter()
        .zip(b)
        .map(|(&a, &b)| if b > 0.0 { a / b } else { 0.0 })
        .collect()
}

fn add_columns(target: &mut Array2<f32>, source: &Array2<f32>, factors: &[f64], sign: f64) {
    for (mut target, source) in target.rows_mut().into_iter().zip(source.rows()) {
        for ((target, &source), &factor) in target.iter_mut().zip(source).zip(factors) {
            *target += (sign * factor) as f32 * source;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ndarray::array;

    #[test]
    fn a_regression_without_ridge_finds_the_plan_behind_the_texts() {
        let x = Csr::from_rows(
            2,
            vec![
                (vec![0], vec![1.0]),
                (vec![1], vec![1.0]),
                (vec![0, 1], vec![0.5, 0.5]),
            ],
        );
        let plan = array![[1.0, -2.0], [3.0, 0.5]];
        let found = fit(&x, &x.times(plan.view()), 0.0, 10);
        for (found, plan) in found.iter().zip(&plan) {
            assert!((found - plan).abs() < 1e-4, "{found} {plan}");
        }
    }

    #[test]
    fn a_ridge_draws_towards_zero() {
        let x = Csr::from_rows(1, vec![(vec![0], vec![1.0])]);
        let found = fit(&x, &array![[1.0]], 1.0, 3);
        assert!((found[[0, 0]] - 0.5).abs() < 1e-6);
    }
}
