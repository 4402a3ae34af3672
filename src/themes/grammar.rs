//! What the words beside a term say about it.

use crate::text::stop_words::{words_after_verbs, words_before_verbs};
use crate::text::{Language, Tokens};

/// For each word form what it says about its neighbours.
#[derive(Debug, Clone)]
pub struct Grammar {
    is_stop: Vec<bool>,
    /// Determiners and the like: what stands before them is rather a verb than a noun.
    after_verbs: Vec<bool>,
    /// What stands after them is rather a verb or an adjective than a noun.
    before_verbs: Vec<bool>,
}

impl Grammar {
    /// The grammar of the word forms of a corpus; of verbs it knows in English alone.
    pub fn of(tokens: &Tokens, language: Language) -> Grammar {
        let (after, before) = (words_after_verbs(language), words_before_verbs(language));
        let surfaces = tokens.surfaces.iter();
        let lower: Vec<String> = surfaces.clone().map(|s| s.text.to_lowercase()).collect();
        Grammar {
            is_stop: surfaces.map(|surface| surface.stop).collect(),
            after_verbs: lower.iter().map(|word| after.contains(word)).collect(),
            before_verbs: lower.iter().map(|word| before.contains(word)).collect(),
        }
    }

    /// Whether no content word is the neighbour.
    pub fn is_free(&self, neighbour: Option<&u32>) -> bool {
        neighbour.is_none_or(|&word| word == Tokens::BREAK || self.is_stop[word as usize])
    }

    /// Whether the next word makes a verb of what stands before it.
    pub fn follows_verb(&self, next: Option<&u32>) -> bool {
        next.is_some_and(|&word| word != Tokens::BREAK && self.after_verbs[word as usize])
    }

    /// Whether the word before makes a verb of what stands after it.
    pub fn precedes_verb(&self, before: Option<&u32>) -> bool {
        before.is_some_and(|&word| word != Tokens::BREAK && self.before_verbs[word as usize])
    }
}
