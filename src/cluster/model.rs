//! Who belongs where.

use ndarray::Array2;

/// How surely a document belongs to its theme.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Status {
    /// Near its theme's centre and clearly nearer than to any other.
    Core,
    /// In its theme, but close to the next one or far from the centre.
    Border,
    /// Too far from every centre to be put anywhere.
    Unassigned,
}

impl Status {
    /// The word in the `status` column of `documents.csv`.
    pub fn name(self) -> &'static str {
        match self {
            Status::Core => "core",
            Status::Border => "border",
            Status::Unassigned => "unassigned",
        }
    }
}

/// A document's place among the themes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Membership {
    /// The nearest theme, from 0; to be ignored when `status` is unassigned.
    pub theme: usize,
    /// The next nearest theme; none when there is only one.
    pub second: Option<usize>,
    /// Cosine to the centre of `theme`, in [-1, 1].
    pub score: f32,
    /// `score` less the cosine to the centre of `second`; equal to `score` when there is none.
    pub margin: f32,
    /// How sure that is.
    pub status: Status,
}

impl Membership {
    /// The theme, from 0, unless the document is in none.
    pub fn assigned(&self) -> Option<usize> {
        (self.status != Status::Unassigned).then_some(self.theme)
    }
}

/// One number of themes that was tried.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Trial {
    /// The number of themes.
    pub themes: usize,
    /// Mean cosine silhouette, in [-1, 1].
    pub silhouette: f64,
    /// Mean NPMI of the themes' top ten words, in [-1, 1].
    pub npmi: f64,
    /// Share of distinct words among the themes' top ten, in [0, 1].
    pub diversity: f64,
    /// Agreement (AMI) with fits on samples of the documents, at most 1.
    pub stability: f64,
    /// Sum of squared distances to the centres.
    pub inertia: f64,
    /// Whether this number was taken.
    pub chosen: bool,
}

/// The themes as groups of documents, largest first.
#[derive(Debug, Clone)]
pub struct ThemeModel {
    /// Centres of the themes, unit rows, shape (themes, dimensions).
    pub centroids: Array2<f32>,
    /// One entry a document.
    pub memberships: Vec<Membership>,
    /// Clusterwise Jaccard stability of each theme (Hennig 2007), in [0, 1].
    pub stability: Vec<f64>,
    /// The numbers of themes tried, ascending; one row when the number was given.
    pub trials: Vec<Trial>,
    /// One sentence for readers: why this number of themes.
    pub reason: String,
}

impl ThemeModel {
    /// Number of themes.
    pub fn len(&self) -> usize {
        self.centroids.nrows()
    }

    /// Whether there is no theme.
    pub fn is_empty(&self) -> bool {
        self.centroids.nrows() == 0
    }

    /// The documents of each theme, ascending; unassigned documents are in none.
    pub fn members(&self) -> Vec<Vec<usize>> {
        let mut members = vec![Vec::new(); self.len()];
        for (document, membership) in self.memberships.iter().enumerate() {
            if let Some(theme) = membership.assigned() {
                members[theme].push(document);
            }
        }
        members
    }
}
