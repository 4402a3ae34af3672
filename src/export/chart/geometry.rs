//! Rectangles and line segments on the drawing, in pixels.

/// A point: x to the right, y downwards.
pub type Point = [f64; 2];

/// A rectangle with sides along the axes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rect {
    /// Left.
    pub x0: f64,
    /// Top.
    pub y0: f64,
    /// Right.
    pub x1: f64,
    /// Bottom.
    pub y1: f64,
}

impl Rect {
    /// The rectangle of a given size round `centre`.
    pub fn around(centre: Point, width: f64, height: f64) -> Rect {
        let (w, h) = (width / 2.0, height / 2.0);
        Rect {
            x0: centre[0] - w,
            y0: centre[1] - h,
            x1: centre[0] + w,
            y1: centre[1] + h,
        }
    }

    /// Width in pixels.
    pub fn width(&self) -> f64 {
        self.x1 - self.x0
    }

    /// Height in pixels.
    pub fn height(&self) -> f64 {
        self.y1 - self.y0
    }

    /// The rectangle with `by` pixels more on each side.
    pub fn grow(&self, by: f64) -> Rect {
        Rect {
            x0: self.x0 - by,
            y0: self.y0 - by,
            x1: self.x1 + by,
            y1: self.y1 + by,
        }
    }

    /// Whether the two share more than a border.
    pub fn overlaps(&self, other: &Rect) -> bool {
        self.x0 < other.x1 && other.x0 < self.x1 && self.y0 < other.y1 && other.y0 < self.y1
    }

    /// Whether the two share a point, be it of their borders.
    pub fn meets(&self, other: &Rect) -> bool {
        self.x0 <= other.x1 && other.x0 <= self.x1 && self.y0 <= other.y1 && other.y0 <= self.y1
    }

    /// The least rectangle that also holds `p`.
    pub fn with(&self, p: Point) -> Rect {
        Rect {
            x0: self.x0.min(p[0]),
            y0: self.y0.min(p[1]),
            x1: self.x1.max(p[0]),
            y1: self.y1.max(p[1]),
        }
    }

    /// Whether `inner` lies inside.
    pub fn holds(&self, inner: &Rect) -> bool {
        self.x0 <= inner.x0 && self.y0 <= inner.y0 && inner.x1 <= self.x1 && inner.y1 <= self.y1
    }

    /// Whether the point lies inside or on the border.
    pub fn contains(&self, p: Point) -> bool {
        (self.x0..=self.x1).contains(&p[0]) && (self.y0..=self.y1).contains(&p[1])
    }

    /// The point of the rectangle that is nearest to `p`, `inset` away from the corners.
    pub fn nearest(&self, p: Point, inset: f64) -> Point {
        let along = |lo: f64, hi: f64, v: f64| {
            let inset = inset.min((hi - lo) / 2.0);
            if v < lo {
                lo
            } else if v > hi {
                hi
            } else {
                v.clamp(lo + inset, hi - inset)
            }
        };
        [along(self.x0, self.x1, p[0]), along(self.y0, self.y1, p[1])]
    }

    /// Whether the segment from `a` to `b` touches the rectangle (Liang and Barsky 1984).
    pub fn meets_segment(&self, a: Point, b: Point) -> bool {
        let (mut enter, mut leave) = (0.0_f64, 1.0_f64);
        for (start, end, lo, hi) in [
            (a[0], b[0], self.x0, self.x1),
            (a[1], b[1], self.y0, self.y1),
        ] {
            let step = end - start;
            if step == 0.0 {
                if start < lo || start > hi {
                    return false;
                }
                continue;
            }
            let (t0, t1) = ((lo - start) / step, (hi - start) / step);
            enter = enter.max(t0.min(t1));
            leave = leave.min(t0.max(t1));
        }
        enter <= leave
    }
}

/// Straight distance.
pub fn distance(a: Point, b: Point) -> f64 {
    let (x, y) = (a[0] - b[0], a[1] - b[1]);
    (x * x + y * y).sqrt()
}

/// Whether two segments cross.
pub fn segments_cross(a: (Point, Point), b: (Point, Point)) -> bool {
    let side = |p: Point, q: Point, r: Point| {
        (q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0])
    };
    let apart = |p: f64, q: f64| (p > 0.0) != (q > 0.0);
    apart(side(a.0, a.1, b.0), side(a.0, a.1, b.1))
        && apart(side(b.0, b.1, a.0), side(b.0, b.1, a.1))
}

#[cfg(test)]
mod tests {
    use super::*;

    const BOX: Rect = Rect {
        x0: 0.0,
        y0: 0.0,
        x1: 10.0,
        y1: 10.0,
    };

    #[test]
    fn boxes_that_share_a_border_do_not_overlap() {
        assert!(!BOX.overlaps(&Rect {
            x0: 10.0,
            y0: 0.0,
            x1: 20.0,
            y1: 10.0
        }));
        assert!(BOX.overlaps(&Rect {
            x0: 9.0,
            y0: 9.0,
            x1: 20.0,
            y1: 20.0
        }));
    }

    #[test]
    fn a_segment_through_the_middle_meets_the_box_and_one_beside_it_does_not() {
        assert!(BOX.meets_segment([-5.0, 5.0], [15.0, 5.0]));
        assert!(!BOX.meets_segment([-5.0, 12.0], [15.0, 12.0]));
        assert!(!BOX.meets_segment([11.0, 0.0], [20.0, 5.0]));
    }

    #[test]
    fn the_diagonals_of_a_square_cross_and_its_sides_do_not() {
        let (a, b, c, d) = ([0.0, 0.0], [1.0, 0.0], [1.0, 1.0], [0.0, 1.0]);
        assert!(segments_cross((a, c), (b, d)));
        assert!(!segments_cross((a, b), (d, c)));
    }
}
