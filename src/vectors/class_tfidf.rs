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
    let total = |values: ndarray::ArrayView1<u32>| -> f64 {
        values.iter().map(|&count| u64::from(count)).sum::<u64>() as f64
    };
    let of_theme: Vec<f64> = occurrences.rows().into_iter().map(total).collect();
    let of_term: Vec<f64> = occurrences.columns().into_iter().map(total).collect();
    let mean = of_theme.iter().sum::<f64>() / themes.max(1) as f64;
    Array2::from_shape_fn((themes, terms), |(theme, term)| {
        let count = f64::from(occurrences[[theme, term]]);
        if count == 0.0 {
            0.0
        } else {
            count / of_theme[theme] * libm::log1p(mean / of_term[term])
        }
    })
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
