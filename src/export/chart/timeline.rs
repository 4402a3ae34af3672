//! The share of each theme in the documents of each year.

use plotters::style::Color;
use plotters::style::text_anchor::HPos;

use super::color::Rgb;
use super::drawing::Drawing;
use super::elements::{Area, block, color, line, write};
use super::font::Weight;
use super::geometry::Rect;
use super::palette::Palette;
use super::sheet::{Caption, MARGIN, Sheet, WIDTH, fit};
use super::style::Style;
use crate::Result;

const COLUMNS: usize = 3;
const GAP: f64 = 40.0;
const BARS: f64 = 64.0;
const ROW: f64 = BARS + 66.0;

/// Documents by theme and year.
#[derive(Debug, Clone)]
pub struct Timeline<'a> {
    /// First year; one entry of the slices below follows another year by year.
    pub first: i32,
    /// Share of a theme in the documents of a year, in [0, 1]; one row a theme.
    pub shares: &'a [Vec<f64>],
    /// Whether the last year is not over in the data.
    pub last_is_partial: bool,
}

/// Draws a small bar chart for each theme, all with one scale; a year that is not over is hatched.
///
/// # Errors
/// [`crate::Error::Output`] when the drawing cannot be made.
pub fn timeline(
    caption: &Caption,
    labels: &[String],
    years: &Timeline,
    palette: &Palette,
    style: &Style,
) -> Result<Drawing> {
    let top = caption.height() + 10.0;
    let rows = labels.len().div_ceil(COLUMNS) as f64;
    let hatched = if years.last_is_partial {
        " Hatched: the last year is not complete."
    } else {
        ""
    };
    let count = years.shares.iter().map(Vec::len).max().unwrap_or(0);
    let last = years.first + count.saturating_sub(1) as i32;
    let sheet = Sheet {
        caption,
        notes: &format!("Share of each year's documents, one scale for all themes.{hatched}"),
        description: &format!(
            "Bar charts of the share of {} themes from {} to {last}: {}.",
            labels.len(),
            years.first,
            labels.join("; ")
        ),
        height: top + rows * ROW,
        circles: 0,
    };
    let most = years.shares.iter().flatten().copied().fold(1e-9, f64::max);
    let width = (WIDTH - 2.0 * MARGIN - GAP * (COLUMNS - 1) as f64) / COLUMNS as f64;
    sheet.draw(style, |area| {
        for (theme, (label, shares)) in labels.iter().zip(years.shares).enumerate() {
            let x0 = MARGIN + (theme % COLUMNS) as f64 * (width + GAP);
            let y1 = top + (theme / COLUMNS) as f64 * ROW + 30.0 + BARS;
            let frame = Rect {
                x0,
                y0: y1 - BARS,
                x1: x0 + width,
                y1,
            };
            let fill = palette.colors(style.mode)[theme];
            heading(area, &frame, label, shares, fill, style)?;
            bars(area, &frame, shares, most, years.last_is_partial, fill)?;
            line(
                area,
                &[[x0, y1], [x0 + width, y1]],
                1.0,
                color(style.rule).mix(1.0),
            )?;
            let quiet = (11.5, Weight::Regular, style.muted);
            write(
                area,
                &years.first.to_string(),
                quiet,
                ([x0, y1 + 13.0], HPos::Left),
            )?;
            if count > 1 {
                let end = [x0 + width, y1 + 13.0];
                write(area, &last.to_string(), quiet, (end, HPos::Right))?;
            }
        }
        Ok(())
    })
}

/// The theme's name, and its greatest share.
fn heading(
    area: &Area,
    frame: &Rect,
    label: &str,
    shares: &[f64],
    fill: Rgb,
    style: &Style,
) -> Result<()> {
    let most = shares.iter().copied().fold(0.0, f64::max);
    let peak = format!("up to {:.0} %", 100.0 * most);
    let y = frame.y0 - 14.0;
    write(
        area,
        &peak,
        (11.5, Weight::Regular, style.muted),
        ([frame.x1, y], HPos::Right),
    )?;
    let ink = fill.legible_on(style.background, 5.5);
    let name = fit(label, 14.0, frame.width() - 90.0);
    write(
        area,
        &name,
        (13.0, Weight::SemiBold, ink),
        ([frame.x0, y], HPos::Left),
    )
}

fn bars(
    area: &Area,
    frame: &Rect,
    shares: &[f64],
    most: f64,
    last_is_partial: bool,
    fill: Rgb,
) -> Result<()> {
    let step = frame.width() / shares.len().max(1) as f64;
    let gap = (0.2 * step).min(4.0);
    for (year, &share) in shares.iter().enumerate() {
        let x0 = frame.x0 + step * year as f64;
        let y0 = frame.y1 - frame.height() * share / most;
        let bar = Rect {
            x0,
            y0,
            x1: x0 + step - gap,
            y1: frame.y1,
        };
        if last_is_partial && year + 1 == shares.len() {
            hatch(area, &bar, fill)?;
        } else {
            block(area, &bar, color(fill).mix(1.0))?;
        }
    }
    Ok(())
}

/// Slanted lines inside a bar, over a pale fill.
fn hatch(area: &Area, bar: &Rect, fill: Rgb) -> Result<()> {
    block(area, bar, color(fill).mix(0.22))?;
    let (width, height) = (bar.width(), bar.height());
    let mut offset = 4.0;
    while offset < width + height {
        // The line x + y = offset, from the bar's foot to its right side or top.
        let start = [
            bar.x0 + offset.min(width),
            bar.y1 - (offset - width).max(0.0),
        ];
        let end = [
            bar.x0 + (offset - height).max(0.0),
            bar.y1 - offset.min(height),
        ];
        line(area, &[start, end], 1.2, color(fill).mix(1.0))?;
        offset += 5.0;
    }
    Ok(())
}
