//! A name for each theme.

use ndarray::Array2;
use rayon::prelude::*;
use std::collections::BTreeSet;

use super::candidates::Candidate;
use super::choices::{Choice, Choices, Rated, choices, considered};
use super::counts::Postings;
use super::fitness::Fitness;
use super::grammar::Grammar;
use super::places::Places;
use super::search::Search;
use super::taken::Taken;
use super::theme::{GivenName, Naming};
use super::turns::turns;
use super::wording::written;
use crate::quality::{Posting, label_separation};
use crate::text::Tokens;
use crate::vectors::Vocabulary;

/// A name that finds its theme's documents worse by more than this no longer describes it.
const FADED: f64 = 0.1;

/// The names of the themes.
#[derive(Debug, Clone)]
pub struct Labels {
    /// The name of each theme.
    pub names: Vec<GivenName>,
    /// Mean over the themes of how well the name finds the documents, in [0, 1].
    pub separation: Option<f64>,
}

/// What names are made from.
pub struct Namer<'a> {
    pub tokens: &'a Tokens,
    pub vocabulary: &'a Vocabulary,
    /// Where its terms stand.
    pub found: &'a Places,
    pub candidates: &'a [Vec<Candidate>],
    pub fitness: &'a Fitness,
    pub grammar: &'a Grammar,
    /// Cosine of each term to each theme's centre, shape (themes, terms).
    pub nearness: &'a Array2<f32>,
    /// The theme of each document.
    pub theme_of: &'a [Option<usize>],
    /// The documents of each theme.
    pub members: &'a [Vec<usize>],
    /// The number of each theme.
    pub numbers: &'a [usize],
    /// The name that the reader gave each theme; may be shorter than there are themes.
    pub fixed: &'a [FixedName],
}

/// A name that a theme has whatever its documents say.
#[derive(Debug, Clone, Default)]
pub struct FixedName {
    /// The name, if there is one.
    pub label: Option<String>,
    /// The stems of its words, without stop words.
    pub stems: Vec<String>,
}

impl Namer<'_> {
    /// The name of each theme: distinct, at most 60 characters, made of the commonest spellings.
    ///
    /// Names that the reader gave come first, then those that are given and still describe their
    /// theme. The other themes take turns, first those that would lose most by waiting; none takes a
    /// phrase that says the same as a phrase of another name.
    pub fn labels(&self, given: &[Option<GivenName>]) -> Labels {
        let rated: Vec<Vec<Rated>> = (0..given.len())
            .into_par_iter()
            .map(|theme| considered(self, theme))
            .collect();
        let words = self.words_of(&rated, given);
        let search = Search::over(self.tokens, words, self.members);
        let mut taken = Taken::besides(&self.fitness.empty);
        let mut names: Vec<Option<GivenName>> = vec![None; given.len()];
        let mut queries = vec![Vec::new(); given.len()];
        for (theme, fixed) in self.fixed.iter().enumerate() {
            let Some(label) = &fixed.label else { continue };
            taken.add(
                label,
                Some(fixed.stems.join(" ")).filter(|stems| !stems.is_empty()),
            );
            let query = search.postings_of(fixed.stems.iter().map(String::as_str));
            names[theme] = Some(GivenName {
                label: label.clone(),
                naming: Naming {
                    found: search.of(theme).answers(&query),
                    ..Naming::default()
                },
            });
            queries[theme] = owned(query);
        }
        for (theme, given) in given.iter().enumerate() {
            let Some(given) = given.as_ref().filter(|_| names[theme].is_none()) else {
                continue;
            };
            if let Some(phrases) = self.still_describes(theme, given, &search) {
                taken.add(&given.label, given.naming.phrases.iter().cloned());
                queries[theme] = owned(search.query(&phrases, self.vocabulary));
                names[theme] = Some(given.clone());
            }
        }
        let mut open = self.open(&names, &rated, &search);
        let order = turns(&mut open, self.vocabulary, &self.fitness.empty);
        for theme in order {
            if names[theme].is_some() {
                continue;
            }
            let chosen = self.choose(theme, &mut open[theme], &taken);
            if let Some(name) = &chosen {
                queries[theme] = owned(search.query(&name.phrases, self.vocabulary));
            }
            let name = self.named(theme, chosen, given[theme].as_ref());
            taken.add(&name.label, name.naming.phrases.iter().cloned());
            names[theme] = Some(name);
        }
        Labels {
            names: names.into_iter().flatten().collect(),
            separation: label_separation(&search.lengths, &queries, self.theme_of).mean,
        }
    }

    /// The best name of a theme that no other theme has, nor spelled out or abbreviated.
    fn choose(&self, theme: usize, open: &mut Choices, taken: &Taken) -> Option<Choice> {
        let stems = |phrase: usize| self.vocabulary.terms[phrase].stems.as_str();
        open.retain(|phrases| !phrases.iter().any(|&phrase| taken.has(stems(phrase))));
        loop {
            let best = open.best()?;
            let mut phrases = best.phrases.iter().copied();
            let is_taken = |phrase: usize| taken.abbreviates(&self.written(theme, &[phrase]));
            let Some(same) = phrases.find(|&phrase| is_taken(phrase)) else {
                return Some(best);
            };
            open.retain(|phrases| !phrases.contains(&same));
        }
    }

    /// Phrases as a theme's documents write them.
    fn written(&self, theme: usize, phrases: &[usize]) -> String {
        written(
            phrases,
            &self.members[theme],
            self.tokens,
            self.vocabulary,
            self.found,
            self.grammar,
        )
    }

    /// The stems of all that may be searched for.
    fn words_of<'s>(
        &'s self,
        rated: &[Vec<Rated>],
        given: &'s [Option<GivenName>],
    ) -> BTreeSet<&'s str> {
        let terms = rated.iter().flatten();
        let terms = terms.map(|&(term, _)| self.vocabulary.terms[term].stems.as_str());
        let given = given.iter().flatten();
        let given = given.flat_map(|name| name.naming.phrases.iter().map(String::as_str));
        let fixed = self.fixed.iter().flat_map(|name| &name.stems);
        terms
            .chain(given)
            .flat_map(|stems| stems.split(' '))
            .chain(fixed.map(String::as_str))
            .collect()
    }

    /// For each theme that has no name the names that it might have.
    fn open<'s>(
        &'s self,
        names: &[Option<GivenName>],
        rated: &[Vec<Rated>],
        search: &'s Search,
    ) -> Vec<Choices<'s>> {
        let terms = rated.iter().flatten().map(|&(term, _)| term);
        let holding = Postings::find(self.found, terms);
        (0..names.len())
            .into_par_iter()
            .map(|theme| {
                let rated = match names[theme] {
                    Some(_) => &[],
                    None => rated[theme].as_slice(),
                };
                choices(self, theme, rated, &holding, search)
            })
            .collect()
    }

    /// The phrases of a given name, while they find the theme's documents.
    fn still_describes(
        &self,
        theme: usize,
        given: &GivenName,
        search: &Search,
    ) -> Option<Vec<usize>> {
        let stems = given.naming.phrases.iter();
        let phrases: Vec<usize> = stems
            .map(|stems| self.vocabulary.column(stems))
            .collect::<Option<_>>()?;
        let found = search.of(theme).finds(&phrases, self.vocabulary);
        (!phrases.is_empty() && found >= given.naming.found - FADED).then_some(phrases)
    }

    fn named(&self, theme: usize, name: Option<Choice>, given: Option<&GivenName>) -> GivenName {
        let mut formerly = given.map_or(Vec::new(), |given| given.naming.formerly.clone());
        let outdated = given.filter(|given| !given.naming.phrases.is_empty());
        formerly.extend(outdated.map(|given| given.label.clone()));
        let Some(name) = name else {
            return GivenName {
                label: format!("Unnamed theme {}", self.numbers[theme]),
                naming: Naming {
                    phrases: Vec::new(),
                    found: 0.5,
                    formerly,
                },
            };
        };
        let terms = name.phrases.iter().map(|&p| &self.vocabulary.terms[p]);
        GivenName {
            label: self.written(theme, &name.phrases),
            naming: Naming {
                phrases: terms.map(|term| term.stems.clone()).collect(),
                found: name.found,
                formerly,
            },
        }
    }
}

fn owned(query: Vec<&[Posting]>) -> Vec<Vec<Posting>> {
    query.into_iter().map(<[Posting]>::to_vec).collect()
}
