//! The names that a theme might have.

use super::candidates::Candidate;
use super::counts::Postings;
use super::crowd::{Crowd, Held};
use super::label::Namer;
use super::sameness::{is_acronym_of, repeats};
use super::search::Search;
use super::wording::{MAX_CHARACTERS, plainly_written};
use crate::quality::DocumentSet;
use crate::vectors::Vocabulary;

/// Candidates from which the name of a theme is put together.
const CONSIDERED: usize = 16;
/// What the strength of the phrases counts against how well the name finds the documents.
const WEIGHT_OF_STRENGTH: f64 = 0.2;
/// What standing in the theme's documents, and in few others, counts.
const WEIGHT_OF_COVERAGE: f64 = 0.25;
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

/// A name under consideration.
#[derive(Debug, Clone)]
pub struct Choice {
    /// One phrase or two, as columns of the naming vocabulary: the one in more of the theme's
    /// documents first.
    pub phrases: Vec<usize>,
    /// How well it finds the theme's documents, in [0, 1].
    pub found: f64,
    /// How good a name it would be.
    pub value: f64,
}

/// A candidate and its strength.
pub type Rated = (usize, f64);

/// The strongest candidates by distinction, fitness, nearness to the theme's centre and how
/// common they are in the theme, strongest first; where none is fit to be a name, the strongest
/// as they are. An acronym gives way to its phrase where half as many documents write that.
pub fn considered(namer: &Namer, theme: usize) -> Vec<Rated> {
    let rated = |fit: &dyn Fn(usize) -> f64| -> Vec<Rated> {
        let rate = |candidate: &Candidate| {
            let common = candidate.coverage.sqrt().sqrt();
            let near = f64::from(namer.nearness[[theme, candidate.term]]);
            let strength = candidate.distinction * common * near * near * fit(candidate.term);
            (candidate.term, strength)
        };
        let rated = namer.candidates[theme].iter().map(rate);
        rated.filter(|&(_, strength)| strength > 0.0).collect()
    };
    let mut rated = [rated(&|term| namer.fitness.name[term]), rated(&|_| 1.0)]
        .into_iter()
        .find(|rated| !rated.is_empty())
        .unwrap_or_default();
    rated.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    rated.truncate(CONSIDERED);
    let terms = &namer.vocabulary.terms;
    let spelled_out = |short: usize| {
        rated.iter().any(|&(full, _)| {
            2 * terms[full].documents >= terms[short].documents
                && is_acronym_of(&terms[short].text, &terms[full].text)
        })
    };
    let kept = rated.iter().filter(|&&(term, _)| !spelled_out(term));
    kept.copied().collect()
}

/// Every name that a theme might have.
///
/// A name is one phrase or two that do not repeat each other and that each stand in documents
/// without the other; a vague one may be narrowed down by one that only stands beside it. It is
/// worth how well it finds the theme's documents as a search query, how many of them, and how few
/// others, hold a phrase of it, and how strong its phrases are.
pub fn choices<'a>(
    namer: &'a Namer,
    theme: usize,
    rated: &[Rated],
    holding: &Postings,
    search: &'a Search,
) -> Choices<'a> {
    let crowd = Crowd {
        members: search.members(theme),
        documents: search.lengths.len(),
    };
    let strongest = rated.first().map_or(1.0, |first| first.1);
    let terms = &namer.vocabulary.terms;
    let is_word = |term: usize| terms[term].words == 1;
    let judge =
        |phrases: Vec<usize>, matching: &DocumentSet, held: Held, strength: f64, cost: f64| {
            let found = crowd.most_found(crowd.held(matching));
            let coverage = crowd.youden(held).max(0.0).sqrt();
            let worth = Worth {
                coverage: WEIGHT_OF_COVERAGE * coverage,
                strength: WEIGHT_OF_STRENGTH * strength / strongest,
                cost,
            };
            let value = worth.with(found);
            let choice = Choice {
                phrases,
                found,
                value,
            };
            Open {
                choice,
                worth,
                is_judged: false,
            }
        };
    let sets = |&(term, _): &Rated| {
        let words = search.query(&[term], namer.vocabulary).concat();
        let matching = words.iter().map(|posting| posting.document);
        [
            crowd.set(holding.of(term).iter().copied()),
            crowd.set(matching),
        ]
    };
    let sets: Vec<[DocumentSet; 2]> = rated.iter().map(sets).collect();
    let mut open = Vec::new();
    for (place, &(first, strength)) in rated.iter().enumerate() {
        let [holding, matching] = &sets[place];
        let held = crowd.held(holding);
        let mut cost = if is_vague(held) {
            COST_OF_VAGUENESS
        } else {
            0.0
        };
        if is_word(first) {
            cost += COST_OF_WORD;
        }
        open.push(judge(vec![first], matching, held, strength, cost));
        let others = rated.iter().zip(&sets).skip(place + 1);
        for (&(second, second_strength), [other_holding, other_matching]) in others {
            let joins = namer.fitness.joins[first] || namer.fitness.joins[second];
            if joins || repeats(&terms[first], &terms[second]) {
                continue;
            }
            let other = crowd.held(other_holding);
            let both = crowd.held(&holding.both(other_holding));
            let [(broad, most), (narrow, fewest)] = match held.inside >= other.inside {
                true => [(first, held), (second, other)],
                false => [(second, other), (first, held)],
            };
            let adds =
                |own: Held| (own.inside - both.inside) as f64 >= LEAST_ADDED * own.inside as f64;
            let phrases = vec![broad, narrow];
            let length = plainly_written(&phrases, namer.vocabulary).chars().count();
            let is_weak = second_strength < LEAST_STRENGTH * strongest;
            let adds = adds(most) && (adds(fewest) || is_vague(most));
            if is_weak || !adds || length > MAX_CHARACTERS {
                continue;
            }
            let cost = COST_OF_SECOND
                + match (is_word(first), is_word(second)) {
                    (true, true) => 2.0 * COST_OF_WORD,
                    (false, false) => 0.0,
                    _ => COST_OF_WORD / 2.0,
                };
            let strength = SHARE_OF_FIRST * strength + (1.0 - SHARE_OF_FIRST) * second_strength;
            let matching = matching.either(other_matching);
            let held = held.or(other, both);
            open.push(judge(phrases, &matching, held, strength, cost));
        }
    }
    Choices {
        vocabulary: namer.vocabulary,
        search,
        theme,
        open,
    }
}

/// Whether most of a phrase's documents are in other themes.
fn is_vague(held: Held) -> bool {
    (held.inside as f64) < VAGUE * (held.inside + held.outside) as f64
}

/// The names that a theme might have. How well one finds the documents is asked only where it may be
/// the best: until then it counts as found as well as could be.
pub struct Choices<'a> {
    vocabulary: &'a Vocabulary,
    search: &'a Search<'a>,
    theme: usize,
    open: Vec<Open>,
}

/// A name that may still be taken.
struct Open {
    choice: Choice,
    worth: Worth,
    /// Whether its value is known, and not only what it is at most.
    is_judged: bool,
}

/// What a name is worth beside how well it finds the documents.
#[derive(Clone, Copy)]
struct Worth {
    coverage: f64,
    strength: f64,
    cost: f64,
}

impl Worth {
    fn with(self, found: f64) -> f64 {
        found + self.coverage + self.strength - self.cost
    }
}

impl Choices<'_> {
    /// The best name; of equally good ones the first by its phrases.
    pub fn best(&mut self) -> Option<Choice> {
        let mut queries = self.search.of(self.theme);
        loop {
            let best = self.open.iter_mut().min_by(|a, b| {
                let by_value = b.choice.value.total_cmp(&a.choice.value);
                by_value.then_with(|| a.choice.phrases.cmp(&b.choice.phrases))
            })?;
            if best.is_judged {
                return Some(best.choice.clone());
            }
            best.choice.found = queries.finds(&best.choice.phrases, self.vocabulary);
            best.choice.value = best.worth.with(best.choice.found);
            best.is_judged = true;
        }
    }

    /// Leaves out the names that may not be taken.
    pub fn retain(&mut self, is_free: impl Fn(&[usize]) -> bool) {
        self.open.retain(|open| is_free(&open.choice.phrases));
    }
}
