//! How much each neighbour of a document counts: Gaussian weights of a given entropy.

use crate::vectors::kernels::{Kernel, widest};

/// Neighbours weighed side by side.
const LANES: usize = 16;
/// Squared distance of a lane without a neighbour: its weight is zero.
const NOBODY: f32 = 1e9;
const LEAST_PRECISION: f32 = 1e-6;
const ENTROPY_TOLERANCE: f32 = 1e-5;
const STEPS: usize = 40;
/// No step changes the precision by more than this factor.
const LONGEST_STEP: f32 = 4.0;

/// The weight of each neighbour, summing to one: a Gaussian of its distance, so wide that
/// `perplexity` of them count in effect (van der Maaten and Hinton 2008). `cosines` fall.
pub fn conditional(cosines: impl ExactSizeIterator<Item = f32>, perplexity: f32) -> Vec<f32> {
    let count = cosines.len();
    let mut lanes = vec![[NOBODY; LANES]; count.div_ceil(LANES)];
    let mut nearest = None;
    for (distance, cosine) in lanes.as_flattened_mut().iter_mut().zip(cosines) {
        // Squared distances of unit vectors; from the nearest on, which keeps `exp` in range.
        *distance = 2.0 * (*nearest.get_or_insert(cosine) - cosine);
    }
    widest(Weigh {
        distances: &mut lanes,
        entropy: libm::logf(perplexity.min(count as f32)),
    });
    let mut weights = lanes.into_flattened();
    weights.truncate(count);
    weights
}

/// Turns distances into weights of the wanted entropy.
struct Weigh<'a> {
    distances: &'a mut [[f32; LANES]],
    entropy: f32,
}

impl Kernel for Weigh<'_> {
    type Output = ();

    #[inline(always)]
    fn call(self) {
        let precision = precision(self.distances, self.entropy);
        let total = Moments::at(precision, self.distances).total;
        for lanes in self.distances {
            *lanes = lanes.map(|distance| exp(-precision * distance) / total);
        }
    }
}

/// The precision at which weights have the wanted entropy, by Newton's method within the bounds
/// that are known.
#[inline(always)]
fn precision(distances: &[[f32; LANES]], wanted: f32) -> f32 {
    let (mut low, mut high, mut precision) = (LEAST_PRECISION, f32::INFINITY, 8.0);
    for _ in 0..STEPS {
        let moments = Moments::at(precision, distances);
        let excess = moments.entropy(precision) - wanted;
        if excess.abs() < ENTROPY_TOLERANCE {
            break;
        }
        if excess > 0.0 {
            low = precision;
        } else {
            high = precision;
        }
        let slope = precision * precision * moments.variance();
        let factor = (1.0 + excess / slope).clamp(1.0 / LONGEST_STEP, LONGEST_STEP);
        let next = precision * factor;
        precision = if low < next && next < high {
            next
        } else if high.is_finite() {
            (low + high) / 2.0
        } else {
            2.0 * low
        };
    }
    precision
}

/// Sums over all weights, of which they are not divided by their total.
struct Moments {
    total: f32,
    /// Each times its distance.
    first: f32,
    /// Each times its distance squared.
    second: f32,
}

impl Moments {
    #[inline(always)]
    fn at(precision: f32, distances: &[[f32; LANES]]) -> Moments {
        let mut sums = [[0.0; LANES]; 3];
        for distances in distances {
            for (lane, distance) in distances.iter().enumerate() {
                let weight = exp(-precision * distance);
                sums[0][lane] += weight;
                sums[1][lane] += weight * distance;
                sums[2][lane] += weight * distance * distance;
            }
        }
        let [total, first, second] = sums.map(|lanes| lanes.iter().fold(0.0, |sum, x| sum + x));
        Moments {
            total,
            first,
            second,
        }
    }

    #[inline(always)]
    fn entropy(&self, precision: f32) -> f32 {
        libm::logf(self.total) + precision * self.first / self.total
    }

    #[inline(always)]
    fn variance(&self) -> f32 {
        let mean = self.first / self.total;
        self.second / self.total - mean * mean
    }
}

/// e to a power of zero or less, right to some units of the last digit; zero below -86. Of sums and products
/// alone, so that many are found side by side, the same on every CPU.
#[inline(always)]
fn exp(power: f32) -> f32 {
    /// Numbers from here on have no room for fractions: what is added to it is rounded.
    const ROUNDER: f32 = 12_582_912.0;
    /// Powers of ln 2 over factorials: the series of 2 to a power.
    const SERIES: [f32; 6] = [
        1.540_353e-4,
        1.333_355_8e-3,
        9.618_129e-3,
        5.550_411e-2,
        2.402_265e-1,
        std::f32::consts::LN_2,
    ];
    let halvings = power.max(-86.0) * std::f32::consts::LOG2_E;
    let rounded = halvings + ROUNDER;
    let rest = halvings - (rounded - ROUNDER);
    let series = SERIES.iter().fold(0.0, |sum, term| (sum + term) * rest) + 1.0;
    // The whole part stands in the lowest bits: moved to the exponent.
    let scale = f32::from_bits((rounded.to_bits() << 23).wrapping_add(127 << 23));
    if power < -86.0 { 0.0 } else { series * scale }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entropy(weights: &[f32]) -> f64 {
        weights.iter().fold(0.0, |sum, &weight| {
            let weight = f64::from(weight);
            sum - if weight > 0.0 {
                weight * libm::log(weight)
            } else {
                0.0
            }
        })
    }

    #[test]
    fn weights_have_the_wanted_perplexity_and_sum_to_one() {
        for (count, spread) in [(15, 0.5), (90, 0.01), (90, 1.0), (200, 1e-4)] {
            let cosines = (0..count).map(|rank| 0.9 - spread * (rank as f32 / count as f32));
            let weights = conditional(cosines, 10.0);
            assert_eq!(weights.len(), count);
            assert!((libm::exp(entropy(&weights)) - 10.0).abs() < 1e-3);
            assert!((weights.iter().sum::<f32>() - 1.0).abs() < 1e-5);
            assert!(weights.is_sorted_by(|a, b| a >= b));
        }
    }

    #[test]
    fn equal_distances_weigh_equally_and_nobody_weighs_nothing() {
        assert_eq!(conditional([1.0; 4].into_iter(), 2.0), [0.25; 4]);
        assert_eq!(conditional([0.3].into_iter(), 5.0), [1.0]);
        assert!(conditional(std::iter::empty(), 5.0).is_empty());
    }

    #[test]
    fn fewer_neighbours_than_wanted_all_count() {
        let weights = conditional([0.9, 0.8, 0.7].into_iter(), 5.0);
        assert!(
            weights
                .iter()
                .all(|weight| (weight - 1.0 / 3.0).abs() < 2e-3)
        );
    }

    #[test]
    fn powers_agree_with_the_library() {
        for step in 0..8600 {
            let power = -0.01 * step as f32;
            let exact = libm::exp(f64::from(power));
            assert!(
                (f64::from(exp(power)) / exact - 1.0).abs() < 1e-5,
                "{power}"
            );
        }
        assert_eq!((exp(0.0), exp(-200.0)), (1.0, 0.0));
    }
}
