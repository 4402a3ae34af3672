//! Chunks met before.

use super::chunks::Chunk;
use crate::text::ascii;
use crate::text::interner::Interner;
use crate::text::key::Key;
use std::hint::black_box;

/// Pieces that are asked for at once.
const AHEAD: usize = 16;
/// Longer chunks are not kept.
const LONGEST: usize = 31;

/// Chunks met before, up to a bound, each with a note: most texts are made of the commonest.
#[derive(Default)]
pub(crate) struct Known<N = ()> {
    /// With the kinds of their characters.
    chunks: Interner<(u64, N)>,
}

/// What stands between two spaces, up to a bound in length.
#[derive(Clone, Copy, Default)]
pub(super) struct Piece {
    pub start: usize,
    pub end: usize,
    key: Key,
    guess: Option<u32>,
}

impl<N: Copy + Default> Known<N> {
    /// Enough for nearly all chunks.
    const MOST: usize = 1 << 16;

    /// Cuts what comes next in a text at its spaces, as far as it may be known, and asks for it all
    /// at once, so that the waits for memory overlap; with how many pieces that are.
    #[inline]
    pub(super) fn ahead(&self, whole: &str, from: usize) -> ([Piece; AHEAD], usize) {
        let mut pieces = [Piece::default(); AHEAD];
        let (mut start, mut count) = (from, 0);
        for piece in &mut pieces {
            let rest = whole.as_bytes().get(start..).unwrap_or_default();
            let Some(length) = length(rest) else {
                break;
            };
            let key = Key::of_start(rest, length);
            *piece = Piece {
                start,
                end: start + length,
                key,
                guess: self.chunks.guess(key),
            };
            start += length + 1;
            count += 1;
        }
        let guesses = pieces[..count].iter().filter_map(|piece| piece.guess);
        black_box(guesses.fold(0, |seen, guess| seen ^ self.chunks.peek(guess)));
        (pieces, count)
    }

    /// The chunk that a piece is, if it was met before.
    #[inline]
    pub(super) fn find<'t>(&mut self, whole: &'t str, piece: &Piece) -> Option<Chunk<'t>> {
        let &Piece { start, end, .. } = piece;
        let number = self.chunks.find(piece.key, || &whole[start..end])?;
        Some(Chunk {
            whole,
            start,
            end,
            kinds: self.chunks.note(number).0,
            number: Some(number),
        })
    }

    /// Keeps a chunk in mind if it is short and there is room.
    pub(super) fn add(&mut self, chunk: &mut Chunk) {
        if chunk.len() <= LONGEST && self.chunks.len() < Self::MOST {
            let key = Key::of(chunk.text().as_bytes());
            let (number, note) = self.chunks.entry(key, || chunk.text().into());
            note.0 = chunk.kinds;
            chunk.number = Some(number);
        }
    }

    /// The note of a chunk.
    #[inline]
    pub(super) fn note(&mut self, number: u32) -> &mut N {
        &mut self.chunks.note(number).1
    }
}

/// Where the first space stands, unless it is too far or too near the end.
#[inline]
fn length(text: &[u8]) -> Option<usize> {
    let (sixteen, behind) = text.split_first_chunk()?;
    let length = ascii::space_in(sixteen);
    if length < sixteen.len() {
        return Some(length);
    }
    let more = ascii::space_in(behind.first_chunk()?);
    Some(length + more).filter(|&length| length <= LONGEST)
}
