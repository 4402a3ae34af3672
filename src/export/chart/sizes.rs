//! How large the themes are, and how well they hold together.

use plotters::style::Color;
use plotters::style::text_anchor::HPos;

use super::drawing::Drawing;
use super::elements::{Area, block, color, line, write};
use super::font::Weight;
use super::geometry::Rect;
use super::palette::Palette;
use super::sheet::{Caption, MARGIN, Sheet, WIDTH, fit};
use super::style::Style;
use crate::Result;

const ROW: f64 = 28.0;
const BAR: f64 = 14.0;
const SIZE: f64 = 13.0;
/// Left ends of the two groups of bars, and their widths, in pixels.
const SIZES: (f64, f64) = (500.0, 350.0);
const SILHOUETTES: (f64, f64) = (940.0, 170.0);

/// What the chart shows: one entry a theme in each slice.
#[derive(Debug, Clone, Copy)]
pub struct SizesInput<'a> {
    /// Number of each theme in the tables.
    pub numbers: &'a [usize],
    /// Name of each theme.
    pub labels: &'a [String],
    /// Documents of each theme.
    pub sizes: &'a [usize],
    /// How well each theme holds together.
    pub measure: Measure<'a>,
    /// Whether a theme comes out differently when documents change.
    pub unstable: &'a [bool],
}

/// A figure of each theme.
#[derive(Debug, Clone, Copy)]
pub struct Measure<'a> {
    /// Its name.
    pub name: &'a str,
    /// What it says, in a sentence.
    pub note: &'a str,
    /// Its value for each theme, in [-1, 1].
    pub values: &'a [f64],
}

/// Draws a bar for the documents of each theme and one for how well it holds together.
///
/// # Errors
/// [`crate::Error::Output`] when the drawing cannot be made.
pub fn theme_sizes(
    caption: &Caption,
    input: &SizesInput,
    palette: &Palette,
    style: &Style,
) -> Result<Drawing> {
    let SizesInput {
        numbers,
        labels,
        sizes,
        measure,
        unstable,
    } = *input;
    let silhouettes = measure.values;
    let top = caption.height() + 40.0;
    let themes: Vec<String> = labels
        .iter()
        .zip(sizes)
        .map(|(label, size)| format!("{label} ({size})"))
        .collect();
    let sheet = Sheet {
        caption,
        notes: &notes(measure.note, unstable),
        description: &format!("Bar chart of documents a theme: {}.", themes.join("; ")),
        height: top + ROW * labels.len() as f64 + 10.0,
    };
    let most = sizes.iter().copied().max().unwrap_or(1).max(1) as f64;
    let low = silhouettes.iter().copied().fold(0.0, f64::min);
    let high = silhouettes.iter().copied().fold(0.1, f64::max);
    let zero = SILHOUETTES.0 + SILHOUETTES.1 * -low / (high - low);
    sheet.draw(style, |area| {
        head(area, measure.name, top - 18.0, zero, style)?;
        let bottom = top + ROW * labels.len() as f64;
        line(
            area,
            &[[zero, top], [zero, bottom]],
            1.0,
            color(style.rule).mix(1.0),
        )?;
        let bars = labels
            .iter()
            .zip(sizes)
            .zip(silhouettes)
            .zip(palette.colors(style.mode));
        for (i, (((label, &size), &silhouette), &theme)) in bars.enumerate() {
            let y = top + ROW * (i as f64 + 0.5);
            let name = fit(label, SIZE, SIZES.0 - MARGIN - 40.0);
            let number = numbers[i].to_string();
            let quiet = (SIZE, Weight::Regular, style.muted);
            write(area, &number, quiet, ([MARGIN + 18.0, y], HPos::Right))?;
            let ink = if unstable[i] { style.muted } else { style.ink };
            let ink = (SIZE, Weight::Regular, ink);
            write(area, &name, ink, ([MARGIN + 30.0, y], HPos::Left))?;
            let end = SIZES.0 + SIZES.1 * size as f64 / most;
            bar(area, SIZES.0, end, y, color(theme).mix(1.0))?;
            write(area, &size.to_string(), quiet, ([end + 8.0, y], HPos::Left))?;
            let tip = zero + SILHOUETTES.1 * silhouette / (high - low);
            bar(area, zero, tip, y, color(theme).mix(0.65))?;
            let value = format!("{silhouette:.2}");
            write(area, &value, quiet, ([tip.max(zero) + 8.0, y], HPos::Left))?;
        }
        Ok(())
    })
}

fn notes(note: &str, unstable: &[bool]) -> String {
    let mark = if unstable.contains(&true) {
        " Grey names: unstable themes."
    } else {
        ""
    };
    format!("{note}{mark}")
}

fn head(area: &Area, measure: &str, y: f64, zero: f64, style: &Style) -> Result<()> {
    let look = (12.0, Weight::SemiBold, style.muted);
    write(area, "Documents", look, ([SIZES.0, y], HPos::Left))?;
    write(
        area,
        measure,
        look,
        ([zero.min(WIDTH - MARGIN - 70.0), y], HPos::Left),
    )
}

fn bar(area: &Area, from: f64, to: f64, y: f64, fill: plotters::style::RGBAColor) -> Result<()> {
    let (x0, x1) = (from.min(to), from.max(to));
    let (y0, y1) = (y - BAR / 2.0, y + BAR / 2.0);
    block(area, &Rect { x0, y0, x1, y1 }, fill)
}
