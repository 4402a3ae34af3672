//! Which phrases mean what a theme is about, beyond standing in its documents.

use ndarray::{Array2, ArrayView2};
use rayon::prelude::*;

use crate::vectors::kernels::{add_scaled, dot, normalize, rows, widest};
use crate::vectors::{Embedding, Vocabulary};

/// What is left of a phrase of whose words the vectors know nothing, or something else.
const LEAST: f32 = 0.05;

/// Cosine of each phrase to each theme's centre, at least 0.05: shape (themes, phrases).
///
/// A phrase lies where its words lie on the axes of the vectors, and the phrase itself where it is
/// a term of them (as words stand for topics in Angelov, "Top2Vec", 2020).
pub fn nearness(
    phrases: &Vocabulary,
    vocabulary: &Vocabulary,
    embedding: &Embedding,
    centroids: ArrayView2<f32>,
) -> Array2<f32> {
    let axes = rows(&embedding.axes);
    let centroids = centroids.to_owned();
    let centroids = rows(&centroids);
    let columns: Vec<Vec<f32>> = phrases
        .terms
        .par_iter()
        .map(|phrase| {
            let words = phrase.stems.split(' ').filter(|_| phrase.words > 1);
            let known = words
                .chain([phrase.stems.as_str()])
                .filter_map(|stems| vocabulary.column(stems));
            let mut place = vec![0.0; embedding.axes.ncols()];
            for column in known {
                add_scaled(&mut place, 1.0, axes[column]);
            }
            normalize(&mut place);
            widest(|| {
                let cosines = centroids.iter().map(|centre| dot(centre, &place));
                cosines.map(|cosine| cosine.max(LEAST)).collect()
            })
        })
        .collect();
    Array2::from_shape_fn((centroids.len(), columns.len()), |(theme, phrase)| {
        columns[phrase][theme]
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::Corpus;
    use crate::text::{Analyzer, Language};
    use crate::vectors::{TermOptions, TfIdf};
    use ndarray::array;

    #[test]
    fn a_phrase_lies_between_its_words_and_an_unknown_one_nowhere() {
        let corpus = Corpus::from_texts(["cats purr", "cats purr", "dogs bark", "dogs bark"]);
        let tokens = Analyzer::new(Language::ENGLISH, []).analyze(&corpus);
        let words = |ngrams| TermOptions {
            ngrams,
            max_df: 1.0,
            ..TermOptions::default()
        };
        let vocabulary = Vocabulary::fit(&tokens, &words(1)).unwrap();
        let tfidf = TfIdf::fit(&tokens, &vocabulary);
        let stems: Vec<&str> = vocabulary
            .terms
            .iter()
            .map(|term| term.stems.as_str())
            .collect();
        assert_eq!(stems, ["bark", "cat", "dog", "purr"]);
        let axes = array![[0.0, 1.0], [1.0, 0.0], [0.0, 0.0], [0.6, 0.8]];
        let embedding = Embedding::on_axes(&tfidf.matrix, axes);
        let phrases = Vocabulary::fit(&tokens, &words(2)).unwrap();
        let near = nearness(&phrases, &vocabulary, &embedding, array![[1.0, 0.0]].view());
        let of = |stems: &str| near[[0, phrases.column(stems).unwrap()]];
        assert_eq!(of("cat"), 1.0);
        assert!((of("cat purr") - 0.8944).abs() < 1e-3);
        assert_eq!((of("dog"), of("bark")), (LEAST, LEAST));
    }
}
