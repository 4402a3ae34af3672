//! Names as search queries.

use rayon::prelude::*;
use rustc_hash::FxHashMap;
use std::collections::{BTreeMap, BTreeSet};

use crate::quality::{DocumentSet, Posting, Ranking, Scores, auc_of_matches};
use crate::text::Tokens;
use crate::vectors::Vocabulary;

/// Documents read by one worker at a time.
const CHUNK: usize = 512;

/// Stands for the place of a word that is not looked for.
const NOWHERE: u32 = u32::MAX - 1;
/// The same for a stop word.
const STOP: u32 = u32::MAX;

/// The documents as a search engine sees them, for some words alone.
pub struct Search<'a> {
    /// Number of words of each document.
    pub lengths: Vec<u32>,
    ranking: Ranking,
    /// The documents of each theme.
    members: &'a [Vec<usize>],
    /// What holds each word, by its stem.
    words: BTreeMap<String, Found>,
}

/// What holds a word.
#[derive(Default, Clone)]
struct Found {
    /// The documents, ascending.
    postings: Vec<Posting>,
    /// Those whose titles hold it, ascending.
    titles: Vec<u32>,
}

impl<'a> Search<'a> {
    /// Looks for the documents that hold each of some stems. `members` has the documents of each
    /// theme.
    pub fn over(tokens: &Tokens, stems: BTreeSet<&str>, members: &'a [Vec<usize>]) -> Search<'a> {
        let wanted: FxHashMap<&str, u32> = stems.iter().copied().zip(0..).collect();
        let place = |stem: &String| wanted.get(stem.as_str()).copied().unwrap_or(NOWHERE);
        let places: Vec<u32> = tokens.stems.iter().map(place).collect();
        let forms = tokens.surfaces.iter().map(|surface| match surface.stop {
            false => places[surface.stem as usize],
            true => STOP,
        });
        let (lengths, met) = read(tokens, &forms.collect::<Vec<u32>>());
        let mut words = vec![Found::default(); stems.len()];
        for (place, document, is_title) in met.into_iter().flatten() {
            let Found { postings, titles } = &mut words[place as usize];
            match postings.last_mut().filter(|last| last.document == document) {
                Some(posting) => posting.count += 1,
                None => postings.push(Posting { document, count: 1 }),
            }
            if is_title && titles.last() != Some(&document) {
                titles.push(document);
            }
        }
        let stems = stems.iter().map(|stem| stem.to_string());
        Search {
            ranking: Ranking::new(&lengths),
            lengths,
            members,
            words: stems.zip(words).collect(),
        }
    }

    /// Queries for the documents of a theme.
    pub fn of(&self, theme: usize) -> Queries<'_> {
        Queries {
            search: self,
            members: self.members(theme),
            scores: Scores::new(self.lengths.len()),
        }
    }

    /// The documents of a theme.
    pub fn members(&self, theme: usize) -> DocumentSet {
        let members = self.members[theme].iter();
        DocumentSet::of(members.map(|&document| document as u32), self.lengths.len())
    }

    /// The postings of each distinct word of some phrases.
    pub fn query(&self, phrases: &[usize], vocabulary: &Vocabulary) -> Vec<&[Posting]> {
        self.postings_of(words_of(phrases, vocabulary).into_iter())
    }

    /// The postings of some stems.
    pub fn postings_of<'s>(&self, stems: impl Iterator<Item = &'s str>) -> Vec<&[Posting]> {
        let found = stems.filter_map(|stem| self.words.get(stem));
        found.map(|found| found.postings.as_slice()).collect()
    }

    /// The documents whose titles ([`Tokens::title`]) hold each distinct word of a phrase.
    pub fn titles(&self, phrase: usize, vocabulary: &Vocabulary) -> Vec<&[u32]> {
        let words = words_of(&[phrase], vocabulary).into_iter();
        let found = words.filter_map(|stem| self.words.get(stem));
        // Stop words within it are not looked for.
        let found = found.filter(|found| !found.postings.is_empty());
        found.map(|found| found.titles.as_slice()).collect()
    }
}

/// Queries for the documents of one theme, put one after another.
pub struct Queries<'a> {
    search: &'a Search<'a>,
    members: DocumentSet,
    scores: Scores,
}

impl Queries<'_> {
    /// How well phrases find the documents of the theme: the area under the ROC curve of BM25 for
    /// their words, in [0, 1].
    pub fn finds(&mut self, phrases: &[usize], vocabulary: &Vocabulary) -> f64 {
        self.answers(&self.search.query(phrases, vocabulary))
    }

    /// How well a query finds the documents of the theme, in [0, 1].
    pub fn answers(&mut self, query: &[&[Posting]]) -> f64 {
        let matches = self.search.ranking.matches(query, &mut self.scores);
        let is_member = |document: u32| self.members.contains(document);
        let (members, documents) = (self.members.count(), self.search.lengths.len());
        auc_of_matches(matches, is_member, members, documents).unwrap_or(0.5)
    }
}

/// The distinct words of some phrases.
fn words_of<'v>(phrases: &[usize], vocabulary: &'v Vocabulary) -> BTreeSet<&'v str> {
    let stems = phrases.iter();
    let stems = stems.map(|&column| vocabulary.terms[column].stems.as_str());
    stems.flat_map(|stems| stems.split(' ')).collect()
}

/// Words by their places, each with a document that holds it and whether that is in its title.
type Met = Vec<(u32, u32, bool)>;

/// The number of words of each document without stop words, and by document the places of its words.
/// `places` has an entry a word form.
fn read(tokens: &Tokens, places: &[u32]) -> (Vec<u32>, Vec<Met>) {
    let documents: Vec<u32> = (0..tokens.len() as u32).collect();
    let (lengths, met): (Vec<Vec<u32>>, Vec<Met>) = documents
        .par_chunks(CHUNK)
        .map(|chunk| {
            let mut met = Vec::new();
            let lengths = chunk.iter().map(|&document| {
                let mut length = 0;
                let title = tokens.title(document as usize).len();
                for (at, &word) in tokens.document(document as usize).iter().enumerate() {
                    // A break is no word form.
                    let place = places.get(word as usize).copied().unwrap_or(STOP);
                    length += u32::from(place != STOP);
                    if place < NOWHERE {
                        met.push((place, document, at < title));
                    }
                }
                length
            });
            (lengths.collect::<Vec<u32>>(), met)
        })
        .unzip();
    (lengths.concat(), met)
}
