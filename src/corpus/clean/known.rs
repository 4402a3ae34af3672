//! Chunks met before.

use super::chunks::Chunk;
use crate::text::ascii;
use crate::text::interner::Interner;
use crate::text::key::Key;

/// Chunks met before, up to a bound: most texts are made of the commonest.
#[derive(Default)]
pub(crate) struct Known {
    kinds: Interner<u64>,
}

impl Known {
    /// Enough for nearly all chunks.
    const MOST: usize = 1 << 16;

    /// The chunk that begins at a byte, if there is one and it was met before.
    #[inline]
    pub(super) fn find<'t>(&self, whole: &'t str, start: usize) -> Option<Chunk<'t>> {
        let sixteen = whole.as_bytes()[start..].first_chunk()?;
        let length = ascii::space_in(sixteen);
        if length == sixteen.len() {
            return None;
        }
        let (number, kinds) = self.kinds.find(Key::of_start(sixteen, length))?;
        Some(Chunk {
            whole,
            start,
            end: start + length,
            kinds,
            number: Some(number),
        })
    }

    /// Keeps a chunk in mind if it is short and there is room.
    pub(super) fn add(&mut self, chunk: &mut Chunk) {
        let key = Key::of(chunk.text().as_bytes());
        if key.is_whole() && self.kinds.len() < Known::MOST {
            let (number, kinds) = self.kinds.entry(key, || chunk.text().into());
            *kinds = chunk.kinds;
            chunk.number = Some(number);
        }
    }
}
