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
const BARS: f64 = 48.0;
const ROW: f64 = BARS + 62.0;
/// Font sizes of a name, the second for one that is too long for the first.
const NAME: [f64; 2] = [13.0, 11.5];

/// Documents by theme and year.
#[derive(Debug, Clone)]
pub struct Timeline {
    /// First year; one entry of the slices below follows another year by year.
    pub first: i32,
    /// Share of a theme in the documents of a year, in [0, 1]; one row a theme.
    pub shares: Vec<Vec<f64>>,
    /// Whether the last year is not over in the data.
    pub last_is_partial: bool,
    /// Documents of years that are not drawn.
    pub elsewhere: usize,
}

/// Draws a small bar chart for each theme, with a scale of its own and its greatest share in
/// figures; a year that is not over is hatched.
///
/// # Errors
/// [`Error::Output`](crate::Error::Output) when the drawing cannot be made, and
/// [`Error::Mismatch`](crate::Error::Mismatch) for a palette of other themes.
pub fn timeline(
    caption: &Caption,
    labels: &[String],
    years: &Timeline,
    palette: &Palette,
    style: &Style,
) -> Result<Drawing> {
    let top = caption.height() + 10.0;
    let rows = labels.len().div_ceil(COLUMNS) as f64;
    let last = years.last();
    let sheet = Sheet {
        caption,
        notes: &notes(years),
        description: &format!(
            "Bar charts of the share of {} themes from {} to {last}: {}.",
            labels.len(),
            years.first,
            labels.join("; ")
        ),
        height: top + rows * ROW,
    };
    let width = (WIDTH - 2.0 * MARGIN - GAP * (COLUMNS - 1) as f64) / COLUMNS as f64;
    let colors = palette.colors_of(labels.len(), style.mode)?;
    sheet.draw(style, |area| {
        for (theme, (label, shares)) in labels.iter().zip(&years.shares).enumerate() {
            let x0 = MARGIN + (theme % COLUMNS) as f64 * (width + GAP);
            let y1 = top + (theme / COLUMNS) as f64 * ROW + 28.0 + BARS;
            let panel = Panel {
                area,
                style,
                frame: Rect {
                    x0,
                    y0: y1 - BARS,
                    x1: x0 + width,
                    y1,
                },
                fill: colors[theme],
            };
            panel.name(label)?;
            panel.bars(shares, years.last_is_partial)?;
            panel.foot(shares, years.first)?;
        }
        Ok(())
    })
}

impl Timeline {
    fn last(&self) -> i32 {
        let count = self.shares.iter().map(Vec::len).max().unwrap_or(0);
        self.first + count.saturating_sub(1) as i32
    }
}

fn notes(years: &Timeline) -> String {
    let mut notes = "Share of each year's documents; each theme has a scale of its own.".to_owned();
    if years.last_is_partial {
        notes += &format!(
            " Hatched: {} has far fewer documents than the year before and may be incomplete.",
            years.last()
        );
    }
    if years.elsewhere > 0 {
        notes += &format!(" Not drawn: {} documents of other years.", years.elsewhere);
    }
    notes
}

/// The chart of one theme.
struct Panel<'a, 'c> {
    area: &'a Area<'c>,
    style: &'a Style,
    frame: Rect,
    fill: Rgb,
}

impl Panel<'_, '_> {
    fn name(&self, label: &str) -> Result<()> {
        let ink = self.fill.legible_on(self.style.background, 5.5);
        let fits = |size: f64| Weight::SemiBold.width(label) * size <= self.frame.width();
        let size = if fits(NAME[0]) { NAME[0] } else { NAME[1] };
        let name = fit(label, 1.08 * size, self.frame.width());
        let to = [self.frame.x0, self.frame.y0 - 14.0];
        let look = (size, Weight::SemiBold, ink);
        write(self.area, &name, look, (to, HPos::Left))
    }

    /// The greatest share fills the height.
    fn bars(&self, shares: &[f64], last_is_partial: bool) -> Result<()> {
        let Rect { x0, x1, y1, .. } = self.frame;
        let most = shares.iter().copied().fold(1e-9, f64::max);
        let step = self.frame.width() / shares.len().max(1) as f64;
        let gap = (0.2 * step).min(4.0);
        for (year, &share) in shares.iter().enumerate() {
            let x0 = x0 + step * year as f64;
            let bar = Rect {
                x0,
                y0: y1 - self.frame.height() * share / most,
                x1: x0 + step - gap,
                y1,
            };
            if last_is_partial && year + 1 == shares.len() {
                hatch(self.area, &bar, self.fill)?;
            } else if share > 0.0 {
                block(self.area, &bar, color(self.fill).mix(1.0))?;
            }
        }
        let ink = color(self.style.rule).mix(1.0);
        line(self.area, &[[x0, y1], [x1, y1]], 1.0, ink)
    }

    /// First and last year, and between them the greatest share.
    fn foot(&self, shares: &[f64], first: i32) -> Result<()> {
        let Rect { x0, x1, y1, .. } = self.frame;
        let look = (11.5, Weight::Regular, self.style.muted);
        let put = |text: &str, x: f64, align| write(self.area, text, look, ([x, y1 + 13.0], align));
        put(&first.to_string(), x0, HPos::Left)?;
        if shares.len() > 1 {
            let last = first + shares.len() as i32 - 1;
            put(&last.to_string(), x1, HPos::Right)?;
        }
        // The first of equals: sharing a peak is common where documents are few.
        let mut peak = (0, 0.0);
        for (year, &share) in shares.iter().enumerate() {
            if share > peak.1 {
                peak = (year, share);
            }
        }
        let peak = if peak.1 > 0.0 {
            format!("most in {}: {}", first + peak.0 as i32, percent(peak.1))
        } else {
            "no dated documents".to_owned()
        };
        put(&peak, (x0 + x1) / 2.0, HPos::Center)
    }
}

/// `12 %`, and `0.4 %` where the whole number would say too little.
fn percent(share: f64) -> String {
    let decimals = usize::from(share < 0.0295);
    format!("{:.decimals$} %", 100.0 * share)
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
