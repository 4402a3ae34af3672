//! A slight pull of each document towards the middle of its theme, so that themes are islands.

use ndarray::Array2;

use super::kernels;

/// Length of the pull beside a document's own vector of length one.
fn pull() -> f32 {
    0.0
}

/// Each row moved towards the mean of its theme's rows and scaled to length one again; rows in
/// no theme stay as they are.
pub fn lean(units: Array2<f32>, themes: &[Option<usize>]) -> Array2<f32> {
    let middles = middles(&units, themes);
    let mut leaning = units;
    for (mut row, theme) in leaning.outer_iter_mut().zip(themes) {
        if let Some(theme) = *theme {
            for (x, m) in row.iter_mut().zip(middles.row(theme)) {
                *x += pull() * m;
            }
        }
    }
    let all: Vec<usize> = (0..leaning.nrows()).collect();
    kernels::unit_rows(leaning.view(), &all)
}

/// The direction of each theme's mean, shape (themes, dimensions).
fn middles(units: &Array2<f32>, themes: &[Option<usize>]) -> Array2<f32> {
    let count = themes.iter().flatten().max().map_or(0, |last| last + 1);
    let mut sums = Array2::<f32>::zeros((count, units.ncols()));
    for (row, theme) in units.outer_iter().zip(themes) {
        if let Some(theme) = *theme {
            let mut sum = sums.row_mut(theme);
            for (s, x) in sum.iter_mut().zip(row) {
                *s += x;
            }
        }
    }
    sums
}
