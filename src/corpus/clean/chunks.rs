//! Texts cut at white space, and what each piece may be.

use super::kinds::{AROUND, BEYOND, ENDING, KINDS, OTHER, SIGN, SPACE, STOP, WIDE};
use super::known::{Known, Piece};
use super::{copyright, formulas, headings, links};
use crate::text::ascii;
use crate::text::runs::Marks;
use std::ops::Range;

/// Pieces that are asked for before the first of them is needed.
const AHEAD: usize = 16;

/// Said of a whole chunk: letters, with a sign of punctuation behind them at most.
const PLAIN: u64 = 1 << 16;
/// Said of a whole chunk: it may be, or be part of, what names no theme, other than a heading.
const ODD: u64 = 1 << 17;
/// Said of a whole chunk: it may be the first of a heading.
pub(super) const HEADING: u64 = 1 << 18;
/// Said of a whole chunk: behind it a sentence begins.
const LAST: u64 = 1 << 19;

/// A run of characters without white space, and where it starts.
#[derive(Debug, Clone, Copy)]
pub(super) struct Chunk<'t> {
    /// The text that it stands in.
    pub whole: &'t str,
    pub start: usize,
    pub end: usize,
    /// What kinds of characters it has, and which [`letters`](super::kinds::letters); and what it is by
    /// them: `PLAIN` and its like.
    pub kinds: u64,
    /// Its number among those [`Known`], if it has one.
    pub number: Option<u32>,
}

impl<'t> Chunk<'t> {
    /// The chunk's place in the text.
    pub fn range(&self) -> Range<usize> {
        self.start..self.end
    }

    /// What it says.
    pub fn text(&self) -> &'t str {
        &self.whole[self.range()]
    }

    /// The bytes of the text from it on.
    pub fn on(&self) -> &'t [u8] {
        &self.whole.as_bytes()[self.start..]
    }

    /// Its length in bytes.
    pub fn len(&self) -> usize {
        self.end - self.start
    }

    /// Whether it has a character of one of these kinds.
    pub fn has(&self, kinds: u64) -> bool {
        self.kinds & kinds != 0
    }

    /// Whether it has characters of all these kinds.
    pub fn has_all(&self, kinds: u64) -> bool {
        self.kinds & kinds == kinds
    }

    /// The chunk without the punctuation around it.
    pub fn core(&self) -> &'t str {
        if let Some(end) = self.plain_word() {
            return &self.whole[self.start..end];
        }
        if self.has(BEYOND) {
            return self
                .text()
                .trim_matches(|c: char| "()[]{},.;:!?\"'`“”‘’«»".contains(c));
        }
        let is_inner = |&byte: &u8| KINDS[usize::from(byte)] & AROUND == 0;
        let bytes = self.text().as_bytes();
        let start = bytes.iter().position(is_inner).unwrap_or(bytes.len());
        let behind = bytes[start..]
            .iter()
            .rev()
            .take_while(|byte| !is_inner(byte));
        &self.text()[start..bytes.len() - behind.count()]
    }

    /// The end of its letters, where it has but letters and a sign of punctuation behind them at
    /// most.
    pub fn plain_word(&self) -> Option<usize> {
        let has_sign = usize::from(self.has(SIGN));
        self.has(PLAIN).then_some(self.end - has_sign)
    }

    /// The chunk at a place, from the kinds of its characters.
    fn judged(whole: &'t str, Range { start, end }: Range<usize>, kinds: u64) -> Chunk<'t> {
        let mut chunk = Chunk {
            whole,
            start,
            end,
            kinds,
            number: None,
        };
        let what = [
            (PLAIN, chunk.is_plain()),
            (ODD, chunk.is_odd()),
            (HEADING, headings::may_begin(&chunk)),
            (LAST, chunk.ends_sentence()),
        ];
        for (kind, _) in what.into_iter().filter(|&(_, is_so)| is_so) {
            chunk.kinds |= kind;
        }
        chunk
    }

    fn is_plain(&self) -> bool {
        let letters = ascii::letters(self.text().as_bytes());
        let signs = &self.text()[letters..];
        letters > 0 && ["", ",", ".", ":", ";"].contains(&signs)
    }

    fn is_odd(&self) -> bool {
        self.has(OTHER | STOP) && links::is_link(self)
            || copyright::tells(self)
            || formulas::may_be_one(self)
    }

    fn ends_sentence(&self) -> bool {
        let ended = self
            .text()
            .trim_end_matches(|c: char| ")]\"'”’".contains(c));
        self.has(ENDING) && ended.ends_with(['.', '?', '!', ':', ';'])
    }
}

/// The chunks of a text, in order.
#[derive(Debug, Default)]
pub(super) struct Chunks<'t> {
    pub all: Vec<Chunk<'t>>,
    /// Indices of those that are more than a plain word; rising.
    pub odd: Vec<usize>,
    /// Indices of those that begin a sentence; rising.
    pub first: Vec<usize>,
}

impl<'t> Chunks<'t> {
    /// Cuts a text at its white space.
    pub fn of<N: Copy + Default>(text: &'t str, known: &mut Known<N>) -> Chunks<'t> {
        let mut chunks = Chunks {
            all: Vec::with_capacity(text.len() / 6),
            odd: Vec::new(),
            first: Vec::with_capacity(text.len() / 64),
        };
        chunks.first.push(0);
        known.make_room(text);
        let is_space = |byte| byte == b' ';
        let mut ends = Marks::new(text.as_bytes(), |block| ascii::bits(block, is_space));
        let mut pieces = [Piece::default(); AHEAD];
        let (mut start, mut cut, mut done) = (0, 0, 0);
        while start < text.len() || done < cut {
            while start < text.len() && cut < done + AHEAD {
                let end = ends.next();
                pieces[cut % AHEAD] = known.piece(text, start..end);
                cut += 1;
                start = end + 1;
            }
            let piece = &pieces[done % AHEAD];
            done += 1;
            match known.find(piece) {
                Some((number, kinds)) => chunks.push(Chunk {
                    whole: text,
                    start: piece.start,
                    end: piece.end,
                    kinds,
                    number: Some(number),
                }),
                None => chunks.push_new(text, piece.start..piece.end, known),
            }
        }
        chunks
    }

    /// Adds the chunks of a piece that was not met before.
    fn push_new<N: Copy + Default>(
        &mut self,
        text: &'t str,
        piece: Range<usize>,
        known: &mut Known<N>,
    ) {
        let mut start = piece.start;
        while start < piece.end {
            let (end, kinds, next) = run(text, start);
            if start < end {
                let mut chunk = Chunk::judged(text, start..end, kinds);
                chunk.number = known.add(&chunk);
                self.push(chunk);
            }
            start = next;
        }
    }

    #[inline]
    fn push(&mut self, chunk: Chunk<'t>) {
        if chunk.has(ODD) {
            self.odd.push(self.all.len());
        }
        self.all.push(chunk);
        if chunk.has(LAST) {
            self.first.push(self.all.len());
        }
    }
}

/// The end of the chunk that begins at a byte, its kinds, and where the white space behind it ends.
fn run(text: &str, start: usize) -> (usize, u64, usize) {
    let mut kinds = 0;
    for (&byte, at) in text.as_bytes()[start..].iter().zip(start..) {
        let kind = KINDS[usize::from(byte)];
        if kind & (SPACE | WIDE) != 0 {
            let space = match kind {
                SPACE => 1,
                _ => wide_space_at(text, at),
            };
            if space > 0 {
                return (at, kinds, at + space);
            }
        }
        kinds |= kind;
    }
    (text.len(), kinds, text.len())
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

    #[test]
    fn chunks_are_what_stands_between_white_space() {
        let text = " one  two\tthree\u{A0}vier\u{3000}五 é\u{2009}ß\u{B}end\u{200B}less ";
        let chunks = Chunks::of(text, &mut Known::<()>::default()).all;
        let found: Vec<&str> = chunks.iter().map(Chunk::text).collect();
        assert!(
            found.iter().copied().eq(text.split_whitespace()),
            "{found:?}"
        );
        for chunk in chunks {
            assert_eq!(&text[chunk.range()], chunk.text());
        }
    }

    #[test]
    fn what_may_name_no_theme_is_noted_and_so_are_first_words() {
        let text =
            "We see (x) at a.org/b; \"Times are hard.\" They end-to-end purr: rightarrow it is";
        let chunks = Chunks::of(text, &mut Known::<()>::default());
        let of = |indices: &[usize]| -> Vec<&str> {
            let chunks = indices.iter().filter_map(|&index| chunks.all.get(index));
            chunks.map(Chunk::text).collect()
        };
        assert_eq!(of(&chunks.odd), ["a.org/b;", "rightarrow"]);
        assert_eq!(of(&chunks.first), ["We", "\"Times", "They", "rightarrow"]);
    }
}
