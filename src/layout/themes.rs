//! A slight pull of each document towards the middle of its theme, so that themes are islands.

use ndarray::{Array2, Axis};
use rayon::prelude::*;

use crate::vectors::kernels;

/// Length of the pull beside a document's own vector of length one.
const PULL: f32 = 0.15;

/// Each row moved towards the mean of its theme's rows and scaled to length one again; rows in
/// no theme stay as they are.
pub fn lean(units: Array2<f32>, themes: &[Option<usize>]) -> Array2<f32> {
    let middles = middles(&units, themes);
    let mut leaning = units;
    let rows = leaning.axis_iter_mut(Axis(0)).into_par_iter();
    rows.zip(themes).for_each(|(mut row, theme)| {
        if let Some(theme) = *theme {
            for (x, m) in row.iter_mut().zip(middles.row(theme)) {
                *x += PULL * m;
            }
        }
    });
    let all: Vec<usize> = (0..leaning.nrows()).collect();
    kernels::unit_rows(leaning.view(), &all)
}

/// The direction of each theme's mean, shape (themes, dimensions); zeros for a theme whose
/// members cancel out.
fn middles(units: &Array2<f32>, themes: &[Option<usize>]) -> Array2<f32> {
    let count = themes.iter().flatten().max().map_or(0, |last| last + 1);
    let mut sums = Array2::<f64>::zeros((count, units.ncols()));
    for (row, theme) in units.outer_iter().zip(themes) {
        if let Some(theme) = *theme {
            let mut sum = sums.row_mut(theme);
            for (s, &x) in sum.iter_mut().zip(row) {
                *s += f64::from(x);
            }
        }
    }
    for mut sum in sums.outer_iter_mut() {
        let length = sum.fold(0.0, |total, x| total + x * x).sqrt();
        sum.mapv_inplace(|x| if length > 1e-6 { x / length } else { 0.0 });
    }
    sums.mapv(|x| x as f32)
}

#[cfg(test)]
mod tests {
    use super::*;
    use ndarray::array;

    #[test]
    fn members_of_a_theme_come_nearer_and_the_others_stay() {
        let units = array![[1.0, 0.0], [0.0, 1.0], [0.6, -0.8]];
        let leaning = lean(units.clone(), &[Some(0), Some(0), None]);
        let cosine = |a, b| kernels::dot(kernels::rows(&leaning)[a], kernels::rows(&leaning)[b]);
        assert!(cosine(0, 1) > 0.1);
        assert_eq!(leaning.row(2), units.row(2));
    }

    #[test]
    fn a_theme_without_a_direction_pulls_nobody() {
        let units = array![[1.0, 0.0], [-1.0, 0.0]];
        assert_eq!(lean(units.clone(), &[Some(3), Some(3)]), units);
    }
}
