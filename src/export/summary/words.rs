//! What weak documents are about that the others are not.

use std::collections::BTreeMap;

use super::Summed;
use crate::vectors::documents_holding;

/// Words told.
const TOLD: usize = 100;
/// Fewest weak documents, counted or sampled, that a word stands in.
const LEAST: u64 = 3;
/// By what factor its share is higher than before.
const MORE: f64 = 1.25;

/// A word of weak documents.
pub(super) struct StrangeWord {
    pub spelling: String,
    /// Weak documents that hold it: counted, or estimated from the sample for a word that the model
    /// does not know.
    pub documents: u64,
    /// As a share of the weak documents.
    pub share: f64,
    /// Its share of the documents in which the themes were found; none for a word unknown there.
    pub before: Option<f64>,
}

/// The words that weak documents hold more often than the documents in which the themes were found,
/// by a quarter at least; a hundred at most, those first that tell the two apart best: by the part
/// that a word has in the divergence of Kullback and Leibler (1951).
pub(super) fn strange_words(summed: &Summed) -> Vec<StrangeWord> {
    let found_in = summed.model.training.documents.max(1) as f64;
    let weight = |word: &StrangeWord| {
        let before = word.before.unwrap_or(0.0).max(1.0 / found_in);
        word.share * libm::log(word.share / before)
    };
    let mut words: Vec<StrangeWord> = known(summed).chain(unknown(summed)).collect();
    words.retain(|word| word.share > MORE * word.before.unwrap_or(1.0 / found_in));
    words.sort_by(|a, b| {
        let order = weight(b).total_cmp(&weight(a));
        order.then_with(|| a.spelling.cmp(&b.spelling))
    });
    words.truncate(TOLD);
    words
}

fn known<'a>(summed: &'a Summed) -> impl Iterator<Item = StrangeWord> + 'a {
    let weak = summed.summary.weak_documents() as f64;
    let model = summed.model;
    let found_in = model.training.documents as f64;
    let words = summed.summary.weak_words.iter();
    words
        .filter(|(_, (documents, _))| *documents >= LEAST)
        .filter_map(move |(stem, (documents, spellings))| {
            let column = model.terms.binary_search(stem).ok()?;
            let holding = documents_holding(found_in, f64::from(model.idf[column]));
            Some(StrangeWord {
                spelling: commonest(spellings),
                documents: *documents,
                share: *documents as f64 / weak,
                before: Some(holding / found_in),
            })
        })
}

/// The commonest spelling; the first by alphabet of several.
fn commonest(spellings: &BTreeMap<String, u64>) -> String {
    let best = spellings
        .iter()
        .rev()
        .max_by_key(|(_, documents)| **documents);
    best.map_or(String::new(), |(spelling, _)| spelling.clone())
}

fn unknown(summed: &Summed) -> impl Iterator<Item = StrangeWord> {
    let sample = &summed.summary.weak_sample;
    let mut counts: BTreeMap<&String, u64> = BTreeMap::new();
    for word in sample.iter().flat_map(|document| &document.words) {
        *counts.entry(word).or_default() += 1;
    }
    let (sampled, weak) = (sample.len() as f64, summed.summary.weak_documents() as f64);
    counts
        .into_iter()
        .filter(|&(_, count)| count >= LEAST)
        .map(move |(word, count)| {
            let share = count as f64 / sampled;
            StrangeWord {
                spelling: word.clone(),
                documents: (share * weak).round() as u64,
                share,
                before: None,
            }
        })
}
