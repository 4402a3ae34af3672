//! What a run does with some of its documents for all.

use crate::ThemeMap;
use crate::cluster::{STABILITY_SAMPLE, SWEEP_SAMPLE};
use crate::export::html::MOST_DOCUMENTS;
use crate::layout::{LANDMARKS, MOST_LAID_OUT};
use crate::vectors::{AXES_SAMPLE, LARGEST_SAMPLE};

/// A step of a run that looked at some of the documents.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sampled {
    /// What was done, as a noun.
    pub step: &'static str,
    /// In how many documents.
    pub documents: usize,
}

impl ThemeMap {
    /// The steps that looked at fewer than all documents; none in a small corpus, but that
    /// stability is always judged on parts.
    ///
    /// All other steps look at all documents: words, weights, vectors, who belongs where, names,
    /// keywords and tables.
    pub fn sampled(&self) -> Vec<Sampled> {
        let documents = self.corpus.documents.len();
        let landmarks = match documents > MOST_LAID_OUT {
            true => LANDMARKS,
            false => documents,
        };
        // What comes from elsewhere is neither found nor looked for.
        let here = |is_here: bool, most: usize| if is_here { most } else { usize::MAX };
        let steps = [
            (
                "axes of the vectors",
                here(self.embedding.file.is_none(), AXES_SAMPLE),
            ),
            (
                "search for themes",
                here(self.given.is_none(), LARGEST_SAMPLE),
            ),
            ("trial of numbers of themes", SWEEP_SAMPLE),
            ("each test of stability", STABILITY_SAMPLE),
            ("plan of the map", landmarks),
            ("points on the page", MOST_DOCUMENTS),
        ];
        let partial = steps.into_iter().filter(|(_, most)| *most < documents);
        partial
            .map(|(step, documents)| Sampled { step, documents })
            .collect()
    }
}
