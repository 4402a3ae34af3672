//! The figures of themes whose number was not chosen among others.

use super::fit::SWEEP_SAMPLE;
use super::model::{ThemeModel, Trial};
use super::sweep::Judges;
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
        let members: Vec<(usize, usize)> = sample
            .filter_map(|(place, &document)| Some((place, self.memberships[document].assigned()?)))
            .collect();
        if members.is_empty() {
            return self;
        }
        let chosen = evenly(members.len(), SWEEP_SAMPLE).into_iter();
        let (places, themes): (Vec<usize>, Vec<usize>) = chosen.map(|rank| members[rank]).unzip();
        let judges = Judges::of(embedding, terms, &places, seed);
        let trial = judges.judge(&themes, self.len());
        ThemeModel {
            trials: vec![Trial {
                chosen: true,
                ..trial
            }],
            ..self
        }
    }
}
