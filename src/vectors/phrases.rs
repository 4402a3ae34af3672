//! The words and phrases of a text, as runs of stems.

use std::ops::Range;

use crate::text::{Tokens, is_elided};

/// Longest phrase that can be asked for, in words.
pub const MAX_WORDS: usize = 4;

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
