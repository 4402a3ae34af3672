//! The charts of a run, drawn once for all files that show them.

mod charts;
mod map;
mod standings;
mod words;
mod years;

pub(super) use words::title;
pub(super) use years::timeline;

use rayon::prelude::*;

use super::chart::{Drawing, Lint, Mode, Palette, Style};
use super::report::Chart;
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
    pub(super) fn of(draw: impl Fn(&Style) -> Result<Drawing> + Sync) -> Result<Pair> {
        let drawn = |mode| -> Result<Drawing> {
            let drawing = draw(&Style::new(mode))?;
            // Here both looks are written side by side.
            drawing.svg();
            Ok(drawing)
        };
        let (light, dark) = rayon::join(|| drawn(Mode::Light), || drawn(Mode::Dark));
        Ok(Pair {
            light: light?,
            dark: dark?,
        })
    }

    /// As pages show it: the name of its files, and what it shows in one line.
    pub(super) fn shown(&self, name: &str, title: &str) -> Chart {
        Chart {
            name: name.to_string(),
            title: title.to_string(),
            light: self.light.svg().to_owned(),
            dark: self.dark.svg().to_owned(),
        }
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

impl ThemeMap {
    /// The colours that the themes have in every chart, table and page.
    pub fn palette(&self) -> Palette {
        Palette::around(&map::Shown::of(self).input().centres(), &self.colors)
    }
}

impl Drawings {
    /// Draws the charts of a run.
    ///
    /// # Errors
    ///
    /// [`Error::Output`](crate::Error::Output) when a chart cannot be drawn.
    pub fn of(map: &ThemeMap) -> Result<Drawings> {
        let shown = map::Shown::of(map);
        let input = shown.input();
        let palette = Palette::around(&input.centres(), &map.colors);
        let (on_map, beside) = rayon::join(
            || map::map(&input, &palette),
            || {
                charts::ALL
                    .par_iter()
                    .map(|chart| chart(map, &palette))
                    .collect::<Result<Vec<_>>>()
            },
        );
        let (pair, lint) = on_map?;
        let [sizes, similarity, sweep, timeline, strategic] =
            beside?.try_into().expect("each chart is one or none");
        Ok(Drawings {
            map: pair,
            sizes,
            similarity,
            sweep,
            timeline,
            strategic,
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
