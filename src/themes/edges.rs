//! How terms are used, by the words beside them.

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::grammar::Grammar;
use super::places::Places;
use crate::text::Tokens;
use crate::vectors::Vocabulary;

/// What standing where a verb or an adjective might stand counts against a noun.
const PREDICATE: f64 = 0.5;
/// Least number of documents counted by one worker at a time.
const CHUNK: usize = 512;
/// Documents in which the uses of single word forms are counted.
const OF_FORMS: usize = 10_000;
/// Uses of a form from which it is known whether it is a noun.
const FEWEST: u32 = 10;

/// How a term is used where it occurs, one entry a term, each a share.
pub struct Edges {
    /// Occurrences as a noun: no content word follows, nor anything that makes it a verb.
    pub noun: Vec<f64>,
    /// Occurrences as a verb.
    pub verb: Vec<f64>,
    /// Occurrences before which neither a content word nor an ordinal stands.
    pub free_before: Vec<f64>,
    /// Occurrences as a part of a hyphenated word.
    pub glued: Vec<f64>,
    /// Occurrences inside the commonest longer phrase of the vocabulary.
    pub largest_continuation: Vec<f64>,
    /// How a word in small letters is used, where it has been met often enough among some of the
    /// documents.
    pub forms: FxHashMap<String, Form>,
}

/// How a word is used as it is written, in shares of its uses.
#[derive(Debug, Clone, Copy)]
pub struct Form {
    /// Nothing follows or goes before that makes an adjective or a verb of it.
    pub noun: f64,
    /// A verb or a predicate.
    pub verb: f64,
}

impl Edges {
    /// Counts the uses of the terms of the naming vocabulary.
    pub fn count(
        tokens: &Tokens,
        vocabulary: &Vocabulary,
        found: &Places,
        grammar: &Grammar,
    ) -> Edges {
        let seen = uses(tokens, vocabulary, found, grammar);
        let mut continuation = vec![0; vocabulary.len()];
        for (column, term) in vocabulary.terms.iter().enumerate() {
            for shorter in vocabulary.shorter(&term.stems) {
                continuation[shorter] = continuation[shorter].max(seen[column][0]);
            }
        }
        let share = |part: u32, all: u32| f64::from(part) / f64::from(all.max(1));
        let of = |place: usize| seen.iter().map(move |of| share(of[place], of[0]));
        let verb = of(3)
            .zip(of(4))
            .map(|(governs, follows)| governs + PREDICATE * follows);
        let verb: Vec<f64> = verb.collect();
        Edges {
            noun: of(1).zip(&verb).map(|(after, verb)| after - verb).collect(),
            verb,
            free_before: of(2).collect(),
            glued: of(5).collect(),
            forms: forms(tokens, found, grammar),
            largest_continuation: continuation
                .into_iter()
                .zip(&seen)
                .map(|(longer, of)| share(longer, of[0]))
                .collect(),
        }
    }
}

/// How often each term is used, and how often so: with nothing after it that belongs to it, with
/// nothing before it, before a verb, after one, and joined by a hyphen.
fn uses(
    tokens: &Tokens,
    vocabulary: &Vocabulary,
    found: &Places,
    grammar: &Grammar,
) -> Vec<[u32; 6]> {
    let count = |mut seen: Vec<[u32; 6]>, document: usize| {
        let words = tokens.document(document);
        for (column, range) in found.places(document) {
            let next = words.get(range.end);
            let before = range.start.checked_sub(1).map(|place| &words[place]);
            let [all, after, free_before, governs, follows, glued] = &mut seen[column];
            *all += 1;
            *after += u32::from(grammar.is_free(next));
            *free_before += u32::from(grammar.is_free_before(before));
            *governs += u32::from(grammar.follows_verb(next));
            *follows += u32::from(grammar.precedes_verb(before));
            let last = words.get(range.end - 1);
            *glued += u32::from(grammar.is_glued(before) || grammar.is_glued(last));
        }
        seen
    };
    let nothing = || vec![[0; 6]; vocabulary.len()];
    (0..tokens.len())
        .into_par_iter()
        .with_min_len(CHUNK)
        .fold(nothing, count)
        .reduce(nothing, |mut sum, part| {
            let pairs = sum.iter_mut().flatten().zip(part.iter().flatten());
            pairs.for_each(|(sum, part)| *sum += part);
            sum
        })
}

/// How the word forms are used that some documents all over the corpus have ten times.
fn forms(tokens: &Tokens, found: &Places, grammar: &Grammar) -> FxHashMap<String, Form> {
    let mut seen = vec![[0_u32; 3]; tokens.surfaces.len()];
    for document in (0..tokens.len()).step_by(tokens.len().div_ceil(OF_FORMS).max(1)) {
        let words = tokens.document(document);
        for (_, range) in found.places(document).filter(|(_, range)| range.len() == 1) {
            let next = words.get(range.end);
            let before = range.start.checked_sub(1).map(|place| &words[place]);
            let is_verb = grammar.follows_verb(next) || grammar.precedes_verb(before);
            let [all, noun, verb] = &mut seen[words[range.start] as usize];
            *all += 1;
            *noun += u32::from(grammar.is_free(next) && !is_verb);
            *verb += u32::from(is_verb);
        }
    }
    let mut sums: FxHashMap<String, [u32; 3]> = FxHashMap::default();
    for (surface, uses) in tokens.surfaces.iter().zip(seen) {
        if uses[0] > 0 {
            let sum = sums.entry(surface.text.to_lowercase()).or_default();
            sum.iter_mut().zip(uses).for_each(|(sum, own)| *sum += own);
        }
    }
    let known = sums.into_iter().filter(|(_, [all, ..])| *all >= FEWEST);
    known
        .map(|(text, [all, noun, verb])| {
            let [noun, verb] = [noun, verb].map(|uses| f64::from(uses) / f64::from(all));
            (text, Form { noun, verb })
        })
        .collect()
}
