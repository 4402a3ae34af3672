//! A model made ready for many documents.

use rustc_hash::{FxHashMap, FxHashSet};

use super::Model;
use crate::cluster::Membership;
use crate::corpus::Corpus;
use crate::text::{Analyzer, Tokens};
use crate::vectors::{TfIdf, Vocabulary};

/// Places documents batch by batch as [`Model::place`] does, and looks up the terms of the model once
/// instead of for each batch.
#[derive(Debug)]
pub struct Placer<'m> {
    model: &'m Model,
    analyzer: Analyzer,
    /// Number of each stem that a term has.
    stems: FxHashMap<&'m str, u32>,
    /// The stems that are terms by themselves.
    words: FxHashSet<&'m str>,
    /// The terms, in those numbers.
    vocabulary: Vocabulary,
}

impl<'m> Placer<'m> {
    /// Makes a model ready.
    pub fn new(model: &'m Model) -> Placer<'m> {
        let mut stems: FxHashMap<&str, u32> = FxHashMap::default();
        let mut known = Tokens::default();
        for stem in model.terms.iter().flat_map(|term| term.split(' ')) {
            stems.entry(stem).or_insert_with(|| {
                known.stems.push(stem.to_owned());
                known.stems.len() as u32 - 1
            });
        }
        // The last number is that of every other stem.
        known.stems.push(String::new());
        let terms = model.terms.iter().map(String::as_str);
        let words = terms.filter(|term| !term.contains(' '));
        let longest = model.options.terms.ngrams;
        Placer {
            model,
            analyzer: model.options.analyzer(),
            vocabulary: Vocabulary::recalled(&model.terms, Vec::new(), longest, &known),
            words: words.collect(),
            stems,
        }
    }

    /// The words of documents, as those of the run were read.
    pub fn analyze(&self, corpus: &Corpus) -> Tokens {
        self.analyzer.analyze(corpus)
    }

    /// The model that it places by.
    pub(super) fn model(&self) -> &Model {
        self.model
    }

    /// Whether a stem is a term.
    pub(super) fn knows(&self, stem: &str) -> bool {
        self.words.contains(stem)
    }

    /// The places of documents with these words among the themes, as indices into
    /// [`Model::themes`]; where the model has no axes ([`Model::check_places`]) all are in none.
    pub fn place(&self, corpus: &Corpus, tokens: &Tokens) -> Vec<Membership> {
        let other = self.stems.len() as u32;
        let tokens = tokens.renumbered(|stem| self.stems.get(stem).copied().unwrap_or(other));
        let weights = TfIdf::weigh(&tokens, &self.vocabulary, &self.model.idf);
        self.model.place_weighed(corpus, &weights)
    }
}
