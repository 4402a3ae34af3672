//! The names that a theme might have.

use super::appraiser::{Appraiser, Open, Phrase};
use super::candidates::Candidate;
use super::counts::Postings;
use super::crowd::Crowd;
use super::label::Namer;
use super::sameness::is_acronym_of;
use super::search::Search;
use crate::vectors::Vocabulary;

/// Candidates from which the name of a theme is put together.
const CONSIDERED: usize = 16;
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
/// worth how well it finds the theme's documents as a search query, how many of their titles hold
/// its words, and how strong its phrases are.
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
    let phrase = |rated: &Rated| Phrase::of(*rated, namer, &crowd, holding, search);
    let phrases: Vec<Phrase> = rated.iter().map(phrase).collect();
    let appraiser = Appraiser {
        namer,
        crowd: &crowd,
        strongest: rated.first().map_or(1.0, |first| first.1),
    };
    let mut open = Vec::new();
    for (place, first) in phrases.iter().enumerate() {
        open.push(appraiser.alone(first));
        let others = phrases[place + 1..].iter();
        open.extend(others.filter_map(|second| appraiser.together(first, second)));
    }
    Choices {
        vocabulary: namer.vocabulary,
        search,
        theme,
        open,
    }
}

/// The names that a theme might have. How well one finds the documents is asked only where it may be
/// the best: until then it counts as found as well as could be.
pub struct Choices<'a> {
    vocabulary: &'a Vocabulary,
    search: &'a Search<'a>,
    theme: usize,
    open: Vec<Open>,
}

impl Choices<'_> {
    /// The best name; of equally good ones the first by its phrases.
    pub fn best(&mut self) -> Option<Choice> {
        self.best_of(|_| true)
    }

    /// The best of the names whose phrases may be taken.
    pub fn best_of(&mut self, is_free: impl Fn(&[usize]) -> bool) -> Option<Choice> {
        let mut queries = self.search.of(self.theme);
        loop {
            let open = self.open.iter_mut();
            let open = open.filter(|open| is_free(&open.choice.phrases));
            let best = open.min_by(|a, b| {
                let by_value = b.choice.value.total_cmp(&a.choice.value);
                by_value.then_with(|| a.choice.phrases.cmp(&b.choice.phrases))
            })?;
            if best.is_judged {
                return Some(best.choice.clone());
            }
            best.choice.found = queries.finds(&best.choice.phrases, self.vocabulary);
            best.choice.value = best.choice.found + best.beside;
            best.is_judged = true;
        }
    }

    /// Leaves out the names that may not be taken.
    pub fn retain(&mut self, is_free: impl Fn(&[usize]) -> bool) {
        self.open.retain(|open| is_free(&open.choice.phrases));
    }
}
