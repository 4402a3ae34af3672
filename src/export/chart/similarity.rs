//! How alike the themes are: a heat map, and the tree in whose order its rows stand.

use ndarray::ArrayView2;
use plotters::style::Color;
use plotters::style::text_anchor::HPos;

use super::color::Rgb;
use super::dendrogram::{Dendrogram, Merge};
use super::drawing::Drawing;
use super::elements::{Area, block, color, line, write};
use super::font::Weight;
use super::geometry::Rect;
use super::palette::Palette;
use super::sheet::{Caption, MARGIN, Sheet, WIDTH, fit};
use super::style::{Mode, Style};
use crate::Result;

/// Left end of the matrix and its largest width, in pixels.
const MATRIX: (f64, f64) = (170.0, 600.0);
const LARGEST_CELL: f64 = 46.0;
/// Colours of the legend, and the width of each in pixels.
const STEPS: usize = 6;
const STEP: f64 = 8.0;

/// Draws the cosines between theme centres, shape (themes, themes), ordered by average linkage.
///
/// # Errors
/// [`crate::Error::Output`] when the drawing cannot be made.
pub fn theme_similarity(
    caption: &Caption,
    labels: &[String],
    similarity: ArrayView2<f64>,
    palette: &Palette,
    style: &Style,
) -> Result<Drawing> {
    let n = labels.len();
    let tree = Dendrogram::of(similarity);
    let cell = (MATRIX.1 / n.max(1) as f64).clamp(15.0, LARGEST_CELL);
    let top = caption.height() + 36.0;
    let sheet = Sheet {
        caption,
        notes: "Cosine between theme centres; the tree joins the most alike themes first \
                (average linkage).",
        description: &format!(
            "Heat map of the similarity of {n} themes: {}.",
            labels.join("; ")
        ),
        height: top + cell * n as f64 + 10.0,
        circles: 0,
    };
    let scale = Scale::of(similarity, style);
    sheet.draw(style, |area| {
        draw_tree(area, &tree, top, cell, style)?;
        if n > 1 {
            draw_scale(area, &scale, top - 14.0, style)?;
        }
        for (row, &a) in tree.order.iter().enumerate() {
            let y = top + cell * row as f64;
            for (column, &b) in tree.order.iter().enumerate() {
                let x = MATRIX.0 + cell * column as f64;
                draw_cell(
                    area,
                    Rect {
                        x0: x,
                        y0: y,
                        x1: x + cell,
                        y1: y + cell,
                    },
                    &scale,
                    similarity[[a, b]],
                    a == b,
                    style,
                )?;
            }
            let ink = palette.colors(style.mode)[a].legible_on(style.background, 5.5);
            let end = MATRIX.0 + cell * n as f64;
            let middle = y + cell / 2.0;
            let size = 12.5;
            let number = (a + 1).to_string();
            let bold = (size, Weight::SemiBold, ink);
            write(area, &number, bold, ([end + 30.0, middle], HPos::Right))?;
            let name = fit(&labels[a], size, WIDTH - MARGIN - end - 40.0);
            let plain = (size, Weight::Regular, style.ink);
            write(area, &name, plain, ([end + 38.0, middle], HPos::Left))?;
            let over = [MATRIX.0 + cell * (row as f64 + 0.5), top - 14.0];
            write(
                area,
                &number,
                (11.0, Weight::SemiBold, ink),
                (over, HPos::Center),
            )?;
        }
        Ok(())
    })
}

fn draw_cell(
    area: &Area,
    rect: Rect,
    scale: &Scale,
    cosine: f64,
    same: bool,
    style: &Style,
) -> Result<()> {
    let fill = if same {
        style.rule
    } else {
        scale.color(cosine)
    };
    let gap = if rect.width() > 18.0 { 1.0 } else { 0.5 };
    block(area, &rect.grow(-gap / 2.0), color(fill).mix(1.0))?;
    if same || rect.width() < 32.0 {
        return Ok(());
    }
    let (black, white) = (Rgb(0, 0, 0), Rgb(255, 255, 255));
    let ink = if black.contrast(fill) >= white.contrast(fill) {
        black
    } else {
        white
    };
    let middle = [(rect.x0 + rect.x1) / 2.0, (rect.y0 + rect.y1) / 2.0];
    let value = format!("{cosine:.2}");
    write(
        area,
        &value,
        (11.0, Weight::Regular, ink),
        (middle, HPos::Center),
    )
}

/// From cosine to colour: the ground for the least alike pair, deep blue for the most alike.
struct Scale {
    low: f64,
    high: f64,
    mode: Mode,
}

impl Scale {
    fn of(similarity: ArrayView2<f64>, style: &Style) -> Scale {
        let pairs = || {
            similarity
                .indexed_iter()
                .filter(|((a, b), _)| a != b)
                .map(|(_, v)| *v)
        };
        let low = pairs().fold(1.0, f64::min);
        let high = pairs().fold(low + 0.01, f64::max);
        Scale {
            low,
            high,
            mode: style.mode,
        }
    }

    fn color(&self, cosine: f64) -> Rgb {
        let t = ((cosine - self.low) / (self.high - self.low)).clamp(0.0, 1.0);
        match self.mode {
            Mode::Light => Rgb::from_lch(0.97 - 0.52 * t, 0.01 + 0.12 * t, 240.0),
            Mode::Dark => Rgb::from_lch(0.24 + 0.56 * t, 0.02 + 0.10 * t, 230.0),
        }
    }
}

/// The colours from the least to the greatest cosine, in the corner above the tree.
fn draw_scale(area: &Area, scale: &Scale, y: f64, style: &Style) -> Result<()> {
    let look = (11.0, Weight::Regular, style.muted);
    let (low, high) = (format!("{:.2}", scale.low), format!("{:.2}", scale.high));
    let x0 = MARGIN + Weight::Regular.width(&low) * 11.0 + 6.0;
    write(area, &low, look, ([MARGIN, y], HPos::Left))?;
    for step in 0..STEPS {
        let share = step as f64 / (STEPS - 1) as f64;
        let fill = scale.color(scale.low + share * (scale.high - scale.low));
        let rect = Rect {
            x0: x0 + STEP * step as f64,
            y0: y - 5.0,
            x1: x0 + STEP * (step + 1) as f64,
            y1: y + 5.0,
        };
        block(area, &rect, color(fill).mix(1.0))?;
    }
    let end = [x0 + STEP * STEPS as f64 + 6.0, y];
    write(area, &high, look, (end, HPos::Left))
}

fn draw_tree(area: &Area, tree: &Dendrogram, top: f64, cell: f64, style: &Style) -> Result<()> {
    let far = tree.merges.iter().map(|m| m.distance).fold(1e-9, f64::max);
    let x = |distance: f64| MATRIX.0 - 10.0 - (MATRIX.0 - MARGIN - 20.0) * distance / far;
    let y = |row: f64| top + cell * row;
    for Merge {
        below: [a, b],
        distance,
    } in &tree.merges
    {
        let path = [
            [x(a.0), y(a.1)],
            [x(*distance), y(a.1)],
            [x(*distance), y(b.1)],
            [x(b.0), y(b.1)],
        ];
        line(area, &path, 1.2, color(style.muted).mix(0.8))?;
    }
    Ok(())
}
