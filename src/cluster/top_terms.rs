//! The terms that weigh most in each of some groups.

use std::cmp::Ordering;

use crate::vectors::{ClassWeights, Csr};

/// Documents and the terms that they hold.
pub(super) struct Held {
    /// The documents that hold each term: shape (terms, documents).
    pub postings: Csr,
    /// How many terms each document holds.
    lengths: Vec<u64>,
    /// The terms that any document holds, those of most documents first.
    by_frequency: Vec<usize>,
}

impl Held {
    /// Of weights of shape (documents, terms).
    pub fn of(terms: &Csr) -> Held {
        let postings = terms.transposed();
        let count = |term: usize| postings.row(term).0.len();
        let mut by_frequency: Vec<usize> =
            (0..terms.columns).filter(|&term| count(term) > 0).collect();
        by_frequency.sort_by_key(|&term| usize::MAX - count(term));
        Held {
            lengths: (0..terms.rows())
                .map(|document| terms.row(document).0.len() as u64)
                .collect(),
            by_frequency,
            postings,
        }
    }

    /// The `most` terms of each of `k` groups that weigh most by c-TF-IDF over the documents that hold
    /// them, of equal ones the first. `group_of` has a group for each document.
    ///
    /// A term can weigh no more than if all its documents were in the smallest group: the rarer it
    /// is the less. When that is too little for every group, so it is for all terms after it.
    pub fn top_terms(&self, group_of: &[usize], k: usize, most: usize) -> Vec<Vec<usize>> {
        let mut of_group = vec![0u64; k];
        for (&group, length) in group_of.iter().zip(&self.lengths) {
            of_group[group] += length;
        }
        let weights = ClassWeights::of(&of_group);
        let mut tops: Vec<Heaviest> = (0..k).map(|_| Heaviest::new(most)).collect();
        let mut counts = vec![0u32; k];
        for &term in &self.by_frequency {
            let documents = self.postings.row(term).0;
            let all = documents.len() as u64;
            let rarity = weights.rarity(all);
            let least = tops.iter().map(Heaviest::least);
            if weights.most(all, rarity) < least.fold(f64::INFINITY, f64::min) {
                break;
            }
            for &document in documents {
                counts[group_of[document as usize]] += 1;
            }
            for (group, (top, count)) in tops.iter_mut().zip(&mut counts).enumerate() {
                if *count > 0 {
                    top.offer(weights.weight(group, *count, rarity), term);
                    *count = 0;
                }
            }
        }
        tops.into_iter().map(Heaviest::into_terms).collect()
    }
}

/// The heaviest of some terms, heaviest first.
struct Heaviest {
    most: usize,
    terms: Vec<(f64, usize)>,
}

impl Heaviest {
    fn new(most: usize) -> Heaviest {
        Heaviest {
            most,
            terms: Vec::with_capacity(most + 1),
        }
    }

    /// What a term must weigh to be among them.
    fn least(&self) -> f64 {
        match self.terms.last() {
            Some(last) if self.terms.len() == self.most => last.0,
            _ => f64::NEG_INFINITY,
        }
    }

    fn offer(&mut self, weight: f64, term: usize) {
        let before = |&(other, earlier): &(f64, usize)| {
            other.total_cmp(&weight).then(term.cmp(&earlier)) == Ordering::Greater
        };
        let place = self.terms.partition_point(before);
        if place < self.most {
            self.terms.insert(place, (weight, term));
            self.terms.truncate(self.most);
        }
    }

    fn into_terms(self) -> Vec<usize> {
        self.terms.into_iter().map(|(_, term)| term).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vectors::class_tfidf;
    use ndarray::Array2;
    use rand::{Rng, SeedableRng};
    use rand_xoshiro::Xoshiro256PlusPlus;

    /// Documents whose terms are the rarer the larger their number.
    fn documents(count: usize, terms: u32) -> Csr {
        let mut random = Xoshiro256PlusPlus::seed_from_u64(5);
        let rows = (0..count).map(|_| {
            let mut held: Vec<u32> = (0..30)
                .map(|_| {
                    let draw = random.r#gen::<f64>();
                    (draw * draw * draw * f64::from(terms)) as u32
                })
                .collect();
            held.sort_unstable();
            held.dedup();
            let weights = vec![0.5; held.len()];
            (held, weights)
        });
        Csr::from_rows(terms as usize, rows.collect::<Vec<_>>())
    }

    #[test]
    fn they_are_the_heaviest_of_the_whole_table_of_weights() {
        let terms = documents(400, 900);
        for (k, most) in [(1, 10), (3, 10), (8, 4), (60, 10)] {
            let group_of: Vec<usize> = (0..400).map(|document| document * document % k).collect();
            let mut counts = Array2::zeros((k, terms.columns));
            for (document, &group) in group_of.iter().enumerate() {
                for &term in terms.row(document).0 {
                    counts[[group, term as usize]] += 1;
                }
            }
            let weights = class_tfidf(&counts);
            let found = Held::of(&terms).top_terms(&group_of, k, most);
            for (group, found) in found.iter().enumerate() {
                let mut held: Vec<usize> = (0..terms.columns)
                    .filter(|&term| counts[[group, term]] > 0)
                    .collect();
                held.sort_by(|&a, &b| weights[[group, b]].total_cmp(&weights[[group, a]]));
                held.truncate(most);
                assert_eq!(*found, held, "group {group} of {k}");
            }
        }
    }

    #[test]
    fn a_group_without_documents_has_no_terms() {
        let found = Held::of(&documents(20, 40)).top_terms(&[0; 20], 2, 3);
        assert_eq!((found[0].len(), found[1].len()), (3, 0));
    }
}
