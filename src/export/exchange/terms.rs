//! The terms of all themes as a network: which stand together in documents.

use std::collections::BTreeMap;

use crate::ThemeMap;
use crate::quality::Cooccurrence;
use crate::vectors::{MAX_WORDS, TfIdf, Vocabulary};

/// A term that `terms.csv` lists.
pub struct Item {
    /// As readers see it.
    pub label: String,
    /// The theme in which it weighs most, from 0.
    pub theme: usize,
    /// Documents that hold it.
    pub documents: usize,
    /// Mean year of these, as far as known.
    pub mean_year: Option<f64>,
}

/// The terms, and the documents that two of them share.
pub struct Network {
    /// By theme, then by weight.
    pub items: Vec<Item>,
    /// Two items, the first before the second, and in how many documents they stand together: at
    /// least one.
    pub links: Vec<(usize, usize, u64)>,
}

impl Network {
    pub fn of(map: &ThemeMap) -> Network {
        let terms = heaviest(map);
        let mut stems: Vec<String> = terms.iter().map(|term| term.stems.to_string()).collect();
        stems.sort_unstable();
        let tokens = map.options.analyzer().analyze(&map.corpus);
        let vocabulary = Vocabulary::recalled(&stems, Vec::new(), MAX_WORDS, &tokens);
        let postings = TfIdf::weigh(&tokens, &vocabulary, &vec![1.0; stems.len()]).transposed();
        let holders: Vec<&[u32]> = terms
            .iter()
            .map(|term| {
                let column = stems.binary_search_by(|stem| stem.as_str().cmp(term.stems));
                postings
                    .row(column.expect("the list has the stems of every term"))
                    .0
            })
            .collect();
        let together = Cooccurrence::in_documents(tokens.len() as u64, &holders).counts;
        let pairs = (0..terms.len()).flat_map(|a| (a + 1..terms.len()).map(move |b| (a, b)));
        Network {
            links: pairs
                .map(|(a, b)| (a, b, together[[a, b]]))
                .filter(|&(_, _, documents)| documents > 0)
                .collect(),
            items: terms
                .iter()
                .zip(&holders)
                .map(|(term, holders)| Item {
                    label: term.text.to_string(),
                    theme: term.theme,
                    documents: holders.len(),
                    mean_year: mean_year(map, holders),
                })
                .collect(),
        }
    }
}

struct Heaviest<'a> {
    stems: &'a str,
    text: &'a str,
    theme: usize,
    weight: f64,
}

/// Every term once, in the theme in which it weighs most, of equal ones the first.
fn heaviest(map: &ThemeMap) -> Vec<Heaviest<'_>> {
    let mut best: BTreeMap<&str, Heaviest> = BTreeMap::new();
    for (theme, described) in map.themes.themes.iter().enumerate() {
        for term in &described.terms {
            let found = best.get(term.stems.as_str());
            if found.is_none_or(|other| term.weight > other.weight) {
                let heaviest = Heaviest {
                    stems: &term.stems,
                    text: &term.text,
                    theme,
                    weight: term.weight,
                };
                best.insert(&term.stems, heaviest);
            }
        }
    }
    let mut terms: Vec<Heaviest> = best.into_values().collect();
    terms.sort_by(|a, b| {
        let by_weight = b.weight.total_cmp(&a.weight);
        a.theme
            .cmp(&b.theme)
            .then(by_weight)
            .then(a.stems.cmp(b.stems))
    });
    terms
}

fn mean_year(map: &ThemeMap, documents: &[u32]) -> Option<f64> {
    let years = documents
        .iter()
        .filter_map(|&d| map.corpus.documents[d as usize].year);
    let years: Vec<f64> = years.map(f64::from).collect();
    let sum = years.iter().fold(0.0, |sum, year| sum + year);
    (!years.is_empty()).then(|| sum / years.len() as f64)
}
