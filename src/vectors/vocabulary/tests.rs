//! What enters a vocabulary, and how it is written.

use super::*;
use crate::corpus::Corpus;
use crate::text::{Analyzer, Language};

fn tokens(texts: &[&str]) -> Tokens {
    Analyzer::new(Language::ENGLISH, []).analyze(&Corpus::from_texts(texts.iter().copied()))
}

fn texts(vocabulary: &Vocabulary) -> Vec<&str> {
    vocabulary
        .terms
        .iter()
        .map(|term| term.text.as_str())
        .collect()
}

#[test]
fn terms_are_sorted_and_spelled_as_most_often_written() {
    let tokens = tokens(&[
        "a steering of LLMs",
        "in LLMs steering works",
        "the LLM steers",
    ]);
    let options = TermOptions {
        ngrams: 1,
        min_df: 2,
        max_df: 1.0,
    };
    let vocabulary = Vocabulary::fit(&tokens, &options).unwrap();
    assert_eq!(texts(&vocabulary), ["LLMs", "steering"]);
    assert_eq!(vocabulary.terms[1].documents, 3);
}

#[test]
fn phrases_hold_stop_words_inside_but_not_at_their_ends() {
    let tokens = tokens(&["out of distribution data", "an out-of-distribution sample"]);
    let options = TermOptions {
        ngrams: 3,
        min_df: 2,
        max_df: 1.0,
    };
    let vocabulary = Vocabulary::fit(&tokens, &options).unwrap();
    assert_eq!(texts(&vocabulary), ["distribution"]);
    let tokens = self::tokens(&["theory of mind tasks", "a theory of mind"]);
    let vocabulary = Vocabulary::fit(&tokens, &options).unwrap();
    assert_eq!(texts(&vocabulary), ["mind", "theory", "theory of mind"]);
}

#[test]
fn hyphenated_and_open_spellings_are_one_phrase() {
    let tokens = tokens(&[
        "model fine-tuning",
        "by fine-tuning nets",
        "for fine tuning",
    ]);
    let vocabulary = Vocabulary::fit(
        &tokens,
        &TermOptions {
            max_df: 1.0,
            ..Default::default()
        },
    )
    .unwrap();
    assert!(
        texts(&vocabulary).contains(&"fine-tuning"),
        "{:?}",
        texts(&vocabulary)
    );
}

#[test]
fn words_in_too_many_or_too_few_documents_are_left_out() {
    let tokens = tokens(&["cat dog", "cat dog", "cat bird", "cat fish"]);
    let options = TermOptions {
        ngrams: 1,
        min_df: 2,
        max_df: 0.5,
    };
    assert_eq!(texts(&Vocabulary::fit(&tokens, &options).unwrap()), ["dog"]);
}

#[test]
fn a_corpus_of_stop_words_is_refused_with_the_reason() {
    let error = Vocabulary::fit(&tokens(&["the of", "and 12"]), &TermOptions::default());
    assert!(error.unwrap_err().to_string().contains("only stop words"));
}

#[test]
fn a_vocabulary_is_found_again_in_the_same_and_in_other_documents() {
    let analyzer = Analyzer::new(Language::ENGLISH, []);
    let texts = ["causal graphs", "causal graph of memory", "memory of cats"];
    let tokens = analyzer.analyze(&Corpus::from_texts(texts));
    let options = TermOptions {
        max_df: 1.0,
        ..TermOptions::default()
    };
    let fitted = Vocabulary::fit(&tokens, &options).unwrap();
    let stems: Vec<String> = fitted.terms.iter().map(|term| term.stems.clone()).collect();
    let recalled = Vocabulary::recalled(&stems, Vec::new(), 2, &tokens);
    assert_eq!(recalled.terms, fitted.terms);
    let other = analyzer.analyze(&Corpus::from_texts(["dogs and memories"]));
    let recalled = Vocabulary::recalled(&stems, Vec::new(), 2, &other);
    let found = recalled.occurrences(&other, 0);
    let found: Vec<&str> = found.iter().map(|&c| stems[c as usize].as_str()).collect();
    assert_eq!(found, ["memori"]);
}
