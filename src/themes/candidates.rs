//! The phrases that may name a theme.

use rayon::prelude::*;
use rustc_hash::FxHashSet;

use super::counts::TermCounts;
use crate::quality::{Hypergeometric, benjamini_hochberg};
use crate::text::stop_words::{filler_words, generic_words, stop_words};
use crate::text::{Language, Stemmer, Tokens, WHOLE};
use crate::vectors::{MAX_WORDS, Vocabulary};

/// Terms whose share among a theme's documents could be chance this often are not its own.
const FALSE_DISCOVERY_RATE: f64 = 0.05;
/// A term of a theme stands in at least this share of its documents.
const LEAST_SHARE: f64 = 0.05;
/// Documents outside the theme that every term is suspected to have beside those seen: a term
/// in two documents, both in the theme, is no sign of it.
const DOUBT: f64 = 3.0;
/// What is left of a distinction that doubt has eaten up.
const LEAST_EXCESS: f64 = 1e-3;
/// A term after which a content word follows more often than not describes that word: adjectives
/// and verbs do, the end of a noun phrase does not.
const NOUN: f64 = 0.4;
/// What the share of a theme's documents that hold a term is raised to.
const COVERAGE_EXPONENT: f64 = 0.75;
/// Least number of documents counted by one worker at a time.
const CHUNK: usize = 512;
/// A phrase that goes on the same way more often than this is a piece of a longer one.
const PIECE: f64 = 0.5;

/// A term that is over-represented in a theme.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Candidate {
    /// Column of the term in the naming vocabulary.
    pub term: usize,
    /// How well it tells the theme from the others, in [0, 1]: the share of the theme's
    /// documents that hold it, to the power of 0.75, times how far the share of its documents that are in
    /// the theme exceeds chance.
    pub distinction: f64,
    /// Share of the theme's documents that hold it, in (0, 1].
    pub coverage: f64,
}

/// The terms that a theme has more often than chance would give (hypergeometric test,
/// Benjamini & Hochberg 1995, 5 %), most distinctive first; where the theme is too small for any
/// term to pass the test, all that it has more often than expected.
///
/// A term with a word that was searched for (`asked_for`, one entry a term) says nothing by being
/// there: it counts only where the theme has most of its documents and they have most of the theme's.
pub fn candidates(
    counts: &TermCounts,
    theme_sizes: &[usize],
    theme: usize,
    asked_for: &[bool],
) -> Vec<Candidate> {
    let population: usize = theme_sizes.iter().sum();
    let size = theme_sizes[theme];
    let least = (LEAST_SHARE * size as f64).ceil().max(size.min(2) as f64) as u64;
    let present: Vec<(usize, u64, u64)> = (0..counts.documents.ncols())
        .filter_map(|term| {
            let inside = u64::from(counts.documents[[theme, term]]);
            let all = u64::from(counts.totals[term]);
            let expected = all as f64 * size as f64 / population as f64;
            let mostly = 2 * inside > all && 2 * inside > size as u64;
            let counts =
                inside >= least && inside as f64 > expected && (!asked_for[term] || mostly);
            counts.then_some((term, inside, all))
        })
        .collect();
    let p_values: Vec<f64> = present
        .iter()
        .map(|&(_, inside, all)| {
            Hypergeometric::new(population as u64, all, size as u64).upper_tail(inside)
        })
        .collect();
    let q_values = benjamini_hochberg(&p_values);
    let none_passes = q_values.iter().all(|&q| q >= FALSE_DISCOVERY_RATE);
    let prior = size as f64 / population as f64;
    let mut found: Vec<Candidate> = present
        .iter()
        .zip(q_values)
        .filter(|&(_, q)| q < FALSE_DISCOVERY_RATE || none_passes)
        .map(|(&(term, inside, all), _)| {
            let coverage = inside as f64 / size as f64;
            let precision = inside as f64 / (all as f64 + DOUBT);
            let excess = (precision - prior) / (1.0 - prior).max(1e-9);
            let distinction = libm::pow(coverage, COVERAGE_EXPONENT) * excess.max(LEAST_EXCESS);
            Candidate {
                term,
                distinction,
                coverage,
            }
        })
        .collect();
    found.sort_by(|a, b| {
        b.distinction
            .total_cmp(&a.distinction)
            .then(a.term.cmp(&b.term))
    });
    found
}

/// What the text and the language say about terms as names, one entry a term.
#[derive(Debug, Clone)]
pub struct Fitness {
    /// Whether the term may be a keyword: it is no filler, and no piece of a longer phrase.
    pub keyword: Vec<bool>,
    /// How well it would stand as a name by itself, in [0, 1]; 0 for what never names a theme.
    pub name: Vec<f64>,
}

impl Fitness {
    /// Judges every term of the naming vocabulary by where it stands in the text.
    pub fn judge(tokens: &Tokens, vocabulary: &Vocabulary, language: Language) -> Fitness {
        let edges = Edges::count(tokens, vocabulary);
        let stemmer = Stemmer::new(language);
        let stems = |words: FxHashSet<String>| -> FxHashSet<String> {
            words.iter().map(|word| stemmer.stem(word)).collect()
        };
        let generic = stems(generic_words(language));
        let filler = stems(filler_words(language));
        let silent = stems(stop_words(language));
        let mut fitness = Fitness {
            keyword: Vec::new(),
            name: Vec::new(),
        };
        for (column, term) in vocabulary.terms.iter().enumerate() {
            let words: Vec<&str> = term.stems.split(' ').collect();
            let at_edge = |list: &FxHashSet<String>| {
                list.contains(words[0]) || list.contains(words[words.len() - 1])
            };
            let piece = edges.largest_continuation[column] > PIECE && term.words > 1;
            let empty = words
                .iter()
                .all(|word| generic.contains(*word) || silent.contains(*word));
            let (before, after) = (edges.free_before[column], edges.free_after[column]);
            let written = term.stems.split([' ', WHOLE]).count();
            let shape = [0.45, 1.0, 1.0, 0.85][written.min(MAX_WORDS) - 1];
            let usable = !at_edge(&filler) && !piece;
            fitness.keyword.push(usable && !(empty && term.words == 1));
            fitness.name.push(if usable && !empty && after >= NOUN {
                shape * (after * before.sqrt()).sqrt()
            } else {
                0.0
            });
        }
        fitness
    }
}

/// What stands beside a term where it occurs, one entry a term, each a share in [0, 1].
struct Edges {
    /// Occurrences after which no further content word follows.
    free_after: Vec<f64>,
    /// Occurrences before which no content word stands.
    free_before: Vec<f64>,
    /// Occurrences inside the commonest longer phrase of the vocabulary.
    largest_continuation: Vec<f64>,
}

impl Edges {
    fn count(tokens: &Tokens, vocabulary: &Vocabulary) -> Edges {
        let free = |word: Option<&u32>| match word {
            None | Some(&Tokens::BREAK) => true,
            Some(&word) => tokens.stem_of(word).1,
        };
        let count = |mut seen: Vec<[u32; 3]>, document: usize| {
            let words = tokens.document(document);
            vocabulary.for_each(tokens, document, |column, range| {
                let [all, after, before] = &mut seen[column as usize];
                *all += 1;
                *after += u32::from(free(words.get(range.end)));
                *before += u32::from(range.start == 0 || free(words.get(range.start - 1)));
            });
            seen
        };
        let nothing = || vec![[0; 3]; vocabulary.len()];
        let seen = (0..tokens.len())
            .into_par_iter()
            .with_min_len(CHUNK)
            .fold(nothing, count)
            .reduce(nothing, |mut sum, part| {
                let pairs = sum.iter_mut().flatten().zip(part.iter().flatten());
                pairs.for_each(|(sum, part)| *sum += part);
                sum
            });
        let column = |place: usize| {
            seen.iter()
                .map(|counts| counts[place])
                .collect::<Vec<u32>>()
        };
        let [all, after, before] = [0, 1, 2].map(column);
        let mut continuation = vec![0; vocabulary.len()];
        for (column, term) in vocabulary.terms.iter().enumerate() {
            for shorter in vocabulary.shorter(&term.stems) {
                continuation[shorter] = continuation[shorter].max(all[column]);
            }
        }
        let share = |part: Vec<u32>| -> Vec<f64> {
            part.iter()
                .zip(&all)
                .map(|(&p, &a)| f64::from(p) / f64::from(a.max(1)))
                .collect()
        };
        Edges {
            free_after: share(after),
            free_before: share(before),
            largest_continuation: share(continuation),
        }
    }
}
