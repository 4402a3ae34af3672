//! Which terms could be names, by the language and by where they stand in the text.

use rustc_hash::FxHashSet;

use super::edges::Edges;
use super::grammar::Grammar;
use super::number::plurals;
use super::places::Places;
use super::shape::{ends, is_double, is_shouted, is_unit, joins};
use super::words::Words;
use crate::text::{Language, Tokens, WHOLE};
use crate::vectors::{MAX_WORDS, Term, Vocabulary};

/// A term that is used as a noun less often than this is none: after adjectives a content word
/// follows, after verbs a determiner, before predicates a form of *be*.
const NOUN: f64 = 0.4;
/// A last word that is used as a noun less often than this in its own form is another one of its
/// stem (`approximate` of `approximation`).
const NOUN_AS_WRITTEN: f64 = 0.25;
/// A word that is used as a verb more often than this is no part of a name.
const VERB: f64 = 0.4;
/// What a phrase that ends in a noun keeps of that, whatever follows it.
const HEAD: f64 = 0.8;
/// A phrase before which a content word stands nearly always is the end of longer ones.
const LEAST_FREE_BEFORE: f64 = 0.15;
/// The same for a phrase all of whose words are generic, which lacks what says more.
const LEAST_FREE_BEFORE_GENERIC: f64 = 0.25;
/// A phrase that goes on the same way more often than this is a piece of a longer one.
const PIECE: f64 = 0.5;
/// The same for a word.
const PIECE_OF_WORD: f64 = 0.75;
/// A term that is a part of a hyphenated word more often than this is none by itself.
const FRAGMENT: f64 = 0.7;
/// The same for a name.
const FRAGMENT_OF_NAME: f64 = 0.4;
/// What is left of a keyword that is mostly a verb.
const KEYWORD_OF_VERB: f64 = 0.25;
/// What is left of a keyword that is an adjective, a unit or a heading.
const KEYWORD_OF_OTHER: f64 = 0.7;
/// What is left of a keyword that is a generic word (`estimation`).
const KEYWORD_OF_GENERIC: f64 = 0.3;
/// A generic word that is used as a noun less often than this is no keyword.
const NOUN_OF_GENERIC: f64 = 0.5;
/// What is left of a phrase all of whose words are generic.
const GENERIC: f64 = 0.5;
/// What is left of a phrase that joins two things, or has as many stop words as others.
const LOOSE: f64 = 0.5;

/// What the text and the language say about terms as names, one entry a term.
#[derive(Debug, Clone)]
pub struct Fitness {
    /// How well it would stand as a keyword, in [0, 1]; 0 for filler and pieces of longer phrases.
    pub keyword: Vec<f64>,
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
        found: &Places,
        grammar: &Grammar,
        language: Language,
    ) -> Fitness {
        let judge = Judge {
            vocabulary,
            edges: Edges::count(tokens, vocabulary, found, grammar),
            words: Words::of(language),
        };
        let columns = 0..vocabulary.len();
        Fitness {
            keyword: columns
                .clone()
                .map(|column| judge.keyword(column))
                .collect(),
            name: columns.map(|column| judge.name(column)).collect(),
            joins: vocabulary.terms.iter().map(joins).collect(),
            empty: judge.words.without_meaning(),
        }
    }
}

/// What terms are judged by.
struct Judge<'a> {
    vocabulary: &'a Vocabulary,
    edges: Edges,
    words: Words,
}

impl Judge<'_> {
    /// How well a term would stand as a keyword.
    fn keyword(&self, column: usize) -> f64 {
        let term = &self.vocabulary.terms[column];
        let is_part = match term.words {
            1 => self.edges.largest_continuation[column] > PIECE_OF_WORD,
            _ => !self.is_whole(column),
        };
        let is_passing = ends(term)
            .iter()
            .any(|word| self.words.passing.contains(*word));
        if is_part || is_passing || !self.is_said(column) || self.words.verbs.govern(&term.text) {
            return 0.0;
        }
        let is_generic = term.words == 1 && self.is_empty(term);
        match () {
            () if term.words == 1 && self.words.verbs.is_adverb(&term.text) => 0.0,
            () if is_generic && self.noun(column) < NOUN_OF_GENERIC => 0.0,
            () if self.has_verb(term) => KEYWORD_OF_VERB,
            () if is_generic => KEYWORD_OF_GENERIC,
            () if self.noun(column) < NOUN || self.is_odd(term) => KEYWORD_OF_OTHER,
            () => 1.0,
        }
    }

    /// How well a term would stand as a name by itself.
    fn name(&self, column: usize) -> f64 {
        let term = &self.vocabulary.terms[column];
        let is_phrase = match term.words {
            1 => self.edges.largest_continuation[column] <= PIECE_OF_WORD,
            _ => self.is_whole(column) && !self.has_verb(term),
        };
        let is_noun =
            is_phrase && self.noun(column) >= NOUN && self.edges.glued[column] <= FRAGMENT_OF_NAME;
        let is_passing = ends(term)
            .iter()
            .any(|word| self.words.passing.contains(*word));
        let is_odd = is_passing || self.is_odd(term) || self.words.verbs.govern(&term.text);
        let is_generic = term.words == 1 && self.is_empty(term);
        let says = !is_generic && self.ends_in_noun(term) && self.is_said(column);
        if !is_noun || is_odd || !says {
            return 0.0;
        }
        let written = term.stems.split([' ', WHOLE]).count();
        let shape = [0.45, 1.0, 1.0, 0.85][written.min(MAX_WORDS) - 1];
        let generic = if self.is_empty(term) { GENERIC } else { 1.0 };
        let inner = term.stems.split(' ');
        let inner = inner.filter(|word| self.words.silent.contains(*word));
        let is_loose = joins(term) || inner.count() > 1;
        let loose = if is_loose { LOOSE } else { 1.0 };
        let free = self.noun(column) * self.edges.free_before[column].sqrt();
        shape * generic * loose * free.sqrt()
    }

    /// Whether a term says something, and all of it: it neither begins nor ends with filler, is no
    /// clause, no part of a hyphenated word and no piece of a longer phrase.
    fn is_said(&self, column: usize) -> bool {
        let term = &self.vocabulary.terms[column];
        let clause = |word: &str| self.words.clause.contains(word);
        let is_short = match term.words {
            1 => false,
            2 => self.edges.largest_continuation[column] > PIECE,
            _ => {
                self.edges.largest_continuation[column] > PIECE || term.stems.split(' ').any(clause)
            }
        };
        !is_short
            && !is_double(term)
            && !self.has_filler(column)
            && self.edges.glued[column] <= FRAGMENT
    }

    /// Whether the last word is a noun as it is written, in the singular or the plural, and not more
    /// often a verb or a predicate; so it is where it is met seldom.
    fn ends_in_noun(&self, term: &Term) -> bool {
        let last = term.text.rsplit([' ', '-']).next().unwrap_or_default();
        let last = last.to_lowercase();
        let forms = &self.edges.forms;
        forms.get(&last).is_none_or(|own| {
            let plurals = plurals(&last).into_iter();
            let plurals = plurals.filter_map(|plural| Some(forms.get(&plural)?.noun));
            own.noun > own.verb && plurals.fold(own.noun, f64::max) >= NOUN_AS_WRITTEN
        })
    }

    /// Whether a term begins or ends with filler; a noun of hyphenated words (`fine-tuning`) may
    /// begin with it.
    fn has_filler(&self, column: usize) -> bool {
        let text = self.vocabulary.terms[column].text.as_str();
        let is_filler = |word: Option<&str>| word.is_some_and(|word| self.words.is_filler(word));
        let is_noun = !text.contains(' ') && self.noun(column) >= NOUN;
        is_filler(text.split(' ').next())
            || is_filler(text.rsplit([' ', '-']).next())
            || !is_noun && is_filler(text.split([' ', '-']).next())
    }

    /// Whether a phrase is not just the end of longer ones.
    fn is_whole(&self, column: usize) -> bool {
        let least = match self.is_empty(&self.vocabulary.terms[column]) {
            true => LEAST_FREE_BEFORE_GENERIC,
            false => LEAST_FREE_BEFORE,
        };
        self.edges.free_before[column] >= least
    }

    /// The share of a term's uses that are a noun's, whatever follows a noun at its end; a
    /// hyphenated word is rather an adjective.
    fn noun(&self, column: usize) -> f64 {
        let term = &self.vocabulary.terms[column];
        let own = self.edges.noun[column];
        if term.words > 1 && !term.text.contains(' ') {
            return own;
        }
        let last = self.vocabulary.column(ends(term)[1]);
        last.map_or(own, |last| own.max(HEAD * self.edges.noun[last]))
    }

    /// Whether a word of the term is used as a verb.
    fn has_verb(&self, term: &Term) -> bool {
        let verb = |stem: &str| {
            let word = self.vocabulary.column(stem);
            word.is_some_and(|word| self.edges.verb[word] > VERB)
        };
        term.stems.split(' ').any(verb)
    }

    /// Whether all words are generic.
    fn is_empty(&self, term: &Term) -> bool {
        let mut words = term.stems.split(' ');
        words.all(|word| self.words.empty.contains(word))
    }

    /// Whether it is a unit, a heading, or a word that only a phrase makes clear.
    fn is_odd(&self, term: &Term) -> bool {
        let is_vague = term.words == 1 && self.words.vague.contains(&term.stems);
        is_vague || is_unit(&term.text) || is_shouted(&term.text)
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
        let (vocabulary, found) = Vocabulary::fit_with_occurrences(&tokens, &options, &[]).unwrap();
        let found = Places::of(&tokens, &vocabulary, &found);
        let grammar = Grammar::of(&tokens, Language::ENGLISH);
        let fitness = Fitness::judge(&tokens, &vocabulary, &found, &grammar, Language::ENGLISH);
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
    fn a_noun_is_no_filler_for_the_adjective_made_of_it() {
        let texts = [
            "a treatment effect in trials",
            "the treatment effect of drugs",
            "treatment effects and effective drugs",
            "an effective trial",
        ];
        assert!(fitness_of(texts, "treatment effect") > 0.0);
    }

    #[test]
    fn two_forms_of_a_word_side_by_side_name_no_theme() {
        let texts = [
            "a license licensed by us",
            "the license licensed to them",
            "a license of the spin-spin coupling",
            "the spin-spin coupling",
        ];
        assert_eq!(fitness_of(texts, "licens licens"), 0.0);
        assert!(fitness_of(texts, "spin spin coupl") > 0.0);
    }

    #[test]
    fn a_phrase_ends_in_a_noun_as_it_is_written() {
        let of = |texts: [&str; 4]| {
            let texts = texts.map(|text| format!("{text}. ").repeat(6));
            fitness_of(texts.each_ref().map(String::as_str), "algorithm approxim")
        };
        let verb = [
            "algorithms approximate the cut",
            "algorithms approximate a path",
            "an algorithm of approximation",
            "the approximation by algorithms",
        ];
        assert_eq!(of(verb), 0.0);
        let noun = [
            "algorithmic approximation of a cut",
            "the algorithmic approximation",
            "approximations by algorithms",
            "an approximation",
        ];
        assert!(of(noun) > 0.0);
    }

    #[test]
    fn a_phrase_that_ends_in_what_is_said_of_it_names_no_theme() {
        let texts = [
            "neural networks learn from data. they learn to see. we learn to read. we learn",
            "how neural networks learn from us. you can learn to drive. to learn is to live",
            "neural networks learn. they learn from us. we learn to sing. you learn from it",
            "networks. we learn of them. they learn of us",
        ];
        let texts = texts.map(|text| format!("{text}. the neural networks. of neural networks"));
        let texts = texts.each_ref().map(String::as_str);
        assert_eq!(fitness_of(texts, "neural network learn"), 0.0);
        assert!(fitness_of(texts, "neural network") > 0.0);
    }

    #[test]
    fn a_phrase_cut_after_an_ordinal_names_no_theme() {
        let texts = [
            "the first price auction",
            "a second price auction",
            "in second price auctions",
            "of the first price auction",
        ];
        assert_eq!(fitness_of(texts, "price auction"), 0.0);
    }
}
