//! From vectors to a plane.

use ndarray::Array2;

/// Where the documents lie on the map.
#[derive(Debug, Clone, Default)]
pub struct Layout {
    /// Coordinates in [0, 1], shape (documents, 2), one scale for both axes.
    pub positions: Array2<f64>,
}
