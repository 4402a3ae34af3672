//! How terms are written.

use rayon::prelude::*;
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;

use super::Vocabulary;
use super::occurrences::Occurrences;
use super::phrases::{Key, MAX_WORDS, is_certain, spell};
use super::sample::parts;
use crate::text::Tokens;

/// The commonest spelling of each term; of equally common ones the first by alphabet.
pub fn spellings(
    vocabulary: &Vocabulary,
    tokens: &Tokens,
    occurrences: &Occurrences,
) -> Vec<String> {
    let terms = vocabulary.columns();
    let parts = parts(tokens.len()).into_par_iter().map(|documents| {
        let mut written = Written::new(terms);
        for document in documents {
            let all = tokens.document(document);
            for phrase in occurrences.document(document) {
                let length = vocabulary.length(phrase.column);
                let words = &all[phrase.start as usize..][..length];
                written.meet(phrase.column, words);
            }
        }
        written
    });
    let mut parts: Vec<Written> = parts.collect();
    let others = parts.iter_mut().flat_map(|part| part.others.drain());
    let mut rest: Vec<Met> = others.chain(words(vocabulary, tokens)).collect();
    rest.par_sort_unstable();
    (0..terms as u32)
        .into_par_iter()
        .map(|column| {
            let first = parts.iter().map(|part| part.first[column as usize]);
            let first = first.filter(|&(_, count)| count > 0);
            let start = rest.partition_point(|((before, _), _)| *before < column);
            let rest = rest[start..].iter().take_while(|met| met.0.0 == column);
            commonest(
                tokens,
                first.chain(rest.map(|&((_, key), count)| (key, count))),
            )
        })
        .collect()
}

/// How some documents write the phrases: most write a phrase in one way, which needs no look into a
/// table.
struct Written {
    /// For each term the first way met, and how often.
    first: Vec<(Key, usize)>,
    others: FxHashMap<(u32, Key), usize>,
}

impl Written {
    fn new(terms: usize) -> Written {
        Written {
            first: vec![([Tokens::BREAK; MAX_WORDS], 0); terms],
            others: FxHashMap::default(),
        }
    }

    fn meet(&mut self, column: u32, words: &[u32]) {
        let mut surfaces = [Tokens::BREAK; MAX_WORDS];
        surfaces[..words.len()].copy_from_slice(words);
        let (first, count) = &mut self.first[column as usize];
        if *count == 0 {
            *first = surfaces;
        }
        match *first == surfaces {
            true => *count += 1,
            false => *self.others.entry((column, surfaces)).or_default() += 1,
        }
    }
}

/// A term's column with the words that it was met as, and how often.
type Met = ((u32, Key), usize);

/// How often each word form stands in the documents that is a term by itself, with its column.
fn words(vocabulary: &Vocabulary, tokens: &Tokens) -> impl Iterator<Item = Met> {
    let forms = (0u32..).zip(tokens.surface_counts());
    let forms = forms.filter(|&(_, count)| count > 0);
    forms.filter_map(move |(word, count)| {
        let (stem, is_stop) = tokens.stem_of(word);
        let column = vocabulary.word(stem).filter(|_| !is_stop)?;
        let mut surfaces = [Tokens::BREAK; MAX_WORDS];
        surfaces[0] = word;
        Some(((column, surfaces), count))
    })
}

/// The spelling met most often with a case of its own, or else most often; the first of several; an
/// empty one where none was met.
fn commonest(tokens: &Tokens, met: impl Iterator<Item = (Key, usize)>) -> String {
    let mut ways: Vec<(Key, usize)> = Vec::new();
    for (key, count) in met {
        match ways.iter_mut().find(|(way, _)| *way == key) {
            Some((_, all)) => *all += count,
            None => ways.push((key, count)),
        }
    }
    if let [(surfaces, _)] = &ways[..] {
        return spell(tokens, surfaces);
    }
    let mut spellings: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    for (surfaces, count) in &ways {
        let (certain, all) = spellings.entry(spell(tokens, surfaces)).or_default();
        *all += count;
        if is_certain(tokens, surfaces) {
            *certain += count;
        }
    }
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
        let occurrences = Occurrences::of(&vocabulary, &tokens);
        let spelled = spellings(&vocabulary, &tokens, &occurrences);
        assert_eq!(spelled, ["Africa", "rain"]);
    }
}
