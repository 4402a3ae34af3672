//! The phrases that may name a theme.

use super::counts::TermCounts;
use crate::quality::{Hypergeometric, benjamini_hochberg};
use crate::vectors::Vocabulary;

/// Terms whose share among a theme's documents could be chance this often are not its own.
const FALSE_DISCOVERY_RATE: f64 = 0.05;
/// A word of a theme stands in at least this share of its documents.
const LEAST_SHARE: f64 = 0.05;
/// The same for a phrase, which says more and is met less.
const LEAST_SHARE_OF_PHRASE: f64 = 0.015;
/// Documents outside the theme that every term is suspected to have beside those seen: a term
/// in two documents, both in the theme, is no sign of it.
const DOUBT: f64 = 3.0;
/// What is left of a distinction that doubt has eaten up.
const LEAST_EXCESS: f64 = 1e-3;
/// What the share of a theme's documents that hold a term is raised to.
const COVERAGE_EXPONENT: f64 = 0.75;

/// A term that is over-represented in a theme.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Candidate {
    /// Column of the term in the naming vocabulary.
    pub term: usize,
    /// How well it tells the theme from the others, in [0, 1]: the share of the theme's documents
    /// that hold it, to the power of 0.75, times how far the share of its documents that are in the
    /// theme exceeds chance.
    pub distinction: f64,
    /// Share of the theme's documents that hold it, in (0, 1].
    pub coverage: f64,
    /// Whether it is a phrase in fewer documents than a keyword needs.
    pub is_rare: bool,
}

/// The terms that a theme has more often than chance would give (hypergeometric test,
/// Benjamini & Hochberg 1995, 5 %), most distinctive first; where the theme is too small for any
/// term to pass the test, all that it has more often than expected. Rare phrases are tested by
/// themselves.
///
/// A term with a word that was searched for (`asked_for`, one entry a term) says nothing by being
/// there: it counts only where the theme has most of its documents and they have most of the theme's.
pub fn candidates(
    counts: &TermCounts,
    theme_sizes: &[usize],
    theme: usize,
    asked_for: &[bool],
    vocabulary: &Vocabulary,
) -> Vec<Candidate> {
    let population: usize = theme_sizes.iter().sum();
    let size = theme_sizes[theme];
    let least = |share: f64| (share * size as f64).ceil().max(size.min(2) as f64) as u64;
    let [of_words, of_phrases] = [LEAST_SHARE, LEAST_SHARE_OF_PHRASE].map(least);
    let seen = (0..counts.documents.ncols()).filter_map(|term| {
        let inside = u64::from(counts.documents[[theme, term]]);
        let all = u64::from(counts.totals[term]);
        let expected = all as f64 * size as f64 / population as f64;
        let least = match vocabulary.terms[term].words {
            1 => of_words,
            _ => of_phrases,
        };
        let mostly = 2 * inside > all && 2 * inside > size as u64;
        let counts = inside >= least && inside as f64 > expected && (!asked_for[term] || mostly);
        counts.then_some(Seen { term, inside, all })
    });
    let (common, rare): (Vec<Seen>, Vec<Seen>) = seen.partition(|seen| seen.inside >= of_words);
    let prior = size as f64 / population as f64;
    let own = |seen: &Seen, is_rare: bool| {
        let coverage = seen.inside as f64 / size as f64;
        let precision = seen.inside as f64 / (seen.all as f64 + DOUBT);
        let excess = (precision - prior) / (1.0 - prior).max(1e-9);
        Candidate {
            term: seen.term,
            distinction: libm::pow(coverage, COVERAGE_EXPONENT) * excess.max(LEAST_EXCESS),
            coverage,
            is_rare,
        }
    };
    let mut kept = beyond_chance(&common, population, size);
    if kept.is_empty() {
        kept = common;
    }
    let kept = kept.iter().map(|seen| own(seen, false));
    let rare = beyond_chance(&rare, population, size);
    let mut found: Vec<Candidate> = kept
        .chain(rare.iter().map(|seen| own(seen, true)))
        .collect();
    found.sort_by(|a, b| {
        b.distinction
            .total_cmp(&a.distinction)
            .then(a.term.cmp(&b.term))
    });
    found
}

/// A term of a theme.
#[derive(Debug, Clone, Copy)]
struct Seen {
    term: usize,
    /// Documents of the theme that hold it.
    inside: u64,
    /// Documents of all themes that hold it.
    all: u64,
}

/// Those of some terms that a theme of `size` out of `population` documents has more often than
/// chance would give.
fn beyond_chance(seen: &[Seen], population: usize, size: usize) -> Vec<Seen> {
    let chance = |seen: &Seen| {
        Hypergeometric::new(population as u64, seen.all, size as u64).upper_tail(seen.inside)
    };
    let p_values: Vec<f64> = seen.iter().map(chance).collect();
    let q_values = benjamini_hochberg(&p_values);
    let own = seen.iter().zip(q_values);
    own.filter(|&(_, q)| q < FALSE_DISCOVERY_RATE)
        .map(|(seen, _)| *seen)
        .collect()
}
