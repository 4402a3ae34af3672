//! What was measured for each number of themes that was tried.

use plotters::coord::types::RangedCoordf64;
use plotters::prelude::*;
use plotters::style::text_anchor::HPos;

use super::drawing::Drawing;
use super::elements::{Area, color, failed, line, units, write};
use super::font::Weight;
use super::geometry::Rect;
use super::sheet::{Caption, MARGIN, Sheet, WIDTH};
use super::style::Style;
use crate::Result;

const PANEL: (f64, f64) = (520.0, 190.0);
const GAP: (f64, f64) = (72.0, 76.0);

/// One measure over the numbers of themes tried.
#[derive(Debug, Clone)]
pub struct Curve<'a> {
    /// What was measured, such as "Silhouette".
    pub name: &'a str,
    /// One value a number of themes; values that are not finite are left out.
    pub values: &'a [f64],
}

/// Draws a panel for each curve, with the chosen number of themes marked in all of them.
///
/// # Errors
/// [`crate::Error::Output`] when the drawing cannot be made.
pub fn k_sweep(
    caption: &Caption,
    themes: &[usize],
    curves: &[Curve],
    chosen: usize,
    style: &Style,
) -> Result<Drawing> {
    let top = caption.height() + 44.0;
    let rows = curves.len().div_ceil(2) as f64;
    let names: Vec<&str> = curves.iter().map(|curve| curve.name).collect();
    let sheet = Sheet {
        caption,
        notes: "Number of themes along the bottom; the ring marks the number that was chosen.",
        description: &format!(
            "Line charts of {} for {} numbers of themes; {chosen} themes were chosen.",
            names.join(", "),
            themes.len()
        ),
        height: top + rows * (PANEL.1 + GAP.1) - 10.0,
        circles: 0,
    };
    sheet.draw(style, |area| {
        for (i, curve) in curves.iter().enumerate() {
            let x0 = MARGIN + 36.0 + (i % 2) as f64 * (PANEL.0 + GAP.0 - 36.0);
            let y0 = top + (i / 2) as f64 * (PANEL.1 + GAP.1);
            let x1 = (x0 + PANEL.0 - 36.0).min(WIDTH - MARGIN);
            let frame = Rect {
                x0,
                y0,
                x1,
                y1: y0 + PANEL.1,
            };
            panel(area, &frame, themes, curve, chosen, style)?;
        }
        Ok(())
    })
}

fn panel(
    area: &Area,
    frame: &Rect,
    themes: &[usize],
    curve: &Curve,
    chosen: usize,
    style: &Style,
) -> Result<()> {
    let points: Vec<(f64, f64)> = themes
        .iter()
        .zip(curve.values)
        .filter(|(_, value)| value.is_finite())
        .map(|(&k, &value)| (k as f64, value))
        .collect();
    let heading = (14.0, Weight::SemiBold, style.ink);
    write(
        area,
        curve.name,
        heading,
        ([frame.x0, frame.y0 - 20.0], HPos::Left),
    )?;
    let Some(&first) = points.first() else {
        return Ok(());
    };
    let last = points[points.len() - 1].0.max(first.0 + 1.0);
    let least = points.iter().map(|p| p.1).fold(first.1, f64::min);
    let most = points.iter().map(|p| p.1).fold(first.1, f64::max);
    let step = nice_step((most - least).max(1e-6) / 3.0);
    let (low, high) = ((least / step).floor() * step, (most / step).ceil() * step);
    let high = if high > low { high } else { low + step };
    let y = |value: f64| frame.y1 - frame.height() * (value - low) / (high - low);
    let x = |k: f64| frame.x0 + frame.width() * (k - first.0) / (last - first.0);

    let quiet = (12.0, Weight::Regular, style.muted);
    let ticks = ((high - low) / step).round() as usize;
    for tick in 0..=ticks {
        let value = low + step * tick as f64;
        let at = y(value);
        line(
            area,
            &[[frame.x0, at], [frame.x1, at]],
            1.0,
            color(style.rule).mix(1.0),
        )?;
        write(
            area,
            &decimal(value, step),
            quiet,
            ([frame.x0 - 8.0, at], HPos::Right),
        )?;
    }
    let plane = area.apply_coord_spec(Cartesian2d::<RangedCoordf64, RangedCoordf64>::new(
        first.0..last,
        low..high,
        (
            units(frame.x0)..units(frame.x1),
            units(frame.y1)..units(frame.y0),
        ),
    ));
    let ink = color(super::color::Rgb::from_lch(0.60, 0.13, 245.0));
    let curve = PathElement::new(points.clone(), ink.stroke_width(units(2.0) as u32));
    plane.draw(&curve).map_err(failed)?;
    for &(k, value) in &points {
        let here = k == chosen as f64;
        let (radius, core) = if here { (6.5, 3.6) } else { (3.0, 0.0) };
        plane
            .draw(&Circle::new((k, value), units(radius), ink.filled()))
            .map_err(failed)?;
        if here {
            let hole = color(style.background).filled();
            plane
                .draw(&Circle::new((k, value), units(core), hole))
                .map_err(failed)?;
        }
    }
    let mut free = f64::NEG_INFINITY;
    for &(k, _) in &points {
        let text = format!("{k}");
        let half = Weight::SemiBold.width(&text) * 6.0 + 5.0;
        let crowded = (x(chosen as f64) - x(k)).abs() < 2.0 * half && k != chosen as f64;
        if x(k) - half < free || crowded {
            continue;
        }
        free = x(k) + half;
        let look = if k == chosen as f64 {
            (12.0, Weight::SemiBold, style.ink)
        } else {
            quiet
        };
        write(area, &text, look, ([x(k), frame.y1 + 16.0], HPos::Center))?;
    }
    Ok(())
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

/// A value with as many decimals as `step` has, and thousands set apart.
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
