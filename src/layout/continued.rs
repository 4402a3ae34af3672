//! Maps that go on from an earlier one.

use ndarray::{Array2, ArrayView2};

use super::frame::{spiral, written};
use super::landmarks::{GUIDES, PROBES, among, jittered};
use super::themes::Leaning;
use super::{FEWEST_DOCUMENTS, Layout, MOST_LAID_OUT, Point, project, tsne};
use crate::vectors::cells::Cells;
use crate::vectors::kernels::rows;

/// Mean distance of neighbours in the projection's plane, from which the width of its map follows.
const SPACING: f64 = 1.5;
/// Where documents without a known word lie, and how far apart.
const CORNER: [f64; 2] = [0.99, 0.01];
const CORNER_SPACING: f64 = 0.004;

impl Layout {
    /// Lays documents out so that those with a place stay there; the others are put among their
    /// nearest neighbours that have one.
    ///
    /// `vectors` and `themes` are as for [`Layout::fit`], `places` has an entry a document, in
    /// [0, 1]. Where no document has a place, this is [`Layout::fit`].
    ///
    /// # Panics
    ///
    /// When `themes` or `places` do not have one entry for each row of `vectors`.
    pub fn around(
        vectors: ArrayView2<f32>,
        themes: &[Option<usize>],
        places: &[Option<[f64; 2]>],
        seed: u64,
    ) -> Layout {
        match guided(vectors, themes, places, seed) {
            None => Layout::fit(vectors, themes, seed),
            Some(guided) => Layout {
                positions: Array2::from_shape_fn((vectors.nrows(), 2), |(document, axis)| {
                    written(guided[document][axis].clamp(0.0, 1.0))
                }),
            },
        }
    }

    /// Lays documents out anew from where they lay, and turns and scales the map so that they move
    /// as little as can be.
    ///
    /// # Panics
    ///
    /// As [`Layout::around`].
    pub fn moved_on(
        vectors: ArrayView2<f32>,
        themes: &[Option<usize>],
        places: &[Option<[f64; 2]>],
        seed: u64,
    ) -> Layout {
        let Some(start) = guided(vectors, themes, places, seed) else {
            return Layout::fit(vectors, themes, seed);
        };
        let leaning = Leaning::of(vectors.view(), themes);
        let placed = &leaning.documents;
        let scale = scale(placed.len());
        let points = match placed.len() {
            FEWEST_DOCUMENTS..=MOST_LAID_OUT => {
                let start = placed
                    .iter()
                    .map(|&document| scaled(start[document], scale));
                tsne::settle(&leaning.units(), start.collect())
            }
            _ => project(&leaning, seed),
        };
        let mut positions = Array2::from_shape_fn((start.len(), 2), |(d, axis)| start[d][axis]);
        let plane: Vec<[f64; 2]> = points.iter().map(|p| p.map(f64::from)).collect();
        let pairs = placed.iter().zip(&plane);
        let pairs: Vec<([f64; 2], [f64; 2])> = pairs
            .filter_map(|(&document, &point)| Some((point, places[document]?)))
            .collect();
        let turn = Similarity::fit(&pairs);
        for (&document, &point) in placed.iter().zip(&plane) {
            let place = turn.apply(point);
            positions[[document, 0]] = place[0];
            positions[[document, 1]] = place[1];
        }
        Layout {
            positions: within_frame(positions),
        }
    }
}

/// A place for each document: its own, or one among its nearest neighbours that have one. None
/// when no document has both a place and a direction.
fn guided(
    vectors: ArrayView2<f32>,
    themes: &[Option<usize>],
    places: &[Option<[f64; 2]>],
    seed: u64,
) -> Option<Vec<[f64; 2]>> {
    assert_eq!(
        vectors.nrows(),
        places.len(),
        "one place entry for each document"
    );
    let leaning = Leaning::of(vectors.view(), themes);
    let (guides, strangers): (Vec<usize>, Vec<usize>) = leaning
        .documents
        .iter()
        .partition(|&&document| places[document].is_some());
    if guides.is_empty() {
        return None;
    }
    let scale = scale(guides.len());
    let spots: Vec<Point> = guides
        .iter()
        .map(|&document| scaled(places[document].unwrap_or_default(), scale))
        .collect();
    let cells = Cells::sort(&leaning.units_of(&guides), PROBES);
    let mut found: Vec<Option<[f64; 2]>> = places.to_vec();
    let queries = leaning.units_of(&strangers);
    let near = cells.nearest(&rows(&queries), GUIDES);
    for (document, near) in strangers.into_iter().zip(near) {
        let place = jittered(among(&near, &spots), seed.wrapping_add(document as u64));
        found[document] = Some(place.map(|x| f64::from(x) / scale));
    }
    let mut corner = (0..).map(|rank| spiral(CORNER, CORNER_SPACING, rank));
    let place = |place: Option<[f64; 2]>| place.or_else(|| corner.next());
    Some(found.into_iter().filter_map(place).collect())
}

/// What the projection's plane is wider than the map by.
fn scale(documents: usize) -> f64 {
    SPACING * (documents as f64).sqrt().max(1.0)
}

fn scaled(place: [f64; 2], scale: f64) -> Point {
    place.map(|x| (x * scale) as f32)
}

/// The map, shrunk about its middle as far as it reaches beyond the frame.
fn within_frame(positions: Array2<f64>) -> Array2<f64> {
    let reach = positions
        .iter()
        .fold(0.5f64, |most, x| most.max((x - 0.5).abs()));
    positions.mapv(|x| written((0.5 + (x - 0.5) * 0.5 / reach).clamp(0.0, 1.0)))
}

/// A turn, a scaling and a shift of the plane, mirrored or not.
struct Similarity {
    turn: [f64; 2],
    from: [f64; 2],
    to: [f64; 2],
    mirrored: bool,
}

impl Similarity {
    /// The one that brings points nearest to their targets (least squares).
    fn fit(pairs: &[([f64; 2], [f64; 2])]) -> Similarity {
        let count = pairs.len().max(1) as f64;
        let mut from = [0.0; 2];
        let mut to = [0.0; 2];
        for (point, target) in pairs {
            for axis in 0..2 {
                from[axis] += point[axis] / count;
                to[axis] += target[axis] / count;
            }
        }
        // Points as complex numbers: the turn is the ratio of two sums.
        let (mut plain, mut mirror, mut length) = ([0.0; 2], [0.0; 2], 0.0);
        for (point, target) in pairs {
            let (a, b) = (point[0] - from[0], point[1] - from[1]);
            let (c, d) = (target[0] - to[0], target[1] - to[1]);
            plain = [plain[0] + a * c + b * d, plain[1] + a * d - b * c];
            mirror = [mirror[0] + a * c - b * d, mirror[1] + a * d + b * c];
            length += a * a + b * b;
        }
        let size = |sum: [f64; 2]| sum[0] * sum[0] + sum[1] * sum[1];
        let mirrored = size(mirror) > size(plain);
        let sum = if mirrored { mirror } else { plain };
        let turn = match length > 0.0 && size(sum) > 0.0 {
            true => sum.map(|x| x / length),
            false => [1.0, 0.0],
        };
        Similarity {
            turn,
            from,
            to,
            mirrored,
        }
    }

    fn apply(&self, point: [f64; 2]) -> [f64; 2] {
        let a = point[0] - self.from[0];
        let b = (point[1] - self.from[1]) * if self.mirrored { -1.0 } else { 1.0 };
        [
            self.to[0] + a * self.turn[0] - b * self.turn[1],
            self.to[1] + a * self.turn[1] + b * self.turn[0],
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::planted;

    fn places(layout: &Layout) -> Vec<Option<[f64; 2]>> {
        let rows = layout.positions.outer_iter();
        rows.map(|row| Some([row[0], row[1]])).collect()
    }

    fn distance(a: [f64; 2], b: [f64; 2]) -> f64 {
        ((a[0] - b[0]) * (a[0] - b[0]) + (a[1] - b[1]) * (a[1] - b[1])).sqrt()
    }

    #[test]
    fn with_the_same_documents_the_map_is_the_same() {
        let (units, _) = planted::islands(200, 12, 5);
        let before = Layout::fit(units.view(), &[None; 200], 42);
        let after = Layout::around(units.view(), &[None; 200], &places(&before), 42);
        assert_eq!(before.positions, after.positions);
    }

    #[test]
    fn new_documents_join_their_island_and_the_others_stay() {
        let (units, islands) = planted::islands(300, 12, 5);
        let themes: Vec<Option<usize>> = islands.iter().copied().map(Some).collect();
        let whole = Layout::fit(units.view(), &themes, 42);
        let mut known = places(&whole);
        for document in (0..300).step_by(10) {
            known[document] = None;
        }
        let after = places(&Layout::around(units.view(), &themes, &known, 42));
        for document in 0..300 {
            let here = after[document].unwrap();
            if known[document].is_some() {
                assert_eq!(after[document], known[document]);
                continue;
            }
            let others = (0..300).filter(|&other| known[other].is_some());
            let nearest = others.min_by(|&a, &b| {
                let to = |other: usize| distance(here, known[other].unwrap());
                to(a).total_cmp(&to(b))
            });
            assert_eq!(islands[nearest.unwrap()], islands[document]);
        }
    }

    #[test]
    fn a_map_that_moves_on_is_neither_turned_nor_thrown_about() {
        let (units, _) = planted::islands(300, 12, 5);
        let before = Layout::fit(units.view(), &[None; 300], 42);
        let mut known = places(&before);
        for document in (0..300).step_by(10) {
            known[document] = None;
        }
        let after = places(&Layout::moved_on(units.view(), &[None; 300], &known, 42));
        let mut moves: Vec<f64> = (0..300)
            .filter_map(|d| Some(distance(known[d]?, after[d]?)))
            .collect();
        moves.sort_by(f64::total_cmp);
        assert!(moves[moves.len() / 2] < 0.05, "{}", moves[moves.len() / 2]);
    }

    #[test]
    fn a_turned_scaled_and_mirrored_map_is_turned_back() {
        let points = [[0.1, 0.2], [0.9, 0.3], [0.4, 0.8], [0.5, 0.5]];
        let moved = |p: [f64; 2]| [3.0 - 2.0 * p[1], 1.0 - 2.0 * p[0]];
        let pairs: Vec<_> = points.iter().map(|&p| (moved(p), p)).collect();
        let back = Similarity::fit(&pairs);
        for point in points {
            assert!(distance(back.apply(moved(point)), point) < 1e-9);
        }
    }

    #[test]
    fn documents_without_a_known_word_lie_in_the_corner() {
        let (mut units, _) = planted::islands(60, 10, 3);
        units.row_mut(7).fill(0.0);
        let before = places(&Layout::fit(units.view(), &[None; 60], 42));
        let mut known = before.clone();
        known[7] = None;
        let after = places(&Layout::around(units.view(), &[None; 60], &known, 42));
        assert!(distance(after[7].unwrap(), [1.0, 0.0]) < 0.05);
    }
}
