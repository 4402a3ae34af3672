//! Would each theme be found again in other documents?

use rayon::prelude::*;

use super::model::ThemeModel;
use super::resample::Sample;
use super::seeded::{AskedFor, seeded};
use crate::quality::mean_over_refits;
use crate::vectors::Embedding;

/// Samples by which the stability of each theme is judged.
const SAMPLES: usize = 20;

impl ThemeModel {
    /// How surely each theme would come back from four fifths of the documents: clusterwise Jaccard
    /// stability (Hennig 2007) over twenty samples, one entry a theme, in [0, 1]. `seed` draws the
    /// samples.
    ///
    /// # Panics
    ///
    /// When `embedding` is of other documents than those of the model.
    pub fn stability(&self, embedding: &Embedding, seed: u64) -> Vec<f64> {
        self.stability_asked(embedding, seed, &[])
    }

    /// The same with themes that are asked for, which are so in the samples too.
    pub(crate) fn stability_asked(
        &self,
        embedding: &Embedding,
        seed: u64,
        asked_for: &[AskedFor],
    ) -> Vec<f64> {
        let k = self.len();
        let sample = embedding.sample.iter();
        let theme_of: Vec<Option<usize>> =
            sample.map(|&d| self.memberships[d].assigned()).collect();
        let vectors = embedding.smoothed.view();
        let refits: Vec<Vec<Option<f64>>> = (0..SAMPLES)
            .into_par_iter()
            .map(|number| {
                let sample = Sample::draw(vectors, seed, number);
                let refit = match asked_for {
                    [] => sample.cluster(k),
                    _ => seeded_groups(&sample, embedding, asked_for, k),
                };
                sample.found_again(&theme_of, refit, k)
            })
            .collect();
        let found = mean_over_refits(&refits).into_iter();
        found.map(|value| value.unwrap_or(0.0)).collect()
    }
}

/// The groups of a sample with those that are asked for, which come first.
fn seeded_groups(
    sample: &Sample,
    embedding: &Embedding,
    asked_for: &[AskedFor],
    k: usize,
) -> Vec<usize> {
    let drawn = sample.documents.iter();
    let drawn: Vec<usize> = drawn.map(|&row| embedding.sample[row]).collect();
    let among = asked_for.iter().filter_map(|theme| theme.among(&drawn));
    let among: Vec<AskedFor> = among.collect();
    seeded(sample.vectors.view(), sample.tree.centroids(k), &among, k).nearest
}
