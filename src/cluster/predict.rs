//! linfa's traits: a fitted model places other vectors.

use linfa::traits::PredictInplace;
use ndarray::{Array1, ArrayBase, Data, Ix2};

use super::ThemeModel;
use super::kmeans::assign;

/// The nearest theme of each row, from 0; rows are unit vectors of the model's embedding, shape
/// (documents, dimensions). Words have no say, and no row is left unassigned. Rows of other dimensions
/// panic; [`Model::place`](crate::model::Model::place) takes texts.
impl<D: Data<Elem = f32>> PredictInplace<ArrayBase<D, Ix2>, Array1<usize>> for ThemeModel {
    fn predict_inplace(&self, vectors: &ArrayBase<D, Ix2>, themes: &mut Array1<usize>) {
        let vectors = vectors.as_standard_layout();
        *themes = Array1::from_vec(assign(vectors.view(), self.space.centroids.view()));
    }

    fn default_target(&self, vectors: &ArrayBase<D, Ix2>) -> Array1<usize> {
        Array1::zeros(vectors.nrows())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cluster::{ThemeSpace, Thresholds, Training};
    use linfa::traits::Predict;
    use ndarray::{Array2, array};

    #[test]
    fn a_vector_is_placed_at_the_nearest_centre() {
        let model = ThemeModel {
            numbers: vec![1, 2],
            next_number: 3,
            space: ThemeSpace {
                centroids: array![[1.0, 0.0], [0.0, 1.0]],
                discriminants: None,
                evidence: None,
            },
            memberships: Vec::new(),
            thresholds: Thresholds {
                far: 0.0,
                near: 0.0,
                clear: 0.0,
            },
            training: Training::of(&[]),
            trials: Vec::new(),
            reason: String::new(),
            said: Vec::new(),
        };
        let vectors: Array2<f32> = array![[0.6, 0.8], [0.8, 0.6]];
        assert_eq!(model.predict(&vectors), array![1, 0]);
    }
}
