//! Verbs by their form.

use rustc_hash::FxHashSet;

use crate::text::Language;
use crate::text::stop_words::verbs;

/// How adverbs end that are made of adjectives with an ending of their own.
const ADVERBS: [&str; 7] = [
    "ically", "ously", "ively", "edly", "ingly", "ently", "antly",
];

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
    /// noun is none, nor is a word with a capital.
    pub fn govern(&self, phrase: &str) -> bool {
        let mut words = phrase.split([' ', '-']);
        let first = words.next().unwrap_or_default();
        match words.next_back() {
            Some(last) => self.is_present(first) || self.is_verb(last),
            None => self.is_verb(first),
        }
    }

    /// Whether a word is an adverb made of a longer adjective: `simultaneously`, `dramatically`.
    pub fn is_adverb(&self, word: &str) -> bool {
        !self.known.is_empty()
            && ADVERBS
                .iter()
                .any(|ending| word.len() > ending.len() + 2 && word.ends_with(ending))
    }

    fn is_verb(&self, word: &str) -> bool {
        let past = match word.strip_suffix("ied") {
            Some(root) => self.has_with_y(root),
            None => self.has(word, "ed") || word.ends_with("ed") && self.has(word, "d"),
        };
        past || self.is_present(word)
    }

    fn is_present(&self, word: &str) -> bool {
        let third = match word.strip_suffix("ies") {
            Some(root) => self.has_with_y(root),
            None => self.has(word, "s") || self.has(word, "es"),
        };
        third || self.known.contains(word)
    }

    /// Whether the word without an ending is a verb.
    fn has(&self, word: &str, ending: &str) -> bool {
        let root = word.strip_suffix(ending);
        root.is_some_and(|root| self.known.contains(root))
    }

    fn has_with_y(&self, root: &str) -> bool {
        self.known.contains(&format!("{root}y"))
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

    #[test]
    fn an_adverb_is_known_by_its_ending_and_a_noun_like_it_is_none() {
        let verbs = Verbs::of(Language::ENGLISH);
        for word in ["simultaneously", "monotonically", "effectively"] {
            assert!(verbs.is_adverb(word), "{word}");
        }
        for word in ["anomaly", "family", "assembly", "elderly", "rally"] {
            assert!(!verbs.is_adverb(word), "{word}");
        }
    }
}
