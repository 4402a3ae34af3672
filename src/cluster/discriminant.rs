//! Which theme a vector speaks for, where what varies within themes counts little.

use ndarray::{Array1, Array2, ArrayView1, ArrayView2, Axis};
use rayon::prelude::*;

use super::kmeans::cosines;
use super::lloyd::sums;
use crate::vectors::kernels::{add_scaled, normalize};
use crate::vectors::sample::evenly;
use crate::vectors::{gram, inverse_cholesky};

/// How far the spread within themes is drawn towards one that is the same in every direction.
const SHRINKAGE: f64 = 0.3;
/// Most documents from which the spread is known.
const LARGEST: usize = 15_000;
/// Spread in every direction that is left where a theme's documents are all alike.
const LEAST: f64 = 1e-9;

/// A linear function of the vector for each theme: linear discriminant analysis (Fisher, "The use
/// of multiple measurements in taxonomic problems", 1936) with the spread within themes shrunk
/// (Friedman, "Regularized discriminant analysis", 1989).
///
/// The cosine to a centre counts every direction alike. In some directions the documents of every
/// theme differ widely, so that to be near there says little; others tell themes apart.
#[derive(Debug, Clone, PartialEq)]
pub struct Discriminants {
    /// Shape (themes, dimensions); the themes have a mean of 0.
    pub weights: Array2<f32>,
    /// What is added to the product of each theme.
    pub offsets: Vec<f32>,
}

impl Discriminants {
    /// Of documents by their themes, each below `k`; those in no theme do not count. Shape of the
    /// vectors: (documents, dimensions).
    pub fn of(vectors: ArrayView2<f32>, theme_of: &[Option<usize>], k: usize) -> Discriminants {
        Spread::of(vectors, theme_of).discriminants(theme_of, k)
    }

    /// The same with the themes in another order: theme `order[i]` becomes theme `i`.
    pub(super) fn reordered(&self, order: &[usize]) -> Discriminants {
        Discriminants {
            weights: self.weights.select(Axis(0), order),
            offsets: order.iter().map(|&theme| self.offsets[theme]).collect(),
        }
    }

    /// How each vector speaks for each theme: unit rows of mean 0, shape (documents, themes).
    pub fn speak(&self, vectors: ArrayView2<f32>) -> Array2<f32> {
        let mut spoken = cosines(vectors, self.weights.view());
        let rows = spoken.as_slice_mut().expect("a new array is contiguous");
        rows.par_chunks_mut(self.offsets.len().max(1))
            .for_each(|row| {
                add_scaled(row, 1.0, &self.offsets);
                normalize(row);
            });
        spoken
    }
}

/// How documents spread, before it is known which themes they are in.
pub(super) struct Spread {
    /// Documents in a theme, ascending: all, or so many at even distances.
    documents: Vec<usize>,
    /// Their vectors, a row each.
    rows: Array2<f32>,
    /// Sum of the products of their axes two by two: shape (dimensions, dimensions).
    products: Array2<f64>,
}

impl Spread {
    /// Of the documents that have a theme.
    pub fn of(vectors: ArrayView2<f32>, theme_of: &[Option<usize>]) -> Spread {
        let counted: Vec<usize> = (0..theme_of.len())
            .filter(|&document| theme_of[document].is_some())
            .collect();
        let chosen = evenly(counted.len(), LARGEST);
        let documents: Vec<usize> = chosen.into_iter().map(|rank| counted[rank]).collect();
        let rows = vectors.select(Axis(0), &documents);
        Spread {
            products: gram(&rows),
            rows,
            documents,
        }
    }

    /// The discriminants of themes: the spread of all less that between the themes is that within.
    pub fn discriminants(&self, theme_of: &[Option<usize>], k: usize) -> Discriminants {
        let width = self.rows.ncols();
        let (means, sizes) = self.means(theme_of, k);
        let mut within = self.products.clone();
        for (mean, &size) in means.outer_iter().zip(&sizes) {
            for (mut row, &factor) in within.outer_iter_mut().zip(mean) {
                row.scaled_add(-size * factor, &mean);
            }
        }
        within /= (self.documents.len() as f64).max(1.0);
        let mean = within.diag().sum() / width.max(1) as f64;
        within *= 1.0 - SHRINKAGE;
        let least = (SHRINKAGE * mean).max(LEAST);
        within.diag_mut().iter_mut().for_each(|own| *own += least);
        let inverse = inverse_cholesky(&within);
        let mut weights = means.clone();
        for (mut weight, mean) in weights.outer_iter_mut().zip(means.outer_iter()) {
            weight.assign(&solved(&inverse, mean));
        }
        let offsets = weights.outer_iter().zip(means.outer_iter());
        let offsets: Vec<f64> = offsets
            .map(|(weight, mean)| -0.5 * product(weight.iter(), mean.iter()))
            .collect();
        centred(weights, offsets)
    }

    /// The mean of each theme's documents, and how many there are.
    fn means(&self, theme_of: &[Option<usize>], k: usize) -> (Array2<f64>, Vec<f64>) {
        let own =
            |&document: &usize| theme_of[document].expect("only documents in a theme are counted");
        let themes: Vec<usize> = self.documents.iter().map(own).collect();
        let (mut means, sizes) = sums(self.rows.view(), &themes, k);
        let sizes: Vec<f64> = sizes.into_iter().map(|size| size as f64).collect();
        for (mut mean, &size) in means.outer_iter_mut().zip(&sizes) {
            mean /= f64::max(size, 1.0);
        }
        (means, sizes)
    }
}

/// Weights and offsets less their means over the themes, which are the same for every theme.
fn centred(mut weights: Array2<f64>, mut offsets: Vec<f64>) -> Discriminants {
    if let Some(mean) = weights.mean_axis(Axis(0)) {
        weights -= &mean;
    }
    let mean = offsets.iter().fold(0.0, |sum, x| sum + x) / offsets.len().max(1) as f64;
    offsets.iter_mut().for_each(|offset| *offset -= mean);
    Discriminants {
        weights: weights.mapv(|weight| weight as f32),
        offsets: offsets.into_iter().map(|offset| offset as f32).collect(),
    }
}

/// What a symmetric matrix turns into `values`, from the inverse of its upper triangular factor.
fn solved(inverse: &Array2<f64>, values: ArrayView1<f64>) -> Array1<f64> {
    let halfway: Vec<f64> = inverse
        .columns()
        .into_iter()
        .map(|column| product(column.iter(), values.iter()))
        .collect();
    inverse
        .outer_iter()
        .map(|row| product(row.iter(), halfway.iter()))
        .collect()
}

/// Sum of the products of two rows, as long as the shorter.
fn product<'a>(a: impl Iterator<Item = &'a f64>, b: impl Iterator<Item = &'a f64>) -> f64 {
    a.zip(b).fold(0.0, |sum, (a, b)| sum + a * b)
}

#[cfg(test)]
mod tests {
    use super::*;
    use ndarray::array;

    /// Two themes that differ a little along the first axis and vary widely along the second.
    fn example() -> (Array2<f32>, Vec<Option<usize>>) {
        let rows: Vec<[f32; 2]> = (0..40)
            .map(|row| {
                let theme = (row % 2) as f32;
                [
                    0.2 * theme + 0.01 * (row % 3) as f32,
                    0.1 * (row / 2 % 10) as f32,
                ]
            })
            .collect();
        let themes = (0..40).map(|row| Some(row % 2)).collect();
        (Array2::from(rows), themes)
    }

    #[test]
    fn a_direction_in_which_every_theme_varies_counts_little() {
        let (vectors, themes) = example();
        let spoken = Discriminants::of(vectors.view(), &themes, 2);
        let apart = &spoken.weights.row(1) - &spoken.weights.row(0);
        assert!(apart[0] > 10.0 * apart[1].abs(), "{apart}");
        let spoken = spoken.speak(vectors.view());
        for (row, theme) in spoken.outer_iter().zip(&themes) {
            let told = usize::from(row[1] > row[0]);
            assert_eq!(Some(told), *theme);
        }
    }

    #[test]
    fn the_factor_solves_what_it_was_made_of() {
        let matrix = array![[4.0, 2.0, 0.6], [2.0, 5.0, 1.0], [0.6, 1.0, 3.0]];
        let values = array![8.0 + 1.8, 4.0 + 3.0, 1.2 + 9.0];
        let exact = [2.0, 0.0, 3.0];
        let found = solved(&inverse_cholesky(&matrix), values.view());
        for (value, exact) in found.iter().zip(exact) {
            assert!((value - exact).abs() < 1e-12, "{found}");
        }
    }

    #[test]
    fn rows_are_of_length_one_and_mean_nothing() {
        let (vectors, themes) = example();
        let spoken = Discriminants::of(vectors.view(), &themes, 2).speak(vectors.view());
        for row in spoken.outer_iter() {
            assert!(row.sum().abs() < 1e-5);
            assert!((row.iter().map(|x| x * x).sum::<f32>() - 1.0).abs() < 1e-5);
        }
    }

    #[test]
    fn documents_that_are_all_alike_do_no_harm() {
        let vectors = array![[1.0, 0.0], [1.0, 0.0], [0.0, 1.0], [0.0, 1.0]];
        let themes = [Some(0), Some(0), Some(1), Some(1)];
        let spoken = Discriminants::of(vectors.view(), &themes, 2).speak(vectors.view());
        assert!(spoken[[0, 0]] > 0.7 && spoken[[3, 1]] > 0.7, "{spoken}");
    }

    #[test]
    fn documents_in_no_theme_do_not_count() {
        let (vectors, mut themes) = example();
        let few = vectors.select(Axis(0), &(0..30).collect::<Vec<_>>());
        let without = Discriminants::of(few.view(), &themes[..30], 2);
        themes[30..].fill(None);
        assert_eq!(Discriminants::of(vectors.view(), &themes, 2), without);
    }
}
