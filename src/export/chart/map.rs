//! The theme map.

use plotters::coord::types::RangedCoordf64;
use plotters::prelude::*;
use rayon::prelude::*;

use super::color::Rgb;
use super::crowd::Crowd;
use super::density::Density;
use super::drawing::Drawing;
use super::elements::{Area, Island, color, failed, units};
use super::frame::Frame;
use super::geometry::{Point, Rect};
use super::input::MapInput;
use super::key::Key;
use super::labels::{self, Label, Subject};
use super::names;
use super::palette::Palette;
use super::sheet::Sheet;
use super::style::Style;
use crate::Result;
use crate::cluster::Status;

/// Shores of an island, from the water to the heights.
const DEPTHS: [f64; 4] = [0.02, 0.18, 0.4, 0.68];

/// Side of the square in which a theme's points are counted to find its heart, in pixels.
const NEIGHBOURHOOD: f64 = 150.0;

/// Draws the theme map.
///
/// Near points use similar words; the axes have no unit. Every theme is named where it is at home
/// or with a line to it; past forty themes the smallest are numbered and named in a key.
///
/// # Errors
/// [`Error::Output`](crate::Error::Output) when the slices do not fit together or the drawing
/// cannot be made, and [`Error::Mismatch`](crate::Error::Mismatch) for a palette of other themes.
pub fn theme_map(input: &MapInput, palette: &Palette, style: &Style) -> Result<Drawing> {
    Plan::of(input)?.draw(palette, style)
}

/// Where everything on a map lies, the same in every look.
pub(crate) struct Plan<'a> {
    input: &'a MapInput<'a>,
    frame: Frame,
    homes: Vec<Home>,
    labels: Vec<Label>,
    /// The points that have a place, in the order of drawing.
    order: Vec<usize>,
}

impl<'a> Plan<'a> {
    /// Finds places for islands, names and points.
    ///
    /// # Errors
    /// [`crate::Error::Output`] when the slices do not fit together.
    pub fn of(input: &'a MapInput<'a>) -> Result<Plan<'a>> {
        input.check()?;
        let frame = Frame::of(input.points, input.caption.height());
        let homes = homes(input, &frame);
        let labels = labels::place(&subjects(input, &homes, &frame), &frame.plot);
        Ok(Plan {
            order: order(input),
            input,
            frame,
            homes,
            labels,
        })
    }

    /// The map in one look.
    ///
    /// # Errors
    /// [`crate::Error::Output`] when the drawing cannot be made.
    pub fn draw(&self, palette: &Palette, style: &Style) -> Result<Drawing> {
        let colors = palette.colors_of(self.input.labels.len(), style.mode)?;
        let key = Key::of(&self.labels, self.input.labels);
        let bottom = self.frame.plot.y1;
        let sheet = Sheet {
            caption: &self.input.caption,
            notes: &self.input.notes(),
            description: &self.input.description(),
            height: bottom + key.height(),
        };
        sheet.draw(style, |area| {
            draw_islands(area, &self.homes, colors, style)?;
            self.draw_points(area, colors, style)?;
            names::draw(area, &self.labels, colors, style)?;
            key.draw(area, bottom, colors, style)
        })
    }

    fn draw_points(&self, area: &Area, colors: &[Rgb], style: &Style) -> Result<()> {
        let Rect { x0, y0, x1, y1 } = self.frame.points;
        let plane = area.apply_coord_spec(Cartesian2d::<RangedCoordf64, RangedCoordf64>::new(
            self.frame.x.clone(),
            self.frame.y.clone(),
            (units(x0)..units(x1), units(y1)..units(y0)),
        ));
        let dots = Dots::for_count(self.input.points.len());
        for &point in &self.order {
            let (ink, alpha) = match (self.input.theme[point], self.input.status[point]) {
                (None, _) => (style.unassigned, 0.75 * dots.alpha),
                (Some(t), Status::Core) => (colors[t], dots.alpha),
                (Some(t), _) => (colors[t], 0.5 * dots.alpha),
            };
            let [x, y] = self.input.points[point];
            let look = color(ink).mix(alpha).filled();
            let dot = Circle::new((x, y), units(dots.radius), look);
            plane.draw(&dot).map_err(failed)?;
        }
        Ok(())
    }
}

/// Grey points first, then the themes from the largest to the smallest, core over border.
fn order(input: &MapInput) -> Vec<usize> {
    let sizes = input.sizes();
    let mut order: Vec<usize> = (0..input.points.len())
        .filter(|&i| input.points[i].iter().all(|v| v.is_finite()))
        .collect();
    order.sort_by_key(|&i| match input.theme[i] {
        None => (0, 0, 0, 0),
        Some(t) => (
            1,
            usize::MAX - sizes[t],
            t,
            usize::from(input.status[i] == Status::Core),
        ),
    });
    order
}

/// A theme's part of the map.
struct Home {
    theme: usize,
    points: Vec<Point>,
    /// How dense its points are, less where others mix in.
    density: Density,
    /// The shores of its islands, from the water to the heights.
    shores: Vec<Vec<Vec<Point>>>,
}

impl Home {
    /// Where the theme is to be named: its densest point within the neighbourhood that holds the
    /// most of them. A theme in several pieces is named at the largest, not at the tightest.
    fn heart(&self, area: &Rect) -> Option<Point> {
        let crowd = Crowd::of(self.points.iter().copied(), area);
        let near = |p: Point| Rect::around(p, NEIGHBOURHOOD, NEIGHBOURHOOD);
        let mut busiest = (*self.points.first()?, 0.0);
        for &point in &self.points {
            let count = crowd.under(&near(point));
            if count > busiest.1 {
                busiest = (point, count);
            }
        }
        let within = |p: &&Point| near(busiest.0).contains(**p);
        let points: Vec<Point> = self.points.iter().filter(within).copied().collect();
        self.density.best_of(&points)
    }
}

/// The themes that have documents, largest first.
fn homes(input: &MapInput, frame: &Frame) -> Vec<Home> {
    let mut members: Vec<Vec<Point>> = vec![Vec::new(); input.labels.len()];
    for (&point, theme) in input.points.iter().zip(input.theme) {
        if let Some(theme) = theme {
            members[*theme].push(frame.place(point));
        }
    }
    let densities: Vec<Density> = members
        .par_iter()
        .map(|points| {
            // The fewer points, the farther each must reach for an island to form.
            let reach = (52.0 / libm::pow(points.len() as f64, 0.3)).clamp(7.0, 22.0);
            Density::of(points, &frame.plot, reach)
        })
        .collect();
    let mut all = Density::of(&[], &frame.plot, 0.0);
    for density in &densities {
        all.add(density);
    }
    let themes = members.into_par_iter().zip(densities).enumerate();
    let home = |(theme, (points, own)): (usize, (Vec<Point>, Density))| {
        let density = own.claimed_from(&all);
        let levels = own.levels(&points, &DEPTHS);
        let shores = levels.iter().map(|&level| density.shores(level));
        Home {
            theme,
            shores: shores.collect(),
            points,
            density,
        }
    };
    let mut homes: Vec<Home> = themes.map(home).collect();
    homes.retain(|home| !home.points.is_empty());
    homes.sort_by(|a, b| {
        b.points
            .len()
            .cmp(&a.points.len())
            .then(a.theme.cmp(&b.theme))
    });
    homes
}

fn subjects(input: &MapInput, homes: &[Home], frame: &Frame) -> Vec<Subject> {
    homes
        .par_iter()
        .map(|home| Subject {
            theme: home.theme,
            number: input.numbers[home.theme],
            name: input.labels[home.theme].clone(),
            anchor: home.heart(&frame.plot).unwrap_or_default(),
            points: home.points.clone(),
            weight: names::weight(input.unstable[home.theme]),
        })
        .collect()
}

/// Size and opacity of the points.
struct Dots {
    radius: f64,
    alpha: f64,
}

impl Dots {
    fn for_count(n: usize) -> Dots {
        let n = n.max(1) as f64;
        Dots {
            radius: (116.0 / n.sqrt()).clamp(1.1, 5.0),
            alpha: (1.4 - 0.08 * libm::log(n)).clamp(0.4, 0.88),
        }
    }
}

fn draw_islands(area: &Area, homes: &[Home], colors: &[Rgb], style: &Style) -> Result<()> {
    for home in homes {
        for shores in &home.shores {
            let fill = color(colors[home.theme]).mix(style.glow);
            area.draw(&Island::new(shores, fill)).map_err(failed)?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_theme_in_two_pieces_is_named_at_the_larger() {
        let area = Rect {
            x0: 0.0,
            y0: 0.0,
            x1: 1000.0,
            y1: 800.0,
        };
        let loose = (0..40).map(|i| {
            [
                200.0 + 15.0 * f64::from(i % 8),
                200.0 + 15.0 * f64::from(i / 8),
            ]
        });
        let tight = (0..25).map(|i| [800.0 + f64::from(i % 5), 600.0 + f64::from(i / 5)]);
        let points: Vec<Point> = loose.chain(tight).collect();
        let density = Density::of(&points, &area, 12.0);
        let home = Home {
            theme: 0,
            points,
            density,
            shores: Vec::new(),
        };
        let heart = home.heart(&area).expect("there are points");
        assert!(heart[0] < 400.0, "{heart:?}");
    }
}
