//! What chunks met before were read as.

use super::Tokens;
use super::tokenize::State;

/// Where a chunk stands, as far as it counts for its words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// Within a sentence.
    Within,
    /// At the beginning of one.
    Initial,
    /// In a title.
    Title,
}

/// What a chunk is read as: a break, if a word came before; then words and breaks.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Outcome {
    /// Its only word, or where its words and breaks begin.
    first: u32,
    /// How many words and breaks there are; without the break behind an only word.
    length: u16,
    /// What is so, as bits.
    is: u16,
}

/// It was read.
const READ: u16 = 1;
/// It begins with a break.
const BREAK_FIRST: u16 = 1 << 1;
/// Behind an only word comes a break.
const BREAK_LAST: u16 = 1 << 2;
/// Behind it a word came since the last break.
const MAY_BREAK: u16 = 1 << 3;
/// Behind it a sentence begins.
const INITIAL: u16 = 1 << 4;

impl Outcome {
    /// Whether the chunk was read at all.
    pub fn is_known(self) -> bool {
        self.is(READ)
    }

    fn is(self, bit: u16) -> bool {
        self.is & bit != 0
    }
}

/// Words and breaks of chunks that have several.
#[derive(Default)]
pub(super) struct Repeats {
    words: Vec<u32>,
}

impl Repeats {
    /// Keeps what a chunk was read as behind a word, and the state behind it.
    pub fn keep(&mut self, read: &[u32], behind: State) -> Outcome {
        let words = read.strip_prefix(&[Tokens::BREAK]).unwrap_or(read);
        let (first, length, break_last) = match *words {
            [] => (0, 0, false),
            [word] => (word, 1, false),
            [word, Tokens::BREAK] => (word, 1, true),
            _ => {
                let start = self.words.len() as u32;
                self.words.extend(words);
                (start, words.len() as u16, false)
            }
        };
        let bits = [
            (READ, true),
            (BREAK_FIRST, words.len() < read.len()),
            (BREAK_LAST, break_last),
            (MAY_BREAK, behind.may_break),
            (INITIAL, behind.initial),
        ];
        let is = bits
            .into_iter()
            .filter(|&(_, is_so)| is_so)
            .fold(0, |is, (bit, _)| is | bit);
        Outcome { first, length, is }
    }

    /// Adds the words and breaks of a chunk to others.
    #[inline]
    pub fn replay(&self, outcome: Outcome, state: &mut State, words: &mut Vec<u32>) {
        if outcome.is(BREAK_FIRST) && std::mem::take(&mut state.may_break) {
            words.push(Tokens::BREAK);
        }
        state.initial = outcome.is(INITIAL);
        match outcome.length {
            0 => return,
            1 => words.push(outcome.first),
            length => {
                let start = outcome.first as usize;
                words.extend_from_slice(&self.words[start..start + usize::from(length)]);
            }
        }
        if outcome.is(BREAK_LAST) {
            words.push(Tokens::BREAK);
        }
        state.may_break = outcome.is(MAY_BREAK);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const WORD: u32 = 7;
    const BREAK: u32 = Tokens::BREAK;

    fn state(may_break: bool) -> State {
        State {
            initial: false,
            may_break,
        }
    }

    #[test]
    fn a_chunk_is_read_again_as_it_was() {
        for words in [
            &[][..],
            &[WORD],
            &[WORD, BREAK],
            &[WORD, BREAK, WORD],
            &[WORD, WORD],
        ] {
            for begins in [&[][..], &[BREAK]] {
                let mut repeats = Repeats::default();
                let read = [begins, words].concat();
                let behind = state(read.last().is_none_or(|&last| last != BREAK));
                let outcome = repeats.keep(&read, behind);
                assert!(outcome.is_known() && !Outcome::default().is_known());
                let (mut again, mut now) = (Vec::new(), state(true));
                repeats.replay(outcome, &mut now, &mut again);
                assert_eq!((&again, now.may_break), (&read, behind.may_break));
                let (mut alone, mut now) = (Vec::new(), state(false));
                repeats.replay(outcome, &mut now, &mut alone);
                assert_eq!(alone, words, "no break where none can be");
                assert_eq!(now.may_break, !words.is_empty() && behind.may_break);
            }
        }
    }
}
