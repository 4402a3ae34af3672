//! t-SNE: points move until near vectors are near points.
//!
//! Early exaggeration and the learning rate follow Belkina et al., "Automated optimized
//! parameters for t-distributed stochastic neighbor embedding", Nature Communications 2019.

use ndarray::Array2;
use rayon::prelude::*;
use std::ops::Range;

use super::Point;
use super::affinities::{Affinities, LANES};
use super::axes;
use super::repulsion::Repulsion;
use crate::vectors::cells::near_rows;
use crate::vectors::kernels::{Kernel, join, widest};

const PERPLEXITY: f32 = 30.0;
/// Where the large shape is there already, fewer neighbours keep their places better.
const REFINED_PERPLEXITY: f32 = 15.0;
/// Cells looked into for the neighbours of a document.
const PROBES: usize = 16;
/// Neighbours further out than this many times the perplexity have next to no weight.
const NEIGHBOURS_A_PERPLEXITY: f32 = 3.0;
const POINTS_A_CHUNK: usize = 256;
/// Steps for which points that are near each other are taken to stay so.
const STEPS_A_TREE: usize = 16;

/// How much of its last step a point takes again.
const MOMENTUM: f32 = 0.8;
const EARLY_EXAGGERATION: f32 = 12.0;
/// A little of it to the end keeps islands apart, and neighbours nearer than plain t-SNE does.
const LATE_EXAGGERATION: f32 = 1.1;
const SLOWEST_RATE: f32 = 200.0;
/// No point moves further in one step, on each axis.
const LONGEST_STEP: f32 = 5.0;

/// A stretch of steps with the same settings.
struct Phase {
    steps: usize,
    /// How much stronger attraction is than it should be.
    exaggeration: f32,
    /// How far a point moves for a slope of one.
    rate: f32,
}

/// Groups gather while attraction is exaggerated; then each finds its inner shape. More steps
/// keep no more neighbours.
fn schedule(documents: usize) -> [Phase; 2] {
    let rate = (documents as f32 / EARLY_EXAGGERATION).max(SLOWEST_RATE);
    [
        Phase {
            steps: 80,
            exaggeration: EARLY_EXAGGERATION,
            rate,
        },
        Phase {
            steps: 250,
            exaggeration: LATE_EXAGGERATION,
            rate: 4.0 * rate,
        },
    ]
}

/// A place for each row of `units`, which have length one; at least four rows.
pub fn project(units: &Array2<f32>, seed: u64) -> Vec<Point> {
    descend(
        axes::start(units, seed),
        &affinities(units, PERPLEXITY),
        &schedule(units.nrows()),
    )
}

/// The same from given places, on the scale of this projection: each point settles near where it
/// was, as nothing is exaggerated early.
pub fn settle(units: &Array2<f32>, start: Vec<Point>) -> Vec<Point> {
    let [_, late] = schedule(units.nrows());
    descend(start, &affinities(units, PERPLEXITY), &[late])
}

/// The same from places that a map of fewer documents gives: the large shape stays, and each document
/// finds its neighbours.
pub fn refine(units: &Array2<f32>, start: Vec<Point>) -> Vec<Point> {
    let [early, late] = schedule(units.nrows());
    let gather = Phase {
        steps: 30,
        exaggeration: 4.0,
        ..early
    };
    descend(
        start,
        &affinities(units, REFINED_PERPLEXITY),
        &[gather, Phase { steps: 80, ..late }],
    )
}

fn affinities(units: &Array2<f32>, perplexity: f32) -> Affinities {
    let perplexity = perplexity.min((units.nrows() - 1) as f32 / NEIGHBOURS_A_PERPLEXITY);
    let count = (NEIGHBOURS_A_PERPLEXITY * perplexity) as usize;
    Affinities::from_neighbours(near_rows(units, count, PROBES), perplexity)
}

fn descend(start: Vec<Point>, affinities: &Affinities, phases: &[Phase]) -> Vec<Point> {
    let at_rest = |&place: &Point| Particle::at_rest(place);
    let mut particles: Vec<Particle> = start.iter().map(at_rest).collect();
    let mut points = start;
    for phase in phases {
        let mut repulsion = Repulsion::of(&points);
        for step in 0..phase.steps {
            match step % STEPS_A_TREE {
                0 if step > 0 => repulsion = Repulsion::of(&points),
                _ => repulsion.update(&points),
            }
            let slope = Slope {
                points: &points,
                affinities,
                repulsion: &repulsion,
                exaggeration: phase.exaggeration,
            };
            let chunks = particles.par_chunks_mut(POINTS_A_CHUNK).enumerate();
            chunks.for_each(|(chunk, particles)| {
                let first = chunk * POINTS_A_CHUNK;
                let slopes = slope.at(first..first + particles.len());
                for (particle, slope) in particles.iter_mut().zip(slopes) {
                    particle.step(slope, phase);
                }
            });
            for (point, particle) in points.iter_mut().zip(&particles) {
                *point = particle.place;
            }
        }
    }
    points
}

/// The slope of the Kullback-Leibler divergence, over four.
struct Slope<'a> {
    points: &'a [Point],
    affinities: &'a Affinities,
    repulsion: &'a Repulsion,
    exaggeration: f32,
}

impl Slope<'_> {
    /// The slope at some of the points.
    fn at(&self, members: Range<usize>) -> Vec<Point> {
        let share = (1.0 / self.repulsion.normaliser) as f32;
        let pulls = widest(Attractions {
            points: self.points,
            affinities: self.affinities,
            members: members.clone(),
        });
        let slope = |(pull, member): (Point, usize)| {
            let push = self.repulsion.force(member);
            [0, 1].map(|axis| self.exaggeration * pull[axis] - share * push[axis])
        };
        pulls.into_iter().zip(members).map(slope).collect()
    }
}

/// What the neighbours of some points do to each.
struct Attractions<'a> {
    points: &'a [Point],
    affinities: &'a Affinities,
    members: Range<usize>,
}

impl Kernel for Attractions<'_> {
    type Output = Vec<Point>;

    #[inline(always)]
    fn call(self) -> Vec<Point> {
        let mut pulls = Vec::with_capacity(self.members.len());
        let mut others = Vec::new();
        for index in self.members {
            let row = self.affinities.starts[index]..self.affinities.starts[index + 1];
            others.clear();
            // Gathered first, so that the sums run side by side.
            let columns = self.affinities.columns[row.clone()].iter();
            others.extend(columns.map(|&column| self.points[column as usize]));
            pulls.push(attraction(
                self.points[index],
                &others,
                &self.affinities.weights[row],
            ));
        }
        pulls
    }
}

/// The sum over the neighbours of (own place - other's place) * weight / (1 + distance²).
#[inline(always)]
fn attraction(own: Point, others: &[Point], weights: &[f32]) -> Point {
    let (others, _) = others.as_chunks::<LANES>();
    let (weights, _) = weights.as_chunks::<LANES>();
    let (mut x, mut y) = ([0.0; LANES], [0.0; LANES]);
    for (others, weights) in others.iter().zip(weights) {
        for lane in 0..LANES {
            let (dx, dy) = (own[0] - others[lane][0], own[1] - others[lane][1]);
            let pull = weights[lane] / (1.0 + dx * dx + dy * dy);
            x[lane] += pull * dx;
            y[lane] += pull * dy;
        }
    }
    [join(x), join(y)]
}

/// A point with its motion. Each axis has a gain of its own that grows while the slope keeps its
/// direction and shrinks when it turns (Jacobs 1988).
struct Particle {
    place: Point,
    velocity: Point,
    gain: Point,
}

impl Particle {
    fn at_rest(place: Point) -> Particle {
        Particle {
            place,
            velocity: [0.0; 2],
            gain: [1.0; 2],
        }
    }

    fn step(&mut self, slope: Point, phase: &Phase) {
        for (axis, slope) in slope.into_iter().enumerate() {
            let downhill = (slope > 0.0) != (self.velocity[axis] > 0.0);
            self.gain[axis] = if downhill {
                self.gain[axis] + 0.2
            } else {
                (self.gain[axis] * 0.8).max(0.01)
            };
            let velocity = MOMENTUM * self.velocity[axis] - phase.rate * self.gain[axis] * slope;
            self.velocity[axis] = velocity.clamp(-LONGEST_STEP, LONGEST_STEP);
            self.place[axis] += self.velocity[axis];
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::planted;

    fn divergence(points: &[Point], affinities: &Affinities, normaliser: f64) -> f64 {
        let mut divergence = 0.0;
        for (i, a) in points.iter().enumerate() {
            for entry in affinities.starts[i]..affinities.starts[i + 1] {
                let b = points[affinities.columns[entry] as usize];
                let (dx, dy) = (f64::from(a[0] - b[0]), f64::from(a[1] - b[1]));
                let near = 1.0 / (1.0 + dx * dx + dy * dy) / normaliser;
                let weight = f64::from(affinities.weights[entry]);
                if weight > 0.0 {
                    divergence += weight * libm::log(weight / near);
                }
            }
        }
        divergence
    }

    #[test]
    fn the_gradient_is_the_slope_of_the_divergence() {
        // So few that the repulsion is exact.
        let units = planted::islands(20, 6, 3).0;
        let affinities = Affinities::from_neighbours(near_rows(&units, 15, 1), 5.0);
        let points: Vec<Point> = axes::start(&units, 1)
            .iter()
            .map(|p| p.map(|x| x * 1e4))
            .collect();
        let cost = |at: &[Point]| divergence(at, &affinities, Repulsion::of(at).normaliser);
        let slope = Slope {
            points: &points,
            affinities: &affinities,
            repulsion: &Repulsion::of(&points),
            exaggeration: 1.0,
        };
        let slope = slope.at(0..20);
        for index in [0, 7, 19] {
            for axis in 0..2 {
                let (mut before, mut after) = (points.clone(), points.clone());
                before[index][axis] -= 0.01;
                after[index][axis] += 0.01;
                let measured = (cost(&after) - cost(&before)) / 0.02;
                let given = 4.0 * f64::from(slope[index][axis]);
                assert!((measured - given).abs() < 1e-4, "{measured} {given}");
            }
        }
    }
}
