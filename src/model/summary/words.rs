//! How many documents hold each word that a model knows.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use super::super::Model;
use crate::text::Tokens;

/// Documents and spelling by stem.
type Words = BTreeMap<String, (u64, String)>;

/// The words of some documents.
pub(super) fn of(model: &Model, tokens: &Tokens, chosen: &[usize]) -> Words {
    let is_known: Vec<bool> = tokens
        .stems
        .iter()
        .map(|stem| model.terms.binary_search(stem).is_ok())
        .collect();
    let mut documents = vec![0; tokens.stems.len()];
    let mut last_seen = vec![usize::MAX; tokens.stems.len()];
    let mut is_met = vec![false; tokens.surfaces.len()];
    for &document in chosen {
        for &word in tokens.document(document) {
            if word == Tokens::BREAK || tokens.surfaces[word as usize].stop {
                continue;
            }
            is_met[word as usize] = true;
            let stem = tokens.surfaces[word as usize].stem as usize;
            if last_seen[stem] != document {
                last_seen[stem] = document;
                documents[stem] += 1;
            }
        }
    }
    let mut words = Words::new();
    for (surface, _) in tokens
        .surfaces
        .iter()
        .zip(is_met)
        .filter(|(_, is_met)| *is_met)
    {
        let stem = surface.stem as usize;
        if is_known[stem] {
            let found = (documents[stem], surface.text.to_lowercase());
            // A spelling at a time, so that the documents of its stem are counted once.
            let (_, spelling) = words
                .entry(tokens.stems[stem].clone())
                .or_insert_with(|| found.clone());
            if found.1 < *spelling {
                *spelling = found.1;
            }
        }
    }
    words
}

/// Adds words to others.
pub(super) fn merge(words: &mut Words, more: Words) {
    for (stem, (documents, spelling)) in more {
        match words.entry(stem) {
            Entry::Vacant(place) => {
                place.insert((documents, spelling));
            }
            Entry::Occupied(mut place) => {
                let (sum, first) = place.get_mut();
                *sum += documents;
                if spelling < *first {
                    *first = spelling;
                }
            }
        }
    }
}
