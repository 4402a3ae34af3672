//! How many documents hold each word that a model knows, and how it is spelled there.

use rustc_hash::FxHashMap;
use std::collections::BTreeMap;

use super::super::Placer;
use crate::text::Tokens;

/// By stem: the documents that hold it, and those that hold each spelling of it, in small letters.
pub(super) type Words = BTreeMap<String, (u64, BTreeMap<String, u64>)>;

/// The words of some documents.
pub(super) fn of(placer: &Placer, tokens: &Tokens, chosen: &[usize]) -> Words {
    let mut numbers: FxHashMap<String, usize> = FxHashMap::default();
    let spelling_of: Vec<usize> = tokens
        .surfaces
        .iter()
        .map(|surface| {
            let next = numbers.len();
            *numbers.entry(surface.text.to_lowercase()).or_insert(next)
        })
        .collect();
    let mut stems = Counter::new(tokens.stems.len());
    let mut spellings = Counter::new(numbers.len());
    for &document in chosen {
        for &word in tokens.document(document) {
            if word == Tokens::BREAK || tokens.surfaces[word as usize].stop {
                continue;
            }
            stems.count(tokens.surfaces[word as usize].stem as usize, document);
            spellings.count(spelling_of[word as usize], document);
        }
    }
    let mut words = Words::new();
    for (surface, &spelling) in tokens.surfaces.iter().zip(&spelling_of) {
        let stem = &tokens.stems[surface.stem as usize];
        let is_met = spellings.documents[spelling] > 0 && !surface.stop;
        if is_met && placer.knows(stem) {
            let documents = stems.documents[surface.stem as usize];
            let (_, all) = words
                .entry(stem.clone())
                .or_insert_with(|| (documents, BTreeMap::new()));
            all.insert(surface.text.to_lowercase(), spellings.documents[spelling]);
        }
    }
    words
}

/// Adds words to others.
pub(super) fn merge(words: &mut Words, more: Words) {
    for (stem, (documents, spellings)) in more {
        let (sum, all) = words.entry(stem).or_default();
        *sum += documents;
        for (spelling, documents) in spellings {
            *all.entry(spelling).or_default() += documents;
        }
    }
}

/// Documents of each thing, in which it may come more than once.
struct Counter {
    documents: Vec<u64>,
    last_seen: Vec<usize>,
}

impl Counter {
    fn new(things: usize) -> Counter {
        Counter {
            documents: vec![0; things],
            last_seen: vec![usize::MAX; things],
        }
    }

    fn count(&mut self, thing: usize, document: usize) {
        if self.last_seen[thing] != document {
            self.last_seen[thing] = document;
            self.documents[thing] += 1;
        }
    }
}
