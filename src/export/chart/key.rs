//! The names of the themes that the map only numbers.

use plotters::style::text_anchor::HPos;

use super::color::Rgb;
use super::elements::{Area, write};
use super::font::Weight;
use super::labels::Label;
use super::sheet::{MARGIN, WIDTH, fit};
use super::style::Style;
use crate::Result;

const COLUMNS: usize = 3;
const ROW: f64 = 20.0;
const SIZE: f64 = 12.0;

/// Numbered themes with their names, in columns.
pub(super) struct Key<'a> {
    /// The themes' labels, and their names.
    entries: Vec<(&'a Label, &'a str)>,
}

impl<'a> Key<'a> {
    /// The labels that are numbers, with the names they stand for.
    pub fn of(labels: &'a [Label], names: &'a [String]) -> Key<'a> {
        let numbered = labels.iter().filter(|label| label.numbered);
        Key {
            entries: numbered
                .map(|label| (label, names[label.theme].as_str()))
                .collect(),
        }
    }

    /// Height in pixels, nothing when there are no entries.
    pub fn height(&self) -> f64 {
        match self.rows() {
            0 => 0.0,
            rows => rows as f64 * ROW + 28.0,
        }
    }

    fn rows(&self) -> usize {
        self.entries.len().div_ceil(COLUMNS)
    }

    /// Draws the key with its top at `top`.
    pub fn draw(&self, area: &Area, top: f64, colors: &[Rgb], style: &Style) -> Result<()> {
        let column = (WIDTH - 2.0 * MARGIN) / COLUMNS as f64;
        for (i, &(label, name)) in self.entries.iter().enumerate() {
            let x = MARGIN + (i / self.rows()) as f64 * column;
            let y = top + 14.0 + (i % self.rows()) as f64 * ROW + ROW / 2.0;
            let ink = colors[label.theme].legible_on(style.background, 5.5);
            let number = label.number.to_string();
            write(
                area,
                &number,
                (SIZE, Weight::SemiBold, ink),
                ([x + 24.0, y], HPos::Right),
            )?;
            let name = fit(name, SIZE, column - 48.0);
            write(
                area,
                &name,
                (SIZE, Weight::Regular, style.ink),
                ([x + 32.0, y], HPos::Left),
            )?;
        }
        Ok(())
    }
}
