//! The phrases that may name a theme.

use super::counts::TermCounts;
use crate::quality::{Hypergeometric, benjamini_hochberg};
use crate::vectors::Vocabulary;

/// Terms whose share among a theme's documents could be chance this often are not its own.
const FALSE_DISCOVERY_RATE: f64 = 0.05;
/// The same for one term alone, which may name the theme.
const LEVEL: f64 = 0.05;
/// A phrase with a word of the search stands in at least this share of the theme's documents.
const LEAST_SHARE_SOUGHT: f64 = 0.15;
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
    pub role: Role,
}

/// What a candidate may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// A keyword or a part of the name.
    Common,
    /// The same, a phrase in fewer documents than most keywords.
    Rare,
    /// A part of the name alone: its share may be chance where as many terms are tested, or it has a
    /// word of the search.
    NameOnly,
}

/// What a term has of the words that were searched for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sought {
    Nothing,
    /// A word of the search beside others (`safe reinforcement learning`).
    InPart,
    /// Only such words.
    Wholly,
}

impl Sought {
    /// That of a term by its stems; `searched` has those of the search.
    pub fn of(stems: &[u32], searched: &[u32]) -> Sought {
        let count = stems.iter().filter(|stem| searched.contains(stem)).count();
        match stems.len() - count {
            _ if count == 0 => Sought::Nothing,
            0 => Sought::Wholly,
            _ => Sought::InPart,
        }
    }
}

/// The terms that a theme has more often than chance would give (hypergeometric test), most
/// distinctive first. Keywords pass it among all that are tested (Benjamini & Hochberg 1995, 5 %);
/// where the theme is too small for any to do so, they are all that it has more often than expected.
/// Rare phrases are tested by themselves.
///
/// A word that was searched for (`sought`, one entry a term) says nothing by being there: a term
/// with one counts only where the theme has most of its documents and they have most of the theme's.
/// Beside other words it may still name the theme that has most of its documents, where it stands in
/// more than 15 % of the theme's.
pub fn candidates(
    counts: &TermCounts,
    theme_sizes: &[usize],
    theme: usize,
    sought: &[Sought],
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
        let is_own = |share: f64| 2 * inside > all && inside as f64 > share * size as f64;
        let role = match sought[term] {
            Sought::Nothing if inside >= of_words => Role::Common,
            Sought::Nothing => Role::Rare,
            _ if is_own(0.5) => Role::Common,
            Sought::InPart if is_own(LEAST_SHARE_SOUGHT) => Role::NameOnly,
            _ => return None,
        };
        let counts = inside >= least && inside as f64 > expected;
        counts.then_some((Seen { term, inside, all }, role))
    });
    let seen: Vec<(Seen, Role)> = seen.collect();
    let prior = size as f64 / population as f64;
    let own = |seen: Seen, role: Role| {
        let coverage = seen.inside as f64 / size as f64;
        let precision = seen.inside as f64 / (seen.all as f64 + DOUBT);
        let excess = (precision - prior) / (1.0 - prior).max(1e-9);
        Candidate {
            term: seen.term,
            distinction: libm::pow(coverage, COVERAGE_EXPONENT) * excess.max(LEAST_EXCESS),
            coverage,
            role,
        }
    };
    let mut found = Vec::new();
    for group in [Role::Common, Role::Rare, Role::NameOnly] {
        let some = seen.iter().filter(|(_, role)| *role == group);
        let some: Vec<Seen> = some.map(|(seen, _)| *seen).collect();
        let tested = tested(&some, population, size);
        let none_passes =
            group == Role::Common && tested.iter().all(|test| test.q >= FALSE_DISCOVERY_RATE);
        for (seen, test) in some.iter().zip(tested) {
            let role = match test.q < FALSE_DISCOVERY_RATE || none_passes {
                true => group,
                false => Role::NameOnly,
            };
            if role == group || test.p < LEVEL {
                found.push(own(*seen, role));
            }
        }
    }
    found.sort_by(|a: &Candidate, b: &Candidate| {
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

/// How likely a term is at least as frequent in a theme by chance.
#[derive(Debug, Clone, Copy)]
struct Test {
    p: f64,
    /// The false discovery rate among all terms tested with it.
    q: f64,
}

/// Tests some terms of a theme of `size` out of `population` documents.
fn tested(seen: &[Seen], population: usize, size: usize) -> Vec<Test> {
    let chance = |seen: &Seen| {
        Hypergeometric::new(population as u64, seen.all, size as u64).upper_tail(seen.inside)
    };
    let p_values: Vec<f64> = seen.iter().map(chance).collect();
    let q_values = benjamini_hochberg(&p_values);
    let tests = p_values.into_iter().zip(q_values);
    tests.map(|(p, q)| Test { p, q }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_term_may_have_words_of_the_search_beside_others() {
        assert_eq!(Sought::of(&[1, 2], &[3]), Sought::Nothing);
        assert_eq!(Sought::of(&[1, 3], &[3]), Sought::InPart);
        assert_eq!(Sought::of(&[3, 4], &[4, 3]), Sought::Wholly);
    }
}
