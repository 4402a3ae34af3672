//! Ten terms that tell a theme from the others.

use ndarray::{Array2, ArrayView1};
use rayon::prelude::*;

use super::candidates::Candidate;
use super::counts::Postings;
use super::fitness::Fitness;
use crate::quality::{Cooccurrence, pair_npmi};
use crate::text::Tokens;
use crate::vectors::Vocabulary;

/// Keywords named for each theme.
pub const KEYWORDS: usize = 10;
/// Candidates from which they are taken.
const CONSIDERED: usize = 40;
/// What standing in the same documents as the other keywords counts against the strongest
/// candidate's distinction.
const IN_DOCUMENTS: f64 = 0.5;
/// What standing near them in the text counts.
const IN_WINDOWS: f64 = 1.0;
/// What saying a word twice costs, on the same scale.
const REPETITION: f64 = 0.5;

/// The texts in which keywords are to stand together.
pub struct Texts<'a> {
    pub tokens: &'a Tokens,
    pub vocabulary: &'a Vocabulary,
    /// Words within which two terms stand near each other.
    pub window: usize,
}

/// For each theme the most distinctive terms that mean what it is about, stand together and do not
/// repeat each other, as columns. `candidates` has one list a theme.
///
/// One is added at a time: the one of the largest distinction times its nearness to the theme's
/// centre (`nearness`, shape (themes, terms)), plus its mean NPMI (Bouma 2009) with those chosen,
/// by documents and by windows, less the cost of a word said before (after maximal marginal
/// relevance, Carbonell & Goldstein 1998).
pub fn keywords(
    candidates: &[Vec<Candidate>],
    fitness: &Fitness,
    nearness: &Array2<f32>,
    texts: &Texts,
) -> Vec<Vec<usize>> {
    let open: Vec<Vec<(usize, f64)>> = candidates
        .iter()
        .zip(nearness.outer_iter())
        .map(|(candidates, nearness)| strongest(candidates, fitness, nearness))
        .collect();
    let listed = open.iter().flatten().map(|&(term, _)| term);
    let postings = Postings::find(texts.tokens, texts.vocabulary, listed);
    let near = near_each_other(&open, texts);
    open.par_iter()
        .zip(near)
        .map(|(open, near)| chosen(open, &postings, &near, texts))
        .collect()
}

/// How often the candidates of each theme stand within a window.
fn near_each_other(open: &[Vec<(usize, f64)>], texts: &Texts) -> Vec<Cooccurrence> {
    let stems = |open: &Vec<(usize, f64)>| -> Vec<Vec<u32>> {
        let terms = open.iter().map(|&(term, _)| term);
        terms.map(|term| texts.vocabulary.stem_ids(term)).collect()
    };
    let lists: Vec<Vec<Vec<u32>>> = open.iter().map(stems).collect();
    let words = |document: usize| texts.tokens.stem_sequence(document);
    Cooccurrence::in_windows_of(texts.tokens.len(), words, &lists, texts.window)
}

/// Up to forty candidates and their strength, strongest first.
fn strongest(
    candidates: &[Candidate],
    fitness: &Fitness,
    nearness: ArrayView1<f32>,
) -> Vec<(usize, f64)> {
    let rate = |candidate: &Candidate| {
        let strength = candidate.distinction * f64::from(nearness[candidate.term]);
        let fit = fitness.keyword[candidate.term] && !candidate.is_rare;
        fit.then_some((candidate.term, strength))
    };
    let mut open: Vec<(usize, f64)> = candidates.iter().filter_map(rate).collect();
    open.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    open.truncate(CONSIDERED);
    open
}

/// Ten of the candidates, of which `in_windows` tells how often they stand near each other.
fn chosen(
    open: &[(usize, f64)],
    postings: &Postings,
    in_windows: &Cooccurrence,
    texts: &Texts,
) -> Vec<usize> {
    let strongest = open.first().map_or(1.0, |&(_, strength)| strength);
    let lists: Vec<&[u32]> = open.iter().map(|&(term, _)| postings.of(term)).collect();
    let in_documents = Cooccurrence::in_documents(texts.tokens.len() as u64, &lists);
    let value = |candidate: usize, chosen: &[usize]| {
        let (term, strength) = open[candidate];
        let term = &texts.vocabulary.terms[term];
        let repeats = chosen
            .iter()
            .any(|&other| texts.vocabulary.terms[open[other].0].overlaps(term));
        let mut together = 0.0;
        for &other in chosen {
            let npmi = |counts| pair_npmi(counts, candidate, other) / chosen.len() as f64;
            together += IN_DOCUMENTS * npmi(&in_documents) + IN_WINDOWS * npmi(in_windows);
        }
        let cost = if repeats { REPETITION } else { 0.0 };
        strength / strongest + together - cost
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
    chosen.into_iter().map(|c| open[c].0).collect()
}
