//! Which terms could be names, by the language and by where they stand in the text.

use rayon::prelude::*;
use rustc_hash::FxHashSet;

use super::grammar::Grammar;
use crate::text::stop_words::{
    filler_words, generic_words, passing_words, stop_words, vague_words,
};
use crate::text::{Language, Stemmer, Tokens, WHOLE};
use crate::vectors::{MAX_WORDS, Vocabulary};

/// A term that is used as a noun less often than this is none: after adjectives a content word
/// follows, after verbs a determiner, before predicates a form of *be*.
const NOUN: f64 = 0.4;
/// A word that is used as a verb more often than this is no part of a name.
const VERB: f64 = 0.4;
/// What standing where a verb or an adjective might stand counts against a noun.
const PREDICATE: f64 = 0.5;
/// What a phrase that ends in a noun keeps of that, whatever follows it.
const HEAD: f64 = 0.8;
/// A phrase before which a content word stands nearly always is the end of longer ones.
const LEAST_FREE_BEFORE: f64 = 0.15;
/// The same for a phrase all of whose words are generic, which lacks what says more.
const LEAST_FREE_BEFORE_GENERIC: f64 = 0.25;
/// A phrase that goes on the same way more often than this is a piece of a longer one.
const PIECE: f64 = 0.5;
/// What is left of a phrase all of whose words are generic.
const GENERIC: f64 = 0.5;
/// What is left of a phrase that joins two things, or has as many stop words as others.
const LOOSE: f64 = 0.5;
/// Words that join two things, in the languages that have them.
const JOINING: [&str; 8] = ["and", "or", "et", "ou", "und", "oder", "y", "e"];
/// Least number of documents counted by one worker at a time.
const CHUNK: usize = 512;

/// What the text and the language say about terms as names, one entry a term.
#[derive(Debug, Clone)]
pub struct Fitness {
    /// Whether the term may be a keyword: it is no filler, and no piece of a longer phrase.
    pub keyword: Vec<bool>,
    /// How well it would stand as a name by itself, in [0, 1]; 0 for what never names a theme.
    pub name: Vec<f64>,
    /// Whether it joins two things by a word such as *and*.
    pub joins: Vec<bool>,
    /// Stems of the words that name no theme by themselves.
    pub empty: FxHashSet<String>,
}

impl Fitness {
    /// Judges every term of the naming vocabulary by where it stands in the text.
    pub fn judge(
        tokens: &Tokens,
        vocabulary: &Vocabulary,
        grammar: &Grammar,
        language: Language,
    ) -> Fitness {
        let edges = Edges::count(tokens, vocabulary, grammar);
        let stemmer = Stemmer::new(language);
        let stems = |words: FxHashSet<String>| -> FxHashSet<String> {
            words.iter().map(|word| stemmer.stem(word)).collect()
        };
        let filler = stems(filler_words(language));
        let passing = stems(passing_words(language));
        let vague = stems(vague_words(language));
        let silent = stems(stop_words(language));
        let empty = &stems(generic_words(language)) | &silent;
        let verb = |stem: &str| {
            vocabulary
                .column(stem)
                .is_some_and(|word| edges.verb[word] > VERB)
        };
        let mut fitness = Fitness {
            keyword: Vec::new(),
            name: Vec::new(),
            joins: Vec::new(),
            empty: &empty | &filler,
        };
        let noun = |column: usize, last: &str| {
            let last = vocabulary.column(last);
            let head = last.map_or(0.0, |last| HEAD * edges.noun[last]);
            edges.noun[column].max(head)
        };
        for (column, term) in vocabulary.terms.iter().enumerate() {
            let words: Vec<&str> = term.stems.split(' ').collect();
            let (first, last) = (words[0], words[words.len() - 1]);
            let is_piece = term.words > 1 && edges.largest_continuation[column] > PIECE;
            let usable = ![first, last].iter().any(|word| filler.contains(*word)) && !is_piece;
            let is_empty = words.iter().all(|word| empty.contains(*word));
            let joins = term.text.split(' ').any(|word| JOINING.contains(&word));
            let inner = words.iter().filter(|word| silent.contains(**word)).count();
            let is_said = match term.words {
                1 => usable && !is_empty,
                _ => usable,
            };
            let least = match is_empty {
                true => LEAST_FREE_BEFORE_GENERIC,
                false => LEAST_FREE_BEFORE,
            };
            let is_phrase = term.words == 1
                || edges.free_before[column] >= least && !words.iter().any(|word| verb(word));
            let is_noun = is_phrase && noun(column, last) >= NOUN;
            let is_loose = [first, last].iter().any(|word| passing.contains(*word))
                || term.words == 1 && vague.contains(first);
            let is_odd = is_loose || is_unit(&term.text) || is_shouted(&term.text);
            let written = term.stems.split([' ', WHOLE]).count();
            let shape = [0.45, 1.0, 1.0, 0.85][written.min(MAX_WORDS) - 1];
            let generic = if is_empty { GENERIC } else { 1.0 };
            let loose = if joins || inner > 1 { LOOSE } else { 1.0 };
            let free = noun(column, last) * edges.free_before[column].sqrt();
            fitness.keyword.push(is_said);
            fitness.joins.push(joins);
            fitness.name.push(match is_said && is_noun && !is_odd {
                true => shape * generic * loose * free.sqrt(),
                false => 0.0,
            });
        }
        fitness
    }
}

/// `nm`, `kg`: one or two small Latin letters.
fn is_unit(text: &str) -> bool {
    text.len() < 3 && text.bytes().all(|byte| byte.is_ascii_lowercase())
}

/// Three words and more in capitals: a heading, and not the acronyms that one or two may be.
fn is_shouted(text: &str) -> bool {
    let is_letter = |c: &char| c.is_alphabetic();
    let words = text
        .split(' ')
        .filter(|word| word.chars().any(|c| is_letter(&c)));
    words.count() > 2 && text.chars().filter(is_letter).all(char::is_uppercase)
}

/// How a term is used where it occurs, one entry a term, each a share.
struct Edges {
    /// Occurrences as a noun: no content word follows, nor anything that makes it a verb.
    noun: Vec<f64>,
    /// Occurrences as a verb.
    verb: Vec<f64>,
    /// Occurrences before which no content word stands.
    free_before: Vec<f64>,
    /// Occurrences inside the commonest longer phrase of the vocabulary.
    largest_continuation: Vec<f64>,
}

impl Edges {
    fn count(tokens: &Tokens, vocabulary: &Vocabulary, grammar: &Grammar) -> Edges {
        let count = |mut seen: Vec<[u32; 5]>, document: usize| {
            let words = tokens.document(document);
            vocabulary.for_each(tokens, document, |column, range| {
                let next = words.get(range.end);
                let before = range.start.checked_sub(1).map(|place| &words[place]);
                let [all, after, free_before, governs, follows] = &mut seen[column as usize];
                *all += 1;
                *after += u32::from(grammar.is_free(next));
                *free_before += u32::from(grammar.is_free(before));
                *governs += u32::from(grammar.follows_verb(next));
                *follows += u32::from(grammar.precedes_verb(before));
            });
            seen
        };
        let nothing = || vec![[0; 5]; vocabulary.len()];
        let seen = (0..tokens.len())
            .into_par_iter()
            .with_min_len(CHUNK)
            .fold(nothing, count)
            .reduce(nothing, |mut sum, part| {
                let pairs = sum.iter_mut().flatten().zip(part.iter().flatten());
                pairs.for_each(|(sum, part)| *sum += part);
                sum
            });
        let mut continuation = vec![0; vocabulary.len()];
        for (column, term) in vocabulary.terms.iter().enumerate() {
            for shorter in vocabulary.shorter(&term.stems) {
                continuation[shorter] = continuation[shorter].max(seen[column][0]);
            }
        }
        let share = |part: u32, all: u32| f64::from(part) / f64::from(all.max(1));
        let of = |place: usize| seen.iter().map(move |of| share(of[place], of[0]));
        let verb = of(3)
            .zip(of(4))
            .map(|(governs, follows)| governs + PREDICATE * follows);
        let verb: Vec<f64> = verb.collect();
        Edges {
            noun: of(1).zip(&verb).map(|(after, verb)| after - verb).collect(),
            verb,
            free_before: of(2).collect(),
            largest_continuation: continuation
                .into_iter()
                .zip(&seen)
                .map(|(longer, of)| share(longer, of[0]))
                .collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::Corpus;
    use crate::text::Analyzer;
    use crate::vectors::TermOptions;

    fn fitness_of(texts: [&str; 4], term: &str) -> f64 {
        let corpus = Corpus::from_texts(texts);
        let tokens = Analyzer::new(Language::ENGLISH, []).analyze(&corpus);
        let options = TermOptions {
            ngrams: 3,
            min_df: 2,
            max_df: 1.0,
        };
        let vocabulary = Vocabulary::fit(&tokens, &options).unwrap();
        let grammar = Grammar::of(&tokens, Language::ENGLISH);
        let fitness = Fitness::judge(&tokens, &vocabulary, &grammar, Language::ENGLISH);
        fitness.name[vocabulary.column(term).unwrap()]
    }

    #[test]
    fn a_verb_names_no_theme_and_a_noun_does() {
        let texts = [
            "to drill the rock with lasers",
            "we drill the ice with lasers",
            "they drill a hole with lasers",
            "to drill it with lasers",
        ];
        assert_eq!(fitness_of(texts, "drill"), 0.0);
        assert!(fitness_of(texts, "laser") > 0.0);
    }

    #[test]
    fn the_end_of_longer_phrases_names_no_theme() {
        let texts = [
            "a linear time sorter",
            "a polynomial time sorter",
            "a quadratic time sorter",
            "a cubic time sorter",
        ];
        assert_eq!(fitness_of(texts, "time sorter"), 0.0);
    }

    #[test]
    fn a_phrase_that_ends_in_a_noun_may_go_on() {
        let texts = [
            "medical image archives",
            "images in medical image formats",
            "images of medical image viewers",
            "images on images",
        ];
        assert!(fitness_of(texts, "medic imag") > 0.0);
    }

    #[test]
    fn units_name_no_theme() {
        assert!(is_unit("nm") && is_unit("kg"));
        assert!(!is_unit("CT") && !is_unit("ion") && !is_unit("光"));
        assert!(is_shouted("FIRE AT RANCH") && !is_shouted("EEG BCI") && !is_shouted("光"));
    }
}
