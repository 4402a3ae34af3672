//! Verbs by their form.

use rustc_hash::FxHashSet;

use crate::text::Language;
use crate::text::stop_words::verbs;

/// The verbs of a language, where they are known.
pub struct Verbs {
    known: FxHashSet<String>,
}

impl Verbs {
    /// The verbs of a language: of English alone.
    pub fn of(language: Language) -> Verbs {
        Verbs {
            known: verbs(language),
        }
    }

    /// Whether a phrase is one of a verb: it begins with a verb in the present (`reduces tokens`) or
    /// ends with one in the present or the past (`police said`, `killed`). A participle before a
    /// noun is none.
    pub fn govern(&self, phrase: &str) -> bool {
        let phrase = phrase.to_lowercase();
        let mut words = phrase.split([' ', '-']);
        let first = words.next().unwrap_or_default();
        let last = words.next_back();
        last.is_some() && self.is_present(first) || self.is_verb(last.unwrap_or(first))
    }

    fn is_present(&self, word: &str) -> bool {
        self.has(word, "") || self.has(word, "s") || self.has(word, "es")
    }

    fn is_verb(&self, word: &str) -> bool {
        self.is_present(word) || self.has(word, "d") || self.has(word, "ed")
    }

    /// Whether the word without an ending is a verb, or was one before its *y* became an *i*.
    fn has(&self, word: &str, ending: &str) -> bool {
        let Some(root) = word.strip_suffix(ending) else {
            return false;
        };
        let with_y = || root.strip_suffix('i').map(|root| format!("{root}y"));
        self.known.contains(root)
            || ending.starts_with('e') && with_y().is_some_and(|root| self.known.contains(&root))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_verb_is_known_by_its_forms_and_a_participle_before_a_noun_is_none() {
        let verbs = Verbs::of(Language::ENGLISH);
        for phrase in [
            "mitigate",
            "killed",
            "police said",
            "reduces tokens",
            "varied",
            "tries",
        ] {
            assert!(verbs.govern(phrase), "{phrase}");
        }
        for phrase in [
            "generated images",
            "compiler",
            "problem solving",
            "species",
            "police",
        ] {
            assert!(!verbs.govern(phrase), "{phrase}");
        }
        assert!(!Verbs::of("french".parse().unwrap()).govern("killed"));
    }
}
