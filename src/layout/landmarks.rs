//! Landmarks.
pub fn project(units: &ndarray::Array2<f32>, seed: u64) -> Vec<super::Point> {
    super::tsne::project(units, seed)
}
