//! Taking away what names no theme.

use super::{copyright, formulas, headings, links};
use std::borrow::Cow;
use std::ops::Range;

/// A text cleaned for reading, without links, e-mail addresses, DOIs, headings of structured
/// abstracts, formulas and copyright lines. Where something was taken away a full stop stands, so
/// that no phrase reaches over the gap.
///
/// ```
/// use thememap::corpus::clean::for_analysis;
/// assert_eq!(for_analysis("METHODS: It is 7.2times faster (p<0.05)."), ". It is . faster .");
/// ```
pub fn for_analysis(text: &str) -> Cow<'_, str> {
    let chunks = chunks(text);
    let mut holes = links::find(&chunks);
    holes.extend(headings::find(&chunks));
    holes.extend(copyright::find(text, &chunks));
    holes.extend(formulas::find(&chunks));
    if holes.is_empty() {
        return Cow::Borrowed(text);
    }
    holes.sort_by_key(|hole| (hole.start, hole.end));
    Cow::Owned(without(text, &holes))
}

/// The text with `. ` for each hole; holes are sorted by start and may overlap.
fn without(text: &str, holes: &[Range<usize>]) -> String {
    let mut rest = String::with_capacity(text.len());
    let mut done = 0;
    for hole in holes {
        if hole.start >= done {
            rest.push_str(&text[done..hole.start]);
            rest.push_str(". ");
        }
        done = done.max(hole.end);
    }
    rest.push_str(text[done..].trim_start());
    // The stop brings its own space.
    while let Some(at) = rest.find(".  ") {
        rest.remove(at + 1);
    }
    rest.truncate(rest.trim_end().len());
    rest
}

/// A run of characters without white space, and where it starts.
#[derive(Debug, Clone, Copy)]
pub(super) struct Chunk<'t> {
    pub start: usize,
    pub text: &'t str,
    /// What kinds of characters it has: `LETTER` and its like, and [`letters`], added.
    pub kinds: u64,
}

/// An ASCII letter.
const LETTER: u64 = 1;
/// A sign that may stand in or behind a word: `-`, `'`, `,`, `.`, `;`, `:`.
const SIGN: u64 = 2;
/// A sign of which links have one: `/`, `@`, `:`.
pub(super) const LINK: u64 = 4;
/// A full stop.
pub(super) const STOP: u64 = 8;
/// Anything else.
pub(super) const OTHER: u64 = 16;
/// ASCII white space.
const SPACE: u64 = 32;
/// The first byte of white space beyond ASCII, or of something else.
const WIDE: u64 = 64;

/// A bit for each of some ASCII letters, in either case: a chunk that lacks one of them does not hold
/// the word.
pub(super) const fn letters(word: &[u8]) -> u64 {
    let (mut bits, mut at) = (0, 0);
    while at < word.len() {
        bits |= 1 << (32 + (word[at] | 0x20) - b'a');
        at += 1;
    }
    bits
}

const KINDS: [u64; 256] = {
    let mut kinds = [OTHER; 256];
    kinds[0xC2] |= WIDE;
    kinds[0xE1] |= WIDE;
    kinds[0xE2] |= WIDE;
    kinds[0xE3] |= WIDE;
    let mut byte = 0;
    while byte < 128 {
        kinds[byte] = match byte as u8 {
            b'a'..=b'z' | b'A'..=b'Z' => LETTER | letters(&[byte as u8]),
            b'-' | b'\'' | b',' | b';' => SIGN,
            b':' => SIGN | LINK,
            b'.' => SIGN | STOP,
            b'/' | b'@' => LINK | OTHER,
            b'\t'..=b'\r' | b' ' => SPACE,
            _ => OTHER,
        };
        byte += 1;
    }
    kinds
};

impl<'t> Chunk<'t> {
    /// The chunk's place in the text.
    pub fn range(&self) -> Range<usize> {
        self.start..self.start + self.text.len()
    }

    /// The chunk without the punctuation around it.
    pub fn core(&self) -> &'t str {
        let bytes = self.text.as_bytes();
        let is_bare = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_alphanumeric);
        if is_bare(bytes.first()) && is_bare(bytes.last()) {
            return self.text;
        }
        self.text
            .trim_matches(|c: char| "()[]{},.;:!?\"'`“”‘’«»".contains(c))
    }
}

/// The chunks of a text, in order.
pub(super) fn chunks(text: &str) -> Vec<Chunk<'_>> {
    let mut chunks = Vec::with_capacity(text.len() / 6);
    let (mut start, mut at, mut kinds) = (0, 0, 0);
    while let Some(&byte) = text.as_bytes().get(at) {
        let kind = KINDS[usize::from(byte)];
        let space = match kind & (SPACE | WIDE) {
            0 => 0,
            SPACE => 1,
            _ => wide_space_at(text, at),
        };
        if space == 0 {
            kinds |= kind;
            at += 1;
            continue;
        }
        if start < at {
            chunks.push(Chunk {
                start,
                text: &text[start..at],
                kinds,
            });
        }
        at += space;
        (start, kinds) = (at, 0);
    }
    if start < text.len() {
        chunks.push(Chunk {
            start,
            text: &text[start..],
            kinds,
        });
    }
    chunks
}

/// The length of the white space beyond ASCII that begins at a byte, 0 where none does.
fn wide_space_at(text: &str, at: usize) -> usize {
    let first = text[at..].chars().next();
    let space = first.filter(|c| c.is_whitespace());
    space.map_or(0, char::len_utf8)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::{Corpus, Input, ReadOptions};
    use std::path::Path;

    #[test]
    fn a_text_without_any_of_that_is_not_copied() {
        assert!(matches!(
            for_analysis("Cats purr. They do."),
            Cow::Borrowed(_)
        ));
    }

    #[test]
    fn chunks_are_what_stands_between_white_space() {
        let text = " one  two\tthree\u{A0}vier\u{3000}五 é\u{2009}ß\u{B}end\u{200B}less ";
        let found: Vec<&str> = chunks(text).iter().map(|chunk| chunk.text).collect();
        assert!(
            found.iter().copied().eq(text.split_whitespace()),
            "{found:?}"
        );
        for chunk in chunks(text) {
            assert_eq!(&text[chunk.range()], chunk.text);
        }
    }

    #[test]
    fn what_overlaps_is_taken_away_once() {
        assert_eq!(without("abcdef", &[1..4, 2..3, 3..5]), "a. f");
    }

    #[test]
    fn the_listings_keep_their_words_and_lose_the_rest() {
        let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/listings");
        let corpus = Corpus::read(&[Input::from(&directory)], &ReadOptions::default()).unwrap();
        for document in &corpus.documents {
            let text = for_analysis(&document.abstract_text);
            for rest in [
                "http",
                "mathcal",
                "rightarrow",
                "leq",
                "sqrt",
                "times larger than 1",
                "^",
            ] {
                assert!(!text.contains(rest), "{rest}: {text}");
            }
            let pieces: Vec<&str> = text.split_whitespace().collect();
            assert!(
                !pieces.iter().any(|piece| piece.ends_with("0times")),
                "{text}"
            );
            let lost = document.abstract_text.len().saturating_sub(text.len());
            assert!(
                lost < 400,
                "{lost} bytes lost: {}\n{text}",
                document.abstract_text
            );
        }
    }
}
