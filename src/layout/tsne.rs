//! t-SNE: points move until near vectors are near points.
//!
//! Early exaggeration and the learning rate follow Belkina et al., "Automated optimized
//! parameters for t-distributed stochastic neighbor embedding", Nature Communications 2019.

use ndarray::Array2;
use rayon::prelude::*;
use std::ops::Range;

use super::Point;
use super::affinities::Affinities;
use super::axes;
use super::repulsion::repulsion;
use crate::vectors::cells::near_rows;
use crate::vectors::kernels::{Kernel, widest};

const PERPLEXITY: f64 = 30.0;
/// Cells looked into for the neighbours of a document.
const PROBES: usize = 16;
/// Neighbours further out than this many times the perplexity have next to no weight.
const NEIGHBOURS_A_PERPLEXITY: f64 = 3.0;
const POINTS_A_CHUNK: usize = 256;
const LANES: usize = 8;

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

/// Groups gather while attraction is exaggerated; then each finds its inner shape.
fn schedule(documents: usize) -> [Phase; 2] {
    let rate = (documents as f32 / EARLY_EXAGGERATION).max(SLOWEST_RATE);
    [
        Phase {
            steps: 200,
            exaggeration: EARLY_EXAGGERATION,
            rate,
        },
        Phase {
            steps: 400,
            exaggeration: LATE_EXAGGERATION,
            rate: 4.0 * rate,
        },
    ]
}

/// A place for each row of `units`, which have length one; at least four rows.
pub fn project(units: &Array2<f32>, seed: u64) -> Vec<Point> {
    descend(
        axes::start(units, seed),
        &affinities(units),
        &schedule(units.nrows()),
    )
}

/// The same from given places, on the scale of this projection: each point settles near where it
/// was, as nothing is exaggerated early.
pub fn settle(units: &Array2<f32>, start: Vec<Point>) -> Vec<Point> {
    let [_, late] = schedule(units.nrows());
    descend(start, &affinities(units), &[late])
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
        &affinities(units),
        &[gather, Phase { steps: 80, ..late }],
    )
}

fn affinities(units: &Array2<f32>) -> Affinities {
    let perplexity = PERPLEXITY.min((units.nrows() - 1) as f64 / NEIGHBOURS_A_PERPLEXITY);
    let neighbours = near_rows(
        units,
        (NEIGHBOURS_A_PERPLEXITY * perplexity) as usize,
        PROBES,
    );
    Affinities::from_neighbours(&neighbours, perplexity)
}

fn descend(start: Vec<Point>, affinities: &Affinities, phases: &[Phase]) -> Vec<Point> {
    let mut particles: Vec<Particle> = start.into_iter().map(Particle::at_rest).collect();
    for phase in phases {
        for _ in 0..phase.steps {
            let gradient = gradient(&places(&particles), affinities, phase.exaggeration);
            for (particle, slope) in particles.iter_mut().zip(gradient) {
                particle.step(slope, phase);
            }
        }
    }
    places(&particles)
}

fn places(particles: &[Particle]) -> Vec<Point> {
    particles.iter().map(|particle| particle.place).collect()
}

/// The slope of the Kullback-Leibler divergence at each point, over four.
fn gradient(points: &[Point], affinities: &Affinities, exaggeration: f32) -> Vec<Point> {
    let repulsion = repulsion(points);
    let share = (1.0 / repulsion.normaliser) as f32;
    let attractions: Vec<Vec<Point>> = points
        .par_chunks(POINTS_A_CHUNK)
        .enumerate()
        .map(|(chunk, members)| {
            let first = chunk * POINTS_A_CHUNK;
            let members = first..first + members.len();
            widest(Attractions {
                points,
                affinities,
                members,
            })
        })
        .collect();
    let pairs = attractions.iter().flatten().zip(&repulsion.forces);
    pairs
        .map(|(pull, push)| [0, 1].map(|axis| exaggeration * pull[axis] - share * push[axis]))
        .collect()
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
        for index in self.members {
            pulls.push(attraction(self.points, self.affinities, index));
        }
        pulls
    }
}

/// The sum over the neighbours of (own place - other's place) * weight / (1 + distance²).
#[inline(always)]
fn attraction(points: &[Point], affinities: &Affinities, index: usize) -> Point {
    let row = affinities.starts[index]..affinities.starts[index + 1];
    let (columns, rest) = affinities.columns[row.clone()].as_chunks::<LANES>();
    let (weights, rest_weights) = affinities.weights[row].as_chunks::<LANES>();
    let own = points[index];
    let (mut x, mut y) = ([0.0; LANES], [0.0; LANES]);
    for (columns, weights) in columns.iter().zip(weights) {
        let others = columns.map(|column| points[column as usize]);
        let dx: [f32; LANES] = std::array::from_fn(|lane| own[0] - others[lane][0]);
        let dy: [f32; LANES] = std::array::from_fn(|lane| own[1] - others[lane][1]);
        let pull: [f32; LANES] = std::array::from_fn(|lane| {
            weights[lane] / (1.0 + dx[lane] * dx[lane] + dy[lane] * dy[lane])
        });
        for lane in 0..LANES {
            x[lane] += pull[lane] * dx[lane];
        }
        for lane in 0..LANES {
            y[lane] += pull[lane] * dy[lane];
        }
    }
    let mut sum = [joined(x), joined(y)];
    for (&column, &weight) in rest.iter().zip(rest_weights) {
        let other = points[column as usize];
        let (dx, dy) = (own[0] - other[0], own[1] - other[1]);
        let pull = weight / (1.0 + dx * dx + dy * dy);
        sum = [sum[0] + pull * dx, sum[1] + pull * dy];
    }
    sum
}

fn joined([a, b, c, d, e, f, g, h]: [f32; LANES]) -> f32 {
    ((a + e) + (c + g)) + ((b + f) + (d + h))
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
                divergence += weight * libm::log(weight / near);
            }
        }
        divergence
    }

    #[test]
    fn the_gradient_is_the_slope_of_the_divergence() {
        // So few that the repulsion is exact.
        let units = planted::islands(20, 6, 3).0;
        let affinities = Affinities::from_neighbours(&near_rows(&units, 15, 1), 5.0);
        let points: Vec<Point> = axes::start(&units, 1)
            .iter()
            .map(|p| p.map(|x| x * 1e4))
            .collect();
        let cost = |points: &[Point]| divergence(points, &affinities, repulsion(points).normaliser);
        let slope = gradient(&points, &affinities, 1.0);
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
