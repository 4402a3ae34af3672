//! One document from the copies of a paper.

use super::papers::Paper;
use crate::corpus::Document;

/// Gives the copy that stays what it lacks, from the others in input order.
pub fn fill(paper: &Paper, documents: &mut [Document]) {
    let mut others = paper.copies.clone();
    others.retain(|&copy| copy != paper.kept);
    others.sort_unstable();
    for copy in others {
        let [kept, other] = documents
            .get_disjoint_mut([paper.kept, copy])
            .expect("a paper's copies are different documents");
        if kept.title.is_empty() {
            kept.title.clone_from(&other.title);
        }
        kept.year = kept.year.or(other.year);
        kept.identifiers.fill(&other.identifiers);
        if kept.label.is_none() {
            kept.label.clone_from(&other.label);
        }
        if kept.given_theme.is_none() {
            kept.given_theme.clone_from(&other.given_theme);
        }
        if kept.all_sources().all(|source| source != other.source) {
            kept.further_sources.push(other.source);
        }
    }
}
