//! Word forms, each distinct one kept once.

use std::borrow::Cow;
use std::ops::Range;

use super::interner::Interner;
use super::key::Key;

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
    /// Their texts, each with the numbers plus one of its four forms, 0 where it has none.
    pub texts: Interner<[u32; 4]>,
    /// The forms.
    pub forms: Vec<Form>,
}

impl Forms {
    /// The number of a form, a new one if it has none.
    pub fn number(&mut self, text: &str, glued: bool, certain: bool) -> u32 {
        self.number_of(Key::of(text.as_bytes()), || text.into(), glued, certain)
    }

    /// The number of the word at a place of a text. It is in lower case, and not certain, where its
    /// only capital, the first, may be due to the place.
    #[inline]
    pub fn number_in(
        &mut self,
        text: &str,
        place: Range<usize>,
        glued: bool,
        capital_by_place: bool,
    ) -> u32 {
        let key = Key::of_start(&text.as_bytes()[place.start..], place.len());
        let word = || &text[place.clone()];
        if !capital_by_place || !begins_with_only_capital(word, key) {
            return self.number_of(key, || word().into(), glued, true);
        }
        let lower = || Cow::Owned(word().to_lowercase());
        match key.begins_with_only_capital() {
            Some(_) => self.number_of(key.with_small_letter(), lower, glued, false),
            None => self.number(&lower(), glued, false),
        }
    }

    #[inline]
    fn number_of<'t>(
        &mut self,
        key: Key,
        text: impl Fn() -> Cow<'t, str>,
        glued: bool,
        certain: bool,
    ) -> u32 {
        let (text, known) = self.texts.entry(key, text);
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

fn begins_with_only_capital<'t>(word: impl Fn() -> &'t str, key: Key) -> bool {
    key.begins_with_only_capital().unwrap_or_else(|| {
        let mut characters = word().chars();
        characters.next().is_some_and(char::is_uppercase) && !characters.any(char::is_uppercase)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

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

    #[test]
    fn a_capital_that_may_be_due_to_the_place_is_made_small() {
        let words = [
            "Word",
            "LLMs",
            "Étude",
            "Institutionalisation",
            "ÉTUDE",
            "x",
            "Å",
        ];
        for word in words {
            let mut forms = Forms::default();
            let rest = format!("{word} of a text that goes on");
            let capitals = word.chars().filter(|c| c.is_uppercase()).count();
            let doubtful = capitals == 1 && word.starts_with(char::is_uppercase);
            forms.number_in(&rest, 0..word.len(), false, true);
            let form = forms.forms[0];
            assert_eq!(form.certain, !doubtful, "{word}");
            let expected = if doubtful {
                word.to_lowercase()
            } else {
                word.to_owned()
            };
            assert_eq!(forms.texts.get(form.text), expected);
            let known = forms.number(&expected, false, !doubtful);
            assert_eq!(known, 0, "{word}");
        }
    }
}
