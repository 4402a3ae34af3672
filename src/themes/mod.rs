//! From groups to themes: terms, names, exemplars.

mod theme;

pub use theme::{Theme, ThemeTerm};

/// The themes of a run.
#[derive(Debug, Clone, Default)]
pub struct Themes {
    /// The themes, largest first: theme 1 of the tables is index 0.
    pub themes: Vec<Theme>,
    /// Cosine between the centres of each two themes, shape (themes, themes).
    pub similarity: ndarray::Array2<f64>,
    /// For each document the terms that put it where it is, strongest first.
    pub why: Vec<Vec<String>>,
}
