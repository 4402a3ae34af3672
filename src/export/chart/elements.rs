//! What charts are made of beyond plotters' own elements.

use std::convert::Infallible;
use std::fmt::Write;

use plotters::coord::Shift;
use plotters::element::{Drawable, PointCollection};
use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters_backend::{BackendCoord, DrawingErrorKind};

use super::canvas::{Canvas, UNITS};
use super::color::Rgb;
pub(super) use super::drawing::failed;
use super::font::Weight;
use super::geometry::{Point, Rect};
use super::letters::Letters;
use super::markup::{number, paint};
use crate::Result;

/// The whole drawing or a part of it, in backend units.
pub(super) type Area<'a> = DrawingArea<Canvas<'a>, Shift>;

/// Pixels as backend units.
pub(super) fn units(pixels: f64) -> i32 {
    (pixels * UNITS).round() as i32
}

/// A point in pixels as backend units.
pub(super) fn at(point: Point) -> BackendCoord {
    (units(point[0]), units(point[1]))
}

/// A colour for plotters.
pub(super) fn color(rgb: Rgb) -> RGBColor {
    RGBColor(rgb.0, rgb.1, rgb.2)
}

/// One line of text: `to` is its left end, middle or right end at capital height's middle.
pub(super) fn write(
    area: &Area,
    text: &str,
    (size, weight, ink): (f64, Weight, Rgb),
    (to, align): (Point, HPos),
) -> Result<()> {
    let style = match weight {
        Weight::Regular => FontStyle::Normal,
        Weight::SemiBold => FontStyle::Bold,
    };
    let ink = color(ink);
    let font = FontDesc::new(FontFamily::SansSerif, size * UNITS, style);
    let style = TextStyle::from(font)
        .color(&ink)
        .pos(Pos::new(align, VPos::Center));
    area.draw_text(text, &style, at(to)).map_err(failed)
}

/// A line through points, in pixels.
pub(super) fn line(area: &Area, points: &[Point], width: f64, ink: RGBAColor) -> Result<()> {
    let path: Vec<BackendCoord> = points.iter().map(|&p| at(p)).collect();
    let style = ink.stroke_width(units(width) as u32);
    area.draw(&PathElement::new(path, style)).map_err(failed)
}

/// A filled circle, in pixels.
pub(super) fn disc(area: &Area, centre: Point, radius: f64, fill: RGBAColor) -> Result<()> {
    area.draw(&Circle::new(at(centre), units(radius), fill.filled()))
        .map_err(failed)
}

/// A filled rectangle, in pixels.
pub(super) fn block(area: &Area, rect: &Rect, fill: RGBAColor) -> Result<()> {
    let corners = [at([rect.x0, rect.y0]), at([rect.x1, rect.y1])];
    area.draw(&Rectangle::new(corners, fill.filled()))
        .map_err(failed)
}

/// Text that is laid out beforehand, with its halo.
pub(super) struct Name(pub Letters);

impl<'a> PointCollection<'a, BackendCoord> for &'a Name {
    type Point = BackendCoord;
    type IntoIter = std::iter::Empty<BackendCoord>;
    fn point_iter(self) -> Self::IntoIter {
        std::iter::empty()
    }
}

impl<'c> Drawable<Canvas<'c>> for Name {
    fn draw<I: Iterator<Item = BackendCoord>>(
        &self,
        _: I,
        canvas: &mut Canvas<'c>,
        _: (u32, u32),
    ) -> std::result::Result<(), DrawingErrorKind<Infallible>> {
        self.0.write(canvas.0);
        Ok(())
    }
}

/// Closed smooth lines, filled; a line within another cuts a hole.
pub(super) struct Island {
    corners: Vec<BackendCoord>,
    /// Number of corners of each line.
    lengths: Vec<usize>,
    fill: RGBAColor,
}

impl Island {
    /// An island with the given shores, in pixels.
    pub fn new(shores: &[Vec<Point>], fill: RGBAColor) -> Island {
        Island {
            corners: shores.iter().flatten().map(|&p| at(p)).collect(),
            lengths: shores.iter().map(Vec::len).collect(),
            fill,
        }
    }
}

impl<'a> PointCollection<'a, BackendCoord> for &'a Island {
    type Point = &'a BackendCoord;
    type IntoIter = &'a [BackendCoord];
    fn point_iter(self) -> Self::IntoIter {
        &self.corners
    }
}

impl<'c> Drawable<Canvas<'c>> for Island {
    fn draw<I: Iterator<Item = BackendCoord>>(
        &self,
        mut corners: I,
        canvas: &mut Canvas<'c>,
        _: (u32, u32),
    ) -> std::result::Result<(), DrawingErrorKind<Infallible>> {
        let mut path = String::new();
        for &length in &self.lengths {
            let shore: Vec<BackendCoord> = corners.by_ref().take(length).collect();
            smooth(&shore, &mut path);
        }
        if !path.is_empty() {
            let fill = paint("fill", self.fill.to_backend_color());
            let markup = format!("<path {fill} fill-rule=\"evenodd\" d=\"{path}\"/>\n");
            canvas.markup().push_str(&markup);
        }
        Ok(())
    }
}

/// A closed curve that touches the middle of each side: its corners steer quadratic arcs.
fn smooth(shore: &[BackendCoord], path: &mut String) {
    // Tenths of a pixel are enough for a soft edge.
    let tenths = |units: i32| i64::from(units / 2);
    let write = |path: &mut String, x: i64, y: i64| {
        let gap = if y < 0 { "" } else { " " };
        let _ = write!(path, "{}{gap}{}", number(10 * x), number(10 * y));
    };
    let corner = |i: usize| {
        let (x, y) = shore[i % shore.len()];
        (tenths(x), tenths(y))
    };
    let middle = |i: usize| {
        let ((ax, ay), (bx, by)) = (corner(i), corner(i + 1));
        ((ax + bx) / 2, (ay + by) / 2)
    };
    let mut pen = middle(0);
    path.push('M');
    write(path, pen.0, pen.1);
    for i in 1..=shore.len() {
        let (steer, to) = (corner(i), middle(i));
        path.push('q');
        write(path, steer.0 - pen.0, steer.1 - pen.1);
        if to.0 >= pen.0 {
            path.push(' ');
        }
        write(path, to.0 - pen.0, to.1 - pen.1);
        pen = to;
    }
    path.push('z');
}
