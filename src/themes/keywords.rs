//! Ten terms that tell a theme from the others.

use super::candidates::{Candidate, Fitness};
use super::counts::TermCounts;
use crate::quality::{Cooccurrence, pair_npmi};
use crate::vectors::Vocabulary;

/// Keywords named for each theme.
pub const KEYWORDS: usize = 10;
/// Candidates from which they are taken.
const CONSIDERED: usize = 40;
/// What standing with the other keywords counts against the strongest candidate's distinction.
const COHERENCE: f64 = 0.5;
/// What saying a word twice costs, on the same scale.
const REPETITION: f64 = 0.5;

/// The most distinctive terms that stand together and do not repeat each other, as columns.
///
/// One is added at a time: the one of the largest distinction, plus its mean NPMI (Bouma 2009)
/// with those chosen, less the cost of a word said before (after maximal marginal relevance,
/// Carbonell & Goldstein 1998). `documents` is the number of documents counted.
pub fn keywords(
    candidates: &[Candidate],
    fitness: &Fitness,
    vocabulary: &Vocabulary,
    counts: &TermCounts,
    documents: usize,
) -> Vec<usize> {
    let open: Vec<Candidate> = candidates
        .iter()
        .copied()
        .filter(|candidate| fitness.keyword[candidate.term])
        .take(CONSIDERED)
        .collect();
    let strongest = open.first().map_or(1.0, |candidate| candidate.distinction);
    let lists: Vec<&[u32]> = open
        .iter()
        .map(|c| counts.postings[c.term].as_slice())
        .collect();
    let together = Cooccurrence::in_documents(documents as u64, &lists);
    let value = |candidate: usize, chosen: &[usize]| {
        let term = &vocabulary.terms[open[candidate].term];
        let repeats = chosen
            .iter()
            .any(|&other| vocabulary.terms[open[other].term].overlaps(term));
        let mut npmi = 0.0;
        for &other in chosen {
            npmi += pair_npmi(&together, candidate, other) / chosen.len() as f64;
        }
        let cost = if repeats { REPETITION } else { 0.0 };
        open[candidate].distinction / strongest + COHERENCE * npmi - cost
    };
    let mut chosen: Vec<usize> = Vec::new();
    while chosen.len() < KEYWORDS.min(open.len()) {
        let mut best = (0, f64::NEG_INFINITY);
        for candidate in (0..open.len()).filter(|candidate| !chosen.contains(candidate)) {
            let value = value(candidate, &chosen);
            if value > best.1 {
                best = (candidate, value);
            }
        }
        chosen.push(best.0);
    }
    chosen
        .into_iter()
        .map(|candidate| open[candidate].term)
        .collect()
}
