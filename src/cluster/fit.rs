//! The themes of a corpus, from its vectors.

use ndarray::Axis;

use super::by_vectors::settled_by_vectors;
use super::by_words::settled_by_words;
use super::choose::choose;
use super::model::{ThemeModel, Training};
use super::options::{ClusterOptions, ThemeCount};
use super::seeded::AskedFor;
use super::sweep::{Sweep, sweep};
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
    /// [`Error::Corpus`] for fewer than two documents or documents that are all alike.
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
    pub fn fit_asked(
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
        let numbers = options.themes.trials_beside(asked_for.len(), documents)?;
        let by_words = asked_for.is_empty() && embedding.file.is_none();
        let swept = match options.themes {
            ThemeCount::Fixed(_) => Sweep::default(),
            ThemeCount::Auto(_) => sweep_on_sample(embedding, terms, &numbers, seed)?,
        };
        let choice = choose(&swept, &options.themes);
        let mut trials = swept.trials;
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
        Ok(ThemeModel {
            numbers: (1..=asked).collect(),
            next_number: asked + 1,
            training: Training::of(&settled.memberships),
            space: settled.space,
            memberships: settled.memberships,
            thresholds: settled.thresholds,
            trials,
            reason: choice.reason,
            said: settled.said,
        })
    }
}

/// Scores the numbers on at most 5,000 documents.
fn sweep_on_sample(
    embedding: &Embedding,
    terms: &Csr,
    numbers: &[usize],
    seed: u64,
) -> Result<Sweep> {
    let chosen = evenly(embedding.sample.len(), SWEEP_SAMPLE);
    let documents: Vec<usize> = chosen.iter().map(|&row| embedding.sample[row]).collect();
    if documents.len() == embedding.vectors.nrows() {
        let smoothed = embedding.smoothed.view();
        return sweep(&embedding.vectors, smoothed, terms, numbers, seed);
    }
    sweep(
        &embedding.vectors.select(Axis(0), &documents),
        embedding.smoothed.select(Axis(0), &chosen).view(),
        &terms.select(&documents),
        numbers,
        seed,
    )
}
