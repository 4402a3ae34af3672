//! What comes of grouping documents, whichever way.

use super::membership::Thresholds;
use super::model::{Membership, Said};
use super::options::ThemeCount;
use super::refine::ThemeSpace;
use crate::Error;

/// The documents in their themes.
pub(super) struct Settled {
    pub space: ThemeSpace,
    pub memberships: Vec<Membership>,
    pub thresholds: Thresholds,
    /// Nothing, or what is said of each theme.
    pub said: Vec<Said>,
}

/// The place of each theme when that of most documents comes first; of equal ones the one whose
/// first document comes first.
pub(super) fn largest_first(
    themes: impl DoubleEndedIterator<Item = Option<usize>> + ExactSizeIterator,
    k: usize,
) -> Vec<usize> {
    let mut sizes = vec![0usize; k];
    let mut first = vec![themes.len(); k];
    for (document, theme) in themes.enumerate().rev() {
        if let Some(theme) = theme {
            sizes[theme] += 1;
            first[theme] = document;
        }
    }
    let mut order: Vec<usize> = (0..k).collect();
    order.sort_by_key(|&theme| (usize::MAX - sizes[theme], first[theme]));
    let mut place = vec![0; k];
    for (new, &old) in order.iter().enumerate() {
        place[old] = new;
    }
    place
}

/// Fewer groups than were asked for.
pub(super) fn too_much_alike(found: usize, asked: usize, themes: &ThemeCount) -> Error {
    let advice = match themes {
        ThemeCount::Fixed(_) => "ask for fewer with --themes",
        ThemeCount::Auto(_) => "they have no themes to tell apart",
    };
    Error::Corpus(format!(
        "the documents are too much alike for {asked} themes, only {found} differ: {advice}"
    ))
}
