//! Numbers for texts: each distinct one is kept once.

use std::borrow::Cow;

use super::key::Key;

/// Distinct texts, numbered in the order in which they came, each with a note.
///
/// Common texts come early, so what is asked for most lies together.
#[derive(Default)]
pub struct Interner<N = ()> {
    text: String,
    /// By number.
    entries: Vec<Entry<N>>,
    /// By hash: some bits of the hash, and the number of a text plus one; 0 where nothing is. A power
    /// of two long, at most half full.
    table: Vec<u64>,
}

struct Entry<N> {
    key: Key,
    /// Where the text ends.
    end: usize,
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
        if 2 * self.entries.len() >= self.table.len() {
            self.grow();
        }
        let place = match self.search(key, &text) {
            Ok(number) => return (number, self.note(number)),
            Err(place) => place,
        };
        self.text.push_str(&text());
        let number = self.entries.len() as u32;
        self.table[place] = slot(key, number);
        self.entries.push(Entry {
            key,
            end: self.text.len(),
            note: N::default(),
        });
        (number, self.note(number))
    }

    /// The number of a text, or else the place in the table for it.
    #[inline]
    fn search<'t>(&self, key: Key, text: impl Fn() -> Cow<'t, str>) -> Result<u32, usize> {
        let mask = self.table.len() - 1;
        let mut place = place(key) & mask;
        loop {
            let found = self.table[place];
            let Some(number) = (found as u32).checked_sub(1) else {
                return Err(place);
            };
            if found == slot(key, number)
                && self.entries[number as usize].key == key
                && (key.is_whole() || self.get(number) == text())
            {
                return Ok(number);
            }
            place = (place + 1) & mask;
        }
    }

    /// The note of a number.
    #[inline]
    pub fn note(&mut self, number: u32) -> &mut N {
        &mut self.entries[number as usize].note
    }

    /// The text of a number.
    pub fn get(&self, number: u32) -> &str {
        let number = number as usize;
        let before = number.checked_sub(1);
        let start = before.map_or(0, |before| self.entries[before].end);
        &self.text[start..self.entries[number].end]
    }

    /// How many texts there are.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    fn grow(&mut self) {
        let size = (2 * self.table.len()).max(1024);
        self.table = vec![0; size];
        for (number, entry) in (0..).zip(&self.entries) {
            let mut place = place(entry.key) & (size - 1);
            while self.table[place] > 0 {
                place = (place + 1) & (size - 1);
            }
            self.table[place] = slot(entry.key, number);
        }
    }
}

/// What the table holds for a key and a number.
#[inline]
fn slot(key: Key, number: u32) -> u64 {
    key.hash() >> 32 << 32 | u64::from(number + 1)
}

/// Where the search for a key begins, but for bits that are too many.
#[inline]
fn place(key: Key) -> usize {
    (key.hash() >> 32) as usize
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
