//! What a language knows of words that names are made of.

use rustc_hash::FxHashSet;

use super::verbs::Verbs;
use crate::text::stop_words::{
    clause_words, filler_words, generic_words, passing_words, stop_words, vague_words,
};
use crate::text::{Language, Stemmer};

/// The stems of words that the language knows something of.
pub struct Words {
    /// As they are written: `effect` is no filler for all that `effective` is.
    filler: FxHashSet<String>,
    pub passing: FxHashSet<String>,
    pub vague: FxHashSet<String>,
    pub clause: FxHashSet<String>,
    pub silent: FxHashSet<String>,
    /// Stop words and generic ones.
    pub empty: FxHashSet<String>,
    pub verbs: Verbs,
    stemmer: Stemmer,
}

impl Words {
    /// Those of a language.
    pub fn of(language: Language) -> Words {
        let stemmer = Stemmer::new(language);
        let stems = |words: FxHashSet<String>| -> FxHashSet<String> {
            words.iter().map(|word| stemmer.stem(word)).collect()
        };
        let silent = stems(stop_words(language));
        Words {
            filler: filler_words(language),
            passing: stems(passing_words(language)),
            vague: stems(vague_words(language)),
            clause: stems(clause_words(language)),
            empty: &stems(generic_words(language)) | &silent,
            silent,
            verbs: Verbs::of(language),
            stemmer,
        }
    }

    /// Whether a word is filler, in the plural, compared, or as an adverb as well.
    pub fn is_filler(&self, word: &str) -> bool {
        let word = word.to_lowercase();
        let has = |ending| {
            let root = word.strip_suffix(ending);
            root.is_some_and(|root| self.filler.contains(root))
        };
        ["", "s", "ly", "er", "est"].into_iter().any(has)
    }

    /// The stems of filler and of all words that are empty.
    pub fn without_meaning(&self) -> FxHashSet<String> {
        let filler = self.filler.iter().map(|word| self.stemmer.stem(word));
        self.empty.iter().cloned().chain(filler).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_noun_is_no_filler_for_the_adjective_of_its_stem() {
        let words = Words::of(Language::ENGLISH);
        for filler in ["effective", "Reasonable", "smaller", "strongly", "figures"] {
            assert!(words.is_filler(filler), "{filler}");
        }
        for noun in ["effects", "reasoning", "fairness", "power", "optimization"] {
            assert!(!words.is_filler(noun), "{noun}");
        }
    }
}
