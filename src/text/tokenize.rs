//! Text to words, with the places where a phrase must end.

use std::ops::Range;

use unicode_normalization::char::is_combining_mark;

use super::ascii::letters_and_digits;
use crate::corpus::clean::{Known, Part, Parts};

/// What stands at one place of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece<'a> {
    /// A word in its own spelling.
    Word {
        /// The word without a possessive `'s`.
        text: &'a str,
        /// Whether a hyphen ties it to the next word (`fine` of `fine-tuning`).
        glued: bool,
        /// Whether its first letter may be a capital only because of where it stands.
        initial: bool,
    },
    /// Punctuation over which no phrase reaches.
    Break,
}

/// Splits a text into words and breaks.
///
/// A word is a run of letters, digits and marks. A hyphen splits a word (`fine-tuning` is two
/// words, glued) unless one side is a single letter or begins with a digit: `x-ray`, `GPT-2`,
/// `COVID-19` and `t-SNE` are one. Underscores and apostrophes between letters belong to the
/// word.
pub fn tokenize(text: &str) -> Pieces<'_> {
    Pieces {
        text,
        at: 0,
        end: text.len(),
        state: State {
            initial: true,
            may_break: false,
        },
    }
}

/// A [`Piece`] by its place.
#[derive(Debug, Clone, Copy)]
pub(super) enum Token {
    /// A word from one byte to another.
    Word {
        start: usize,
        end: usize,
        glued: bool,
        initial: bool,
    },
    Break,
}

impl Token {
    /// The piece that stands there.
    pub fn piece(self, text: &str) -> Piece<'_> {
        match self {
            Token::Break => Piece::Break,
            Token::Word {
                start,
                end,
                glued,
                initial,
            } => Piece::Word {
                text: &text[start..end],
                glued,
                initial,
            },
        }
    }
}

/// Visits the tokens of what [`for_analysis`](crate::corpus::clean::for_analysis) leaves of a text,
/// in order.
pub(super) fn tokenize_for_analysis<N: Copy + Default>(
    text: &str,
    known: &mut Known<N>,
    mut visit: impl FnMut(Token),
) {
    let mut pieces = tokenize(text);
    for part in Parts::of(text, known) {
        match part {
            Part::Chunk(range, _) | Part::Text(range) => pieces.visit(range, &mut visit),
            Part::Hole => pieces.pass_hole().into_iter().for_each(&mut visit),
        }
    }
}

/// The pieces of a text, one after another: see [`tokenize`].
#[derive(Debug, Clone)]
pub struct Pieces<'a> {
    text: &'a str,
    at: usize,
    end: usize,
    pub(super) state: State,
}

/// What came before counts by this alone.
#[derive(Debug, Clone, Copy)]
pub(super) struct State {
    /// Whether a sentence begins.
    pub initial: bool,
    /// Whether a word was met since the last break.
    pub may_break: bool,
}

impl<'a> Iterator for Pieces<'a> {
    type Item = Piece<'a>;

    fn next(&mut self) -> Option<Piece<'a>> {
        self.token().map(|token| token.piece(self.text))
    }
}

impl Pieces<'_> {
    /// Visits the tokens of a part of the text.
    pub(super) fn visit(&mut self, part: Range<usize>, mut visit: impl FnMut(Token)) {
        (self.at, self.end) = (part.start, part.end);
        while let Some(token) = self.token() {
            visit(token);
        }
    }

    /// What is left out ends a sentence.
    pub(super) fn pass_hole(&mut self) -> Option<Token> {
        self.pass(KINDS[usize::from(b'.')])
    }

    #[inline]
    fn token(&mut self) -> Option<Token> {
        while let Some(&byte) = self.text.as_bytes()[..self.end].get(self.at) {
            let (kind, length) = match KINDS[usize::from(byte)] {
                BEYOND => self.other_kind(),
                kind => (kind, 1),
            };
            if kind & WORD != 0 {
                return Some(self.next_word());
            }
            self.at += length;
            if let Some(stop) = self.pass(kind) {
                return Some(stop);
            }
        }
        None
    }

    /// A word that is told from the text around it.
    #[inline]
    fn word(&mut self, start: usize, end: usize, glued: bool) -> Token {
        self.state.may_break = true;
        Token::Word {
            start,
            end,
            glued,
            initial: std::mem::take(&mut self.state.initial),
        }
    }

    /// What a character makes that is no part of a word.
    #[inline]
    fn pass(&mut self, kind: u8) -> Option<Token> {
        self.state.initial |= kind & ENDS_SENTENCE != 0;
        (kind & BREAK != 0 && std::mem::take(&mut self.state.may_break)).then_some(Token::Break)
    }

    /// What the character is that begins here and is not ASCII, and its length.
    fn other_kind(&self) -> (u8, usize) {
        let c = self.text[self.at..].chars().next().unwrap_or_default();
        (kind(c), c.len_utf8())
    }

    /// The word that begins here.
    #[inline]
    fn next_word(&mut self) -> Token {
        let start = self.at;
        let bytes = &self.text.as_bytes()[..self.end];
        let run = start + letters_and_digits(&bytes[start..]);
        let behind = bytes.get(run).map_or(0, |&byte| KINDS[usize::from(byte)]);
        if behind & (JOINER | BEYOND) == 0 {
            self.at = run;
            return self.word(start, run, false);
        }
        let (end, hyphen) = self.word_end(start, run);
        self.at = end + hyphen;
        let word = strip_possessive(&self.text[start..end]);
        self.word(start, start + word.len(), hyphen > 0)
    }

    /// Where a word ends that may go on, and the length of the hyphen that glues it to the next one.
    fn word_end(&self, start: usize, mut end: usize) -> (usize, usize) {
        let text = &self.text[..self.end];
        loop {
            let mut rest = text[end..].chars();
            let Some(next) = rest.next() else {
                return (end, 0);
            };
            if !is_word_char(next) {
                let behind = rest.as_str();
                if !is_joiner(next) || !behind.starts_with(is_word_char) {
                    return (end, 0);
                }
                if is_hyphen(next) && !binds(&text[start..end], behind) {
                    return (end, next.len_utf8());
                }
            }
            end += next.len_utf8();
        }
    }
}

/// Part of a word.
const WORD: u8 = 1;
/// A sign over which no phrase reaches.
const BREAK: u8 = 2;
/// A sign behind which a capital may stand for no reason but its place.
const ENDS_SENTENCE: u8 = 4;
/// A sign that may join letters to one word.
const JOINER: u8 = 8;
/// A byte of a character that is not ASCII.
const BEYOND: u8 = 16;

/// What each byte is: of ASCII characters as [`kind`] has it, without asking.
const KINDS: [u8; 256] = {
    let mut kinds = [BEYOND; 256];
    let mut byte = 0;
    while byte < 128 {
        let c = byte as u8;
        kinds[byte] = match c {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => WORD,
            b'-' | b'\'' | b'_' => JOINER,
            b'\t'..=b'\r' | b' ' | b'*' => 0,
            _ => BREAK,
        };
        if matches!(c, b'.' | b'!' | b'?' | b':' | b'\n') {
            kinds[byte] |= ENDS_SENTENCE;
        }
        byte += 1;
    }
    kinds
};

fn kind(c: char) -> u8 {
    let ends = match c {
        '.' | '!' | '?' | ':' | '\n' | '…' => ENDS_SENTENCE,
        _ => 0,
    };
    match c {
        _ if is_word_char(c) => WORD,
        _ if is_joiner(c) => JOINER,
        _ if is_break(c) => BREAK | ends,
        _ => ends,
    }
}

fn is_word_char(c: char) -> bool {
    c.is_alphanumeric() || !c.is_ascii() && is_combining_mark(c)
}

fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '\u{2011}')
}

fn is_joiner(c: char) -> bool {
    is_hyphen(c) || matches!(c, '\'' | '’' | '_')
}

/// Whether a hyphen between these two holds one word together.
fn binds(before: &str, after: &str) -> bool {
    let after = &after[..after.find(|c| !is_word_char(c)).unwrap_or(after.len())];
    let single = |word: &str| word.chars().nth(1).is_none();
    single(before) || single(after) || after.starts_with(|c: char| c.is_ascii_digit())
}

fn is_break(c: char) -> bool {
    !c.is_whitespace() && !is_joiner(c) && c != '*'
}

fn strip_possessive(word: &str) -> &str {
    for suffix in ["'s", "’s", "'S", "’S"] {
        if let Some(stem) = word.strip_suffix(suffix) {
            return stem;
        }
    }
    word
}

#[cfg(test)]
mod tests;
