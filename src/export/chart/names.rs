//! Labels on paper: the name of each theme in its colour, and the line to its island.

use plotters::style::Color;

use super::color::Rgb;
use super::elements::{Area, Name, color, disc, failed, line};
use super::font::Weight;
use super::labels::Label;
use super::letters::{Letters, Line};
use super::style::Style;
use crate::Result;

/// Contrast of names to the ground, before points shine through their halo.
const CONTRAST: f64 = 6.0;
/// Opacity of the halo.
const HALO: f64 = 0.9;

/// The weight of a theme's name: light for one that comes out differently when documents change.
pub(super) fn weight(is_unstable: bool) -> Weight {
    if is_unstable {
        Weight::Regular
    } else {
        Weight::SemiBold
    }
}

/// Draws the lines of all labels, then their names.
pub(super) fn draw(area: &Area, labels: &[Label], colors: &[Rgb], style: &Style) -> Result<()> {
    let ink = |label: &Label| colors[label.theme].legible_on(style.background, CONTRAST);
    let leaders = || {
        labels
            .iter()
            .filter_map(|label| Some((label, label.leader?)))
    };
    for (label, (from, to)) in leaders() {
        line(area, &[from, to], 3.2, color(style.background).mix(0.7))?;
        line(area, &[from, to], 1.1, color(ink(label)).mix(0.9))?;
    }
    for (label, (_, to)) in leaders() {
        disc(area, to, 3.6, color(style.background).mix(1.0))?;
        disc(area, to, 2.4, color(ink(label)).mix(1.0))?;
    }
    for label in labels {
        let lines = label.lines().into_iter();
        let letters = Letters {
            lines: lines
                .map(|(text, x, baseline)| Line { text, x, baseline })
                .collect(),
            size: label.size,
            weight: label.weight,
            ink: ink(label),
            halo: Some((style.background, HALO)),
        };
        area.draw(&Name(letters)).map_err(failed)?;
    }
    Ok(())
}
