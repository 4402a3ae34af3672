//! Words to stems, one bad word at a time.

use std::cell::Cell;
use std::panic::{self, AssertUnwindSafe};
use std::sync::Once;

use super::Language;

/// A Snowball stemmer that survives the words on which the algorithm panics.
///
/// The Greek algorithm fails on some words (`ισαισα`); such a word is its own stem.
pub struct Stemmer {
    inner: rust_stemmers::Stemmer,
}

/// Longer words, in bytes, are none: some algorithms take the square of their length.
const LONGEST: usize = 256;

thread_local! {
    static EXPECTING_PANIC: Cell<bool> = const { Cell::new(false) };
}

impl Stemmer {
    /// The stemmer of a language.
    pub fn new(language: Language) -> Self {
        silence_expected_panics();
        Stemmer {
            inner: rust_stemmers::Stemmer::create(language.algorithm()),
        }
    }

    /// The stem of a word in lower case; a run of letters longer than any word is its own.
    pub fn stem(&self, word: &str) -> String {
        if word.len() > LONGEST {
            return word.to_string();
        }
        EXPECTING_PANIC.set(true);
        let stem = panic::catch_unwind(AssertUnwindSafe(|| self.inner.stem(word).into_owned()));
        EXPECTING_PANIC.set(false);
        match stem {
            Ok(stem) if !stem.is_empty() => stem,
            _ => word.to_string(),
        }
    }
}

/// Keeps the message of a panic that is caught here off the terminal.
fn silence_expected_panics() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let previous = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            if !EXPECTING_PANIC.get() {
                previous(info);
            }
        }));
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_a_word_share_a_stem() {
        let stemmer = Stemmer::new(Language::ENGLISH);
        assert_eq!(
            stemmer.stem("interventions"),
            stemmer.stem("interventional")
        );
        assert_eq!(stemmer.stem("models"), "model");
    }

    #[test]
    fn a_greek_word_that_breaks_the_algorithm_is_its_own_stem() {
        let stemmer = Stemmer::new("greek".parse().unwrap());
        assert_eq!(stemmer.stem("ισαισα"), "ισαισα");
    }

    #[test]
    fn what_is_longer_than_any_word_is_its_own_stem() {
        let long = "xyling".repeat(100_000);
        assert_eq!(Stemmer::new(Language::ENGLISH).stem(&long), long);
    }

    #[test]
    fn every_language_stems_words_of_any_script() {
        for language in Language::all() {
            let stemmer = Stemmer::new(language);
            for word in [
                "a",
                "naïve",
                "многоязычный",
                "நூல்கள்",
                "كتاب",
                "语言",
                "ß",
                "ισαισα",
            ] {
                assert!(!stemmer.stem(word).is_empty(), "{} {word}", language.name());
            }
        }
    }
}
