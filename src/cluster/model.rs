//! Who belongs where.

use std::fmt;

use super::membership::Thresholds;
use super::refine::ThemeSpace;

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

impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.pad(self.name())
    }
}

/// A document's place among the themes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Membership {
    /// The theme for which it speaks most, from 0; to be ignored when `status` is unassigned.
    pub theme: usize,
    /// The next nearest theme; none when there is only one.
    pub second: Option<usize>,
    /// Cosine to `theme` in the [`ThemeSpace`], in [-1, 1].
    pub score: f32,
    /// `score` less the cosine to `second`; equal to `score` when there is none. A
    /// document of the corpus that without itself would be nearer to `second` has 0.
    pub margin: f32,
    /// How sure that is.
    pub status: Status,
}

impl Membership {
    /// Of a document that has no place among any themes.
    pub(crate) const NOWHERE: Membership = Membership {
        theme: 0,
        second: None,
        score: 0.0,
        margin: 0.0,
        status: Status::Unassigned,
    };

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
    /// How much more often nearest neighbours share a theme than by chance
    /// ([`modularity`](crate::quality::modularity())), at most 1.
    pub modularity: f64,
    /// Mean cosine silhouette, in [-1, 1] ([`silhouette`](crate::quality::silhouette())).
    pub silhouette: f64,
    /// Mean NPMI of the themes' top ten words with whole documents as windows, in [-1, 1]
    /// ([`npmi`](crate::quality::npmi)).
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

/// The documents in which themes were found, as far as later ones are compared with them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Training {
    /// Number of documents.
    pub documents: usize,
    /// Those between themes.
    pub border: usize,
    /// Those in no theme.
    pub unassigned: usize,
}

impl Training {
    /// Counts documents by their status.
    pub fn of(memberships: &[Membership]) -> Training {
        let with = |status| memberships.iter().filter(|m| m.status == status).count();
        Training {
            documents: memberships.len(),
            border: with(Status::Border),
            unassigned: with(Status::Unassigned),
        }
    }
}

/// What a reader said of a theme.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Said {
    /// The name that they gave it.
    pub name: Option<String>,
    /// Whether they asked for it; such themes come first.
    pub asked_for: bool,
    /// The least cosine to its centre from which on it takes a document.
    pub reach: Option<f32>,
}

/// The themes as groups of documents, by number: those asked for first, then the largest, unless
/// they continue an earlier run.
#[derive(Debug, Clone, PartialEq)]
pub struct ThemeModel {
    /// The number of each theme in tables and pages, ascending: 1, 2, 3 and so on, with gaps
    /// where themes of an earlier run are gone.
    pub numbers: Vec<usize>,
    /// The number of the next theme that a later run may find: numbers are not used twice.
    pub next_number: usize,
    /// What documents are placed by.
    pub space: ThemeSpace,
    /// One entry a document.
    pub memberships: Vec<Membership>,
    /// What the status of a document was judged by.
    pub thresholds: Thresholds,
    /// The documents in which the themes were found.
    pub training: Training,
    /// The numbers of themes tried, ascending; none when the number was given, until
    /// [`ThemeModel::scored`] adds its figures.
    pub trials: Vec<Trial>,
    /// One sentence for readers: why this number of themes.
    pub reason: String,
    /// What the reader said of each theme; empty where there is no guide.
    pub said: Vec<Said>,
}

impl ThemeModel {
    /// Number of themes.
    pub fn len(&self) -> usize {
        self.space.centroids.nrows()
    }

    /// Whether there is no theme.
    pub fn is_empty(&self) -> bool {
        self.space.centroids.nrows() == 0
    }

    /// The least cosine from which on each theme takes a document.
    pub(crate) fn reach(&self) -> Vec<Option<f32>> {
        self.said.iter().map(|said| said.reach).collect()
    }

    /// The theme of each document, from 0; none for unassigned documents. What
    /// [`Layout::fit`](crate::layout::Layout::fit) and the measures of [`quality`](crate::quality)
    /// take.
    pub fn assignments(&self) -> Vec<Option<usize>> {
        self.memberships.iter().map(Membership::assigned).collect()
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

    /// The themes in another order and with other numbers: theme `order[i]` becomes theme `i` and
    /// has number `numbers[i]`; no number up to `last` is given again.
    ///
    /// # Panics
    ///
    /// When `order` does not name every theme once.
    pub(crate) fn reordered(self, order: &[usize], numbers: Vec<usize>, last: usize) -> ThemeModel {
        assert_eq!(order.len(), self.len(), "every theme has a place");
        let mut place = vec![usize::MAX; order.len()];
        for (new, &old) in order.iter().enumerate() {
            place[old] = new;
        }
        let moved = |membership: &Membership| Membership {
            theme: place[membership.theme],
            second: membership.second.map(|theme| place[theme]),
            ..*membership
        };
        ThemeModel {
            next_number: 1 + numbers.iter().copied().fold(last, usize::max),
            numbers,
            space: self.space.reordered(order),
            memberships: self.memberships.iter().map(moved).collect(),
            said: match self.said.is_empty() {
                true => Vec::new(),
                false => order
                    .iter()
                    .map(|&theme| self.said[theme].clone())
                    .collect(),
            },
            ..self
        }
    }
}
