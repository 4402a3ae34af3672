//! A slight pull of each document towards the middle of its theme, so that themes are islands.

use ndarray::{Array2, ArrayView2, Axis};
use rayon::prelude::*;

use crate::vectors::kernels;

/// Length of the pull beside a document's own vector of length one.
const PULL: f32 = 0.15;

/// The documents that have a direction, drawn towards their themes: made when they are asked for,
/// as all of a large collection would be a second one.
pub struct Leaning<'a> {
    vectors: ArrayView2<'a, f32>,
    /// The documents, rising.
    pub documents: Vec<usize>,
    themes: &'a [Option<usize>],
    middles: Array2<f32>,
}

impl<'a> Leaning<'a> {
    /// The rows of `vectors` that have a direction; `themes` has an entry for each row.
    ///
    /// # Panics
    ///
    /// When it has not.
    pub fn of(vectors: ArrayView2<'a, f32>, themes: &'a [Option<usize>]) -> Leaning<'a> {
        assert_eq!(
            vectors.nrows(),
            themes.len(),
            "one theme entry for each document"
        );
        let documents: Vec<usize> = (0..vectors.nrows())
            .filter(|&document| kernels::has_direction(vectors.row(document)))
            .collect();
        Leaning {
            middles: middles(vectors, &documents, themes),
            vectors,
            documents,
            themes,
        }
    }

    /// All of them as rows of length one.
    pub fn units(&self) -> Array2<f32> {
        self.units_of(&self.documents)
    }

    /// Some documents as rows of length one: each moved towards the mean of its theme; those in no
    /// theme stay as they are.
    pub fn units_of(&self, documents: &[usize]) -> Array2<f32> {
        let mut units = Array2::zeros((documents.len(), self.vectors.ncols()));
        let rows = units.axis_iter_mut(Axis(0)).into_par_iter();
        rows.zip(documents).for_each(|(mut row, &document)| {
            let row = row
                .as_slice_mut()
                .expect("matrices made here are row-major");
            self.write_unit(document, row);
        });
        units
    }

    fn write_unit(&self, document: usize, row: &mut [f32]) {
        write_direction(self.vectors, document, row);
        if let Some(theme) = self.themes[document] {
            for (x, m) in row.iter_mut().zip(self.middles.row(theme)) {
                *x += PULL * m;
            }
            kernels::normalize(row);
        }
    }
}

fn write_direction(vectors: ArrayView2<f32>, document: usize, row: &mut [f32]) {
    for (to, &from) in row.iter_mut().zip(vectors.row(document)) {
        *to = from;
    }
    kernels::normalize(row);
}

/// The direction of each theme's mean, shape (themes, dimensions); zeros for a theme whose
/// members cancel out.
fn middles(vectors: ArrayView2<f32>, documents: &[usize], themes: &[Option<usize>]) -> Array2<f32> {
    let count = themes.iter().flatten().max().map_or(0, |last| last + 1);
    let mut sums = Array2::<f64>::zeros((count, vectors.ncols()));
    let mut row = vec![0.0; vectors.ncols()];
    for &document in documents {
        if let Some(theme) = themes[document] {
            write_direction(vectors, document, &mut row);
            for (sum, &x) in sums.row_mut(theme).iter_mut().zip(&row) {
                *sum += f64::from(x);
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
        let leaning = Leaning::of(units.view(), &[Some(0), Some(0), None]).units();
        let cosine = |a, b| kernels::dot(kernels::rows(&leaning)[a], kernels::rows(&leaning)[b]);
        assert!(cosine(0, 1) > 0.1);
        assert_eq!(leaning.row(2), units.row(2));
    }

    #[test]
    fn a_theme_without_a_direction_pulls_nobody() {
        let units = array![[1.0, 0.0], [-1.0, 0.0]];
        assert_eq!(
            Leaning::of(units.view(), &[Some(3), Some(3)]).units(),
            units
        );
    }

    #[test]
    fn documents_without_a_direction_are_left_out() {
        let vectors = array![[0.0, 0.0], [3.0, 4.0], [f32::NAN, 1.0]];
        let leaning = Leaning::of(vectors.view(), &[None; 3]);
        assert_eq!(leaning.documents, [1]);
        assert_eq!(leaning.units(), array![[0.6, 0.8]]);
    }
}
