//! Places in a text, told from the bits of 64 bytes at a time: what follows does not wait for what
//! stands before.

use super::ascii;
use std::ops::Range;

/// Bytes that are looked at together.
const BLOCK: usize = u64::BITS as usize;

/// The places that are marked in a text, one after another, and then its end.
pub(crate) struct Marks<'t, F> {
    text: &'t [u8],
    mark: F,
    /// Where the next block begins.
    next: usize,
    /// The marks of the block before that are still to be told.
    marks: u64,
}

impl<'t, F: FnMut(&[u8; BLOCK]) -> u64> Marks<'t, F> {
    /// The places for which `mark` sets a bit, the lowest for the first byte of a block; behind the
    /// text stand zeros.
    pub fn new(text: &'t [u8], mark: F) -> Marks<'t, F> {
        Marks {
            text,
            mark,
            next: 0,
            marks: 0,
        }
    }

    /// The next place.
    #[inline(always)]
    pub fn next(&mut self) -> usize {
        while self.marks == 0 {
            let Some(rest) = self.text.get(self.next..).filter(|rest| !rest.is_empty()) else {
                return self.text.len();
            };
            self.marks = match rest.first_chunk() {
                Some(block) => (self.mark)(block),
                None => {
                    let mut block = [0; BLOCK];
                    block[..rest.len()].copy_from_slice(rest);
                    (self.mark)(&block)
                }
            };
            self.next += BLOCK;
        }
        let place = self.marks.trailing_zeros() as usize;
        self.marks &= self.marks - 1;
        self.next - BLOCK + place
    }
}

/// The longest runs of bytes of a kind, to which zero does not belong.
#[inline(always)]
pub(crate) fn runs(text: &[u8], is_one: impl Fn(u8) -> bool) -> impl Iterator<Item = Range<usize>> {
    // Whether the last byte of the block before was one.
    let mut before = 0;
    let mut edges = Marks::new(text, move |block| {
        let ones = ascii::bits(block, &is_one);
        let edges = ones ^ (ones << 1 | before);
        before = ones >> (BLOCK - 1);
        edges
    });
    std::iter::from_fn(move || {
        let start = edges.next();
        (start < text.len()).then(|| start..edges.next())
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn each_place_and_the_end_are_told() {
        for text in ["", " ", "one  two", &"long er ".repeat(40), &"x".repeat(64)] {
            let is_space = |byte| byte == b' ';
            let mut marks = Marks::new(text.as_bytes(), |block| ascii::bits(block, is_space));
            for (space, _) in text.match_indices(' ') {
                assert_eq!(marks.next(), space);
            }
            assert_eq!((marks.next(), marks.next()), (text.len(), text.len()));
        }
    }

    proptest! {
        #[test]
        fn runs_are_what_others_part(text in "[ab ,]{0,20}([a-z]{50,80}|[ ]{60,70})?[ab .]{0,90}") {
            let found = runs(text.as_bytes(), |byte| byte.is_ascii_lowercase());
            let parts = text.split(|c: char| !c.is_ascii_lowercase());
            let expected: Vec<&str> = parts.filter(|part| !part.is_empty()).collect();
            prop_assert_eq!(found.map(|run| &text[run]).collect::<Vec<_>>(), expected);
        }
    }
}
