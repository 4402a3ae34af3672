//! How a name is written.

use super::grammar::Grammar;
use super::number::{Head, PLURAL, PLURAL_BESIDE};
use super::places::Places;
use super::spellings::Spellings;
use crate::text::Tokens;
use crate::vectors::Vocabulary;

/// Longest name, in characters.
pub const MAX_CHARACTERS: usize = 60;
/// Documents of a theme that are looked at for its spellings.
const SAMPLE: usize = 1000;

/// `Causal discovery & Bayesian networks`: each phrase as the theme's documents write it where it
/// is a noun, or all documents of a small corpus where those seldom do, the first letter a capital.
pub fn written(
    phrases: &[usize],
    members: &[usize],
    tokens: &Tokens,
    vocabulary: &Vocabulary,
    found: &Places,
    grammar: &Grammar,
) -> String {
    let heads = phrases.iter().map(|&phrase| head(phrase, vocabulary));
    let wanted: Vec<usize> = phrases.iter().copied().chain(heads).collect();
    let text = Text {
        tokens,
        found,
        grammar,
    };
    let mut met = text.spellings(&wanted, members.iter().copied().take(SAMPLE));
    if met.iter().any(Spellings::are_few) && tokens.len() <= SAMPLE {
        met = text.spellings(&wanted, 0..tokens.len());
    }
    let (met, heads) = met.split_at(phrases.len());
    let heads: Vec<Option<Head>> = heads.iter().map(Spellings::number).collect();
    let usual = |least: f64| {
        let met = met.iter().zip(&heads);
        met.map(|(met, head)| met.commonest(least, head.as_ref()))
            .collect::<Vec<_>>()
    };
    let mut own = usual(PLURAL);
    if own.iter().flatten().any(|own| own.is_plural) {
        own = usual(PLURAL_BESIDE);
    }
    let texts = phrases.iter().zip(own).map(|(&column, own)| {
        let usual = &vocabulary.terms[column].text;
        let text = own.map_or_else(|| usual.clone(), |own| in_the_case_of(usual, &own.text));
        with_capitals(&text, &vocabulary.terms[column].stems, vocabulary)
    });
    let name = joined(texts);
    match name.chars().count() <= MAX_CHARACTERS {
        true => name,
        false => plainly_written(phrases, vocabulary),
    }
}

/// Where phrases are written.
struct Text<'a> {
    tokens: &'a Tokens,
    found: &'a Places,
    grammar: &'a Grammar,
}

impl Text<'_> {
    /// How some documents write each of some phrases where it is a noun.
    fn spellings(
        &self,
        phrases: &[usize],
        documents: impl Iterator<Item = usize>,
    ) -> Vec<Spellings> {
        let grammar = self.grammar;
        let mut met = vec![Spellings::default(); phrases.len()];
        for document in documents {
            let words = self.tokens.document(document);
            for (column, range) in self.found.places(document) {
                if !phrases.contains(&column) {
                    continue;
                }
                let next = words.get(range.end);
                if grammar.follows_verb(next) {
                    continue;
                }
                let same = met.iter_mut().zip(phrases).filter(|own| *own.1 == column);
                if !grammar.is_free(next) {
                    same.for_each(|(met, _)| met.add_inside(self.tokens, &words[range.clone()]));
                    continue;
                }
                let before = range.start.checked_sub(1).map(|place| &words[place]);
                let before = before.filter(|before| grammar.is_companion(Some(before)));
                let after = next.filter(|next| grammar.is_companion(Some(next)));
                let article = grammar.article(words, range.start);
                for (met, _) in same {
                    met.add(self.tokens, before, &words[range.clone()], after, article);
                }
            }
        }
        met
    }
}

/// The column of the last word of a phrase; of the phrase itself where that is no term.
fn head(phrase: usize, vocabulary: &Vocabulary) -> usize {
    let stems = &vocabulary.terms[phrase].stems;
    let last = stems
        .rsplit(' ')
        .next()
        .and_then(|last| vocabulary.column(last));
    last.unwrap_or(phrase)
}

/// The same with each phrase in the commonest spelling of the whole corpus.
pub fn plainly_written(phrases: &[usize], vocabulary: &Vocabulary) -> String {
    let terms = phrases.iter().map(|&column| &vocabulary.terms[column]);
    joined(terms.map(|term| term.text.clone()))
}

fn joined(phrases: impl Iterator<Item = String>) -> String {
    capitalized(&phrases.collect::<Vec<_>>().join(" & "))
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

/// A phrase in small letters whose words have capitals where they have them by themselves:
/// `Christian morality`.
fn with_capitals(phrase: &str, stems: &str, vocabulary: &Vocabulary) -> String {
    let columns = stems.split(' ').filter_map(|stem| vocabulary.column(stem));
    let alone: Vec<&str> = columns
        .map(|column| vocabulary.terms[column].text.as_str())
        .collect();
    let words = phrase.split_inclusive([' ', '-']);
    words
        .map(|word| {
            let text = word.trim_end_matches([' ', '-']);
            let own = alone.iter().find(|own| own.to_lowercase() == text);
            own.map_or(text, |own| own).to_string() + &word[text.len()..]
        })
        .collect()
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
    use crate::corpus::Corpus;
    use crate::text::{Analyzer, Language};
    use crate::vectors::TermOptions;

    #[test]
    fn the_first_letter_is_a_capital_unless_the_word_has_its_own() {
        assert_eq!(capitalized("causal discovery"), "Causal discovery");
        assert_eq!(capitalized("t-SNE maps"), "t-SNE maps");
        assert_eq!(capitalized("LLM agents"), "LLM agents");
        assert_eq!(capitalized("éthique"), "Éthique");
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
    fn a_stop_word_that_nearly_always_stands_beside_a_phrase_belongs_to_it() {
        let texts = [
            "the finite element method is old",
            "a finite element method for plates",
            "by finite element methods",
            "this finite element method",
            "of the finite element",
        ];
        let tokens = Analyzer::new(Language::ENGLISH, []).analyze(&Corpus::from_texts(texts));
        let options = TermOptions {
            max_df: 1.0,
            ..TermOptions::default()
        };
        let (vocabulary, found) = Vocabulary::fit_with_occurrences(&tokens, &options, &[]).unwrap();
        let found = Places::of(&tokens, &vocabulary, &found);
        let grammar = Grammar::of(&tokens, Language::ENGLISH);
        let column = vocabulary.column("finit element").unwrap();
        let members: Vec<usize> = (0..texts.len()).collect();
        let written = written(&[column], &members, &tokens, &vocabulary, &found, &grammar);
        assert_eq!(written, "Finite element methods");
    }

    #[test]
    fn a_word_keeps_the_capital_that_it_has_by_itself() {
        let texts = [
            "the Christian faith and christian morality",
            "a Christian on christian morality in Windows",
            "of Christian art in Windows",
        ];
        let tokens = Analyzer::new(Language::ENGLISH, []).analyze(&Corpus::from_texts(texts));
        let options = TermOptions {
            max_df: 1.0,
            ..TermOptions::default()
        };
        let (vocabulary, _) = Vocabulary::fit_with_occurrences(&tokens, &options, &[]).unwrap();
        let written = |phrase, stems| with_capitals(phrase, stems, &vocabulary);
        assert_eq!(
            written("christian morality", "christian moral"),
            "Christian morality"
        );
        assert_eq!(
            written("window managers", "window manag"),
            "window managers"
        );
    }
}
