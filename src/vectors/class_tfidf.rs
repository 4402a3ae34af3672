//! How much a term says about a theme: pure functions of counts.

use ndarray::Array2;

/// Class-based TF-IDF, shape (themes, terms), from the times that each term stands in each
/// theme (Grootendorst 2022).
///
/// A term that makes up the share `tf` of a theme's terms, and stands `f` times in all, weighs
/// `tf * ln(1 + a / f)`, where `a` is the mean number of terms in a theme.
///
/// ```
/// use ndarray::array;
/// use thememap::vectors::class_tfidf;
///
/// let weights = class_tfidf(&array![[3, 1, 0], [0, 1, 3]]);
/// assert!(weights[[0, 0]] > weights[[0, 1]]);
/// assert_eq!(weights[[1, 0]], 0.0);
/// ```
pub fn class_tfidf(occurrences: &Array2<u32>) -> Array2<f64> {
    let weights = ClassWeights::of(occurrences);
    Array2::from_shape_fn(occurrences.dim(), |(theme, term)| {
        weights.weight(theme, term, occurrences[[theme, term]])
    })
}

/// What counts are multiplied with to become class-based TF-IDF.
pub(crate) struct ClassWeights {
    of_theme: Vec<f64>,
    of_term: Vec<f64>,
}

impl ClassWeights {
    /// For counts of shape (themes, terms).
    pub fn of(occurrences: &Array2<u32>) -> ClassWeights {
        let (themes, terms) = occurrences.dim();
        let mut of_theme = vec![0u64; themes];
        let mut of_term = vec![0u64; terms];
        for (sum, counts) in of_theme.iter_mut().zip(occurrences.outer_iter()) {
            for (all, &count) in of_term.iter_mut().zip(counts) {
                *all += u64::from(count);
                *sum += u64::from(count);
            }
        }
        let mean = of_theme.iter().sum::<u64>() as f64 / themes.max(1) as f64;
        let rarity = |&all: &u64| libm::log1p(mean / all as f64);
        ClassWeights {
            of_term: of_term.iter().map(rarity).collect(),
            of_theme: of_theme.into_iter().map(|all| all as f64).collect(),
        }
    }

    /// The weight of a term that stands so often in a theme.
    pub fn weight(&self, theme: usize, term: usize, count: u32) -> f64 {
        match count {
            0 => 0.0,
            _ => f64::from(count) / self.of_theme[theme] * self.of_term[term],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ndarray::array;

    #[test]
    fn weights_are_those_of_the_formula() {
        let weights = class_tfidf(&array![[2, 0], [1, 1]]);
        assert!((weights[[0, 0]] - libm::log1p(2.0 / 3.0)).abs() < 1e-12);
        assert!((weights[[1, 1]] - 0.5 * libm::log1p(2.0)).abs() < 1e-12);
    }

    #[test]
    fn a_theme_without_terms_weighs_nothing() {
        assert_eq!(class_tfidf(&array![[1, 2], [0, 0]]).row(1).sum(), 0.0);
    }
}
