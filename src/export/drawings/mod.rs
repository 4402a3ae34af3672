//! The charts of a run, drawn once for all files that show them.

mod charts;
mod map;
mod standings;
mod words;
mod years;

pub(super) use words::title;
pub(super) use years::timeline;

use super::chart::{Drawing, Lint, Mode, Palette, Style};
use crate::{Result, ThemeMap};

/// Pixels of the PNG for each pixel of the drawing.
const PNG_SCALE: f32 = 2.0;

/// A chart in both looks.
#[derive(Debug, Clone)]
pub struct Pair {
    /// For light pages and paper.
    pub light: Drawing,
    /// For dark pages.
    pub dark: Drawing,
}

impl Pair {
    pub(super) fn of(draw: impl Fn(&Style) -> Result<Drawing>) -> Result<Pair> {
        Ok(Pair {
            light: draw(&Style::new(Mode::Light))?,
            dark: draw(&Style::new(Mode::Dark))?,
        })
    }
}

/// All charts of a run, and the colours that they share.
#[derive(Debug, Clone)]
pub struct Drawings {
    /// The theme map.
    pub map: Pair,
    /// Documents and silhouette of each theme.
    pub sizes: Option<Pair>,
    /// Similarity of every two themes; none for one theme.
    pub similarity: Option<Pair>,
    /// Figures of every number of themes tried; none when the number was given.
    pub sweep: Option<Pair>,
    /// Share of each theme by year; none where fewer than two years are known.
    pub timeline: Option<Pair>,
    /// Centrality and density of the themes; none for one theme.
    pub strategic: Option<Pair>,
    /// What the two maps promise their readers, the worse of each figure.
    pub lint: Lint,
    /// The colour of each theme, the same in all charts, tables and pages.
    pub palette: Palette,
}

impl Drawings {
    /// Draws the charts of a run.
    ///
    /// # Errors
    ///
    /// [`Error::Output`](crate::Error::Output) when a chart cannot be drawn.
    pub fn of(map: &ThemeMap) -> Result<Drawings> {
        let (pair, lint, palette) = map::map(map)?;
        Ok(Drawings {
            map: pair,
            sizes: charts::sizes(map, &palette)?,
            similarity: charts::similarity(map, &palette)?,
            sweep: charts::sweep(map)?,
            timeline: charts::timeline(map, &palette)?,
            strategic: charts::strategic(map, &palette)?,
            lint,
            palette,
        })
    }

    /// The light map as PNG, at twice its size.
    ///
    /// # Errors
    ///
    /// As [`Drawing::png`].
    pub fn png(&self) -> Result<Vec<u8>> {
        self.map.light.png(PNG_SCALE)
    }
}
