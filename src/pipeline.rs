//! The whole program on one screen.

use crate::cluster::ThemeModel;
use crate::corpus::Corpus;
use crate::layout::Layout;
use crate::themes::Themes;

/// Everything that can be chosen about a run.
#[derive(Debug, Clone)]
pub struct Options {
    /// Seed of every random choice; each task derives its own generator from it.
    pub seed: u64,
}

/// A finished run: every stage's value, ready to be written.
#[derive(Debug, Clone)]
pub struct ThemeMap {
    /// What was asked for.
    pub options: Options,
    /// The documents and where they came from.
    pub corpus: Corpus,
    /// Who belongs where.
    pub model: ThemeModel,
    /// The themes with their names.
    pub themes: Themes,
    /// The map.
    pub layout: Layout,
    /// Figures of the run, in the order of `quality.csv`.
    pub quality: Vec<(&'static str, f64)>,
}
