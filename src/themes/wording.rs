//! How a name is written.

use std::collections::BTreeMap;

use super::grammar::Grammar;
use crate::text::Tokens;
use crate::vectors::phrases::spell;
use crate::vectors::{MAX_WORDS, Vocabulary};

/// Longest name, in characters.
pub const MAX_CHARACTERS: usize = 60;
/// Documents of a theme that are looked at for its spellings.
const SAMPLE: usize = 1000;
/// A phrase met as a noun less often than this in them is written as in the whole corpus.
const FEWEST: usize = 4;
/// A noun met in the plural at least this often, for once in the singular, names a kind of thing.
const PLURAL: f64 = 0.5;

/// `Causal discovery & Bayesian networks`: each phrase as the theme's documents write it where it
/// is a noun, the first letter a capital.
pub fn written(
    phrases: &[usize],
    members: &[usize],
    tokens: &Tokens,
    vocabulary: &Vocabulary,
    grammar: &Grammar,
) -> String {
    let mut met = vec![Spellings::new(); phrases.len()];
    for &document in members.iter().take(SAMPLE) {
        let words = tokens.document(document);
        vocabulary.for_each(tokens, document, |column, range| {
            let Some(place) = phrases.iter().position(|&p| p == column as usize) else {
                return;
            };
            let next = words.get(range.end);
            if !grammar.is_free(next) || grammar.follows_verb(next) {
                return;
            }
            let words = &words[range];
            let mut surfaces = [Tokens::BREAK; MAX_WORDS];
            surfaces[..words.len()].copy_from_slice(words);
            let mut words = words.iter().map(|&word| &tokens.surfaces[word as usize]);
            let uses = met[place].entry(spell(tokens, &surfaces)).or_default();
            uses.all += 1;
            uses.certain += usize::from(words.all(|surface| surface.certain));
        });
    }
    let texts = phrases.iter().zip(met).map(|(&column, met)| {
        let usual = &vocabulary.terms[column].text;
        let enough = met.values().map(|uses| uses.all).sum::<usize>() >= FEWEST;
        let own = enough.then(|| commonest(&met)).flatten();
        own.map_or_else(|| usual.clone(), |own| in_the_case_of(usual, &own))
    });
    let name = joined(texts);
    match name.chars().count() <= MAX_CHARACTERS {
        true => name,
        false => plainly_written(phrases, vocabulary),
    }
}

/// The same with each phrase in the commonest spelling of the whole corpus.
pub fn plainly_written(phrases: &[usize], vocabulary: &Vocabulary) -> String {
    let terms = phrases.iter().map(|&column| &vocabulary.terms[column]);
    joined(terms.map(|term| term.text.clone()))
}

fn joined(phrases: impl Iterator<Item = String>) -> String {
    capitalized(&phrases.collect::<Vec<_>>().join(" & "))
}

/// How often a spelling was met, and how often where its case is its own.
#[derive(Debug, Clone, Copy, Default)]
struct Uses {
    all: usize,
    certain: usize,
}

type Spellings = BTreeMap<String, Uses>;

/// The commonest word, singular and plural taken together, in the plural where that is common, and
/// in its commonest case.
fn commonest(met: &Spellings) -> Option<String> {
    let mut uses: BTreeMap<String, usize> = BTreeMap::new();
    for (text, one) in met {
        *uses.entry(text.to_lowercase()).or_default() += one.all;
    }
    let of = |text: &String| uses.get(text).copied().unwrap_or(0);
    let both = |text: &String| {
        let plural = plurals(text).iter().map(of).max().unwrap_or(0);
        of(text) + plural
    };
    let mut best: Option<&String> = None;
    for text in uses.keys() {
        if best.is_none_or(|best| both(text) > both(best)) {
            best = Some(text);
        }
    }
    let singular = best?;
    let plural = plurals(singular).into_iter().max_by_key(of)?;
    let text = match of(&plural) as f64 >= PLURAL * of(singular) as f64 {
        true => &plural,
        false => singular,
    };
    let mut chosen: Option<(&String, Uses)> = None;
    for (spelling, &uses) in met.iter().filter(|(own, _)| own.to_lowercase() == *text) {
        let rank = |uses: Uses| (uses.certain, uses.all);
        if chosen.is_none_or(|(_, best)| rank(uses) > rank(best)) {
            chosen = Some((spelling, uses));
        }
    }
    chosen.map(|(spelling, _)| spelling.clone())
}

/// A phrase with capitals where the same phrase, maybe in other forms, usually has them; words with
/// capitals further on (`LLMs`) stay as they are.
fn in_the_case_of(usual: &str, phrase: &str) -> String {
    let parts = |text: &str| text.split([' ', '-']).count();
    if parts(usual) != parts(phrase) {
        return phrase.to_string();
    }
    let has_more = |word: &str| word.chars().skip(1).any(char::is_uppercase);
    let usual = usual.split([' ', '-']);
    let words = phrase.split_inclusive([' ', '-']).zip(usual);
    let words = words.map(|(word, usual)| {
        let mut letters = word.chars();
        let first = letters
            .next()
            .filter(|_| !has_more(word) && !has_more(usual));
        let Some(first) = first else {
            return word.to_string();
        };
        let first: String = match usual.starts_with(char::is_uppercase) {
            true => first.to_uppercase().collect(),
            false => first.to_lowercase().collect(),
        };
        first + letters.as_str()
    });
    words.collect()
}

/// What the plural of a phrase might be in the languages that form it by an *s*.
fn plurals(text: &str) -> Vec<String> {
    let mut plurals = vec![format!("{text}s"), format!("{text}es")];
    for (singular, plural) in [("y", "ies"), ("is", "es")] {
        let stem = text.strip_suffix(singular);
        plurals.extend(stem.map(|stem| format!("{stem}{plural}")));
    }
    plurals
}

/// The text with a capital first, unless its first word has capitals of its own (`t-SNE`).
fn capitalized(text: &str) -> String {
    let first_word = text.split([' ', '-']).next().unwrap_or_default();
    let own_case = text
        .split(' ')
        .next()
        .unwrap_or_default()
        .chars()
        .any(char::is_uppercase);
    let mut characters = text.chars();
    match characters.next() {
        Some(first) if !own_case && !first_word.is_empty() => {
            first.to_uppercase().chain(characters).collect()
        }
        _ => text.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_letter_is_a_capital_unless_the_word_has_its_own() {
        assert_eq!(capitalized("causal discovery"), "Causal discovery");
        assert_eq!(capitalized("t-SNE maps"), "t-SNE maps");
        assert_eq!(capitalized("LLM agents"), "LLM agents");
        assert_eq!(capitalized("éthique"), "Éthique");
    }

    fn commonest_of(met: &[(&str, usize, usize)]) -> String {
        let met = met.iter().map(|&(text, all, certain)| {
            let uses = Uses { all, certain };
            (text.to_string(), uses)
        });
        commonest(&met.collect()).unwrap()
    }

    #[test]
    fn things_that_come_in_numbers_are_named_in_the_plural() {
        let graphs = [("causal graph", 10, 10), ("causal graphs", 7, 7)];
        assert_eq!(commonest_of(&graphs), "causal graphs");
        let theories = [("gauge theory", 10, 10), ("gauge theories", 4, 4)];
        assert_eq!(commonest_of(&theories), "gauge theory");
        assert_eq!(
            commonest_of(&[("analyses", 9, 9), ("analysis", 8, 8)]),
            "analyses"
        );
    }

    #[test]
    fn a_thing_in_both_numbers_outweighs_another_word_of_its_stem() {
        let met = [
            ("compilation", 9, 9),
            ("compiler", 8, 8),
            ("compilers", 7, 7),
        ];
        assert_eq!(commonest_of(&met), "compilers");
    }

    #[test]
    fn words_of_a_name_begin_as_they_usually_do() {
        let cases = [
            ("agent system", "Agent Systems", "agent systems"),
            ("Markov chain", "markov chains", "Markov chains"),
            ("LLM agent", "LLM Agents", "LLM agents"),
            ("LLM agent", "llm agents", "llm agents"),
            ("x-ray", "X-ray image", "X-ray image"),
        ];
        for (usual, phrase, expected) in cases {
            assert_eq!(in_the_case_of(usual, phrase), expected);
        }
    }

    #[test]
    fn the_case_is_that_of_running_text() {
        let met = [("Markov chains", 3, 3), ("markov chains", 9, 0)];
        assert_eq!(commonest_of(&met), "Markov chains");
    }
}
