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
/// Least height of a row with its name, and least width of a column's number, in pixels.
const NAME: f64 = 15.0;
/// Colours of the legend, and the width of each in pixels.
const STEPS: usize = 6;
const STEP: f64 = 8.0;

/// Draws the cosines between theme centres, shape (themes, themes), ordered by average linkage.
///
/// `labels` and `numbers` have the name of each theme and its number in the tables.
///
/// # Errors
/// [`Error::Output`](crate::Error::Output) when the drawing cannot be made, and
/// [`Error::Mismatch`](crate::Error::Mismatch) for a palette of other themes.
pub fn theme_similarity(
    caption: &Caption,
    labels: &[String],
    numbers: &[usize],
    similarity: ArrayView2<f64>,
    palette: &Palette,
    style: &Style,
) -> Result<Drawing> {
    let n = labels.len();
    let tree = Dendrogram::of(similarity);
    let grid = Grid::of(n, caption.height() + 36.0);
    let sheet = Sheet {
        caption,
        notes: "Cosine between theme centres; the tree joins the most alike themes first \
                (average linkage).",
        description: &format!(
            "Heat map of the similarity of {n} themes: {}.",
            labels.join("; ")
        ),
        height: grid.y(n as f64) + 10.0,
    };
    let scale = Scale::of(similarity, style);
    let colors = palette.colors_of(n, style.mode)?;
    sheet.draw(style, |area| {
        draw_tree(area, &tree, &grid, style)?;
        if n > 1 {
            draw_scale(area, &scale, grid.top - 14.0, style)?;
        }
        for (row, &a) in tree.order.iter().enumerate() {
            for (column, &b) in tree.order.iter().enumerate() {
                let rect = grid.cell(row, column);
                draw_cell(area, rect, &scale, similarity[[a, b]], a == b, style)?;
            }
            let ink = colors[a].legible_on(style.background, 5.5);
            draw_name(area, &grid, row, numbers[a], &labels[a], ink, style)?;
        }
        Ok(())
    })
}

/// Where the cells are, in pixels.
struct Grid {
    top: f64,
    width: f64,
    height: f64,
    columns: usize,
    /// Lines over which the numbers of the columns are spread, so that they keep apart.
    levels: usize,
}

impl Grid {
    fn of(themes: usize, top: f64) -> Grid {
        let width = (MATRIX.1 / themes.max(1) as f64).min(LARGEST_CELL);
        let number = if themes > 99 { 1.5 * NAME } else { NAME };
        let levels = (number / width).ceil() as usize;
        Grid {
            top: top + 13.0 * (levels - 1) as f64,
            width,
            height: width.max(NAME),
            columns: themes,
            levels,
        }
    }

    fn x(&self, column: f64) -> f64 {
        MATRIX.0 + self.width * column
    }

    fn y(&self, row: f64) -> f64 {
        self.top + self.height * row
    }

    fn cell(&self, row: usize, column: usize) -> Rect {
        let (row, column) = (row as f64, column as f64);
        Rect {
            x0: self.x(column),
            y0: self.y(row),
            x1: self.x(column + 1.0),
            y1: self.y(row + 1.0),
        }
    }
}

/// The theme's number and name beside its row, and its number over its column.
fn draw_name(
    area: &Area,
    grid: &Grid,
    row: usize,
    number: usize,
    label: &str,
    ink: Rgb,
    style: &Style,
) -> Result<()> {
    let size = 12.5;
    let number = number.to_string();
    let (end, middle) = (grid.x(grid.columns as f64), grid.y(row as f64 + 0.5));
    let bold = (size, Weight::SemiBold, ink);
    write(area, &number, bold, ([end + 30.0, middle], HPos::Right))?;
    let name = fit(label, size, WIDTH - MARGIN - end - 40.0);
    let plain = (size, Weight::Regular, style.ink);
    write(area, &name, plain, ([end + 38.0, middle], HPos::Left))?;
    let level = 13.0 * (row % grid.levels) as f64;
    let over = [grid.x(row as f64 + 0.5), grid.top - 14.0 - level];
    let small = (11.0, Weight::SemiBold, ink);
    write(area, &number, small, (over, HPos::Center))
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

fn draw_tree(area: &Area, tree: &Dendrogram, grid: &Grid, style: &Style) -> Result<()> {
    let far = tree.merges.iter().map(|m| m.distance).fold(1e-9, f64::max);
    let x = |distance: f64| MATRIX.0 - 10.0 - (MATRIX.0 - MARGIN - 20.0) * distance / far;
    let y = |row: f64| grid.y(row);
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
