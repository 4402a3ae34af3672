//! The names that a theme might have.

use super::candidates::Candidate;
use super::counts::Postings;
use super::label::Namer;
use super::sameness::{is_acronym_of, repeats};
use super::search::Search;
use super::wording::{MAX_CHARACTERS, plainly_written};

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

/// Every name that a theme might have, best first.
///
/// A name is one phrase or two that do not repeat each other and that each stand in documents
/// without the other. It is worth how well it finds the theme's documents as a search query, how
/// many of them, and how few others, hold a phrase of it, and how strong its phrases are.
pub fn choices(
    namer: &Namer,
    theme: usize,
    rated: &[Rated],
    holding: &Postings,
    search: &Search,
) -> Vec<Choice> {
    let crowd = Crowd::of(namer.theme_of, theme);
    let strongest = rated.first().map_or(1.0, |first| first.1);
    let terms = &namer.vocabulary.terms;
    let is_word = |term: usize| terms[term].words == 1;
    let judge = |phrases: Vec<usize>, held: Held, strength: f64, cost: f64| {
        let found = search.finds(theme, &phrases, namer.vocabulary);
        let coverage = crowd.youden(held).max(0.0).sqrt();
        let value =
            found + WEIGHT_OF_COVERAGE * coverage + WEIGHT_OF_STRENGTH * strength / strongest;
        Choice {
            phrases,
            found,
            value: value - cost,
        }
    };
    let mut choices = Vec::new();
    for (place, &(first, strength)) in rated.iter().enumerate() {
        let held = crowd.held(holding.of(first));
        let vague = (held.inside as f64) < VAGUE * (held.inside + held.outside) as f64;
        let mut cost = if vague { COST_OF_VAGUENESS } else { 0.0 };
        if is_word(first) {
            cost += COST_OF_WORD;
        }
        choices.push(judge(vec![first], held, strength, cost));
        for &(second, second_strength) in &rated[place + 1..] {
            let joins = namer.fitness.joins[first] || namer.fitness.joins[second];
            if joins || repeats(&terms[first], &terms[second]) {
                continue;
            }
            let other = crowd.held(holding.of(second));
            let both = crowd.held(&common(holding.of(first), holding.of(second)));
            let adds =
                |own: Held| (own.inside - both.inside) as f64 >= LEAST_ADDED * own.inside as f64;
            let phrases = match held.inside >= other.inside {
                true => vec![first, second],
                false => vec![second, first],
            };
            let length = plainly_written(&phrases, namer.vocabulary).chars().count();
            if !adds(held) || !adds(other) || length > MAX_CHARACTERS {
                continue;
            }
            let cost = COST_OF_SECOND
                + match (is_word(first), is_word(second)) {
                    (true, true) => 2.0 * COST_OF_WORD,
                    (false, false) => 0.0,
                    _ => COST_OF_WORD / 2.0,
                };
            let strength = SHARE_OF_FIRST * strength + (1.0 - SHARE_OF_FIRST) * second_strength;
            choices.push(judge(phrases, held.or(other, both), strength, cost));
        }
    }
    choices.sort_by(|a, b| b.value.total_cmp(&a.value).then(a.phrases.cmp(&b.phrases)));
    choices
}

/// The documents of two ascending lists.
fn common(one: &[u32], other: &[u32]) -> Vec<u32> {
    let (mut one, mut other) = (one.iter().peekable(), other.iter().peekable());
    let mut common = Vec::new();
    while let (Some(&&a), Some(&&b)) = (one.peek(), other.peek()) {
        if a <= b {
            one.next();
        }
        if b <= a {
            other.next();
        }
        if a == b {
            common.push(a);
        }
    }
    common
}

/// Documents that hold something, in a theme and outside.
#[derive(Debug, Clone, Copy)]
struct Held {
    inside: usize,
    outside: usize,
}

impl Held {
    /// Documents that hold one thing or another, of which some hold both.
    fn or(self, other: Held, both: Held) -> Held {
        Held {
            inside: self.inside + other.inside - both.inside,
            outside: self.outside + other.outside - both.outside,
        }
    }
}

/// A theme among all documents.
struct Crowd<'a> {
    theme_of: &'a [Option<usize>],
    theme: usize,
    members: usize,
}

impl Crowd<'_> {
    fn of(theme_of: &[Option<usize>], theme: usize) -> Crowd<'_> {
        let members = theme_of.iter().filter(|&&own| own == Some(theme)).count();
        Crowd {
            theme_of,
            theme,
            members,
        }
    }

    fn held(&self, documents: &[u32]) -> Held {
        let is_member = |&&document: &&u32| self.theme_of[document as usize] == Some(self.theme);
        let inside = documents.iter().filter(is_member).count();
        Held {
            inside,
            outside: documents.len() - inside,
        }
    }

    /// Share of the members that are held less the share of the others (Youden 1950), in [-1, 1].
    fn youden(&self, held: Held) -> f64 {
        let share = |held: usize, all: usize| held as f64 / all.max(1) as f64;
        let others = self.theme_of.len() - self.members;
        share(held.inside, self.members) - share(held.outside, others)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn documents_that_hold_one_of_two_are_counted_once() {
        let theme_of = [Some(0), Some(0), Some(1), Some(1)];
        let crowd = Crowd::of(&theme_of, 0);
        let [one, other] = [vec![0, 1, 2], vec![1, 3]];
        let both = common(&one, &other);
        assert_eq!(both, [1]);
        let either = crowd.held(&one).or(crowd.held(&other), crowd.held(&both));
        assert_eq!((either.inside, either.outside), (2, 2));
        assert_eq!(crowd.youden(either), 0.0);
        assert_eq!(crowd.youden(crowd.held(&one)), 0.5);
    }
}
