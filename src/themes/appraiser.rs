//! What a name would be worth.

use super::choices::{Choice, Rated};
use super::counts::Postings;
use super::crowd::{Crowd, Held};
use super::label::Namer;
use super::sameness::{have_one_end, repeats};
use super::search::Search;
use super::wording::{MAX_CHARACTERS, plainly_written};
use crate::quality::DocumentSet;

/// What the strength of the phrases counts against how well the name finds the documents.
const WEIGHT_OF_STRENGTH: f64 = 0.2;
/// What standing in the theme's documents, and in few others, counts, by its cube root: a second
/// phrase adds the more, the fewer documents hold the first.
const WEIGHT_OF_COVERAGE: f64 = 0.35;
/// Part of the strength of a name of two phrases that is its stronger phrase's.
const SHARE_OF_FIRST: f64 = 0.65;
/// What a second phrase must add to be worth its length.
const COST_OF_SECOND: f64 = 0.05;
/// What a phrase of one word costs, which says less than one of two.
const COST_OF_WORD: f64 = 0.05;
/// What a single phrase costs most of whose documents are in other themes.
const COST_OF_VAGUENESS: f64 = 0.12;
/// Share of a phrase's documents that are in the theme below which it is vague.
const VAGUE: f64 = 0.4;
/// Each of two phrases stands without the other in at least this share of its documents.
const LEAST_ADDED: f64 = 0.3;
/// Each of two phrases is at least this strong, as a share of the strongest one.
const LEAST_STRENGTH: f64 = 0.16;

/// A phrase that may be in a name, and what holds it.
pub struct Phrase {
    term: usize,
    strength: f64,
    is_word: bool,
    /// Documents with the phrase itself.
    holding: DocumentSet,
    held: Held,
    /// Documents with any of its words.
    matching: DocumentSet,
}

impl Phrase {
    pub fn of(
        (term, strength): Rated,
        namer: &Namer,
        crowd: &Crowd,
        holding: &Postings,
        search: &Search,
    ) -> Phrase {
        let words = search.query(&[term], namer.vocabulary).concat();
        let holding = crowd.set(holding.of(term).iter().copied());
        Phrase {
            term,
            strength,
            is_word: namer.vocabulary.terms[term].words == 1,
            held: crowd.held(&holding),
            holding,
            matching: crowd.set(words.iter().map(|posting| posting.document)),
        }
    }

    /// Whether most of its documents are in other themes.
    fn is_vague(&self) -> bool {
        (self.held.inside as f64) < VAGUE * (self.held.inside + self.held.outside) as f64
    }
}

/// A name that may still be taken.
pub struct Open {
    pub choice: Choice,
    pub worth: Worth,
    /// Whether its value is known, and not only what it is at most.
    pub is_judged: bool,
}

/// What a name is worth beside how well it finds the documents.
#[derive(Clone, Copy)]
pub struct Worth {
    coverage: f64,
    strength: f64,
    cost: f64,
}

impl Worth {
    pub fn with(self, found: f64) -> f64 {
        found + self.coverage + self.strength - self.cost
    }
}

/// What tells how good the names of a theme are.
pub struct Appraiser<'a> {
    pub namer: &'a Namer<'a>,
    pub crowd: &'a Crowd,
    /// The strength of the strongest phrase.
    pub strongest: f64,
}

impl Appraiser<'_> {
    /// A name of one phrase.
    pub fn alone(&self, phrase: &Phrase) -> Open {
        let mut cost = if phrase.is_vague() {
            COST_OF_VAGUENESS
        } else {
            0.0
        };
        if phrase.is_word {
            cost += COST_OF_WORD;
        }
        let phrases = vec![phrase.term];
        self.open(
            phrases,
            &phrase.matching,
            phrase.held,
            phrase.strength,
            cost,
        )
    }

    /// A name of two phrases, the stronger one first, if they go together.
    pub fn together(&self, first: &Phrase, second: &Phrase) -> Option<Open> {
        let terms = &self.namer.vocabulary.terms;
        let joins = &self.namer.fitness.joins;
        let is_weak = second.strength < LEAST_STRENGTH * self.strongest;
        let [one, other] = [first, second].map(|phrase| &terms[phrase.term]);
        let repeats = || repeats(one, other) || have_one_end(one, other);
        if is_weak || joins[first.term] || joins[second.term] || repeats() {
            return None;
        }
        let both = self.crowd.held(&first.holding.both(&second.holding));
        let [broad, narrow] = match first.held.inside >= second.held.inside {
            true => [first, second],
            false => [second, first],
        };
        let adds = |own: Held| (own.inside - both.inside) as f64 >= LEAST_ADDED * own.inside as f64;
        if !adds(broad.held) || !(adds(narrow.held) || broad.is_vague()) {
            return None;
        }
        let phrases = vec![broad.term, narrow.term];
        let text = plainly_written(&phrases, self.namer.vocabulary);
        if text.chars().count() > MAX_CHARACTERS {
            return None;
        }
        let cost = COST_OF_SECOND
            + match (first.is_word, second.is_word) {
                (true, true) => 2.0 * COST_OF_WORD,
                (false, false) => 0.0,
                _ => COST_OF_WORD / 2.0,
            };
        let strength = SHARE_OF_FIRST * first.strength + (1.0 - SHARE_OF_FIRST) * second.strength;
        let matching = first.matching.either(&second.matching);
        let held = first.held.or(second.held, both);
        Some(self.open(phrases, &matching, held, strength, cost))
    }

    fn open(
        &self,
        phrases: Vec<usize>,
        matching: &DocumentSet,
        held: Held,
        strength: f64,
        cost: f64,
    ) -> Open {
        let found = self.crowd.most_found(self.crowd.held(matching));
        let worth = Worth {
            coverage: WEIGHT_OF_COVERAGE * libm::cbrt(self.crowd.youden(held).max(0.0)),
            strength: WEIGHT_OF_STRENGTH * strength / self.strongest,
            cost,
        };
        Open {
            choice: Choice {
                phrases,
                found,
                value: worth.with(found),
            },
            worth,
            is_judged: false,
        }
    }
}
