//! Names as search queries.

use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

use crate::quality::{Posting, Ranking, auc_of_matches};
use crate::text::Tokens;
use crate::vectors::Vocabulary;

/// Documents read by one worker at a time.
const CHUNK: usize = 512;

/// The documents as a search engine sees them, for some words alone.
pub struct Search<'a> {
    /// Number of words of each document.
    pub lengths: Vec<u32>,
    mean_length: f64,
    theme_of: &'a [Option<usize>],
    /// Number of documents of each theme.
    sizes: &'a [usize],
    /// For each word the documents that hold it, ascending.
    postings: BTreeMap<String, Vec<Posting>>,
}

impl<'a> Search<'a> {
    /// Looks for the documents that hold each of some stems. `theme_of` has the theme of each
    /// document, `sizes` the number of documents of each theme.
    pub fn over(
        tokens: &Tokens,
        stems: BTreeSet<&str>,
        theme_of: &'a [Option<usize>],
        sizes: &'a [usize],
    ) -> Search<'a> {
        let wanted: Vec<&str> = stems.into_iter().collect();
        let place = |stem: &String| wanted.binary_search(&stem.as_str()).ok();
        let places: Vec<Option<usize>> = tokens.stems.par_iter().map(place).collect();
        let (lengths, found) = read(tokens, &places);
        let mut postings = vec![Vec::new(); wanted.len()];
        for (place, posting) in found {
            postings[place].push(posting);
        }
        let stems = wanted.iter().map(|stem| stem.to_string());
        Search {
            mean_length: Ranking::mean_length(&lengths),
            lengths,
            theme_of,
            sizes,
            postings: stems.zip(postings).collect(),
        }
    }

    /// How well phrases find the documents of a theme: the area under the ROC curve of BM25 for
    /// their words, in [0, 1].
    pub fn finds(&self, theme: usize, phrases: &[usize], vocabulary: &Vocabulary) -> f64 {
        self.answers(theme, &self.query(phrases, vocabulary))
    }

    /// How well a query finds the documents of a theme, in [0, 1].
    pub fn answers(&self, theme: usize, query: &[&[Posting]]) -> f64 {
        let ranking = Ranking::of(&self.lengths, self.mean_length);
        let matches = ranking.matches(query);
        let is_member = |document: u32| self.theme_of[document as usize] == Some(theme);
        let (members, documents) = (self.sizes[theme], self.theme_of.len());
        auc_of_matches(&matches, is_member, members, documents).unwrap_or(0.5)
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
