//! Large collections: t-SNE for a sample of landmarks, the other documents placed among them.
//!
//! The cost grows in step with the number of documents.

use ndarray::{Array2, Axis};
use rand::{Rng, SeedableRng};
use rand_xoshiro::Xoshiro256PlusPlus;
use rayon::prelude::*;

use super::Point;
use super::bandwidth::conditional;
use super::levels;
use super::themes::Leaning;
use crate::vectors::cells::Cells;
use crate::vectors::kernels::rows;

/// Documents that take part in t-SNE.
pub const LANDMARKS: usize = 10_000;
/// Landmarks that a document is placed by, and how many of them count in effect.
pub const GUIDES: usize = 15;
const PERPLEXITY: f32 = 5.0;
/// Cells looked into for them.
pub const PROBES: usize = 6;
/// Documents that are looked at together: their vectors are held twice.
const DOCUMENTS_A_CHUNK: usize = 16_384;
const GUIDED_A_CHUNK: usize = 256;
/// Steps towards the middle of the guides.
const STEPS: usize = 5;
/// Landmarks lie about this far apart; guides much further off than that count little.
const REACH: f32 = 2.0;
/// Furthest that a document is moved at random, so that equal ones do not coincide.
const JITTER: f32 = 0.3;

/// A place for each document; more of them than landmarks.
pub fn project(leaning: &Leaning, seed: u64) -> Vec<Point> {
    let documents = &leaning.documents;
    let ranks = sample(LANDMARKS, documents.len(), seed);
    let chosen: Vec<usize> = ranks.iter().map(|&rank| documents[rank]).collect();
    let landmarks = Landmarks::lay_out(ranks, &leaning.units_of(&chosen), seed);
    let mut places = Vec::with_capacity(documents.len());
    for some in documents.chunks(DOCUMENTS_A_CHUNK) {
        let units = leaning.units_of(some);
        places.extend(landmarks.place(places.len(), &units, seed));
    }
    places
}

/// A place for each row of `units`, which have length one: `count` of them are laid out, the others
/// placed among these.
pub fn place_by(count: usize, units: &Array2<f32>, seed: u64) -> Vec<Point> {
    let ranks = sample(count, units.nrows(), seed);
    let chosen = units.select(Axis(0), &ranks);
    Landmarks::lay_out(ranks, &chosen, seed).place(0, units, seed)
}

/// Documents with a place, among which others are placed.
struct Landmarks {
    /// Which documents they are, rising.
    ranks: Vec<usize>,
    places: Vec<Point>,
    cells: Cells,
}

impl Landmarks {
    /// The documents of these ranks, laid out by t-SNE.
    fn lay_out(ranks: Vec<usize>, units: &Array2<f32>, seed: u64) -> Landmarks {
        Landmarks {
            ranks,
            places: levels::project(units, seed),
            cells: Cells::sort(units, PROBES),
        }
    }

    /// Places for documents, the first of which has the rank `first`.
    fn place(&self, first: usize, units: &Array2<f32>, seed: u64) -> Vec<Point> {
        let guides = self.cells.nearest(&rows(units), GUIDES);
        let documents = guides.par_iter().enumerate().with_min_len(GUIDED_A_CHUNK);
        let place = |(row, guides): (usize, &Vec<(u32, f32)>)| {
            let document = first + row;
            match self.ranks.binary_search(&document) {
                Ok(landmark) => self.places[landmark],
                Err(_) => {
                    let place = among(guides, &self.places);
                    jittered(place, seed.wrapping_add(document as u64))
                }
            }
        };
        documents.map(place).collect()
    }
}

/// One document of each of `count` equal stretches of the input, so that a sorted input is
/// covered evenly; drawn by chance within a stretch, as an input may have a rhythm.
fn sample(count: usize, documents: usize, seed: u64) -> Vec<usize> {
    let mut random = Xoshiro256PlusPlus::seed_from_u64(seed);
    let start = |rank: usize| (rank * documents / count) as u64;
    (0..count)
        .map(|rank| random.gen_range(start(rank)..start(rank + 1)) as usize)
        .collect()
}

/// A place among the guides. It follows those that lie together: the mean of guides on two
/// islands would be a place in the sea between them.
pub fn among(guides: &[(u32, f32)], places: &[Point]) -> Point {
    let weights = conditional(guides.iter().map(|&(_, cosine)| cosine), PERPLEXITY);
    let guides: Vec<(Point, f32)> = guides
        .iter()
        .zip(weights)
        .map(|(&(index, _), weight)| (places[index as usize], weight))
        .collect();
    let mut place = best_supported(&guides);
    for _ in 0..STEPS {
        place = step(place, &guides);
    }
    place
}

/// The guide's place that has most weight near it, the first of equals.
fn best_supported(guides: &[(Point, f32)]) -> Point {
    let support = |place: Point| {
        guides.iter().fold(0.0, |sum, &(other, weight)| {
            sum + weight * nearness(place, other)
        })
    };
    let mut best = (guides[0].0, support(guides[0].0));
    for &(place, _) in &guides[1..] {
        let support = support(place);
        if support > best.1 {
            best = (place, support);
        }
    }
    best.0
}

/// The mean of the guides, each weighted by its nearness too (mean shift).
fn step(place: Point, guides: &[(Point, f32)]) -> Point {
    let (sum, total) = guides
        .iter()
        .fold(([0.0; 2], 0.0), |(sum, total), &(guide, weight)| {
            let weight = weight * nearness(place, guide);
            (
                [sum[0] + weight * guide[0], sum[1] + weight * guide[1]],
                total + weight,
            )
        });
    sum.map(|s| s / total)
}

fn nearness(a: Point, b: Point) -> f32 {
    let (dx, dy) = ((a[0] - b[0]) / REACH, (a[1] - b[1]) / REACH);
    1.0 / (1.0 + dx * dx + dy * dy)
}

pub fn jittered(place: Point, seed: u64) -> Point {
    let mut random = Xoshiro256PlusPlus::seed_from_u64(seed);
    place.map(|x| x + random.gen_range(-JITTER..JITTER))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::planted;

    #[test]
    fn documents_join_the_landmarks_of_their_island() {
        let (units, islands) = planted::islands(900, 20, 6);
        let places = place_by(250, &units, 42);
        let distance =
            |a: Point, b: Point| (a[0] - b[0]) * (a[0] - b[0]) + (a[1] - b[1]) * (a[1] - b[1]);
        let mut at_home = 0;
        for document in 0..900 {
            let others = (0..900).filter(|&other| other != document);
            let nearest = others.min_by(|&a, &b| {
                distance(places[document], places[a])
                    .total_cmp(&distance(places[document], places[b]))
            });
            at_home +=
                usize::from(nearest.is_some_and(|other| islands[other] == islands[document]));
            assert!(nearest.is_some_and(|other| places[other] != places[document]));
        }
        assert!(at_home > 890, "{at_home} of 900");
    }

    #[test]
    fn a_document_between_two_islands_goes_to_the_nearer_one() {
        let places = [
            [0.0, 0.0],
            [1.0, 0.0],
            [0.0, 1.0],
            [90.0, 90.0],
            [91.0, 90.0],
        ];
        let guides = [(0, 0.8), (3, 0.8), (1, 0.8), (2, 0.8), (4, 0.8)];
        let place = among(&guides, &places);
        assert!(place[0] < 1.0 && place[1] < 1.0, "{place:?}");
    }

    #[test]
    fn jitter_is_small_and_belongs_to_the_document() {
        let (a, b) = (jittered([5.0, 5.0], 1), jittered([5.0, 5.0], 2));
        assert_ne!(a, b);
        assert_eq!(a, jittered([5.0, 5.0], 1));
        assert!(a.iter().chain(&b).all(|x| (x - 5.0).abs() <= JITTER));
    }
}
