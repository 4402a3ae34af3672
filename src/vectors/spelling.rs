//! How terms are written.

use rayon::prelude::*;
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;

use super::Vocabulary;
use super::phrases::{Key, MAX_WORDS, counted, is_certain, spell};
use crate::text::Tokens;

/// The commonest spelling of each term; of equally common ones the first by alphabet.
pub fn spellings(vocabulary: &Vocabulary, tokens: &Tokens, terms: usize) -> Vec<String> {
    let counted = counted(
        tokens,
        |document, counts: &mut FxHashMap<(u32, Key), usize>| {
            let all = tokens.document(document);
            vocabulary.for_each(tokens, document, |column, range| {
                if range.len() == 1 {
                    return;
                }
                let words = &all[range];
                let mut surfaces = [Tokens::BREAK; MAX_WORDS];
                surfaces[..words.len()].copy_from_slice(words);
                *counts.entry((column, surfaces)).or_default() += 1;
            });
        },
    );
    let mut spellings: Vec<Spellings> = vec![Spellings::new(); terms];
    for ((column, surfaces), count) in counted.into_iter().chain(words(vocabulary, tokens)) {
        let spelling = spell(tokens, &surfaces);
        let (certain, all) = spellings[column as usize].entry(spelling).or_default();
        *all += count;
        if is_certain(tokens, &surfaces) {
            *certain += count;
        }
    }
    spellings.into_par_iter().map(commonest).collect()
}

/// How often each word form stands in the documents that is a term by itself, with its column.
fn words(vocabulary: &Vocabulary, tokens: &Tokens) -> impl Iterator<Item = ((u32, Key), usize)> {
    let mut counts = vec![0; tokens.surfaces.len()];
    for document in 0..tokens.len() {
        let words = tokens.document(document).iter();
        for &word in words.filter(|&&word| word != Tokens::BREAK) {
            counts[word as usize] += 1;
        }
    }
    let forms = (0u32..).zip(counts).filter(|&(_, count)| count > 0);
    forms.filter_map(move |(word, count)| {
        let (stem, is_stop) = tokens.stem_of(word);
        let column = vocabulary.word(stem).filter(|_| !is_stop)?;
        let mut surfaces = [Tokens::BREAK; MAX_WORDS];
        surfaces[0] = word;
        Some(((column, surfaces), count))
    })
}

/// How often each spelling was met where its case is its own, and how often in all.
type Spellings = BTreeMap<String, (usize, usize)>;

/// The spelling met most often with a case of its own, or else most often; the first of several.
fn commonest(spellings: Spellings) -> String {
    let mut best = (String::new(), (0, 0));
    for (text, counts) in spellings {
        if counts > best.1 {
            best = (text, counts);
        }
    }
    best.0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::Corpus;
    use crate::text::{Analyzer, Language};
    use crate::vectors::TermOptions;

    #[test]
    fn a_name_keeps_its_capital_though_titles_would_give_one_to_any_word() {
        let corpus = Corpus::from_texts([
            "Africa grows. Rain falls",
            "Africa has rain",
            "Rain in Africa",
        ]);
        let tokens = Analyzer::new(Language::ENGLISH, []).analyze(&corpus);
        let options = TermOptions {
            ngrams: 1,
            min_df: 2,
            max_df: 1.0,
        };
        let vocabulary = Vocabulary::fit(&tokens, &options).unwrap();
        assert_eq!(spellings(&vocabulary, &tokens, 2), ["Africa", "rain"]);
    }
}
