//! Chunks met before.

use super::chunks::Chunk;
use super::short::Short;
use prefetch_index::prefetch_index;
use std::ops::Range;

/// Chunks met before, up to a bound, each with a note: most texts are made of the commonest.
#[derive(Default)]
pub(crate) struct Known<N = ()> {
    /// By hash: a chunk whose place is taken is in the next free one. A power of two many, at most
    /// half of them taken.
    slots: Vec<Slot<N>>,
    count: usize,
}

/// A chunk, or none: all that is asked of one, in a single line of the cache.
#[derive(Clone, Copy, Default)]
#[repr(align(64))]
struct Slot<N> {
    text: Short,
    /// The kinds of its characters.
    kinds: u64,
    note: N,
}

/// What stands between two spaces.
#[derive(Clone, Copy, Default)]
pub(super) struct Piece {
    pub start: usize,
    pub end: usize,
    /// It, if it is short enough to be known.
    text: Short,
    /// Where the search for it begins.
    slot: usize,
}

impl<N: Copy + Default> Known<N> {
    /// Enough for nearly all chunks.
    const MOST: usize = 1 << 17;

    /// Makes room for what a text may bring, so that no number changes while it is read.
    pub(super) fn make_room(&mut self, text: &str) {
        let chunks = text.len() / 2 + 1;
        let most = (self.count + chunks).min(Self::MOST);
        if 2 * most <= self.slots.len() {
            return;
        }
        let size = (4 * most).next_power_of_two().min(2 * Self::MOST);
        let before = std::mem::replace(&mut self.slots, vec![Slot::default(); size]);
        for slot in before.into_iter().filter(|slot| !slot.text.is_empty()) {
            let (Ok(place) | Err(place)) = self.search(slot.text, self.place(slot.text));
            self.slots[place] = slot;
        }
    }

    /// The piece at a place of a text; its slot is asked for, so that it is there when the piece is to
    /// be found.
    #[inline(always)]
    pub(super) fn piece(&self, whole: &str, Range { start, end }: Range<usize>) -> Piece {
        let text = match end - start {
            length @ ..=Short::LONGEST => Short::of(&whole.as_bytes()[start..], length),
            _ => Short::default(),
        };
        let slot = self.place(text);
        prefetch_index(&self.slots, slot);
        Piece {
            start,
            end,
            text,
            slot,
        }
    }

    /// The number of a piece and the kinds of its characters, if it is a chunk met before.
    #[inline(always)]
    pub(super) fn find(&self, piece: &Piece) -> Option<(u32, u64)> {
        let place = self.search(piece.text, piece.slot).ok()?;
        Some((place as u32, self.slots[place].kinds))
    }

    /// Keeps a chunk in mind if it is short and there is room; with its number then.
    pub(super) fn add(&mut self, chunk: &Chunk) -> Option<u32> {
        if chunk.len() > Short::LONGEST {
            return None;
        }
        let text = Short::of(chunk.on(), chunk.len());
        let place = match self.search(text, self.place(text)) {
            Ok(place) => place,
            Err(_) if self.count == Self::MOST => return None,
            Err(place) => {
                self.slots[place] = Slot {
                    text,
                    kinds: chunk.kinds,
                    note: N::default(),
                };
                self.count += 1;
                place
            }
        };
        Some(place as u32)
    }

    /// The note of a chunk.
    #[inline]
    pub fn note(&mut self, number: u32) -> &mut N {
        &mut self.slots[number as usize].note
    }

    #[inline]
    fn place(&self, text: Short) -> usize {
        text.hash() as usize & self.slots.len().wrapping_sub(1)
    }

    /// Where a text is, from a place on, or else the free slot where it would be; an empty one is
    /// nowhere.
    #[inline]
    fn search(&self, text: Short, mut place: usize) -> Result<usize, usize> {
        loop {
            let slot = &self.slots[place];
            if slot.text.is_empty() {
                return Err(place);
            }
            if slot.text == text {
                return Ok(place);
            }
            place = (place + 1) & (self.slots.len() - 1);
        }
    }
}
