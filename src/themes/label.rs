//! A name for each theme.

use ndarray::Array2;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

use super::candidates::{Candidate, Fitness};
use super::theme::{GivenName, Naming};
use crate::quality::{Posting, Ranking, auc_of_matches, label_separation};
use crate::text::Tokens;
use crate::vectors::{Term, Vocabulary};

/// Longest name, in characters.
pub const MAX_CHARACTERS: usize = 60;
/// Candidates from which the name of a theme is put together.
const CONSIDERED: usize = 14;
/// What the distinction of a phrase counts against how well the name finds the documents.
const WEIGHT_OF_DISTINCTION: f64 = 0.25;
/// What a second phrase must add to be worth its length.
const COST_OF_SECOND: f64 = 0.05;
/// Documents read by one worker at a time.
const CHUNK: usize = 512;
/// A name that finds its theme's documents worse by more than this no longer describes it.
const FADED: f64 = 0.1;

/// A name under consideration: one phrase or two, as columns of the naming vocabulary.
#[derive(Debug, Clone)]
struct Name {
    phrases: Vec<usize>,
    /// How well it finds the theme's documents, in [0, 1].
    found: f64,
    value: f64,
}

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
    pub candidates: &'a [Vec<Candidate>],
    pub fitness: &'a Fitness,
    /// Cosine of each term to each theme's centre, shape (themes, terms).
    pub nearness: &'a Array2<f32>,
    /// The theme of each document.
    pub theme_of: &'a [Option<usize>],
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
    /// A name is one phrase or two. It is judged by how well it finds the theme's documents as a
    /// search query (area under the ROC curve of BM25) and by how distinctive and complete its
    /// phrases are. Themes take turns by the value of their best name; none takes a phrase whose
    /// words another name already has. Names that are given and still describe their theme are
    /// taken before all others.
    pub fn labels(&self, given: &[Option<GivenName>]) -> Labels {
        let search = Search::over(self, given);
        let mut taken: Vec<BTreeSet<&str>> = Vec::new();
        let mut names: Vec<Option<GivenName>> = vec![None; given.len()];
        let mut queries = vec![Vec::new(); given.len()];
        for (theme, fixed) in self.fixed.iter().enumerate() {
            let Some(label) = &fixed.label else { continue };
            if !fixed.stems.is_empty() {
                taken.push(fixed.stems.iter().map(String::as_str).collect());
            }
            let query = search.postings_of(fixed.stems.iter().map(String::as_str));
            names[theme] = Some(GivenName {
                label: label.clone(),
                naming: Naming {
                    found: self.answers(theme, &query, &search),
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
                taken.push(self.head(&phrases));
                queries[theme] = owned(search.query(&phrases, self.vocabulary));
                names[theme] = Some(given.clone());
            }
        }
        let mut options: Vec<Vec<Name>> = (0..given.len())
            .into_par_iter()
            .map(|theme| match names[theme] {
                Some(_) => Vec::new(),
                None => self.options(theme, &search),
            })
            .collect();
        let best = |names: &[Name]| names.first().map_or(f64::NEG_INFINITY, |name| name.value);
        let mut order: Vec<usize> = (0..given.len()).filter(|&t| names[t].is_none()).collect();
        order.sort_by(|&a, &b| {
            best(&options[b])
                .total_cmp(&best(&options[a]))
                .then(a.cmp(&b))
        });
        for theme in order {
            let free = |name: &Name| {
                let own = self.head(&name.phrases);
                taken
                    .iter()
                    .all(|other| !own.is_subset(other) && !other.is_subset(&own))
            };
            let chosen = options[theme].drain(..).find(free);
            if let Some(name) = &chosen {
                taken.push(self.head(&name.phrases));
                queries[theme] = owned(search.query(&name.phrases, self.vocabulary));
            }
            names[theme] = Some(self.named(theme, chosen, given[theme].as_ref()));
        }
        Labels {
            names: names.into_iter().flatten().collect(),
            separation: label_separation(&search.lengths, &queries, self.theme_of).mean,
        }
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
        let found = self.finds(theme, &phrases, search);
        (!phrases.is_empty() && found >= given.naming.found - FADED).then_some(phrases)
    }

    /// How well phrases find the documents of a theme, in [0, 1].
    fn finds(&self, theme: usize, phrases: &[usize], search: &Search) -> f64 {
        self.answers(theme, &search.query(phrases, self.vocabulary), search)
    }

    /// How well a query finds the documents of a theme, in [0, 1].
    fn answers(&self, theme: usize, query: &[&[Posting]], search: &Search) -> f64 {
        let matches = search.ranking().matches(query);
        let is_member = |document: u32| self.theme_of[document as usize] == Some(theme);
        let (members, documents) = (search.sizes[theme], self.theme_of.len());
        auc_of_matches(&matches, is_member, members, documents).unwrap_or(0.5)
    }

    /// The stems of a name's first phrase.
    fn head(&self, phrases: &[usize]) -> BTreeSet<&str> {
        words(&self.vocabulary.terms[phrases[0]]).collect()
    }

    fn named(&self, theme: usize, name: Option<Name>, given: Option<&GivenName>) -> GivenName {
        let mut formerly = given.map_or(Vec::new(), |given| given.naming.formerly.clone());
        let outdated = given.filter(|given| !given.naming.phrases.is_empty());
        formerly.extend(outdated.map(|given| given.label.clone()));
        let terms = &self.vocabulary.terms;
        let (label, phrases, found) = match name {
            Some(name) => (
                written(&name.phrases, self.vocabulary),
                name.phrases
                    .iter()
                    .map(|&p| terms[p].stems.clone())
                    .collect(),
                name.found,
            ),
            None => (
                format!("Unnamed theme {}", self.numbers[theme]),
                Vec::new(),
                0.5,
            ),
        };
        GivenName {
            label,
            naming: Naming {
                phrases,
                found,
                formerly,
            },
        }
    }

    /// Every name that a theme might have, best first.
    fn options(&self, theme: usize, search: &Search) -> Vec<Name> {
        let considered = self.considered(theme);
        let strongest = considered.first().map_or(1.0, |first| first.1);
        let judge = |phrases: Vec<usize>, strength: f64, cost: f64| {
            let found = self.finds(theme, &phrases, search);
            let value = found + WEIGHT_OF_DISTINCTION * strength / strongest - cost;
            Name {
                phrases,
                found,
                value,
            }
        };
        let mut names = Vec::new();
        for (index, &(head, strength)) in considered.iter().enumerate() {
            names.push(judge(vec![head], strength, 0.0));
            for &(second, second_strength) in &considered[index + 1..] {
                let terms = &self.vocabulary.terms;
                let (first, other) = (&terms[head], &terms[second]);
                let length = written(&[head, second], self.vocabulary).chars().count();
                if !first.overlaps(other) && length <= MAX_CHARACTERS {
                    let strength = 0.75 * strength + 0.25 * second_strength;
                    names.push(judge(vec![head, second], strength, COST_OF_SECOND));
                }
            }
        }
        names.sort_by(|a, b| b.value.total_cmp(&a.value).then(a.phrases.cmp(&b.phrases)));
        names
    }

    /// The strongest candidates by distinction, fitness, nearness to the theme's centre and how
    /// common they are in the theme, strongest first; where none is fit to be a name, the
    /// strongest as they are.
    fn considered(&self, theme: usize) -> Vec<(usize, f64)> {
        let rated = |fit: &dyn Fn(usize) -> f64| -> Vec<(usize, f64)> {
            let rate = |candidate: &Candidate| {
                let common = candidate.coverage.sqrt();
                let near = f64::from(self.nearness[[theme, candidate.term]]);
                let strength = candidate.distinction * common * near * near * fit(candidate.term);
                (candidate.term, strength)
            };
            self.candidates[theme]
                .iter()
                .map(rate)
                .filter(|&(_, strength)| strength > 0.0)
                .collect()
        };
        let mut rated = [rated(&|term| self.fitness.name[term]), rated(&|_| 1.0)]
            .into_iter()
            .find(|rated| !rated.is_empty())
            .unwrap_or_default();
        rated.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        rated.truncate(CONSIDERED);
        rated
    }
}

/// `Causal discovery & Bayesian networks`: commonest spellings, the first letter a capital.
fn written(phrases: &[usize], vocabulary: &Vocabulary) -> String {
    let texts: Vec<&str> = phrases
        .iter()
        .map(|&column| vocabulary.terms[column].text.as_str())
        .collect();
    capitalized(&texts.join(" & "))
}

/// The text with a capital first, unless its first word has capitals of its own (`t-SNE`).
fn capitalized(text: &str) -> String {
    let first_word = text.split([' ', '-']).next().unwrap_or_default();
    let own_case = text
        .split(' ')
        .next()
        .unwrap_or_default()
        .chars()
        .any(char::is_uppercase);
    let mut characters = text.chars();
    match characters.next() {
        Some(first) if !own_case && !first_word.is_empty() => {
            first.to_uppercase().chain(characters).collect()
        }
        _ => text.to_string(),
    }
}

/// The documents as a search engine sees them, for the words of the candidates alone.
struct Search {
    lengths: Vec<u32>,
    mean_length: f64,
    /// Number of documents of each theme.
    sizes: Vec<usize>,
    /// For each word the documents that hold it, ascending.
    postings: BTreeMap<String, Vec<Posting>>,
}

impl Search {
    fn over(namer: &Namer, given: &[Option<GivenName>]) -> Search {
        let Namer {
            tokens, vocabulary, ..
        } = *namer;
        let mut wanted: BTreeSet<&str> = BTreeSet::new();
        for theme in 0..namer.candidates.len() {
            for (term, _) in namer.considered(theme) {
                wanted.extend(words(&vocabulary.terms[term]));
            }
        }
        let names = given.iter().flatten();
        wanted.extend(names.flat_map(|name| name.naming.phrases.iter().flat_map(|p| p.split(' '))));
        wanted.extend(
            namer
                .fixed
                .iter()
                .flat_map(|name| name.stems.iter().map(String::as_str)),
        );
        let wanted: Vec<&str> = wanted.into_iter().collect();
        let place = |stem: &String| wanted.binary_search(&stem.as_str()).ok();
        let places: Vec<Option<usize>> = tokens.stems.par_iter().map(place).collect();
        let (lengths, found) = read(tokens, &places);
        let mut postings = vec![Vec::new(); wanted.len()];
        for (place, posting) in found {
            postings[place].push(posting);
        }
        let mut sizes = vec![0; namer.candidates.len()];
        namer
            .theme_of
            .iter()
            .flatten()
            .for_each(|&theme| sizes[theme] += 1);
        Search {
            mean_length: Ranking::mean_length(&lengths),
            lengths,
            sizes,
            postings: wanted
                .iter()
                .map(|stem| stem.to_string())
                .zip(postings)
                .collect(),
        }
    }

    fn ranking(&self) -> Ranking<'_> {
        Ranking::of(&self.lengths, self.mean_length)
    }

    /// The postings of each distinct word of some phrases.
    fn query(&self, phrases: &[usize], vocabulary: &Vocabulary) -> Vec<&[Posting]> {
        let distinct: BTreeSet<&str> = phrases
            .iter()
            .flat_map(|&column| words(&vocabulary.terms[column]))
            .collect();
        self.postings_of(distinct.into_iter())
    }

    /// The postings of some stems.
    fn postings_of<'s>(&self, stems: impl Iterator<Item = &'s str>) -> Vec<&[Posting]> {
        let found = stems.filter_map(|stem| self.postings.get(stem));
        found.map(Vec::as_slice).collect()
    }
}

/// The words that have a place, each with a document that holds it.
type Found = Vec<(usize, Posting)>;

/// The number of words of each document, and by document the words that have a place.
fn read(tokens: &Tokens, places: &[Option<usize>]) -> (Vec<u32>, Found) {
    let documents: Vec<u32> = (0..tokens.len() as u32).collect();
    let (lengths, found): (Vec<Vec<u32>>, Vec<Found>) = documents
        .par_chunks(CHUNK)
        .map(|chunk| {
            let mut found = Vec::new();
            let lengths = chunk.iter().map(|&document| {
                let stems: Vec<u32> = tokens.content(document as usize).collect();
                let places = stems.iter().filter_map(|&stem| places[stem as usize]);
                let mut met: Vec<usize> = places.collect();
                met.sort_unstable();
                found.extend(met.chunk_by(|a, b| a == b).map(|run| {
                    let count = run.len() as u32;
                    (run[0], Posting { document, count })
                }));
                stems.len() as u32
            });
            (lengths.collect::<Vec<u32>>(), found)
        })
        .unzip();
    (lengths.concat(), found.concat())
}

fn owned(query: Vec<&[Posting]>) -> Vec<Vec<Posting>> {
    query.into_iter().map(<[Posting]>::to_vec).collect()
}

fn words(term: &Term) -> impl Iterator<Item = &str> {
    term.stems.split(' ')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_letter_is_a_capital_unless_the_word_has_its_own() {
        assert_eq!(capitalized("causal discovery"), "Causal discovery");
        assert_eq!(capitalized("t-SNE maps"), "t-SNE maps");
        assert_eq!(capitalized("LLM agents"), "LLM agents");
        assert_eq!(capitalized("éthique"), "Éthique");
    }
}
