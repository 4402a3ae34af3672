//! How large the themes are, and how well they hold together.

use plotters::style::text_anchor::HPos;
use plotters::style::{Color, RGBAColor};

use super::color::Rgb;
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
    let top = caption.height() + 40.0;
    let bottom = top + ROW * input.labels.len() as f64;
    let sheet = Sheet {
        caption,
        notes: &notes(input),
        description: &description(input),
        height: bottom + 10.0,
    };
    let scales = Scales::of(input);
    sheet.draw(style, |area| {
        head(area, input.measure.name, top - 18.0, scales.zero, style)?;
        let axis = [[scales.zero, top], [scales.zero, bottom]];
        line(area, &axis, 1.0, color(style.rule).mix(1.0))?;
        let colors = palette.colors(style.mode);
        for (theme, &fill) in (0..input.labels.len()).zip(colors) {
            let row = Row {
                area,
                style,
                y: top + ROW * (theme as f64 + 0.5),
            };
            row.name(input, theme)?;
            row.size(input.sizes[theme], &scales, fill)?;
            row.silhouette(input.measure.values[theme], &scales, fill)?;
        }
        Ok(())
    })
}

fn description(input: &SizesInput) -> String {
    let themes = input.labels.iter().zip(input.sizes);
    let themes: Vec<String> = themes
        .map(|(label, size)| format!("{label} ({size})"))
        .collect();
    format!("Bar chart of documents a theme: {}.", themes.join("; "))
}

fn notes(input: &SizesInput) -> String {
    let mark = if input.unstable.contains(&true) {
        " Grey names: unstable themes."
    } else {
        ""
    };
    format!("{}{mark}", input.measure.note)
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

/// How long bars are.
struct Scales {
    /// Documents of the largest theme.
    most: f64,
    /// Where the bars of the silhouettes begin, in pixels.
    zero: f64,
    /// From the least silhouette to the greatest.
    range: f64,
}

impl Scales {
    fn of(input: &SizesInput) -> Scales {
        let silhouettes = input.measure.values.iter().copied();
        let low = silhouettes.clone().fold(0.0, f64::min);
        let high = silhouettes.fold(0.1, f64::max);
        Scales {
            most: input.sizes.iter().copied().max().unwrap_or(1).max(1) as f64,
            zero: SILHOUETTES.0 + SILHOUETTES.1 * -low / (high - low),
            range: high - low,
        }
    }
}

/// The row of a theme.
struct Row<'a, 'c> {
    area: &'a Area<'c>,
    style: &'a Style,
    /// Its middle, in pixels.
    y: f64,
}

impl Row<'_, '_> {
    /// Its number and its name.
    fn name(&self, input: &SizesInput, theme: usize) -> Result<()> {
        self.figure(
            &input.numbers[theme].to_string(),
            MARGIN + 18.0,
            HPos::Right,
        )?;
        let ink = match input.unstable[theme] {
            true => self.style.muted,
            false => self.style.ink,
        };
        let name = fit(&input.labels[theme], SIZE, SIZES.0 - MARGIN - 40.0);
        let to = [MARGIN + 30.0, self.y];
        write(
            self.area,
            &name,
            (SIZE, Weight::Regular, ink),
            (to, HPos::Left),
        )
    }

    fn size(&self, size: usize, scales: &Scales, fill: Rgb) -> Result<()> {
        let end = SIZES.0 + SIZES.1 * size as f64 / scales.most;
        self.bar(SIZES.0, end, color(fill).mix(1.0))?;
        self.figure(&size.to_string(), end + 8.0, HPos::Left)
    }

    fn silhouette(&self, value: f64, scales: &Scales, fill: Rgb) -> Result<()> {
        let end = scales.zero + SILHOUETTES.1 * value / scales.range;
        self.bar(scales.zero, end, color(fill).mix(0.65))?;
        self.figure(
            &format!("{value:.2}"),
            end.max(scales.zero) + 8.0,
            HPos::Left,
        )
    }

    fn figure(&self, text: &str, x: f64, side: HPos) -> Result<()> {
        let look = (SIZE, Weight::Regular, self.style.muted);
        write(self.area, text, look, ([x, self.y], side))
    }

    fn bar(&self, from: f64, to: f64, fill: RGBAColor) -> Result<()> {
        let (x0, x1) = (from.min(to), from.max(to));
        let (y0, y1) = (self.y - BAR / 2.0, self.y + BAR / 2.0);
        block(self.area, &Rect { x0, y0, x1, y1 }, fill)
    }
}
