//! How a run begins: from its documents alone, or from an earlier run.

use crate::cluster::ThemeModel;
use crate::compare::Snapshot;
use crate::continuation::{Continuation, Past};
use crate::corpus::Corpus;
use crate::export::chart::Rgb;
use crate::guide::{Hand, Outcome};
use crate::layout::Layout;
use crate::run_vectors::Vectors;
use crate::text::{QueryWord, Tokens};
use crate::themes::GivenName;
use crate::vectors::{Embedding, GivenVectors};
use crate::{Options, Result};

/// The earlier run, if there is one: every stage asks here what it takes from it.
pub(crate) struct Beginning<'a>(Option<Past<'a>>);

impl<'a> Beginning<'a> {
    /// # Errors
    ///
    /// As [`Past::of`].
    pub fn of(
        previous: Option<&'a Snapshot>,
        corpus: &Corpus,
        tokens: &Tokens,
        given: Option<&GivenVectors>,
        options: &Options,
    ) -> Result<Beginning<'a>> {
        let past = previous.map(|run| Past::of(run, corpus, tokens, given, options));
        Ok(Beginning(past.transpose()?))
    }

    /// The earlier run, if its themes are kept.
    fn kept(&self) -> Option<&Past<'a>> {
        self.0.as_ref().filter(|past| past.keeps_themes())
    }

    /// The documents in the space of the themes that are kept, else in one of their own.
    ///
    /// # Errors
    ///
    /// As [`Vectors::fit`].
    pub fn vectors(
        &self,
        tokens: &Tokens,
        query_words: &[QueryWord],
        given: Option<GivenVectors>,
        options: &Options,
    ) -> Result<Vectors> {
        match self.kept() {
            Some(past) => past.vectors(tokens, given),
            None => Vectors::fit(tokens, query_words, given, options),
        }
    }

    /// The themes that are kept, else those found, under the numbers of the earlier run where they
    /// match its themes; and what became of the guide.
    ///
    /// # Errors
    ///
    /// As [`Hand::fit`].
    pub fn themes(
        &self,
        hand: &Hand,
        vectors: &Vectors,
        options: &Options,
    ) -> Result<(ThemeModel, Outcome)> {
        if let Some(past) = self.kept() {
            let kept = past.themes(hand.corpus, vectors, options);
            return Ok(hand.rename(kept, past.outcome()));
        }
        let (found, outcome) = hand.fit(options)?;
        Ok(match &self.0 {
            Some(past) => (past.renumbered(found, vectors, hand.corpus), outcome),
            None => (found, outcome),
        })
    }

    /// Ids of the documents in which the themes were found, sorted.
    pub fn found_in(&self, corpus: &Corpus) -> Vec<String> {
        self.kept().map_or_else(|| corpus.ids(), Past::found_in)
    }

    /// The names that themes of these numbers have already.
    pub fn names(&self, numbers: &[usize]) -> Vec<Option<GivenName>> {
        let none = || vec![None; numbers.len()];
        self.0
            .as_ref()
            .map_or_else(none, |past| past.names(numbers))
    }

    /// The map, on which documents stay near where they lay.
    pub fn layout(&self, embedding: &Embedding, model: &ThemeModel, seed: u64) -> Layout {
        let theme_of = model.assignments();
        match &self.0 {
            Some(past) => past.layout(embedding, &theme_of, seed),
            None => Layout::fit(embedding.vectors.view(), &theme_of, seed),
        }
    }

    /// The colours that themes of these numbers have already, on light and on dark pages.
    pub fn colors(&self, numbers: &[usize]) -> Vec<Option<[Rgb; 2]>> {
        let none = || vec![None; numbers.len()];
        self.0
            .as_ref()
            .map_or_else(none, |past| past.colors(numbers))
    }

    /// How a run whose themes have these numbers goes on from the earlier one.
    pub fn continuation(self, numbers: &[usize]) -> Option<Continuation> {
        Some(self.0?.continuation(numbers))
    }
}
