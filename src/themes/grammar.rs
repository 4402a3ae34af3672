//! What the words beside a term say about it.

use crate::text::stop_words::{companion_words, words_after_verbs, words_before_verbs};
use crate::text::{Language, Tokens};

/// What stands before a noun.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Article {
    /// Nothing that belongs to it.
    None,
    /// *a* or *each*: it is one of several things.
    Indefinite,
    /// Another determiner, or more adjectives than were looked at.
    Definite,
}

/// For each word form what it says about its neighbours.
#[derive(Debug, Clone)]
pub struct Grammar {
    marks: Vec<u8>,
}

/// A stop word.
const STOP: u8 = 1;
/// Determiners and the like: what stands before them is rather a verb than a noun.
const AFTER_VERBS: u8 = 2;
/// What stands after them is rather a verb or an adjective than a noun.
const BEFORE_VERBS: u8 = 4;
/// A hyphen ties it to the next word.
const GLUED: u8 = 8;
/// A stop word that may belong to the phrase beside it.
const COMPANION: u8 = 16;

/// An article or the like that stands before one of several things.
const INDEFINITE: u8 = 32;
/// A stop word that tells one thing of a row from the others.
const ORDINAL: u8 = 64;

/// English words of these kinds.
const INDEFINITE_ENGLISH: [&str; 4] = ["a", "an", "each", "every"];
const ORDINAL_ENGLISH: [&str; 3] = ["first", "second", "third"];

/// Adjectives that may stand between an article and its noun.
const MODIFIERS: usize = 2;

impl Grammar {
    /// The grammar of the word forms of a corpus; of verbs it knows in English alone.
    pub fn of(tokens: &Tokens, language: Language) -> Grammar {
        let (after, before) = (words_after_verbs(language), words_before_verbs(language));
        let companions = companion_words(language);
        let in_english = |words: &[&str], word: &String| {
            language == Language::ENGLISH && words.contains(&word.as_str())
        };
        let marks = tokens.surfaces.iter().map(|surface| {
            let lower = surface.text.to_lowercase();
            let all = [
                (surface.stop, STOP),
                (after.contains(&lower), AFTER_VERBS),
                (before.contains(&lower), BEFORE_VERBS),
                (surface.glued, GLUED),
                (surface.stop && companions.contains(&lower), COMPANION),
                (in_english(&INDEFINITE_ENGLISH, &lower), INDEFINITE),
                (in_english(&ORDINAL_ENGLISH, &lower), ORDINAL),
            ];
            let marks = all.iter().filter(|(holds, _)| *holds);
            marks.fold(0, |marks, (_, mark)| marks | mark)
        });
        Grammar {
            marks: marks.collect(),
        }
    }

    fn has(&self, word: Option<&u32>, mark: u8) -> bool {
        word.is_some_and(|&word| word != Tokens::BREAK && self.marks[word as usize] & mark != 0)
    }

    /// Whether no content word is the neighbour.
    pub fn is_free(&self, neighbour: Option<&u32>) -> bool {
        neighbour.is_none_or(|&word| word == Tokens::BREAK) || self.has(neighbour, STOP)
    }

    /// Whether nothing before a term belongs to it: no content word, nor an ordinal.
    pub fn is_free_before(&self, before: Option<&u32>) -> bool {
        self.is_free(before) && !self.has(before, ORDINAL)
    }

    /// The article of the noun that begins at a place of a text, before it or before its adjectives.
    pub fn article(&self, words: &[u32], start: usize) -> Article {
        let mut before = words[..start].iter().rev();
        let edge = before
            .by_ref()
            .take(MODIFIERS + 1)
            .find(|word| self.is_free(Some(word)) && !self.is_companion(Some(word)));
        match edge {
            Some(_) if self.has(edge, INDEFINITE) => Article::Indefinite,
            Some(_) if self.has(edge, AFTER_VERBS) => Article::Definite,
            None if before.next().is_some() => Article::Definite,
            _ => Article::None,
        }
    }

    /// Whether the next word makes a verb of what stands before it.
    pub fn follows_verb(&self, next: Option<&u32>) -> bool {
        self.has(next, AFTER_VERBS)
    }

    /// Whether the word before makes a verb of what stands after it.
    pub fn precedes_verb(&self, before: Option<&u32>) -> bool {
        self.has(before, BEFORE_VERBS)
    }

    /// Whether the neighbour is a stop word that may belong to the phrase.
    pub fn is_companion(&self, neighbour: Option<&u32>) -> bool {
        self.has(neighbour, COMPANION)
    }

    /// Whether a hyphen ties the word to the next one.
    pub fn is_glued(&self, word: Option<&u32>) -> bool {
        self.has(word, GLUED)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::Corpus;
    use crate::text::Analyzer;

    #[test]
    fn an_article_belongs_to_a_noun_across_its_adjectives() {
        let text = "cars with the fast red cars, of red cars and a car";
        let tokens = Analyzer::new(Language::ENGLISH, []).analyze(&Corpus::from_texts([text]));
        let grammar = Grammar::of(&tokens, Language::ENGLISH);
        let words = tokens.document(0);
        let is_car = |&place: &usize| {
            let word = words[place];
            word != Tokens::BREAK && tokens.surfaces[word as usize].text.starts_with("car")
        };
        let cars = (0..words.len()).filter(is_car);
        let articles: Vec<Article> = cars.map(|place| grammar.article(words, place)).collect();
        use Article::{Definite, Indefinite, None};
        assert_eq!(articles, [None, Definite, None, Indefinite]);
    }
}
