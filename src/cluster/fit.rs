//! The themes of a corpus, from its vectors.

use super::by_vectors::settled_by_vectors;
use super::by_words::settled_by_words;
use super::choose::choose;
use super::model::{Membership, ThemeModel, Training};
use super::options::{ClusterOptions, ThemeCount};
use super::seeded::AskedFor;
use super::settled::largest_first;
use super::sweep::Judges;
use crate::error::expect_count;
use crate::vectors::sample::evenly;
use crate::vectors::{Csr, Embedding};
use crate::{Error, Result};

/// Documents on which numbers of themes are tried.
pub(crate) const SWEEP_SAMPLE: usize = 5000;

impl ThemeModel {
    /// Groups embedded documents into themes.
    ///
    /// K-means runs on the smoothed vectors from the centres of Ward's tree, of which some move
    /// where that pays, then on the vectors themselves from the centres so found. Documents then
    /// settle by vectors and words together ([`ThemeSpace`](super::ThemeSpace)). How surely a document
    /// belongs to its theme is judged as if the themes had been found without it. Vectors from
    /// elsewhere decide alone.
    ///
    /// `terms` has the weights from which the vectors come. `seed` draws the samples by which
    /// numbers of themes are compared; the themes themselves involve no draw. A number that is given
    /// is compared with none: [`ThemeModel::scored`] tells its figures.
    ///
    /// # Errors
    ///
    /// [`Error::Option`] for a number of themes that the corpus cannot have and
    /// [`Error::Corpus`] for fewer than two documents, documents that are all alike or vectors with
    /// something that is no finite number; [`Error::Mismatch`] for `terms` of other documents.
    pub fn fit(
        embedding: &Embedding,
        terms: &Csr,
        options: &ClusterOptions,
        seed: u64,
    ) -> Result<ThemeModel> {
        ThemeModel::fit_asked(embedding, terms, options, seed, &[])
    }

    /// The same with themes that are asked for, which come first: see [`AskedFor`]. The number of
    /// themes includes them. Then vectors alone tell themes apart, so that one that is asked for
    /// does not take in what shares its words.
    ///
    /// # Errors
    ///
    /// As [`ThemeModel::fit`], and [`Error::Option`] for fewer themes than are asked for.
    pub(crate) fn fit_asked(
        embedding: &Embedding,
        terms: &Csr,
        options: &ClusterOptions,
        seed: u64,
        asked_for: &[AskedFor],
    ) -> Result<ThemeModel> {
        let documents = embedding.vectors.nrows();
        if documents < 2 {
            return Err(Error::Corpus(format!(
                "{documents} document: themes need at least two, and some hundred to be worth it"
            )));
        }
        expect_count(
            "rows of term weights beside the vectors",
            documents,
            terms.rows(),
        )?;
        let numbers = options.themes.trials_beside(asked_for.len(), documents)?;
        let by_words = asked_for.is_empty() && embedding.file.is_none();
        let mut trials = match options.themes {
            ThemeCount::Fixed(_) => Vec::new(),
            ThemeCount::Auto(_) => {
                let places = evenly(embedding.sample.len(), SWEEP_SAMPLE);
                Judges::of(embedding, terms, &places, seed).sweep(&numbers)
            }
        };
        let choice = choose(&trials, &options.themes);
        let asked = match trials.get_mut(choice.index) {
            Some(taken) => {
                taken.chosen = true;
                taken.themes
            }
            None => numbers[0],
        };
        let settled = match by_words {
            true => settled_by_words(embedding, terms, asked, options)?,
            false => settled_by_vectors(embedding, asked, options, asked_for)?,
        };
        let model = ThemeModel {
            numbers: (1..=asked).collect(),
            next_number: asked + 1,
            training: Training::of(&settled.memberships),
            space: settled.space,
            memberships: settled.memberships,
            thresholds: settled.thresholds,
            trials,
            reason: choice.reason,
            said: settled.said,
        };
        Ok(match by_words {
            true => model.largest_first(),
            false => model,
        })
    }

    /// The same with the themes of most documents first: those that are in none count for none.
    fn largest_first(self) -> ThemeModel {
        let k = self.len();
        let place = largest_first(self.memberships.iter().map(Membership::assigned), k);
        if place.is_sorted() {
            return self;
        }
        let mut order: Vec<usize> = (0..k).collect();
        order.sort_by_key(|&theme| place[theme]);
        self.reordered(&order, (1..=k).collect(), k)
    }
}
