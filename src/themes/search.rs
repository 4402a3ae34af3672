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
    /// For each word the documents that hold it, ascending.
    postings: BTreeMap<String, Vec<Posting>>,
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
        let (lengths, found) = read(tokens, &forms.collect::<Vec<u32>>());
        let mut postings: Vec<Vec<Posting>> = vec![Vec::new(); stems.len()];
        for (place, document) in found.into_iter().flatten() {
            let postings = &mut postings[place as usize];
            match postings.last_mut().filter(|last| last.document == document) {
                Some(posting) => posting.count += 1,
                None => postings.push(Posting { document, count: 1 }),
            }
        }
        let stems = stems.iter().map(|stem| stem.to_string());
        Search {
            ranking: Ranking::new(&lengths),
            lengths,
            members,
            postings: stems.zip(postings).collect(),
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
        let distinct: BTreeSet<&str> = phrases
            .iter()
            .flat_map(|&column| vocabulary.terms[column].stems.split(' '))
            .collect();
        self.postings_of(distinct.into_iter())
    }

    /// The postings of some stems.
    pub fn postings_of<'s>(&self, stems: impl Iterator<Item = &'s str>) -> Vec<&[Posting]> {
        let found = stems.filter_map(|stem| self.postings.get(stem));
        found.map(Vec::as_slice).collect()
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

/// Words by their places, each with a document that holds it.
type Found = Vec<(u32, u32)>;

/// The number of words of each document without stop words, and by document the places of its words.
/// `places` has an entry a word form.
fn read(tokens: &Tokens, places: &[u32]) -> (Vec<u32>, Vec<Found>) {
    let documents: Vec<u32> = (0..tokens.len() as u32).collect();
    let (lengths, found): (Vec<Vec<u32>>, Vec<Found>) = documents
        .par_chunks(CHUNK)
        .map(|chunk| {
            let mut found = Vec::new();
            let lengths = chunk.iter().map(|&document| {
                let mut length = 0;
                for &word in tokens.document(document as usize) {
                    // A break is no word form.
                    let place = places.get(word as usize).copied().unwrap_or(STOP);
                    length += u32::from(place != STOP);
                    if place < NOWHERE {
                        found.push((place, document));
                    }
                }
                length
            });
            (lengths.collect::<Vec<u32>>(), found)
        })
        .unzip();
    (lengths.concat(), found)
}
