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
    let (themes, terms) = occurrences.dim();
    let mut of_theme = vec![0u64; themes];
    let mut of_term = vec![0u64; terms];
    for ((theme, term), &count) in occurrences.indexed_iter() {
        of_theme[theme] += u64::from(count);
        of_term[term] += u64::from(count);
    }
    let weights = ClassWeights::of(&of_theme);
    let rarity: Vec<f64> = of_term.iter().map(|&all| weights.rarity(all)).collect();
    Array2::from_shape_fn((themes, terms), |(theme, term)| {
        weights.weight(theme, occurrences[[theme, term]], rarity[term])
    })
}

/// What counts are multiplied with to become class-based TF-IDF.
pub(crate) struct ClassWeights {
    of_theme: Vec<f64>,
    mean: f64,
}

impl ClassWeights {
    /// For themes in which so many terms stand.
    pub fn of(of_theme: &[u64]) -> ClassWeights {
        let all = of_theme.iter().sum::<u64>() as f64;
        ClassWeights {
            mean: all / of_theme.len().max(1) as f64,
            of_theme: of_theme.iter().map(|&terms| terms as f64).collect(),
        }
    }

    /// What a term weighs that stands so many times in all.
    pub fn rarity(&self, all: u64) -> f64 {
        libm::log1p(self.mean / all as f64)
    }

    /// The weight of a term of this rarity that stands so often in a theme.
    pub fn weight(&self, theme: usize, count: u32, rarity: f64) -> f64 {
        match count {
            0 => 0.0,
            _ => f64::from(count) / self.of_theme[theme] * rarity,
        }
    }

    /// No term that stands so many times in all weighs more in any theme.
    pub fn most(&self, all: u64, rarity: f64) -> f64 {
        let smallest = self.of_theme.iter().copied().fold(f64::INFINITY, f64::min);
        all as f64 / smallest * rarity
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
