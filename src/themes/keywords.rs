//! Ten terms that tell a theme from the others.

use ndarray::{Array2, ArrayView1};
use rayon::prelude::*;

use super::candidates::Candidate;
use super::counts::{Postings, TermCounts};
use super::fitness::Fitness;
use super::nesting::{is_part, is_subset};
use super::pool::{Bond, Pool};
use super::sameness::{are_one, is_acronym_of, repeats};
use crate::quality::{Cooccurrence, pair_npmi};
use crate::text::Tokens;
use crate::vectors::Vocabulary;

/// Keywords named for each theme.
const KEYWORDS: usize = 10;
/// Candidates from which they are taken.
const CONSIDERED: usize = 60;
/// Candidates among which pieces of others are looked for.
const LOOKED_AT: usize = 120;
/// A term that stands inside a longer candidate in more than this share of its occurrences in the
/// theme gives way to it.
const PIECE: f64 = 0.5;
/// What standing in the same documents as the other keywords counts against the strongest
/// candidate's distinction.
const IN_DOCUMENTS: f64 = 0.5;
/// What standing near them in the text counts.
const IN_WINDOWS: f64 = 1.5;

/// The texts in which keywords are to stand together.
pub struct Texts<'a> {
    pub tokens: &'a Tokens,
    pub vocabulary: &'a Vocabulary,
    /// How often each theme has each term.
    pub counts: &'a TermCounts,
    /// Words within which two terms stand near each other.
    pub window: usize,
}

/// For each theme the most distinctive terms that mean what it is about, stand together and do not
/// repeat each other, as columns, strongest first. `candidates` has one list a theme.
///
/// They are chosen for their distinction times their nearness to the theme's centre (`nearness`,
/// shape (themes, terms)) and for their mean NPMI (Bouma 2009) with the others, by documents and by
/// windows. A term all of whose words are in another one is never chosen beside it, nor is an
/// acronym beside its phrase.
pub fn keywords(
    candidates: &[Vec<Candidate>],
    fitness: &Fitness,
    nearness: &Array2<f32>,
    texts: &Texts,
) -> Vec<Vec<usize>> {
    let open: Vec<Vec<(usize, f64)>> = (0..candidates.len())
        .into_par_iter()
        .map(|theme| {
            let nearness = nearness.row(theme);
            let strongest = strongest(&candidates[theme], fitness, nearness);
            whole(
                &strongest,
                texts.counts.occurrences.row(theme),
                texts.vocabulary,
            )
        })
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

/// Up to 120 candidates and their strength, strongest first; the rare phrases are among them where
/// there is little else.
fn strongest(
    candidates: &[Candidate],
    fitness: &Fitness,
    nearness: ArrayView1<f32>,
) -> Vec<(usize, f64)> {
    let rate = |candidate: &Candidate| {
        let near = f64::from(nearness[candidate.term]);
        let strength = candidate.distinction * near * fitness.keyword[candidate.term];
        (strength > 0.0).then_some((candidate.term, strength))
    };
    let common = candidates.iter().filter(|candidate| !candidate.is_rare);
    let mut open: Vec<(usize, f64)> = common.filter_map(rate).collect();
    if open.len() < 2 * KEYWORDS {
        open = candidates.iter().filter_map(rate).collect();
    }
    open.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    open.truncate(LOOKED_AT);
    open
}

/// Up to sixty of them, without those that mostly stand inside another one, and without an acronym
/// whose phrase half as many occurrences write.
fn whole(
    open: &[(usize, f64)],
    occurrences: ArrayView1<u32>,
    vocabulary: &Vocabulary,
) -> Vec<(usize, f64)> {
    let text = |place: usize| vocabulary.terms[open[place].0].text.as_str();
    let times = |place: usize| f64::from(occurrences[open[place].0]);
    let stems: Vec<Vec<u32>> = open.iter().map(|o| vocabulary.stem_ids(o.0)).collect();
    let gives_way = |own: usize| {
        (0..open.len()).any(|other| {
            times(other) > PIECE * times(own)
                && (is_part(&stems[own], &stems[other]) || is_acronym_of(text(own), text(other)))
        })
    };
    let kept = (0..open.len()).filter(|&place| !gives_way(place));
    kept.take(CONSIDERED).map(|place| open[place]).collect()
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
    let stems: Vec<Vec<u32>> = open
        .iter()
        .map(|o| texts.vocabulary.stem_ids(o.0))
        .collect();
    let bond = |a: usize, b: usize| {
        let [one, other] = [a, b].map(|place| &texts.vocabulary.terms[open[place].0]);
        let nested = is_subset(&stems[a], &stems[b]) || is_subset(&stems[b], &stems[a]);
        if nested || are_one(one, other) {
            return Bond::Excluded;
        }
        let together = IN_DOCUMENTS * pair_npmi(&in_documents, a, b)
            + IN_WINDOWS * pair_npmi(in_windows, a, b);
        match repeats(one, other) {
            true => Bond::Repeated(together),
            false => Bond::Free(together),
        }
    };
    let strengths = open.iter().map(|&(_, strength)| strength / strongest);
    let pool = Pool::of(strengths.collect(), bond);
    pool.best(KEYWORDS).into_iter().map(|c| open[c].0).collect()
}
