//! How many points lie under a rectangle, at once for any rectangle (summed-area tables).

use super::geometry::{Point, Rect};

/// Side of a cell, in pixels.
const CELL: f64 = 4.0;

/// Points counted by cell and summed from the top left.
pub(super) struct Crowd {
    corner: Point,
    columns: usize,
    rows: usize,
    sums: Vec<u32>,
}

impl Crowd {
    /// Counts `points` over `area`.
    pub fn of(points: impl Iterator<Item = Point>, area: &Rect) -> Crowd {
        let cells = |length: f64| (length / CELL).ceil() as usize + 1;
        let (columns, rows) = (cells(area.width()), cells(area.height()));
        let corner = [area.x0, area.y0];
        let mut crowd = Crowd {
            corner,
            columns,
            rows,
            sums: vec![0; (columns + 1) * (rows + 1)],
        };
        for point in points {
            let (column, row) = (crowd.column(point[0]), crowd.row(point[1]));
            crowd.sums[(row + 1) * (columns + 1) + column + 1] += 1;
        }
        for row in 1..=rows {
            for column in 1..=columns {
                let at = row * (columns + 1) + column;
                let above = at - columns - 1;
                crowd.sums[at] += crowd.sums[at - 1] + crowd.sums[above] - crowd.sums[above - 1];
            }
        }
        crowd
    }

    fn column(&self, x: f64) -> usize {
        (((x - self.corner[0]) / CELL).max(0.0) as usize).min(self.columns - 1)
    }

    fn row(&self, y: f64) -> usize {
        (((y - self.corner[1]) / CELL).max(0.0) as usize).min(self.rows - 1)
    }

    /// Points in the cells that `rect` touches.
    pub fn under(&self, rect: &Rect) -> f64 {
        let (left, right) = (self.column(rect.x0), self.column(rect.x1) + 1);
        let (top, bottom) = (self.row(rect.y0), self.row(rect.y1) + 1);
        let sum = |row: usize, column: usize| self.sums[row * (self.columns + 1) + column];
        let inside = sum(bottom, right) + sum(top, left) - sum(top, right) - sum(bottom, left);
        f64::from(inside)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_agree_with_counting_one_by_one() {
        let area = Rect {
            x0: 0.0,
            y0: 0.0,
            x1: 100.0,
            y1: 80.0,
        };
        let points: Vec<Point> = (0..200)
            .map(|i| [f64::from(i * 37 % 100), f64::from(i * 53 % 80)])
            .collect();
        let crowd = Crowd::of(points.iter().copied(), &area);
        let rect = Rect {
            x0: 20.0,
            y0: 8.0,
            x1: 59.9,
            y1: 43.9,
        };
        let counted = points.iter().filter(|p| rect.contains(**p)).count();
        assert_eq!(crowd.under(&rect), counted as f64);
        assert_eq!(crowd.under(&area), 200.0);
    }
}
