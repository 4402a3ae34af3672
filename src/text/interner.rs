//! Numbers for texts: each distinct one is kept once.

use std::borrow::Cow;

use super::key::Key;

/// Distinct texts, numbered in the order in which they came, each with a note.
#[derive(Default)]
pub struct Interner<N = ()> {
    text: String,
    ends: Vec<usize>,
    /// By hash. A power of two long, at most half full.
    table: Vec<Slot<N>>,
}

#[derive(Clone, Copy, Default)]
struct Slot<N> {
    key: Key,
    /// The number of a text plus one; 0 where nothing is.
    number: u32,
    note: N,
}

impl<N: Copy + Default> Interner<N> {
    /// The number of a text, a new one if it has none.
    pub fn number(&mut self, text: &str) -> u32 {
        self.entry(Key::of(text.as_bytes()), || text.into()).0
    }

    /// The number of a text whose key is known, and its note; the text is asked for where the key
    /// does not suffice.
    #[inline]
    pub fn entry<'t>(&mut self, key: Key, text: impl Fn() -> Cow<'t, str>) -> (u32, &mut N) {
        if 2 * self.ends.len() >= self.table.len() {
            self.grow();
        }
        let mask = self.table.len() - 1;
        let mut place = key.hash() & mask;
        loop {
            let slot = &self.table[place];
            let Some(number) = slot.number.checked_sub(1) else {
                break;
            };
            if slot.key == key && (key.is_whole() || self.get(number) == text()) {
                return (number, &mut self.table[place].note);
            }
            place = (place + 1) & mask;
        }
        self.text.push_str(&text());
        self.ends.push(self.text.len());
        let slot = &mut self.table[place];
        (slot.key, slot.number) = (key, self.ends.len() as u32);
        (slot.number - 1, &mut slot.note)
    }

    /// The number and the note of a text that its key tells whole, if it has any.
    #[inline]
    pub fn find(&self, key: Key) -> Option<(u32, N)> {
        let mask = self.table.len().checked_sub(1)?;
        let mut place = key.hash() & mask;
        loop {
            let slot = &self.table[place];
            let number = slot.number.checked_sub(1)?;
            if slot.key == key {
                return Some((number, slot.note));
            }
            place = (place + 1) & mask;
        }
    }

    /// The text of a number.
    pub fn get(&self, number: u32) -> &str {
        let number = number as usize;
        let start = number.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.text[start..self.ends[number]]
    }

    /// How many texts there are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    fn grow(&mut self) {
        let size = (2 * self.table.len()).max(1024);
        let smaller = std::mem::replace(&mut self.table, vec![Slot::default(); size]);
        for slot in smaller.into_iter().filter(|slot| slot.number > 0) {
            let mut place = slot.key.hash() & (size - 1);
            while self.table[place].number > 0 {
                place = (place + 1) & (size - 1);
            }
            self.table[place] = slot;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_numbered_in_the_order_in_which_they_come() {
        let mut texts: Interner = Interner::default();
        let words: Vec<String> = (0..5000).map(|n| format!("word{}", n % 3000)).collect();
        let numbers: Vec<u32> = words.iter().map(|word| texts.number(word)).collect();
        assert!(numbers.iter().copied().eq((0..3000).chain(0..2000)));
        assert_eq!((texts.len(), texts.get(2999)), (3000, "word2999"));
        assert_eq!(texts.number(""), 3000);
    }

    #[test]
    fn texts_that_differ_in_length_or_in_one_byte_are_two() {
        let mut texts: Interner = Interner::default();
        let long = "a\0\u{7}bcdefghijklmnopqrstuvwxyz";
        let all: Vec<String> = (0..long.len())
            .flat_map(|end| [long[..end].to_owned(), long[..end].to_owned() + "B"])
            .collect();
        for _ in 0..2 {
            for (number, text) in (0..).zip(&all) {
                assert_eq!(texts.number(text), number, "{text:?}");
                assert_eq!(texts.get(number), text);
            }
        }
    }
}
