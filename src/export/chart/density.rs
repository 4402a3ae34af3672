//! Where a theme is at home: a smoothed count of its points.

use super::geometry::{Point, Rect};

/// Side of a cell, in pixels.
pub(super) const CELL: f64 = 6.0;
/// Cells round the area, so that the widest blur still ends in zero.
const BORDER: usize = 16;

/// A grid of values at the corners of square cells; the outermost are zero.
#[derive(Debug, Clone)]
pub(super) struct Density {
    corner: Point,
    pub(super) columns: usize,
    pub(super) rows: usize,
    pub(super) values: Vec<f64>,
    /// Height of the hill that one point alone makes.
    summit: f64,
}

impl Density {
    /// Counts `points` on a grid over `area` and smooths with three box blurs of `reach` pixels,
    /// close to a Gaussian kernel (Wells 1986). `reach` is at most 24.
    pub fn of(points: &[Point], area: &Rect, reach: f64) -> Density {
        let blur = ((reach / CELL).round() as usize).clamp(1, (BORDER - 2) / 3);
        let corner = [
            area.x0 - BORDER as f64 * CELL,
            area.y0 - BORDER as f64 * CELL,
        ];
        let cells = |length: f64| (length / CELL).ceil() as usize + 2 * BORDER + 1;
        let (columns, rows) = (cells(area.width()), cells(area.height()));
        let width = (2 * blur + 1) as f64;
        let variance = (width * width - 1.0) / 4.0;
        let mut density = Density {
            corner,
            columns,
            rows,
            values: vec![0.0; columns * rows],
            summit: 1.0 / (std::f64::consts::TAU * variance),
        };
        for &point in points {
            density.splat(point);
        }
        for _ in 0..3 {
            density.blur(blur);
        }
        density
    }

    /// What is claimed where others are at home too: each value times its share of `all`.
    pub fn claimed_from(&self, all: &Density) -> Density {
        let claim = |(own, all): (&f64, &f64)| if *all > 0.0 { own * own / all } else { 0.0 };
        let values = self.values.iter().zip(&all.values).map(claim).collect();
        Density { values, ..*self }
    }

    /// Adds another density over the same area.
    pub fn add(&mut self, other: &Density) {
        for (sum, value) in self.values.iter_mut().zip(&other.values) {
            *sum += value;
        }
    }

    /// Shares a point among the four corners round it.
    fn splat(&mut self, point: Point) {
        let (x, y) = self.cell(point);
        let (column, row) = (x as usize, y as usize);
        let (fx, fy) = (x - column as f64, y - row as f64);
        let at = row * self.columns + column;
        self.values[at] += (1.0 - fx) * (1.0 - fy);
        self.values[at + 1] += fx * (1.0 - fy);
        self.values[at + self.columns] += (1.0 - fx) * fy;
        self.values[at + self.columns + 1] += fx * fy;
    }

    fn cell(&self, point: Point) -> (f64, f64) {
        let limit = |v: f64, cells: usize| (v / CELL).clamp(0.0, cells as f64 - 2.0);
        (
            limit(point[0] - self.corner[0], self.columns),
            limit(point[1] - self.corner[1], self.rows),
        )
    }

    fn blur(&mut self, reach: usize) {
        let mut line = vec![0.0; self.columns.max(self.rows)];
        for row in 0..self.rows {
            let start = row * self.columns;
            blur_line(&mut self.values, start, 1, self.columns, reach, &mut line);
        }
        for column in 0..self.columns {
            blur_line(
                &mut self.values,
                column,
                self.columns,
                self.rows,
                reach,
                &mut line,
            );
        }
    }

    /// The value at a point, between corners by bilinear interpolation.
    pub fn at(&self, point: Point) -> f64 {
        let (x, y) = self.cell(point);
        let (column, row) = (x as usize, y as usize);
        let (fx, fy) = (x - column as f64, y - row as f64);
        let at = row * self.columns + column;
        let top = self.values[at] * (1.0 - fx) + self.values[at + 1] * fx;
        let below = at + self.columns;
        let bottom = self.values[below] * (1.0 - fx) + self.values[below + 1] * fx;
        top * (1.0 - fy) + bottom * fy
    }

    /// The one of `points` at which the value is greatest, the first if there are several.
    pub fn best_of(&self, points: &[Point]) -> Option<Point> {
        let highest = |best: Point, p: &Point| {
            if self.at(*p) > self.at(best) {
                *p
            } else {
                best
            }
        };
        points.iter().copied().reduce(|best, p| highest(best, &p))
    }

    /// A corner of the grid, in pixels.
    pub(super) fn position(&self, corner: usize) -> Point {
        let (column, row) = (corner % self.columns, corner / self.columns);
        [
            self.corner[0] + column as f64 * CELL,
            self.corner[1] + row as f64 * CELL,
        ]
    }

    /// Heights to draw shores at: given shares of the height at which the best tenth of `points`
    /// live, and never so low that one stray point has an island.
    pub fn levels(&self, points: &[Point], shares: &[f64]) -> Vec<f64> {
        let mut heights: Vec<f64> = points.iter().map(|&p| self.at(p)).collect();
        heights.sort_by(f64::total_cmp);
        let Some(&high) = heights.get(heights.len() * 9 / 10) else {
            return Vec::new();
        };
        let floor = (1.3 * self.summit).min(0.6 * high);
        shares
            .iter()
            .map(|share| floor + share * (high - floor))
            .collect()
    }
}

/// Replaces each value of a row or column by the mean of those at most `reach` away.
fn blur_line(
    values: &mut [f64],
    start: usize,
    step: usize,
    n: usize,
    reach: usize,
    line: &mut [f64],
) {
    for i in 0..n {
        line[i] = values[start + i * step];
    }
    let width = (2 * reach + 1) as f64;
    for i in 0..n {
        let window = i.saturating_sub(reach)..(i + reach + 1).min(n);
        values[start + i * step] = line[window].iter().sum::<f64>() / width;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const AREA: Rect = Rect {
        x0: 0.0,
        y0: 0.0,
        x1: 300.0,
        y1: 300.0,
    };

    #[test]
    fn smoothing_keeps_the_number_of_points() {
        let points = [[10.0, 20.0], [200.0, 130.0], [299.0, 299.0]];
        let density = Density::of(&points, &AREA, 18.0);
        assert!((density.values.iter().sum::<f64>() - 3.0).abs() < 1e-9);
    }
}
