//! Drawing without putting back.

/// The hypergeometric distribution: how many marked items a draw without replacement holds.
///
/// In a corpus: of `population` documents, `marked` hold a term; a theme of `drawn` documents is
/// a draw. Its mean is `marked * drawn / population`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hypergeometric {
    population: u64,
    marked: u64,
    drawn: u64,
}

/// Weights below this share of the largest no longer change a sum of doubles.
const NEGLIGIBLE: f64 = 1e-18;

impl Hypergeometric {
    /// The distribution for `drawn` items out of `population`, of which `marked` are marked.
    ///
    /// `marked` and `drawn` cannot exceed `population`; larger values count as all of it. A population
    /// is below 2^53, so that doubles tell its counts apart.
    pub fn new(population: u64, marked: u64, drawn: u64) -> Self {
        Self {
            population,
            marked: marked.min(population),
            drawn: drawn.min(population),
        }
    }

    /// The probability, in [0, 1], that a draw holds at least `observed` marked items: the
    /// p-value of over-representation (Fisher's one-sided exact test).
    ///
    /// It misleads when the draw was made by looking at the marks: themes are built from terms, so
    /// small values rank a theme's terms but do not prove that the theme exists. Values below
    /// about 1e-308 come out as 0.
    pub fn upper_tail(self, observed: u64) -> f64 {
        if observed <= self.lowest() {
            return 1.0;
        }
        if observed > self.highest() {
            return 0.0;
        }
        // Each side is summed away from the mode, where terms fall and can be cut off.
        let mode = self.mode();
        if observed > mode {
            let tail: f64 = self.weights_up(observed).map(|(_, weight)| weight).sum();
            libm::exp(self.ln_probability(observed) + libm::log(tail)).min(1.0)
        } else {
            let below = observed - 1;
            let rest: f64 = self.weights_down(below).map(|(_, weight)| weight).sum();
            (1.0 - libm::exp(self.ln_probability(below) + libm::log(rest))).max(0.0)
        }
    }

    /// The mean of `value` over the distribution.
    pub(super) fn expectation(self, value: impl Fn(u64) -> f64) -> f64 {
        let mode = self.mode();
        let below = self.weights_down(mode).skip(1);
        let (mut total, mut sum) = (0.0, 0.0);
        for (count, weight) in self.weights_up(mode).chain(below) {
            total += weight;
            sum += weight * value(count);
        }
        sum / total
    }

    fn lowest(self) -> u64 {
        (self.marked + self.drawn).saturating_sub(self.population)
    }

    fn highest(self) -> u64 {
        self.marked.min(self.drawn)
    }

    fn mode(self) -> u64 {
        let product = u128::from(self.marked + 1) * u128::from(self.drawn + 1);
        let mode = (product / u128::from(self.population + 2)) as u64;
        mode.clamp(self.lowest(), self.highest())
    }

    /// Probabilities of `start`, `start + 1`, ... as multiples of the first.
    fn weights_up(self, start: u64) -> impl Iterator<Item = (u64, f64)> {
        std::iter::successors(Some((start, 1.0)), move |&(count, weight)| {
            let next = weight * self.step(count);
            (count < self.highest() && next > NEGLIGIBLE).then_some((count + 1, next))
        })
    }

    /// Probabilities of `start`, `start - 1`, ... as multiples of the first.
    fn weights_down(self, start: u64) -> impl Iterator<Item = (u64, f64)> {
        std::iter::successors(Some((start, 1.0)), move |&(count, weight)| {
            let next = (count > self.lowest()).then(|| weight / self.step(count - 1))?;
            (next > NEGLIGIBLE).then_some((count - 1, next))
        })
    }

    /// The probability of `count + 1` over that of `count`.
    fn step(self, count: u64) -> f64 {
        let up = (self.marked - count) as f64 * (self.drawn - count) as f64;
        let unmarked_left = self.population + count + 1 - self.marked - self.drawn;
        up / ((count + 1) as f64 * unmarked_left as f64)
    }

    fn ln_probability(self, count: u64) -> f64 {
        ln_choose(self.marked, count) + ln_choose(self.population - self.marked, self.drawn - count)
            - ln_choose(self.population, self.drawn)
    }
}

fn ln_choose(items: u64, chosen: u64) -> f64 {
    let ln_factorial = |number: u64| libm::lgamma(number as f64 + 1.0);
    ln_factorial(items) - ln_factorial(chosen) - ln_factorial(items - chosen)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(serde::Deserialize)]
    struct Case {
        population: u64,
        marked: u64,
        drawn: u64,
        observed: u64,
        upper_tail: f64,
    }

    #[test]
    fn tails_equal_those_of_scipy() {
        let text = include_str!("../../tests/fixtures/quality/hypergeometric.json");
        let cases: Vec<Case> = serde_json::from_str(text).unwrap();
        for case in cases {
            let tail = Hypergeometric::new(case.population, case.marked, case.drawn)
                .upper_tail(case.observed);
            let off = (tail - case.upper_tail).abs();
            assert!(off <= 1e-6 * case.upper_tail, "{tail} {}", case.upper_tail);
        }
    }

    #[test]
    fn two_aces_in_a_hand_of_two() {
        // 4 * 3 / (52 * 51), by hand.
        let tail = Hypergeometric::new(52, 4, 2).upper_tail(2);
        assert!((tail - 1.0 / 221.0).abs() < 1e-12);
    }

    #[test]
    fn the_tail_falls_from_one_to_zero() {
        let draw = Hypergeometric::new(1000, 300, 120);
        let tails: Vec<f64> = (0..=121).map(|count| draw.upper_tail(count)).collect();
        assert_eq!((tails[0], tails[121]), (1.0, 0.0));
        assert!(tails.windows(2).all(|pair| pair[1] <= pair[0]));
    }

    #[test]
    fn the_expected_count_is_the_mean_of_the_distribution() {
        for (population, marked, drawn) in [(10, 4, 5), (20_000, 1000, 700), (9, 9, 9), (7, 6, 5)] {
            let mean = Hypergeometric::new(population, marked, drawn).expectation(|x| x as f64);
            let known = (marked * drawn) as f64 / population as f64;
            assert!((mean - known).abs() < 1e-12 * known);
        }
    }

    #[test]
    fn impossible_counts_do_no_harm() {
        assert_eq!(Hypergeometric::new(0, 0, 0).upper_tail(0), 1.0);
        assert_eq!(Hypergeometric::new(5, 9, 9).upper_tail(5), 1.0);
        assert_eq!(Hypergeometric::new(5, 9, 9).upper_tail(6), 0.0);
    }
}
