//! The shores of a theme's islands: lines of equal density (marching squares).

use super::density::Density;
use super::geometry::Point;

/// Least area of an island or a lake, in square pixels, and as a share of the largest.
const LEAST_AREA: f64 = 420.0;
const LEAST_SHARE: f64 = 0.03;

impl Density {
    /// Closed lines along which the value is `level` (marching squares), higher ground on the
    /// right hand. Every line is closed because the outermost values are zero; specks are left out.
    pub fn shores(&self, level: f64) -> Vec<Vec<Point>> {
        const NONE: usize = usize::MAX;
        // An edge is named by its first corner, twice for the edge to the right, odd for down.
        let mut next = vec![NONE; 2 * self.values.len()];
        for row in 0..self.rows - 1 {
            for column in 0..self.columns - 1 {
                for (from, to) in self.crossings(row * self.columns + column, level) {
                    next[from] = to;
                }
            }
        }
        let mut shores: Vec<Vec<Point>> = Vec::new();
        for start in 0..next.len() {
            let (mut edge, mut shore) = (start, Vec::new());
            while next[edge] != NONE {
                shore.push(self.crossing_point(edge, level));
                edge = std::mem::replace(&mut next[edge], NONE);
            }
            if shore.len() > 3 {
                shores.push(shore);
            }
        }
        let largest = shores.iter().map(|shore| area(shore)).fold(0.0, f64::max);
        shores.retain(|shore| {
            let area = area(shore);
            area == largest || area >= LEAST_AREA.max(LEAST_SHARE * largest)
        });
        shores
    }

    /// The edges by which the line enters and leaves a cell.
    fn crossings(&self, cell: usize, level: f64) -> impl Iterator<Item = (usize, usize)> {
        let (right, below) = (cell + 1, cell + self.columns);
        let high = |corner: usize| self.values[corner] > level;
        let corners = [high(cell), high(right), high(below + 1), high(below)];
        let edges = [2 * cell, 2 * right + 1, 2 * below, 2 * cell + 1];
        let [top, east, bottom, west] = edges;
        let middle =
            self.values[cell] + self.values[right] + self.values[below] + self.values[below + 1];
        let joined = middle / 4.0 > level;
        let (first, second) = match corners {
            [true, false, false, false] => (Some((top, west)), None),
            [false, true, false, false] => (Some((east, top)), None),
            [false, false, true, false] => (Some((bottom, east)), None),
            [false, false, false, true] => (Some((west, bottom)), None),
            [false, true, true, true] => (Some((west, top)), None),
            [true, false, true, true] => (Some((top, east)), None),
            [true, true, false, true] => (Some((east, bottom)), None),
            [true, true, true, false] => (Some((bottom, west)), None),
            [true, true, false, false] => (Some((east, west)), None),
            [false, true, true, false] => (Some((bottom, top)), None),
            [false, false, true, true] => (Some((west, east)), None),
            [true, false, false, true] => (Some((top, bottom)), None),
            [true, false, true, false] if joined => (Some((top, east)), Some((bottom, west))),
            [true, false, true, false] => (Some((top, west)), Some((bottom, east))),
            [false, true, false, true] if joined => (Some((west, top)), Some((east, bottom))),
            [false, true, false, true] => (Some((east, top)), Some((west, bottom))),
            [true, true, true, true] | [false, false, false, false] => (None, None),
        };
        first.into_iter().chain(second)
    }

    fn crossing_point(&self, edge: usize, level: f64) -> Point {
        let from = edge / 2;
        let to = if edge.is_multiple_of(2) {
            from + 1
        } else {
            from + self.columns
        };
        let t = (level - self.values[from]) / (self.values[to] - self.values[from]);
        let (a, b) = (self.position(from), self.position(to));
        [a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1])]
    }
}

/// Area inside a closed line.
fn area(shore: &[Point]) -> f64 {
    let next = shore.iter().cycle().skip(1);
    let twice: f64 = shore
        .iter()
        .zip(next)
        .map(|(a, b)| a[0] * b[1] - b[0] * a[1])
        .sum();
    twice.abs() / 2.0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::chart::geometry::Rect;

    const AREA: Rect = Rect {
        x0: 0.0,
        y0: 0.0,
        x1: 300.0,
        y1: 300.0,
    };

    #[test]
    fn a_heap_of_points_is_one_island_round_its_peak() {
        let points = vec![[150.0, 150.0]; 20];
        let density = Density::of(&points, &AREA, 12.0);
        let peak = [150.0, 150.0];
        assert_eq!(density.best_of(&[[20.0, 20.0], peak]), Some(peak));
        let shores = density.shores(density.at(peak) / 2.0);
        assert_eq!(shores.len(), 1);
        for p in &shores[0] {
            let (x, y) = (p[0] - 150.0, p[1] - 150.0);
            assert!((5.0..60.0).contains(&(x * x + y * y).sqrt()));
        }
    }

    #[test]
    fn two_heaps_far_apart_are_two_islands() {
        let points = [[50.0, 50.0], [250.0, 250.0], [50.0, 50.0], [250.0, 250.0]];
        let density = Density::of(&points, &AREA, 12.0);
        assert_eq!(density.shores(density.at([50.0, 50.0]) / 2.0).len(), 2);
    }
}
