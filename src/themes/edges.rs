//! How terms are used, by the words beside them.

use rayon::prelude::*;

use super::grammar::Grammar;
use super::places::Places;
use crate::text::Tokens;
use crate::vectors::Vocabulary;

/// What standing where a verb or an adjective might stand counts against a noun.
const PREDICATE: f64 = 0.5;
/// Least number of documents counted by one worker at a time.
const CHUNK: usize = 512;

/// How a term is used where it occurs, one entry a term, each a share.
pub struct Edges {
    /// Occurrences as a noun: no content word follows, nor anything that makes it a verb.
    pub noun: Vec<f64>,
    /// Occurrences as a verb.
    pub verb: Vec<f64>,
    /// Occurrences before which no content word stands.
    pub free_before: Vec<f64>,
    /// Occurrences as a part of a hyphenated word.
    pub glued: Vec<f64>,
    /// Occurrences inside the commonest longer phrase of the vocabulary.
    pub largest_continuation: Vec<f64>,
}

impl Edges {
    /// Counts the uses of the terms of the naming vocabulary.
    pub fn count(
        tokens: &Tokens,
        vocabulary: &Vocabulary,
        found: &Places,
        grammar: &Grammar,
    ) -> Edges {
        let count = |mut seen: Vec<[u32; 6]>, document: usize| {
            let words = tokens.document(document);
            for (column, range) in found.places(document) {
                let next = words.get(range.end);
                let before = range.start.checked_sub(1).map(|place| &words[place]);
                let [all, after, free_before, governs, follows, glued] = &mut seen[column];
                *all += 1;
                *after += u32::from(grammar.is_free(next));
                *free_before += u32::from(grammar.is_free(before));
                *governs += u32::from(grammar.follows_verb(next));
                *follows += u32::from(grammar.precedes_verb(before));
                let last = words.get(range.end - 1);
                *glued += u32::from(grammar.is_glued(before) || grammar.is_glued(last));
            }
            seen
        };
        let nothing = || vec![[0; 6]; vocabulary.len()];
        let seen = (0..tokens.len())
            .into_par_iter()
            .with_min_len(CHUNK)
            .fold(nothing, count)
            .reduce(nothing, |mut sum, part| {
                let pairs = sum.iter_mut().flatten().zip(part.iter().flatten());
                pairs.for_each(|(sum, part)| *sum += part);
                sum
            });
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
            largest_continuation: continuation
                .into_iter()
                .zip(&seen)
                .map(|(longer, of)| share(longer, of[0]))
                .collect(),
        }
    }
}
