//! The words and phrases of a text, as runs of stems.

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};
use std::ops::Range;

use super::term_options::TermOptions;
use crate::text::{Tokens, is_elided};

/// Longest phrase that can be asked for, in words.
pub const MAX_WORDS: usize = 4;

/// Documents counted by one worker at a time.
pub(super) const CHUNK: usize = 512;

/// A phrase as stems, filled up with [`Tokens::BREAK`].
pub(super) type Key = [u32; MAX_WORDS];

/// Calls `visit` with the stems and the place of every phrase of a document.
pub(super) fn for_each_phrase(
    tokens: &Tokens,
    document: usize,
    longest: usize,
    mut visit: impl FnMut(&Key, Range<usize>),
) {
    let words = tokens.document(document);
    for start in 0..words.len() {
        let mut key = [Tokens::BREAK; MAX_WORDS];
        for (length, &word) in words[start..].iter().take(longest).enumerate() {
            if word == Tokens::BREAK {
                break;
            }
            let surface = &tokens.surfaces[word as usize];
            key[length] = surface.stem;
            match (surface.stop, length) {
                (true, 0) => break,
                (true, _) => continue,
                (false, _) => visit(&key, start..start + length + 1),
            }
        }
    }
}

/// In how many documents each phrase stands whose first and last word are frequent enough.
pub(super) fn document_frequencies(
    tokens: &Tokens,
    options: &TermOptions,
) -> FxHashMap<Key, usize> {
    let frequent = frequent_stems(tokens, options.min_df);
    let documents: Vec<usize> = (0..tokens.len()).collect();
    let chunks: Vec<FxHashMap<Key, usize>> = documents
        .par_chunks(CHUNK)
        .map(|chunk| {
            let mut counts: FxHashMap<Key, usize> = FxHashMap::default();
            let mut seen = FxHashSet::default();
            for &document in chunk {
                seen.clear();
                for_each_phrase(tokens, document, options.ngrams, |key, range| {
                    let last = key[range.len() - 1];
                    if frequent[key[0] as usize] && frequent[last as usize] {
                        seen.insert(*key);
                    }
                });
                for key in &seen {
                    *counts.entry(*key).or_default() += 1;
                }
            }
            counts
        })
        .collect();
    let mut total = FxHashMap::default();
    for (key, count) in chunks.into_iter().flatten() {
        *total.entry(key).or_default() += count;
    }
    total
}

fn frequent_stems(tokens: &Tokens, min_df: usize) -> Vec<bool> {
    let mut documents = vec![0usize; tokens.stems.len()];
    let mut last_seen = vec![usize::MAX; tokens.stems.len()];
    for document in 0..tokens.len() {
        for stem in tokens.content(document) {
            if last_seen[stem as usize] != document {
                last_seen[stem as usize] = document;
                documents[stem as usize] += 1;
            }
        }
    }
    documents
        .into_iter()
        .map(|documents| documents >= min_df)
        .collect()
}

pub(super) fn length(key: &Key) -> usize {
    key.iter()
        .take_while(|&&stem| stem != Tokens::BREAK)
        .count()
}

pub(super) fn key_text(tokens: &Tokens, key: &Key) -> String {
    let stems: Vec<&str> = key[..length(key)]
        .iter()
        .map(|&stem| tokens.stems[stem as usize].as_str())
        .collect();
    stems.join(" ")
}

/// A phrase as it was written, hyphens and apostrophes included.
pub(super) fn spell(tokens: &Tokens, surfaces: &Key) -> String {
    let mut text = String::new();
    let words = &surfaces[..length(surfaces)];
    for (position, &word) in words.iter().enumerate() {
        let surface = &tokens.surfaces[word as usize];
        text.push_str(&surface.text);
        if position + 1 < words.len() && !is_elided(&surface.text) {
            text.push(if surface.glued { '-' } else { ' ' });
        }
    }
    text
}

/// Whether each word of a phrase has a case of its own.
pub(super) fn is_certain(tokens: &Tokens, surfaces: &Key) -> bool {
    let words = &surfaces[..length(surfaces)];
    words
        .iter()
        .all(|&word| tokens.surfaces[word as usize].certain)
}
