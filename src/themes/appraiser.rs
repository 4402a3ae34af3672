//! What a name would be worth.

use super::choices::{Choice, Rated};
use super::counts::Postings;
use super::crowd::{Crowd, Held};
use super::label::Namer;
use super::sameness::{have_one_end, repeats};
use super::search::Search;
use super::wording::{MAX_CHARACTERS, plainly_written};
use crate::quality::DocumentSet;
use crate::vectors::Term;

// What readers took of some fourteen names for each of 199 themes of twenty corpora tells what counts
// beside how well a name finds the documents (conditional logit: McFadden 1973; benches/FIGURES.md). They
// saw one theme at a time, so that counts some twice as much here as they would have it, and a vague
// name costs.

/// The share of the theme's titles that hold a word of the name.
const WEIGHT_OF_TITLES: f64 = 0.33;
/// The square root of the share of titles that hold all words of a phrase.
const WEIGHT_OF_WHOLE: f64 = 0.28;
/// The strength of a phrase as a share of the strongest one.
const WEIGHT_OF_STRENGTH: f64 = 0.22;
/// The length of a name as a share of the longest one allowed: more words say more.
const WEIGHT_OF_LENGTH: f64 = 0.15;
/// What a second phrase must add to be worth it.
const COST_OF_SECOND: f64 = 0.3;
/// What a name of one plain word costs, which says less than a phrase or an acronym.
const COST_OF_WORD: f64 = 0.15;
/// What a single phrase costs most of whose documents are in other themes.
const COST_OF_VAGUENESS: f64 = 0.1;

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
    /// Documents of the theme with any of its words in the title.
    titled: DocumentSet,
    /// Share of the theme's documents with all of its words there.
    whole: f64,
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
        let titles = search.titles(term, namer.vocabulary).into_iter();
        let titles = titles.map(|word| crowd.set(word.iter().copied()));
        let titles: Vec<DocumentSet> = titles.collect();
        let join = |of: fn(&DocumentSet, &DocumentSet) -> DocumentSet| {
            let joined = titles.iter().cloned().reduce(|a, b| of(&a, &b));
            joined.map_or(crowd.set([].into_iter()), |set| set.both(&crowd.members))
        };
        Phrase {
            term,
            strength,
            is_word: is_plain_word(&namer.vocabulary.terms[term]),
            held: crowd.held(&holding),
            holding,
            matching: crowd.set(words.iter().map(|posting| posting.document)),
            whole: crowd.share(&join(DocumentSet::both)),
            titled: join(DocumentSet::either),
        }
    }

    /// Whether most of its documents are in other themes.
    fn is_vague(&self) -> bool {
        (self.held.inside as f64) < VAGUE * (self.held.inside + self.held.outside) as f64
    }
}

/// Whether it is one word without figures and without capitals but the first letter.
fn is_plain_word(term: &Term) -> bool {
    let mut rest = term.text.chars().skip(1);
    term.words == 1 && !rest.any(|c| c.is_uppercase() || c.is_numeric())
}

/// A name that may still be taken.
pub struct Open {
    pub choice: Choice,
    /// What it is worth beside how well it finds the documents.
    pub beside: f64,
    /// Whether its value is known, and not only what it is at most.
    pub is_judged: bool,
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
        let when = |is_so: bool, cost: f64| if is_so { cost } else { 0.0 };
        let cost = when(phrase.is_word, COST_OF_WORD) + when(phrase.is_vague(), COST_OF_VAGUENESS);
        let beside = self.titled(&phrase.titled) + self.own(phrase) - cost;
        self.open(vec![phrase.term], &phrase.matching, beside)
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
        if self.characters(&phrases) > MAX_CHARACTERS {
            return None;
        }
        let titled = self.titled(&first.titled.either(&second.titled));
        let beside = titled + self.own(first) + self.own(second) - COST_OF_SECOND;
        Some(self.open(phrases, &first.matching.either(&second.matching), beside))
    }

    fn characters(&self, phrases: &[usize]) -> usize {
        let text = plainly_written(phrases, self.namer.vocabulary);
        text.chars().count()
    }

    /// What standing in titles of the theme is worth.
    fn titled(&self, titles: &DocumentSet) -> f64 {
        WEIGHT_OF_TITLES * self.crowd.share(titles)
    }

    /// What a phrase is worth by itself.
    fn own(&self, phrase: &Phrase) -> f64 {
        WEIGHT_OF_WHOLE * phrase.whole.sqrt()
            + WEIGHT_OF_STRENGTH * phrase.strength / self.strongest
    }

    fn open(&self, phrases: Vec<usize>, matching: &DocumentSet, beside: f64) -> Open {
        let found = self.crowd.most_found(self.crowd.held(matching));
        let length = self.characters(&phrases) as f64 / MAX_CHARACTERS as f64;
        let beside = beside + WEIGHT_OF_LENGTH * length;
        Open {
            choice: Choice {
                phrases,
                found,
                value: found + beside,
            },
            beside,
            is_judged: false,
        }
    }
}
