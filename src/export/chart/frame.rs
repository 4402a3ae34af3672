//! How the parts of the map share the drawing.

use std::ops::Range;

use super::geometry::{Point, Rect};
use super::sheet::{MARGIN, WIDTH};

/// Room for names to the left and right of the points, in pixels.
const GUTTER: f64 = 120.0;
/// Room for names above and below the points, in pixels.
const HEADROOM: f64 = 30.0;
/// Height of the points in pixels: a flat map is no lower, a tall one no higher.
const HEIGHT: Range<f64> = 520.0..800.0;

/// Where the map's points go.
pub(super) struct Frame {
    /// Where points and names may be.
    pub plot: Rect,
    /// Where the points are.
    pub points: Rect,
    /// Data coordinates at the left and right of `points`.
    pub x: Range<f64>,
    /// Data coordinates at the bottom and top of `points`.
    pub y: Range<f64>,
}

impl Frame {
    /// Fits the points below a header of the given height, one scale for both axes.
    pub fn of(points: &[Point], header: f64) -> Frame {
        let (left, right) = extent(points, 0);
        let (bottom, top) = extent(points, 1);
        let (wide, tall) = (right - left, top - bottom);
        let room = WIDTH - 2.0 * (MARGIN + GUTTER);
        let height = (room * tall / wide).clamp(HEIGHT.start, HEIGHT.end);
        let scale = (room / wide).min(height / tall);
        let plot = Rect {
            x0: MARGIN,
            y0: header,
            x1: WIDTH - MARGIN,
            y1: header + height + 2.0 * HEADROOM,
        };
        let middle = [WIDTH / 2.0, (plot.y0 + plot.y1) / 2.0];
        let points = Rect::around(middle, wide * scale, tall * scale);
        Frame {
            plot,
            points,
            x: left..right,
            y: bottom..top,
        }
    }

    /// A data point in pixels.
    pub fn place(&self, p: Point) -> Point {
        let share = |v: f64, range: &Range<f64>| {
            if v.is_finite() {
                (v - range.start) / (range.end - range.start)
            } else {
                0.5
            }
        };
        [
            self.points.x0 + share(p[0], &self.x) * self.points.width(),
            self.points.y1 - share(p[1], &self.y) * self.points.height(),
        ]
    }
}

/// Least and greatest finite coordinate; never the same.
fn extent(points: &[Point], axis: usize) -> (f64, f64) {
    let values = || points.iter().map(|p| p[axis]).filter(|v| v.is_finite());
    let (least, most) = (
        values().fold(f64::INFINITY, f64::min),
        values().fold(f64::NEG_INFINITY, f64::max),
    );
    if !least.is_finite() {
        (0.0, 1.0)
    } else if most - least < 1e-9 {
        (least - 0.5, most + 0.5)
    } else {
        (least, most)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_scale_holds_for_both_axes() {
        let frame = Frame::of(&[[0.1, 0.3], [0.9, 0.7]], 100.0);
        assert!((frame.points.width() / frame.points.height() - 2.0).abs() < 1e-9);
        assert!(frame.plot.holds(&frame.points));
    }

    #[test]
    fn up_in_the_data_is_up_on_the_page() {
        let frame = Frame::of(&[[0.0, 0.0], [1.0, 1.0]], 100.0);
        assert!(frame.place([0.5, 1.0])[1] < frame.place([0.5, 0.0])[1]);
    }

    #[test]
    fn one_point_or_none_still_has_a_frame() {
        for points in [vec![], vec![[0.5, 0.5]], vec![[f64::NAN, 0.2]]] {
            let frame = Frame::of(&points, 100.0);
            assert!(frame.points.width() > 0.0 && frame.plot.holds(&frame.points));
        }
    }
}
