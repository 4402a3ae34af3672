//! Numbers for texts: each distinct one is kept once.

use rustc_hash::FxHasher;
use std::hash::Hasher;

/// Distinct texts, numbered in the order in which they came.
#[derive(Default)]
pub struct Interner {
    text: String,
    ends: Vec<usize>,
    /// Hashes and numbers plus one, by hash; a number of 0 where nothing is. A power of two long, at
    /// most half full.
    table: Vec<(u32, u32)>,
}

impl Interner {
    /// The number of a text, a new one if it has none.
    pub fn number(&mut self, text: &str) -> u32 {
        if 2 * self.ends.len() >= self.table.len() {
            self.grow();
        }
        let mut hasher = FxHasher::default();
        hasher.write(text.as_bytes());
        let hash = (hasher.finish() >> 20) as u32;
        let mask = self.table.len() - 1;
        let mut place = hash as usize & mask;
        while let (known, 1..) = self.table[place] {
            let number = self.table[place].1 - 1;
            if known == hash && self.get(number) == text {
                return number;
            }
            place = (place + 1) & mask;
        }
        self.text.push_str(text);
        self.ends.push(self.text.len());
        self.table[place] = (hash, self.ends.len() as u32);
        self.ends.len() as u32 - 1
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
        let smaller = std::mem::replace(&mut self.table, vec![(0, 0); size]);
        for entry in smaller.into_iter().filter(|entry| entry.1 > 0) {
            let mut place = entry.0 as usize & (size - 1);
            while self.table[place].1 > 0 {
                place = (place + 1) & (size - 1);
            }
            self.table[place] = entry;
        }
    }
}

/// A word form as it was met.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Form {
    /// The number of its text.
    pub text: u32,
    /// Whether a hyphen ties it to the next word.
    pub glued: bool,
    /// Whether its case is its own.
    pub certain: bool,
}

/// Distinct word forms, numbered in the order in which they came.
#[derive(Default)]
pub struct Forms {
    /// Their texts.
    pub texts: Interner,
    /// The forms.
    pub forms: Vec<Form>,
    /// For each text the numbers plus one of its four forms, 0 where it has none.
    known: Vec<[u32; 4]>,
}

impl Forms {
    /// The number of a form, a new one if it has none.
    pub fn number(&mut self, text: &str, glued: bool, certain: bool) -> u32 {
        let text = self.texts.number(text);
        self.known.resize(self.texts.len(), [0; 4]);
        let known = &mut self.known[text as usize];
        let number = &mut known[usize::from(glued) + 2 * usize::from(certain)];
        if *number == 0 {
            self.forms.push(Form {
                text,
                glued,
                certain,
            });
            *number = self.forms.len() as u32;
        }
        *number - 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_numbered_in_the_order_in_which_they_come() {
        let mut texts = Interner::default();
        let words: Vec<String> = (0..5000).map(|n| format!("word{}", n % 3000)).collect();
        let numbers: Vec<u32> = words.iter().map(|word| texts.number(word)).collect();
        assert!(numbers.iter().copied().eq((0..3000).chain(0..2000)));
        assert_eq!((texts.len(), texts.get(2999)), (3000, "word2999"));
        assert_eq!(texts.number(""), 3000);
    }

    #[test]
    fn one_text_may_have_four_forms() {
        let mut forms = Forms::default();
        let kinds = [(false, false), (true, false), (false, true), (true, true)];
        for (number, (glued, certain)) in (0..).zip(kinds) {
            assert_eq!(forms.number("fine", glued, certain), number);
        }
        assert_eq!(forms.number("fine", true, false), 1);
        assert_eq!((forms.forms.len(), forms.texts.len()), (4, 1));
    }
}
