//! The words and phrases of a text, as runs of stems.

use rayon::prelude::*;
use rustc_hash::FxHashMap;
use std::ops::Range;

use super::sieve::Sieve;
use crate::text::{Tokens, is_elided};

/// Longest phrase that can be asked for, in words.
pub const MAX_WORDS: usize = 4;

/// Documents counted by one worker at a time.
const CHUNK: usize = 512;

/// A phrase as stems, filled up with [`Tokens::BREAK`].
pub(crate) type Key = [u32; MAX_WORDS];

/// Calls `visit` with the stems and the place of every phrase of a document that begins and ends
/// with stems that `may_end` has.
#[inline]
pub(super) fn for_each_phrase(
    tokens: &Tokens,
    document: usize,
    longest: usize,
    may_end: &[bool],
    mut visit: impl FnMut(&Key, Range<usize>),
) {
    let words = tokens.document(document);
    for start in 0..words.len() {
        let mut key = [Tokens::BREAK; MAX_WORDS];
        for (length, &word) in words[start..].iter().take(longest).enumerate() {
            if word == Tokens::BREAK {
                break;
            }
            let (stem, is_stop) = tokens.stem_of(word);
            key[length] = stem;
            let is_end = !is_stop && may_end[stem as usize];
            match (is_end, length) {
                (false, 0) => break,
                (false, _) => continue,
                (true, _) => visit(&key, start..start + length + 1),
            }
        }
    }
}

/// Counts, for chunks of documents at a time, the phrases that `count` puts into the table; the
/// tables add up to the same in any order.
fn counted(
    tokens: &Tokens,
    count: impl Fn(usize, &mut FxHashMap<Key, usize>) + Sync,
) -> FxHashMap<Key, usize> {
    let documents: Vec<usize> = (0..tokens.len()).collect();
    documents
        .par_chunks(CHUNK)
        .fold(FxHashMap::default, |mut counts, chunk| {
            chunk
                .iter()
                .for_each(|&document| count(document, &mut counts));
            counts
        })
        .reduce(FxHashMap::default, |mut all, mut part| {
            if part.len() > all.len() {
                std::mem::swap(&mut all, &mut part);
            }
            for (key, value) in part {
                *all.entry(key).or_default() += value;
            }
            all
        })
}

/// In how many documents each phrase stands that stands in at least `min_df`, and maybe some of the
/// others.
pub(super) fn document_frequencies(
    tokens: &Tokens,
    longest: usize,
    min_df: usize,
) -> FxHashMap<Key, usize> {
    let all: Vec<usize> = (0..tokens.len()).collect();
    let words = tokens.document_frequencies(&all);
    let frequent: Vec<bool> = words
        .iter()
        .map(|&count| count as usize >= min_df)
        .collect();
    let mut counts = match longest {
        1 => FxHashMap::default(),
        _ => phrase_frequencies(tokens, longest, min_df, &frequent),
    };
    for (stem, &count) in (0..).zip(&words) {
        if frequent[stem as usize] && count > 0 {
            let mut key = [Tokens::BREAK; MAX_WORDS];
            key[0] = stem;
            counts.insert(key, count as usize);
        }
    }
    counts
}

/// The same for phrases of two words and more, which begin and end with frequent stems.
fn phrase_frequencies(
    tokens: &Tokens,
    longest: usize,
    min_df: usize,
    frequent: &[bool],
) -> FxHashMap<Key, usize> {
    let sieve = Sieve::new(tokens.word_count());
    (0..tokens.len()).into_par_iter().for_each(|document| {
        for_each_phrase(tokens, document, longest, frequent, |key, range| {
            if range.len() > 1 {
                sieve.add(key);
            }
        });
    });
    counted(tokens, |document, counts| {
        let mut met: Vec<Key> = Vec::new();
        for_each_phrase(tokens, document, longest, frequent, |key, range| {
            if range.len() > 1 && sieve.at_most(key) >= min_df {
                met.push(*key);
            }
        });
        met.sort_unstable();
        met.dedup();
        for key in met {
            *counts.entry(key).or_default() += 1;
        }
    })
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
pub(crate) fn spell(tokens: &Tokens, surfaces: &Key) -> String {
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
