//! Some of many that are good by themselves and go well together.

/// What saying something twice costs.
const REPETITION: f64 = 0.5;
/// Rounds in which one of those chosen is exchanged for a better one.
const EXCHANGES: usize = 20;
/// An exchange gains more than rounding.
const LEAST_GAIN: f64 = 1e-9;

/// How two items go together.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Bond {
    /// Never both.
    Excluded,
    /// They say something twice; how well they go together otherwise.
    Repeated(f64),
    /// How well they go together.
    Free(f64),
}

/// Items to choose from.
pub struct Pool {
    /// How good each is by itself.
    strengths: Vec<f64>,
    /// How each goes with each other, row by row.
    bonds: Vec<Bond>,
}

impl Pool {
    /// Items of some strengths, strongest first, any two of which have a bond.
    pub fn of(strengths: Vec<f64>, bond: impl Fn(usize, usize) -> Bond) -> Pool {
        let size = strengths.len();
        let mut bonds = vec![Bond::Excluded; size * size];
        for a in 0..size {
            for b in a + 1..size {
                let bond = bond(a, b);
                bonds[a * size + b] = bond;
                bonds[b * size + a] = bond;
            }
        }
        Pool { strengths, bonds }
    }

    /// Up to `count` items whose strengths and mean bonds sum to much, ascending.
    ///
    /// The best is added one at a time (after maximal marginal relevance, Carbonell & Goldstein
    /// 1998); then single ones are exchanged as long as that gains.
    pub fn best(&self, count: usize) -> Vec<usize> {
        let mut chosen: Vec<usize> = Vec::new();
        while let Some((item, _)) = self.addition(&chosen).filter(|_| chosen.len() < count) {
            chosen.push(item);
        }
        for _ in 0..EXCHANGES {
            let Some((place, item)) = self.exchange(&chosen) else {
                break;
            };
            chosen[place] = item;
        }
        chosen.sort_unstable();
        chosen
    }

    /// The best item to add and its worth.
    fn addition(&self, chosen: &[usize]) -> Option<(usize, f64)> {
        let mut best: Option<(usize, f64)> = None;
        for item in 0..self.strengths.len() {
            let Some(together) = self.together(item, chosen) else {
                continue;
            };
            let worth = self.strengths[item] + together;
            if best.is_none_or(|(_, most)| worth > most) {
                best = Some((item, worth));
            }
        }
        best
    }

    /// The place to empty and the item to put there that gain most.
    fn exchange(&self, chosen: &[usize]) -> Option<(usize, usize)> {
        let mut best: Option<(usize, usize, f64)> = None;
        for place in 0..chosen.len() {
            let mut rest = chosen.to_vec();
            let old = rest.remove(place);
            let worth = |item: usize| {
                // The others gain by it what it gains by them.
                let together = self.together(item, &rest)?;
                Some(self.strengths[item] + 2.0 * together)
            };
            let now = worth(old)? + LEAST_GAIN;
            for item in (0..self.strengths.len()).filter(|&item| item != old) {
                let gain = worth(item).map_or(0.0, |worth| worth - now);
                if gain > best.map_or(0.0, |(_, _, most)| most) {
                    best = Some((place, item, gain));
                }
            }
        }
        best.map(|(place, item, _)| (place, item))
    }

    /// The mean bond of an item with others, less the cost of a repetition; none where one of them
    /// excludes it. An item excludes itself.
    fn together(&self, item: usize, others: &[usize]) -> Option<f64> {
        let row = &self.bonds[item * self.strengths.len()..];
        let (mut sum, mut cost) = (0.0, 0.0);
        for &other in others {
            sum += match row[other] {
                Bond::Excluded => return None,
                Bond::Repeated(bond) => {
                    cost = REPETITION;
                    bond
                }
                Bond::Free(bond) => bond,
            };
        }
        Some(sum / others.len().max(1) as f64 - cost)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_strongest_are_chosen_where_all_go_together_alike() {
        let pool = Pool::of(vec![4.0, 3.0, 2.0, 1.0], |_, _| Bond::Free(0.0));
        assert_eq!(pool.best(2), [0, 1]);
        assert_eq!(pool.best(9), [0, 1, 2, 3]);
        assert!(Pool::of(vec![], |_, _| Bond::Excluded).best(3).is_empty());
    }

    #[test]
    fn what_excludes_each_other_is_never_chosen_together_and_a_repetition_costs() {
        let pool = Pool::of(vec![4.0, 3.9, 3.8, 3.7], |a, b| match (a, b) {
            (0, 1) => Bond::Excluded,
            (0, 2) => Bond::Repeated(0.0),
            _ => Bond::Free(0.0),
        });
        assert_eq!(pool.best(2), [0, 3]);
        assert_eq!(pool.best(4).len(), 3);
    }

    #[test]
    fn a_strong_start_gives_way_to_those_that_go_well_together() {
        let pool = Pool::of(vec![1.0, 0.8, 0.8, 0.8], |a, _| match a {
            0 => Bond::Free(-1.0),
            _ => Bond::Free(1.0),
        });
        assert_eq!(pool.best(3), [1, 2, 3]);
    }
}
