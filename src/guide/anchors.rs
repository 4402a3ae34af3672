//! Which theme an anchor means.

use super::Anchor;
use super::hand::Hand;
use super::occurrences::occurrences;
use crate::cluster::Said;
use crate::quality::Posting;

/// The least score of the theme that is meant, 0 being chance and 1 certainty.
const MATCHED: f64 = 0.2;
/// Another theme that comes so near may be meant as well.
const RIVAL: f64 = 0.1;

/// An anchor in the documents of a run.
#[derive(Debug, Clone)]
pub(super) struct Located<'a> {
    anchor: &'a Anchor,
    exemplars: Vec<usize>,
    /// For each of its terms that the documents have, those that hold it.
    terms: Vec<Vec<Posting>>,
}

/// What an anchor means.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Meant {
    /// This theme.
    Theme(usize),
    /// The first rather than the second.
    Either(usize, usize),
    /// None.
    Nothing,
}

impl Meant {
    /// The theme that is meant most likely.
    pub fn theme(self) -> Option<usize> {
        match self {
            Meant::Theme(theme) | Meant::Either(theme, _) => Some(theme),
            Meant::Nothing => None,
        }
    }
}

impl Hand<'_> {
    pub(super) fn locate<'a>(&self, anchor: &'a Anchor) -> Located<'a> {
        let mut terms = occurrences(&anchor.terms, self.analyzer, self.tokens);
        terms.retain(|postings| !postings.is_empty());
        Located {
            anchor,
            exemplars: self.documents(&anchor.exemplars).0,
            terms,
        }
    }
}

impl Located<'_> {
    /// The theme that is meant, where `theme_of` is that of each document and `said` what the
    /// reader said of each theme.
    pub fn meant(&self, theme_of: &[Option<usize>], said: &[Said]) -> Meant {
        if let Some(name) = &self.anchor.name {
            let named = said
                .iter()
                .position(|said| said.name.as_ref() == Some(name));
            return named.map_or(Meant::Nothing, Meant::Theme);
        }
        let scores = self.scores(theme_of, said.len());
        let mut order: Vec<usize> = (0..scores.len()).collect();
        order.sort_by(|&a, &b| scores[b].total_cmp(&scores[a]).then(a.cmp(&b)));
        match order[..] {
            [best, ..] if scores[best] < MATCHED => Meant::Nothing,
            [best, next, ..] if scores[best] - scores[next] < RIVAL => Meant::Either(best, next),
            [best, ..] => Meant::Theme(best),
            [] => Meant::Nothing,
        }
    }

    /// The score of each theme: the mean of what exemplars and terms say, scaled so that 0 is
    /// chance and 1 certainty.
    fn scores(&self, theme_of: &[Option<usize>], themes: usize) -> Vec<f64> {
        let votes = [
            self.shares_of_exemplars(theme_of, themes),
            self.weights_of_terms(theme_of, themes),
        ];
        let votes: Vec<Vec<f64>> = votes.into_iter().flatten().collect();
        let chance = 1.0 / themes as f64;
        (0..themes)
            .map(|theme| {
                let sum: f64 = votes.iter().map(|vote| vote[theme]).sum();
                let score = sum / votes.len().max(1) as f64;
                match themes {
                    1 => score,
                    _ => (score - chance) / (1.0 - chance),
                }
            })
            .collect()
    }

    /// The share of the exemplars that is in each theme; none where there are no exemplars.
    fn shares_of_exemplars(&self, theme_of: &[Option<usize>], themes: usize) -> Option<Vec<f64>> {
        let mut shares = vec![0.0; themes];
        let of_exemplars = self.exemplars.iter().filter_map(|&d| theme_of[d]);
        for theme in of_exemplars {
            shares[theme] += 1.0 / self.exemplars.len() as f64;
        }
        (!self.exemplars.is_empty()).then_some(shares)
    }

    /// How far each theme has the terms rather than the others; none where there are no terms.
    fn weights_of_terms(&self, theme_of: &[Option<usize>], themes: usize) -> Option<Vec<f64>> {
        let mut sizes = vec![0f64; themes];
        for theme in theme_of.iter().flatten() {
            sizes[*theme] += 1.0;
        }
        let mut weights = vec![0.0; themes];
        for postings in &self.terms {
            let mut rates = vec![0.0; themes];
            let of_holders = postings
                .iter()
                .filter_map(|p| theme_of[p.document as usize]);
            for theme in of_holders {
                rates[theme] += 1.0 / sizes[theme];
            }
            let all: f64 = rates.iter().sum();
            for (weight, rate) in weights.iter_mut().zip(rates) {
                *weight += rate / all.max(f64::MIN_POSITIVE) / self.terms.len() as f64;
            }
        }
        (!self.terms.is_empty()).then_some(weights)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn postings(documents: &[u32]) -> Vec<Posting> {
        documents
            .iter()
            .map(|&document| Posting { document, count: 1 })
            .collect()
    }

    /// Six documents in three themes of two.
    const THEME_OF: [Option<usize>; 6] = [Some(0), Some(0), Some(1), Some(1), Some(2), Some(2)];

    fn meant(exemplars: &[usize], terms: Vec<Vec<Posting>>) -> Meant {
        let anchor = Anchor::default();
        let located = Located {
            anchor: &anchor,
            exemplars: exemplars.to_vec(),
            terms,
        };
        located.meant(&THEME_OF, &vec![Said::default(); 3])
    }

    #[test]
    fn exemplars_and_terms_vote_for_a_theme() {
        assert_eq!(meant(&[2, 3], vec![postings(&[2])]), Meant::Theme(1));
        assert_eq!(
            meant(&[], vec![postings(&[4, 5]), postings(&[0, 4])]),
            Meant::Theme(2)
        );
        assert_eq!(meant(&[2], vec![postings(&[4, 5])]), Meant::Either(1, 2));
    }

    #[test]
    fn words_that_stand_everywhere_mean_no_theme() {
        assert_eq!(
            meant(&[], vec![postings(&[0, 1, 2, 3, 4, 5])]),
            Meant::Nothing
        );
        assert_eq!(meant(&[], Vec::new()), Meant::Nothing);
    }

    #[test]
    fn the_score_is_the_mean_of_both_votes_scaled_to_chance() {
        let anchor = Anchor::default();
        let located = Located {
            anchor: &anchor,
            exemplars: vec![0, 2],
            terms: vec![postings(&[0, 1, 4])],
        };
        let scores = located.scores(&THEME_OF, 3);
        // Exemplars: 1/2, 1/2, 0. The term is in all, none and half of the themes: 2/3, 0, 1/3.
        let scaled = |score: f64| (score - 1.0 / 3.0) / (2.0 / 3.0);
        for (found, expected) in scores.iter().zip([7.0 / 12.0, 0.25, 1.0 / 6.0]) {
            assert!((found - scaled(expected)).abs() < 1e-12, "{scores:?}");
        }
    }
}
