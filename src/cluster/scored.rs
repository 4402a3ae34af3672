//! The figures of themes whose number was not chosen among others.

use ndarray::Axis;

use super::fit::SWEEP_SAMPLE;
use super::kmeans::Partition;
use super::model::{ThemeModel, Trial};
use super::sweep::score;
use crate::vectors::sample::evenly;
use crate::vectors::{Csr, Embedding};

impl ThemeModel {
    /// The same with the figures of its own number of themes, where none was tried: from at most
    /// 5,000 of the documents that are in a theme. Where all of these are outside the sample in which
    /// themes are looked for, no figures are known.
    ///
    /// `terms` has the weights from which the vectors come; `seed` draws the samples by which
    /// stability is judged.
    pub fn scored(self, embedding: &Embedding, terms: &Csr, seed: u64) -> ThemeModel {
        if !self.trials.is_empty() {
            return self;
        }
        let sample = embedding.sample.iter().enumerate();
        let members: Vec<(usize, (usize, usize))> = sample
            .filter_map(|(row, &document)| {
                let theme = self.memberships[document].assigned()?;
                Some((row, (document, theme)))
            })
            .collect();
        if members.is_empty() {
            return self;
        }
        let chosen = evenly(members.len(), SWEEP_SAMPLE).into_iter();
        let (rows, chosen): (Vec<usize>, Vec<(usize, usize)>) =
            chosen.map(|rank| members[rank]).unzip();
        let (documents, themes): (Vec<usize>, Vec<usize>) = chosen.into_iter().unzip();
        let vectors = embedding.smoothed.select(Axis(0), &rows);
        let k = self.len();
        let partition = Partition::around_means(vectors.view(), &themes, k);
        let terms = terms.select(&documents);
        let trial = score(vectors.view(), &terms, &partition, k, seed);
        ThemeModel {
            trials: vec![Trial {
                chosen: true,
                ..trial
            }],
            ..self
        }
    }
}
