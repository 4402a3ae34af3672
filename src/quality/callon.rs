//! How firmly a theme's terms hang together, and how strongly they are tied to those of others.

use ndarray::Array2;

/// Callon's two figures of a theme.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Callon {
    /// Ten times the sum of the links between its terms and those of other themes; at least 0.
    pub centrality: f64,
    /// A hundred times the sum of the links among its terms, divided by their number; at least 0.
    pub density: f64,
}

/// Centrality and density of each theme (Callon, Courtial and Laville, "Co-word analysis as a
/// tool for describing the network of interactions between basic and technological research",
/// Scientometrics 22, 1991).
///
/// The link of two terms is their equivalence index: the square of the documents that hold both,
/// divided by the product of the documents that hold each; in [0, 1]. `documents` has the terms
/// of each document, numbered from 0, each once; `theme_of` has the theme of each term, below
/// `themes`. A theme without terms has neither centrality nor density.
///
/// Both figures grow with the number of terms, so give every theme about as many.
///
/// # Panics
///
/// If a document holds a term that `theme_of` has no entry for, or a theme is not below `themes`.
pub fn callon<D: AsRef<[u32]>>(documents: &[D], theme_of: &[usize], themes: usize) -> Vec<Callon> {
    let together = together(documents, theme_of.len());
    let mut within = vec![0.0; themes];
    let mut across = vec![0.0; themes];
    let mut terms = vec![0.0; themes];
    for (a, &ours) in theme_of.iter().enumerate() {
        terms[ours] += 1.0;
        for (b, &theirs) in theme_of.iter().enumerate().skip(a + 1) {
            let both = f64::from(together[[a, b]]);
            if both == 0.0 {
                continue;
            }
            let link = both / f64::from(together[[a, a]]) * both / f64::from(together[[b, b]]);
            if ours == theirs {
                within[ours] += link;
            } else {
                across[ours] += link;
                across[theirs] += link;
            }
        }
    }
    (0..themes)
        .map(|theme| Callon {
            centrality: 10.0 * across[theme],
            density: 100.0 * within[theme] / f64::max(terms[theme], 1.0),
        })
        .collect()
}

/// Documents that hold both terms, in the upper triangle; those of one term on the diagonal.
fn together<D: AsRef<[u32]>>(documents: &[D], terms: usize) -> Array2<u32> {
    let mut counts = Array2::zeros((terms, terms));
    for document in documents {
        for &a in document.as_ref() {
            for &b in document.as_ref().iter().filter(|&&b| b >= a) {
                counts[[a as usize, b as usize]] += 1;
            }
        }
    }
    counts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_those_of_the_formula() {
        // Terms 0 and 1 are of theme 0, held by 3 and 2 documents, 2 of them together; term 2 is
        // of theme 1, held by 2 documents, 1 of them with term 0.
        let documents = [vec![0, 1], vec![1, 0], vec![0, 2], vec![2]];
        let found = callon(&documents, &[0, 0, 1], 2);
        assert!((found[0].density - 100.0 * (4.0 / 6.0) / 2.0).abs() < 1e-12);
        assert!((found[0].centrality - 10.0 / 6.0).abs() < 1e-12);
        assert_eq!(found[1].centrality, found[0].centrality);
        assert_eq!(found[1].density, 0.0);
    }

    #[test]
    fn a_theme_without_terms_is_tied_to_nothing() {
        let none = Callon {
            centrality: 0.0,
            density: 0.0,
        };
        assert_eq!(callon(&[[0, 1]], &[0, 0], 2)[1], none);
        assert_eq!(callon::<[u32; 0]>(&[], &[], 1), [none]);
    }
}
