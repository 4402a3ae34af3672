//! The strategic diagram of co-word analysis (Callon, Courtial and Laville 1991).

use plotters::style::Color;
use plotters::style::text_anchor::HPos;

use super::drawing::Drawing;
use super::elements::{Area, color, disc, line, write};
use super::font::Weight;
use super::geometry::{Point, Rect};
use super::key::Key;
use super::labels::{self, Subject};
use super::names;
use super::palette::Palette;
use super::sheet::{Caption, MARGIN, Sheet, WIDTH};
use super::style::Style;
use crate::Result;

const HEIGHT: f64 = 640.0;
/// Radius of the largest theme's circle, in pixels.
const LARGEST: f64 = 30.0;

/// Where a theme stands among the others.
#[derive(Debug, Clone, Copy)]
pub struct Standing {
    /// The theme's number in the tables.
    pub number: usize,
    /// Callon centrality: how strongly its words are tied to words of other themes.
    pub centrality: f64,
    /// Callon density: how strongly its words are tied to each other.
    pub density: f64,
    /// Documents.
    pub size: usize,
}

/// Draws each theme as a circle at the ranks of its centrality and density; names of unstable
/// themes are light. The three slices have one entry a theme.
///
/// Ranks and not values, so that one extreme theme does not press the others into a corner.
///
/// # Errors
/// [`Error::Output`](crate::Error::Output) when the drawing cannot be made, and
/// [`Error::Mismatch`](crate::Error::Mismatch) for a palette of other themes.
pub fn strategic_diagram(
    caption: &Caption,
    labels: &[String],
    standings: &[Standing],
    unstable: &[bool],
    palette: &Palette,
    style: &Style,
) -> Result<Drawing> {
    let top = caption.height() + 24.0;
    let frame = Rect {
        x0: MARGIN,
        y0: top,
        x1: WIDTH - MARGIN,
        y1: top + HEIGHT,
    };
    let circles = circles(standings, &frame.grow(-56.0));
    let placed = labels::place(
        &subjects(labels, standings, &circles, unstable),
        &frame.grow(-26.0),
    );
    let colors = palette.colors_of(labels.len(), style.mode)?;
    let key = Key::of(&placed, labels);
    let sheet = Sheet {
        caption,
        notes: &notes(unstable),
        description: &format!(
            "Centrality and density of {} themes: {}.",
            labels.len(),
            labels.join("; ")
        ),
        height: frame.y1 + 10.0 + key.height(),
    };
    sheet.draw(style, |area| {
        quadrants(area, &frame, style)?;
        for (&(centre, radius), &fill) in circles.iter().zip(colors) {
            disc(area, centre, radius, color(fill).mix(0.55))?;
        }
        names::draw(area, &placed, colors, style)?;
        key.draw(area, frame.y1, colors, style)
    })
}

/// Centre and radius of each theme's circle.
fn circles(standings: &[Standing], frame: &Rect) -> Vec<(Point, f64)> {
    let most = standings.iter().map(|s| s.size).max().unwrap_or(1).max(1) as f64;
    let across = ranks(standings.iter().map(|s| s.centrality));
    let up = ranks(standings.iter().map(|s| s.density));
    standings
        .iter()
        .zip(across.iter().zip(&up))
        .map(|(standing, (across, up))| {
            let centre = [
                frame.x0 + across * frame.width(),
                frame.y1 - up * frame.height(),
            ];
            (
                centre,
                (LARGEST * (standing.size as f64 / most).sqrt()).max(4.0),
            )
        })
        .collect()
}

/// Ranks of values as shares from 0 to 1; equal values keep their order.
fn ranks(values: impl Iterator<Item = f64>) -> Vec<f64> {
    let values: Vec<f64> = values.collect();
    let mut order: Vec<usize> = (0..values.len()).collect();
    order.sort_by(|&a, &b| values[a].total_cmp(&values[b]).then(a.cmp(&b)));
    let mut ranks = vec![0.5; values.len()];
    if values.len() > 1 {
        for (rank, &i) in order.iter().enumerate() {
            ranks[i] = rank as f64 / (values.len() - 1) as f64;
        }
    }
    ranks
}

/// Each circle's middle and two rings stand for its points, so that names keep off it.
fn subjects(
    labels: &[String],
    standings: &[Standing],
    circles: &[(Point, f64)],
    unstable: &[bool],
) -> Vec<Subject> {
    let rings = |&(centre, radius): &(Point, f64)| -> Vec<Point> {
        let on = |step: usize| {
            let (sin, cos) = libm::sincos(std::f64::consts::TAU * step as f64 / 16.0);
            let radius = if step < 16 { radius } else { radius / 2.0 };
            [centre[0] + radius * cos, centre[1] + radius * sin]
        };
        (0..32).map(on).chain([centre]).collect()
    };
    let subject = |(theme, (name, circle)): (usize, (&String, &(Point, f64)))| Subject {
        theme,
        number: standings[theme].number,
        name: name.clone(),
        anchor: circle.0,
        points: rings(circle),
        weight: names::weight(unstable[theme]),
    };
    labels
        .iter()
        .zip(circles)
        .enumerate()
        .map(subject)
        .collect()
}

fn notes(unstable: &[bool]) -> String {
    let mut notes = "Centrality: how strongly a theme's terms occur with those of other themes; \
                     density: with each other (Callon 1991). Both by rank; area: documents."
        .to_owned();
    if unstable.contains(&true) {
        notes += " Light names: unstable themes.";
    }
    notes
}

fn quadrants(area: &Area, frame: &Rect, style: &Style) -> Result<()> {
    let middle = [(frame.x0 + frame.x1) / 2.0, (frame.y0 + frame.y1) / 2.0];
    let rule = color(style.rule).mix(1.0);
    line(
        area,
        &[[middle[0], frame.y0], [middle[0], frame.y1]],
        1.0,
        rule,
    )?;
    line(
        area,
        &[[frame.x0, middle[1]], [frame.x1, middle[1]]],
        1.0,
        rule,
    )?;
    let look = (12.5, Weight::Regular, style.muted);
    let (high, low) = (frame.y0 + 6.0, frame.y1 - 6.0);
    for (text, x, y, align) in [
        ("Niche: dense, apart", frame.x0, high, HPos::Left),
        ("Motor: dense, central", frame.x1, high, HPos::Right),
        (
            "Emerging or declining: loose, apart",
            frame.x0,
            low,
            HPos::Left,
        ),
        ("Basic: loose, central", frame.x1, low, HPos::Right),
        ("↑ Density", middle[0] + 10.0, high, HPos::Left),
        ("Centrality →", middle[0] + 10.0, low, HPos::Left),
    ] {
        write(area, text, look, ([x, y], align))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranks_run_from_nought_to_one() {
        assert_eq!(ranks([3.0, 1.0, 2.0].into_iter()), [1.0, 0.0, 0.5]);
        assert_eq!(ranks([7.0].into_iter()), [0.5]);
    }
}
