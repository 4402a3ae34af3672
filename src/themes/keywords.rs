//! Ten terms that tell a theme from the others.

use super::candidates::{Candidate, Fitness};
use crate::vectors::Vocabulary;

/// Keywords named for each theme.
pub const KEYWORDS: usize = 10;
/// What saying a stem twice costs, as a share of the strongest candidate's distinction.
const REPETITION: f64 = 0.5;

/// The most distinctive terms that do not repeat each other (maximal marginal relevance,
/// Carbonell & Goldstein 1998), as columns, strongest first.
pub fn keywords(
    candidates: &[Candidate],
    fitness: &Fitness,
    vocabulary: &Vocabulary,
) -> Vec<usize> {
    let mut open: Vec<Candidate> = candidates
        .iter()
        .copied()
        .filter(|c| fitness.keyword[c.term])
        .take(60)
        .collect();
    let strongest = open.first().map_or(0.0, |candidate| candidate.distinction);
    let mut chosen: Vec<usize> = Vec::new();
    while chosen.len() < KEYWORDS && !open.is_empty() {
        let mut best = (0, f64::NEG_INFINITY);
        for (index, candidate) in open.iter().enumerate() {
            let term = &vocabulary.terms[candidate.term];
            let repeats = chosen
                .iter()
                .any(|&other| vocabulary.terms[other].overlaps(term));
            let cost = if repeats { REPETITION * strongest } else { 0.0 };
            if candidate.distinction - cost > best.1 {
                best = (index, candidate.distinction - cost);
            }
        }
        chosen.push(open.remove(best.0).term);
    }
    chosen
}
