//! Would each theme be found again in other documents?

use super::model::ThemeModel;
use super::resample::{Sample, theme_stability};
use super::seeded::{AskedFor, seeded};
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
        let samples = Sample::draw(embedding.smoothed.view(), SAMPLES, seed);
        theme_stability(&samples, &theme_of, k, |sample| match asked_for {
            [] => sample.cluster(k),
            _ => {
                let drawn = sample.documents.iter();
                let drawn: Vec<usize> = drawn.map(|&row| embedding.sample[row]).collect();
                let among = asked_for.iter().filter_map(|theme| theme.among(&drawn));
                let among: Vec<AskedFor> = among.collect();
                let start = sample.tree.centroids(k);
                seeded(sample.vectors.view(), start, &among, k).nearest
            }
        })
    }
}
