//! Ten terms that tell a theme from the others.

use ndarray::{Array2, ArrayView1};
use rayon::prelude::*;

use super::candidates::{Candidate, Role};
use super::counts::{Postings, TermCounts};
use super::fitness::Fitness;
use super::nesting::{is_part, is_subset};
use super::places::Places;
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
/// Documents of the theme that share a keyword, at least.
const SHARED: u32 = 4;
/// What standing in the same documents as the other keywords counts against a candidate's share
/// of the greatest strength.
const IN_DOCUMENTS: f64 = 0.5;
/// What standing near them in the text counts in a theme of many documents.
const IN_WINDOWS: f64 = 3.0;
/// Documents of a theme in which that counts twice as much: in few, strength is a matter of luck.
const FEW: f64 = 30.0;

/// The keywords of a theme.
pub struct Keywords {
    /// Their columns, strongest first.
    pub terms: Vec<usize>,
    /// How often they stand within a window.
    pub near: Cooccurrence,
}

/// The texts in which keywords are to stand together.
pub struct Texts<'a> {
    pub tokens: &'a Tokens,
    pub vocabulary: &'a Vocabulary,
    /// Where its terms stand.
    pub found: &'a Places,
    /// How often each theme has each term.
    pub counts: &'a TermCounts,
    /// Words within which two terms stand near each other.
    pub window: usize,
}

/// For each theme the most distinctive terms that mean what it is about, stand together and do not
/// repeat each other. `candidates` has one list a theme, `sizes` the number of its documents.
///
/// They are chosen for their distinction times their nearness to the theme's centre (`nearness`,
/// shape (themes, terms)), for how many of the theme's documents share them, and for their mean
/// NPMI (Bouma 2009) with the others, by documents and by windows, which counts the more the smaller
/// the theme is. A term all of whose words are in
/// another one is never chosen beside it, nor are both halves of a stronger phrase, nor is an
/// acronym beside its phrase.
pub fn keywords(
    candidates: &[Vec<Candidate>],
    sizes: &[usize],
    fitness: &Fitness,
    nearness: &Array2<f32>,
    texts: &Texts,
) -> Vec<Keywords> {
    let open: Vec<Vec<(usize, f64)>> = (0..candidates.len())
        .into_par_iter()
        .map(|theme| {
            let nearness = nearness.row(theme);
            let documents = texts.counts.documents.row(theme);
            let strongest = strongest(&candidates[theme], fitness, nearness, documents);
            whole(
                &strongest,
                texts.counts.occurrences.row(theme),
                texts.vocabulary,
            )
        })
        .collect();
    let listed = open.iter().flatten().map(|&(term, _)| term);
    let postings = Postings::find(texts.found, listed);
    let near = near_each_other(&open, texts);
    open.par_iter()
        .zip(near)
        .zip(sizes)
        .map(|((open, near), &size)| {
            let weight = IN_WINDOWS * (1.0 + FEW / size.max(1) as f64);
            chosen(open, &postings, &near, weight, texts)
        })
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

/// Up to 120 candidates and their strength, strongest first: those that three of the theme's
/// documents share; the others, and the rare phrases, are among them where there is little else.
/// `documents` tells how many of the theme's hold each term.
fn strongest(
    candidates: &[Candidate],
    fitness: &Fitness,
    nearness: ArrayView1<f32>,
    documents: ArrayView1<u32>,
) -> Vec<(usize, f64)> {
    let rate = |candidate: &Candidate| {
        let near = f64::from(nearness[candidate.term]);
        let prevalence = candidate.coverage.sqrt().sqrt();
        let strength = candidate.distinction * prevalence * near * fitness.keyword[candidate.term];
        (strength > 0.0).then_some((candidate.term, strength))
    };
    let rated = |is_open: &dyn Fn(&Candidate) -> bool| -> Vec<(usize, f64)> {
        let open = candidates.iter().filter(|candidate| is_open(candidate));
        open.filter_map(rate).collect()
    };
    let mut open = rated(&|own| own.role == Role::Common && documents[own.term] >= SHARED);
    if open.len() < 2 * KEYWORDS {
        open = rated(&|own| own.role == Role::Common);
    }
    if open.len() < 2 * KEYWORDS {
        open = rated(&|own| own.role != Role::NameOnly);
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

/// Ten of the candidates, of which `in_windows` tells how often they stand near each other, and
/// `weight_in_windows` what that counts.
fn chosen(
    open: &[(usize, f64)],
    postings: &Postings,
    in_windows: &Cooccurrence,
    weight_in_windows: f64,
    texts: &Texts,
) -> Keywords {
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
        let halves = [&stems[a][..], &stems[b]].concat();
        let is_phrase = stems[..a.min(b)].iter().any(|own| is_subset(&halves, own));
        if nested || is_phrase || are_one(one, other) {
            return Bond::Excluded;
        }
        let together = IN_DOCUMENTS * pair_npmi(&in_documents, a, b)
            + weight_in_windows * pair_npmi(in_windows, a, b);
        match repeats(one, other) {
            true => Bond::Repeated(together),
            false => Bond::Free(together),
        }
    };
    let strengths = open.iter().map(|&(_, strength)| strength / strongest);
    let pool = Pool::of(strengths.collect(), bond);
    let best = pool.best(KEYWORDS);
    Keywords {
        terms: best.iter().map(|&place| open[place].0).collect(),
        near: in_windows.among(&best),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ndarray::Array1;

    /// Which of some equally good terms are candidates, the first of which three papers share and the
    /// others four.
    fn open_of(terms: usize) -> Vec<usize> {
        let candidates: Vec<Candidate> = (0..terms)
            .map(|term| Candidate {
                term,
                distinction: 0.5,
                coverage: 0.1,
                role: Role::Common,
            })
            .collect();
        let fitness = Fitness {
            keyword: vec![1.0; terms],
            name: vec![1.0; terms],
            joins: vec![false; terms],
            empty: Default::default(),
        };
        let documents = Array1::from_shape_fn(terms, |term| if term == 0 { 3 } else { 4 });
        let near = Array1::ones(terms);
        let open = strongest(&candidates, &fitness, near.view(), documents.view());
        open.into_iter().map(|(term, _)| term).collect()
    }

    #[test]
    fn a_word_of_three_papers_gives_way_where_twenty_words_are_shared_by_more() {
        assert!(!open_of(21).contains(&0));
        assert!(open_of(20).contains(&0));
    }
}
