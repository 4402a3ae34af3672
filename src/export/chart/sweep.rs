//! What was measured for each number of themes that was tried.

use std::ops::Range;

use plotters::coord::types::RangedCoordf64;
use plotters::prelude::*;
use plotters::style::text_anchor::HPos;

use super::drawing::Drawing;
use super::elements::{Area, color, failed, line, units, write};
use super::font::Weight;
use super::geometry::Rect;
use super::sheet::{Caption, MARGIN, Sheet, WIDTH, fit};
use super::style::Style;
use crate::Result;

/// The space between panels and between rows of panels, in pixels.
const GAP: (f64, f64) = (48.0, 100.0);
/// Room for the values beside a panel, in pixels.
const AXIS: f64 = 40.0;
/// Least space between two numbers along the bottom, in pixels.
const TICK: f64 = 24.0;

/// One measure over the numbers of themes tried.
#[derive(Debug, Clone, Copy)]
pub struct Curve<'a> {
    /// What was measured, such as "Silhouette".
    pub name: &'a str,
    /// What it says, in a few words.
    pub note: &'a str,
    /// One value a number of themes; values that are not finite are left out.
    pub values: &'a [f64],
}

/// How much a figure counts in the choice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Rank {
    /// It decides.
    Decides,
    /// It is a part of what decides.
    Counts,
    /// It is told for the reader.
    Told,
}

/// The figures of every number of themes tried, by how much they count.
#[derive(Debug, Clone, Copy)]
pub struct SweepInput<'a> {
    /// The numbers tried, ascending.
    pub themes: &'a [usize],
    /// The one that was chosen.
    pub chosen: usize,
    /// What decides: large, above the others.
    pub decides: Curve<'a>,
    /// What that is made of, side by side below it.
    pub counts: &'a [Curve<'a>],
    /// What does not count, side by side at the foot.
    pub told: &'a [Curve<'a>],
}

/// Draws a panel for each curve, with the chosen number of themes marked in all of them.
///
/// # Errors
/// [`crate::Error::Output`] when the drawing cannot be made.
pub fn k_sweep(caption: &Caption, input: &SweepInput, style: &Style) -> Result<Drawing> {
    let rows = [
        (Rank::Decides, std::slice::from_ref(&input.decides)),
        (Rank::Counts, input.counts),
        (Rank::Told, input.told),
    ];
    let rows = rows.iter().filter(|(_, curves)| !curves.is_empty());
    let top = caption.height() + 62.0;
    let heights = rows.clone().map(|(rank, _)| rank.height() + GAP.1);
    let curves = rows.clone().flat_map(|(_, curves)| curves.iter());
    let names: Vec<&str> = curves.map(|curve| curve.name).collect();
    let sheet = Sheet {
        caption,
        notes: "Number of themes along the bottom; the ring marks the number that was chosen.",
        description: &format!(
            "Line charts of {} for {} numbers of themes; {} themes were chosen.",
            names.join(", "),
            input.themes.len(),
            input.chosen
        ),
        height: top + heights.sum::<f64>() - 58.0,
    };
    sheet.draw(style, |area| {
        let mut y0 = top;
        for &(rank, curves) in rows {
            let gaps = GAP.0 * (curves.len() - 1) as f64;
            let width = (WIDTH - 2.0 * MARGIN - gaps) / curves.len() as f64;
            for (i, curve) in curves.iter().enumerate() {
                let x0 = MARGIN + AXIS + i as f64 * (width + GAP.0);
                let frame = Rect {
                    x0,
                    y0,
                    x1: x0 + width - AXIS,
                    y1: y0 + rank.height(),
                };
                heading(area, curve, &frame, style)?;
                if let Some(panel) = Panel::new(area, style, rank, frame, curve, input) {
                    panel.grid()?;
                    panel.curve()?;
                    panel.numbers()?;
                }
            }
            y0 += rank.height() + GAP.1;
        }
        Ok(())
    })
}

impl Rank {
    /// Of its panels, in pixels.
    fn height(self) -> f64 {
        match self {
            Rank::Decides => 220.0,
            Rank::Counts => 140.0,
            Rank::Told => 100.0,
        }
    }
}

/// What a panel shows, and what that says.
fn heading(area: &Area, curve: &Curve, frame: &Rect, style: &Style) -> Result<()> {
    let name = (14.0, Weight::SemiBold, style.ink);
    let note = (12.0, Weight::Regular, style.muted);
    let [name_at, note_at] = [40.0, 20.0].map(|above| ([frame.x0, frame.y0 - above], HPos::Left));
    write(area, curve.name, name, name_at)?;
    let said = fit(curve.note, note.0, frame.width());
    write(area, &said, note, note_at)
}

/// One curve in its frame, with the ranges of its axes.
struct Panel<'a, 'c> {
    area: &'a Area<'c>,
    style: &'a Style,
    rank: Rank,
    frame: Rect,
    /// Numbers of themes with their values.
    points: Vec<(f64, f64)>,
    across: Range<f64>,
    up: Range<f64>,
    /// Between two grid lines.
    step: f64,
    chosen: f64,
}

impl<'a, 'c> Panel<'a, 'c> {
    /// None where nothing of the curve can be drawn.
    fn new(
        area: &'a Area<'c>,
        style: &'a Style,
        rank: Rank,
        frame: Rect,
        curve: &Curve,
        input: &SweepInput,
    ) -> Option<Panel<'a, 'c>> {
        let points = finite(input.themes, curve.values);
        let (first, last) = (points.first()?.0, points.last()?.0);
        let (up, step) = axis(points.iter().map(|point| point.1));
        Some(Panel {
            area,
            style,
            rank,
            frame,
            points,
            across: first..last.max(first + 1.0),
            up,
            step,
            chosen: input.chosen as f64,
        })
    }

    fn x(&self, k: f64) -> f64 {
        let share = (k - self.across.start) / (self.across.end - self.across.start);
        self.frame.x0 + self.frame.width() * share
    }

    /// Grid lines with the values that they stand for.
    fn grid(&self) -> Result<()> {
        let Rect { x0, x1, y1, .. } = self.frame;
        let lines = ((self.up.end - self.up.start) / self.step).round() as usize;
        for i in 0..=lines {
            let y = y1 - self.frame.height() * i as f64 / lines as f64;
            line(
                self.area,
                &[[x0, y], [x1, y]],
                1.0,
                color(self.style.rule).mix(1.0),
            )?;
            let value = decimal(self.up.start + self.step * i as f64, self.step);
            let look = (12.0, Weight::Regular, self.style.muted);
            write(self.area, &value, look, ([x0 - 8.0, y], HPos::Right))?;
        }
        Ok(())
    }

    fn curve(&self) -> Result<()> {
        let Rect { x0, y0, x1, y1 } = self.frame;
        let plane = self
            .area
            .apply_coord_spec(Cartesian2d::<RangedCoordf64, RangedCoordf64>::new(
                self.across.clone(),
                self.up.clone(),
                (units(x0)..units(x1), units(y1)..units(y0)),
            ));
        let (ink, width) = match self.rank {
            Rank::Decides => (self.style.accent, 3.0),
            Rank::Counts => (self.style.accent, 2.0),
            Rank::Told => (self.style.muted, 2.0),
        };
        let ink = color(ink);
        let path = PathElement::new(self.points.clone(), ink.stroke_width(units(width) as u32));
        plane.draw(&path).map_err(failed)?;
        for &at in &self.points {
            let radius = if at.0 == self.chosen { 6.5 } else { 3.0 };
            plane
                .draw(&Circle::new(at, units(radius), ink.filled()))
                .map_err(failed)?;
            if at.0 == self.chosen {
                let hole = color(self.style.background).filled();
                plane
                    .draw(&Circle::new(at, units(3.6), hole))
                    .map_err(failed)?;
            }
        }
        Ok(())
    }

    /// The numbers of themes along the bottom: round ones, and the one that was chosen.
    fn numbers(&self) -> Result<()> {
        let room = self.frame.width() / TICK;
        let step = nice_step(((self.across.end - self.across.start) / room).max(1.0));
        for &(k, _) in &self.points {
            let chosen = k == self.chosen;
            let crowded = (self.x(self.chosen) - self.x(k)).abs() < TICK;
            if !chosen && (crowded || k % step != 0.0) {
                continue;
            }
            let look = match chosen {
                true => (12.0, Weight::SemiBold, self.style.ink),
                false => (12.0, Weight::Regular, self.style.muted),
            };
            let to = [self.x(k), self.frame.y1 + 16.0];
            write(self.area, &k.to_string(), look, (to, HPos::Center))?;
        }
        Ok(())
    }
}

/// The points of a curve that can be drawn.
fn finite(themes: &[usize], values: &[f64]) -> Vec<(f64, f64)> {
    let points = themes
        .iter()
        .zip(values)
        .filter(|(_, value)| value.is_finite());
    points.map(|(&k, &value)| (k as f64, value)).collect()
}

/// A range that holds `values` and begins and ends on multiples of the step, and the step.
fn axis(values: impl Iterator<Item = f64> + Clone) -> (Range<f64>, f64) {
    let least = values.clone().fold(f64::INFINITY, f64::min);
    let most = values.fold(f64::NEG_INFINITY, f64::max);
    let step = nice_step((most - least).max(1e-6) / 3.0);
    let low = (least / step).floor() * step;
    let steps = ((most - low) / step).ceil().max(1.0);
    (low..low + steps * step, step)
}

/// The least of 1, 2 or 5 times a power of ten that is not below `step`.
fn nice_step(step: f64) -> f64 {
    let mut power = 1.0;
    while power > step {
        power /= 10.0;
    }
    while power * 10.0 <= step {
        power *= 10.0;
    }
    [1.0, 2.0, 5.0, 10.0]
        .map(|f| f * power)
        .into_iter()
        .find(|s| *s >= step)
        .unwrap_or(power)
}

/// A value with as many decimals as `step` has.
fn decimal(value: f64, step: f64) -> String {
    let mut decimals = 0;
    let mut unit = 1.0;
    while unit > step * 1.0001 && decimals < 6 {
        unit /= 10.0;
        decimals += 1;
    }
    let value = if value.abs() < step / 2.0 { 0.0 } else { value };
    format!("{value:.decimals$}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_are_round() {
        assert!((nice_step(0.013) - 0.02).abs() < 1e-12);
        assert!((nice_step(3.0) - 5.0).abs() < 1e-12);
        assert!((nice_step(70.0) - 100.0).abs() < 1e-12);
    }

    #[test]
    fn ticks_have_the_decimals_of_their_step() {
        assert_eq!(decimal(0.30000000000000004, 0.05), "0.30");
        assert_eq!(decimal(-1e-17, 0.1), "0.0");
        assert_eq!(decimal(150.0, 50.0), "150");
    }
}
