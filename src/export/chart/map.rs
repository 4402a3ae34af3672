//! The theme map.

use plotters::coord::types::RangedCoordf64;
use plotters::prelude::*;
use plotters::style::text_anchor::HPos;

use super::canvas::Canvas;
use super::color::Rgb;
use super::density::Density;
use super::drawing::Drawing;
use super::elements::{Area, Island, Name, at, color, failed, units, write};
use super::font::Weight;
use super::frame::{Frame, MARGIN, WIDTH};
use super::geometry::{Point, Rect};
use super::input::{MapInput, Membership};
use super::key::{Key, fit};
use super::labels::{self, Label, Subject};
use super::letters::{Letters, Line};
use super::palette::Palette;
use super::style::Style;
use crate::Result;

/// Contrast of names to the ground before points shine through their halo.
const NAME_CONTRAST: f64 = 6.0;
/// Opacity of the halo.
const HALO: f64 = 0.9;

/// Draws the theme map.
///
/// Near points use similar words; the axes have no unit. Every theme is named where it is at home
/// or with a line to it; past forty themes the smallest are numbered and named in a key.
///
/// # Errors
/// [`crate::Error::Output`] when the slices do not fit together or the drawing cannot be made.
pub fn theme_map(input: &MapInput, palette: &Palette, style: &Style) -> Result<Drawing> {
    input.check()?;
    let colors = palette.colors(style.mode);
    let header = 78.0 + 22.0 * input.subtitle.len() as f64;
    let frame = Frame::of(input.points, header);
    let dots = Dots::for_count(input.points.len());
    let homes = homes(input, &frame);
    let labels = labels::place(&subjects(input, &homes), &frame.plot, dots.area());
    let numbered = labels.iter().filter(|label| label.numbered);
    let key = Key {
        entries: numbered
            .map(|l| (l.theme, input.labels[l.theme].as_str()))
            .collect(),
    };
    let height = frame.plot.y1 + key.height() + 70.0;

    let description = input.description();
    let mut drawing = Drawing::new(
        WIDTH as u32,
        height.ceil() as u32,
        input.title,
        &description,
    );
    {
        let canvas = Canvas::new(&mut drawing, input.points.len());
        let area = canvas.into_drawing_area();
        area.fill(&color(style.background)).map_err(failed)?;
        draw_islands(&area, &homes, colors, style)?;
        draw_points(&area, input, &frame, &dots, colors, style)?;
        draw_leaders(&area, &labels, colors, style)?;
        draw_names(&area, &labels, colors, style)?;
        draw_header(&area, input, style)?;
        key.draw(&area, frame.plot.y1, colors, style)?;
        draw_footer(&area, input, height - 36.0, style)?;
        area.present().map_err(failed)?;
    }
    Ok(drawing)
}

/// A theme's part of the map.
struct Home {
    theme: usize,
    points: Vec<Point>,
    density: Density,
}

/// The themes that have documents, largest first.
fn homes(input: &MapInput, frame: &Frame) -> Vec<Home> {
    let mut members: Vec<Vec<Point>> = vec![Vec::new(); input.labels.len()];
    for (&point, theme) in input.points.iter().zip(input.theme) {
        if let Some(theme) = theme {
            members[*theme].push(frame.place(point));
        }
    }
    let mut homes: Vec<Home> = members
        .into_iter()
        .enumerate()
        .filter(|(_, points)| !points.is_empty())
        .map(|(theme, points)| {
            // The fewer points, the farther each must reach for an island to form.
            let reach = (64.0 / libm::pow(points.len() as f64, 0.33)).clamp(7.0, 24.0);
            Home {
                theme,
                density: Density::of(&points, &frame.plot, reach),
                points,
            }
        })
        .collect();
    homes.sort_by(|a, b| {
        b.points
            .len()
            .cmp(&a.points.len())
            .then(a.theme.cmp(&b.theme))
    });
    homes
}

fn subjects(input: &MapInput, homes: &[Home]) -> Vec<Subject> {
    homes
        .iter()
        .map(|home| Subject {
            theme: home.theme,
            name: input.labels[home.theme].clone(),
            anchor: home.density.peak(),
            points: home.points.clone(),
            weight: if input.unstable[home.theme] {
                Weight::Regular
            } else {
                Weight::SemiBold
            },
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
            radius: (100.0 / n.sqrt()).clamp(1.0, 4.5),
            alpha: (1.3 - 0.08 * libm::log(n)).clamp(0.35, 0.85),
        }
    }

    /// Square pixels that a point covers, by opacity.
    fn area(&self) -> f64 {
        std::f64::consts::PI * self.radius * self.radius * self.alpha
    }
}

fn draw_islands(area: &Area, homes: &[Home], colors: &[Rgb], style: &Style) -> Result<()> {
    for home in homes {
        for share in [0.9, 0.5] {
            let shores = home
                .density
                .shores(home.density.level_around(&home.points, share));
            let fill = color(colors[home.theme]).mix(style.glow);
            area.draw(&Island::new(&shores, fill)).map_err(failed)?;
        }
    }
    Ok(())
}

/// Grey points first, then the themes from the largest to the smallest, core over border.
fn draw_points(
    area: &Area,
    input: &MapInput,
    frame: &Frame,
    dots: &Dots,
    colors: &[Rgb],
    style: &Style,
) -> Result<()> {
    let Rect { x0, y0, x1, y1 } = frame.points;
    let plane = area.apply_coord_spec(Cartesian2d::<RangedCoordf64, RangedCoordf64>::new(
        frame.x.clone(),
        frame.y.clone(),
        (units(x0)..units(x1), units(y1)..units(y0)),
    ));
    let mut order: Vec<usize> = (0..input.points.len())
        .filter(|&i| input.points[i].iter().all(|v| v.is_finite()))
        .collect();
    let sizes = input.sizes();
    order.sort_by_key(|&i| match input.theme[i] {
        None => (0, 0, 0, 0),
        Some(t) => (
            1,
            usize::MAX - sizes[t],
            t,
            usize::from(input.membership[i] == Membership::Core),
        ),
    });
    for i in order {
        let (ink, alpha) = match (input.theme[i], input.membership[i]) {
            (None, _) => (style.unassigned, 0.75 * dots.alpha),
            (Some(t), Membership::Border) => (colors[t], 0.5 * dots.alpha),
            (Some(t), Membership::Core) => (colors[t], dots.alpha),
        };
        let [x, y] = input.points[i];
        let dot = Circle::new((x, y), units(dots.radius), color(ink).mix(alpha).filled());
        plane.draw(&dot).map_err(failed)?;
    }
    Ok(())
}

fn draw_leaders(area: &Area, labels: &[Label], colors: &[Rgb], style: &Style) -> Result<()> {
    for label in labels {
        let Some((from, to)) = label.leader else {
            continue;
        };
        let ink = colors[label.theme].legible_on(style.background, NAME_CONTRAST);
        let line = |ink: RGBAColor, width: f64| {
            PathElement::new(
                vec![at(from), at(to)],
                ink.stroke_width(units(width) as u32),
            )
        };
        area.draw(&line(color(style.background).mix(0.7), 3.2))
            .map_err(failed)?;
        area.draw(&line(color(ink).mix(0.9), 1.1)).map_err(failed)?;
        for (radius, fill) in [(3.6, style.background), (2.4, ink)] {
            let dot = Circle::new(at(to), units(radius), color(fill).filled());
            area.draw(&dot).map_err(failed)?;
        }
    }
    Ok(())
}

fn draw_names(area: &Area, labels: &[Label], colors: &[Rgb], style: &Style) -> Result<()> {
    for label in labels {
        let lines = label.lines().into_iter();
        let letters = Letters {
            lines: lines
                .map(|(text, x, baseline)| Line { text, x, baseline })
                .collect(),
            size: label.size,
            weight: label.weight,
            ink: colors[label.theme].legible_on(style.background, NAME_CONTRAST),
            halo: Some((style.background, HALO)),
        };
        area.draw(&Name(letters)).map_err(failed)?;
    }
    Ok(())
}

fn draw_header(area: &Area, input: &MapInput, style: &Style) -> Result<()> {
    let title = (26.0, Weight::SemiBold, style.ink);
    let text = fit(input.title, 28.0, WIDTH - 2.0 * MARGIN);
    write(area, &text, title, ([MARGIN, 50.0], HPos::Left))?;
    for (i, line) in input.subtitle.iter().enumerate() {
        let to = [MARGIN, 82.0 + 22.0 * i as f64];
        let text = fit(line, 14.0, WIDTH - 2.0 * MARGIN);
        write(
            area,
            &text,
            (14.0, Weight::Regular, style.muted),
            (to, HPos::Left),
        )?;
    }
    Ok(())
}

fn draw_footer(area: &Area, input: &MapInput, y: f64, style: &Style) -> Result<()> {
    let look = (12.0, Weight::Regular, style.muted);
    let made = Weight::Regular.width(input.footer) * look.0;
    let notes = fit(&input.notes(), look.0, WIDTH - 2.0 * MARGIN - made - 24.0);
    write(area, &notes, look, ([MARGIN, y], HPos::Left))?;
    write(area, input.footer, look, ([WIDTH - MARGIN, y], HPos::Right))
}
