//! Where the documents of each theme went from one run to another (alluvial diagram: Rosvall and
//! Bergstrom, "Mapping change in large networks", PLoS ONE 2010).

use plotters::element::Polygon;
use plotters::style::Color;
use plotters::style::text_anchor::HPos;

use super::color::Rgb;
use super::drawing::Drawing;
use super::elements::{Area, at, block, color, failed, write};
use super::font::Weight;
use super::geometry::{Point, Rect};
use super::sheet::{Caption, MARGIN, Sheet, WIDTH, fit};
use super::style::Style;
use crate::Result;

const NAMES: f64 = 350.0;
const BLOCK: f64 = 16.0;
/// Height of all documents of the larger side, in pixels.
const ALL: f64 = 560.0;
/// Least distance from a block's middle to the next, so that names have room.
const PITCH: f64 = 22.0;
const GAP: f64 = 6.0;
const NAME_SIZE: f64 = 13.0;
/// Points of a band's edge.
const STEPS: usize = 32;
/// Rounds in which blocks are sorted by where their bands lead.
const ROUNDS: usize = 8;

/// The themes of two runs, and the documents between them.
#[derive(Debug, Clone, Copy)]
pub struct Alluvial<'a> {
    /// The words above the two columns.
    pub heads: &'a [String; 2],
    /// The themes before.
    pub left: &'a [AlluvialBlock],
    /// The themes after.
    pub right: &'a [AlluvialBlock],
    /// The documents that go from one to another.
    pub bands: &'a [Band],
}

/// A theme of one run.
#[derive(Debug, Clone)]
pub struct AlluvialBlock {
    /// Its name.
    pub label: String,
    /// Number of its documents.
    pub size: usize,
    /// Its colour.
    pub color: Rgb,
}

/// Documents from a theme before to a theme after.
#[derive(Debug, Clone, Copy)]
pub struct Band {
    /// Index of the theme before.
    pub from: usize,
    /// Index of the theme after.
    pub to: usize,
    /// Its height on the left, in documents.
    pub leaving: usize,
    /// Its height on the right, in documents.
    pub arriving: usize,
}

/// Draws the themes before as blocks on the left, those after on the right, and a band for the
/// documents from each to each. Blocks are sorted so that few bands cross.
///
/// # Errors
/// [`crate::Error::Output`] when the drawing cannot be made.
pub fn alluvial(caption: &Caption, input: &Alluvial, style: &Style) -> Result<Drawing> {
    let top = caption.height() + 34.0;
    let documents = |blocks: &[AlluvialBlock]| blocks.iter().map(|b| b.size).sum::<usize>();
    let most = documents(input.left).max(documents(input.right)).max(1);
    let scale = ALL / most as f64;
    let (left_order, right_order) = orders(input);
    let left = column(input.left, &left_order, top, scale);
    let right = column(input.right, &right_order, top, scale);
    let ends = left.iter().chain(&right).map(|place| place.1);
    let sheet = Sheet {
        caption,
        notes: "Blocks: all documents of a theme. Bands: documents in both runs.",
        description: &description(input),
        height: ends.fold(top, f64::max) + 8.0,
    };
    let (x0, x1) = (MARGIN + NAMES, WIDTH - MARGIN - NAMES);
    sheet.draw(style, |area| {
        let head = (NAME_SIZE, Weight::SemiBold, style.ink);
        let name = |i: usize| fit(&input.heads[i], 1.08 * NAME_SIZE, NAMES + 100.0);
        let y = top - 20.0;
        write(area, &name(0), head, ([x0, y], HPos::Right))?;
        write(area, &name(1), head, ([x1, y], HPos::Left))?;
        bands(area, input, (&left, &right), (x0, x1), scale)?;
        blocks(area, input.left, &left, (x0, HPos::Right), style)?;
        blocks(area, input.right, &right, (x1 - BLOCK, HPos::Left), style)
    })
}

fn description(input: &Alluvial) -> String {
    let labels = |blocks: &[AlluvialBlock]| {
        let labels: Vec<&str> = blocks.iter().map(|block| block.label.as_str()).collect();
        labels.join("; ")
    };
    format!(
        "Bands from the themes before ({}) to those after ({}).",
        labels(input.left),
        labels(input.right)
    )
}

/// The blocks of a run with their names, to the left of `x` or to its right.
fn blocks(
    area: &Area,
    themes: &[AlluvialBlock],
    places: &[Place],
    (x, side): (f64, HPos),
    style: &Style,
) -> Result<()> {
    for (theme, &(y0, y1)) in themes.iter().zip(places) {
        let x1 = x + BLOCK;
        let fill = color(theme.color).mix(1.0);
        block(area, &Rect { x0: x, y0, x1, y1 }, fill)?;
        named(area, theme, ((y0 + y1) / 2.0, x), side, style)?;
    }
    Ok(())
}

fn named(
    area: &Area,
    theme: &AlluvialBlock,
    (y, x): (f64, f64),
    side: HPos,
    style: &Style,
) -> Result<()> {
    let x = match side {
        HPos::Left => x + BLOCK + 8.0,
        _ => x - 8.0,
    };
    let size = format!("  {}", theme.size);
    let room = NAMES - 8.0 - Weight::Regular.width(&size) * NAME_SIZE;
    let text = fit(&theme.label, NAME_SIZE, room) + &size;
    let ink = theme.color.legible_on(style.background, 5.5);
    write(
        area,
        &text,
        (NAME_SIZE, Weight::Regular, ink),
        ([x, y], side),
    )
}

/// Top and bottom of each block, in the order of the blocks.
fn column(blocks: &[AlluvialBlock], order: &[usize], top: f64, scale: f64) -> Vec<Place> {
    let mut places = vec![(top, top); blocks.len()];
    let mut y = top;
    for &theme in order {
        let height = (scale * blocks[theme].size as f64).max(1.0);
        let slot = (height + GAP).max(PITCH);
        let middle = y + slot / 2.0;
        places[theme] = (middle - height / 2.0, middle + height / 2.0);
        y += slot;
    }
    places
}

/// The orders of the two columns from top to bottom: each block lies by the mean place of the
/// blocks that its bands lead to (barycentre method: Sugiyama et al. 1981).
fn orders(input: &Alluvial) -> (Vec<usize>, Vec<usize>) {
    let mut left: Vec<usize> = (0..input.left.len()).collect();
    let mut right: Vec<usize> = (0..input.right.len()).collect();
    for _ in 0..ROUNDS {
        let to = |band: &Band| (band.to, band.from, band.arriving);
        right = by_barycentre(
            right.len(),
            &ranks(&left),
            input.bands.iter().map(to),
            &right,
        );
        let from = |band: &Band| (band.from, band.to, band.leaving);
        left = by_barycentre(
            left.len(),
            &ranks(&right),
            input.bands.iter().map(from),
            &left,
        );
    }
    (left, right)
}

fn ranks(order: &[usize]) -> Vec<f64> {
    let mut ranks = vec![0.0; order.len()];
    for (rank, &theme) in order.iter().enumerate() {
        ranks[theme] = (rank as f64 + 0.5) / order.len() as f64;
    }
    ranks
}

/// The blocks by the mean rank of the blocks at the other ends of their bands (own, other,
/// documents); those without bands keep the place that they have.
fn by_barycentre(
    blocks: usize,
    others: &[f64],
    bands: impl Iterator<Item = (usize, usize, usize)>,
    order: &[usize],
) -> Vec<usize> {
    let mut sums = vec![(0.0, 0.0); blocks];
    for (own, other, documents) in bands {
        sums[own].0 += others[other] * documents as f64;
        sums[own].1 += documents as f64;
    }
    let own = ranks(order);
    let key = |block: usize| match sums[block] {
        (sum, weight) if weight > 0.0 => sum / weight,
        _ => own[block],
    };
    let mut sorted: Vec<usize> = (0..blocks).collect();
    sorted.sort_by(|&a, &b| key(a).total_cmp(&key(b)).then(a.cmp(&b)));
    sorted
}

/// Where a block begins and how high it is.
type Place = (f64, f64);

/// The bands, stacked at each block in the order of the blocks that they lead to.
fn bands(
    area: &Area,
    input: &Alluvial,
    (left, right): (&[Place], &[Place]),
    (x0, x1): (f64, f64),
    scale: f64,
) -> Result<()> {
    let mut order: Vec<&Band> = input.bands.iter().collect();
    order.sort_by(|a, b| left[a.from].0.total_cmp(&left[b.from].0));
    let mut down: Vec<f64> = right.iter().map(|place| place.0).collect();
    let mut ends = vec![0.0; order.len()];
    for (end, band) in ends.iter_mut().zip(&order) {
        *end = down[band.to];
        down[band.to] += scale * band.arriving as f64;
    }
    let mut both: Vec<(&Band, f64)> = order.into_iter().zip(ends).collect();
    both.sort_by(|(a, _), (b, _)| right[a.to].0.total_cmp(&right[b.to].0));
    let mut down: Vec<f64> = left.iter().map(|place| place.0).collect();
    for (band, end) in both {
        let start = down[band.from];
        down[band.from] += scale * band.leaving as f64;
        let heights = (scale * band.leaving as f64, scale * band.arriving as f64);
        let fill = color(input.left[band.from].color).mix(0.32);
        let corners = ribbon((x0 + BLOCK, start), (x1 - BLOCK, end), heights);
        let corners: Vec<_> = corners.into_iter().map(at).collect();
        area.draw(&Polygon::new(corners, fill)).map_err(failed)?;
    }
    Ok(())
}

/// The outline of a band from a place on the left to one on the right.
fn ribbon((x0, y0): (f64, f64), (x1, y1): (f64, f64), heights: (f64, f64)) -> Vec<Point> {
    let edge = |offset: (f64, f64)| {
        (0..=STEPS).map(move |step| {
            let t = step as f64 / STEPS as f64;
            let ease = t * t * (3.0 - 2.0 * t);
            let (a, b) = (y0 + offset.0, y1 + offset.1);
            [x0 + t * (x1 - x0), a + ease * (b - a)]
        })
    };
    let below: Vec<Point> = edge(heights).collect();
    edge((0.0, 0.0)).chain(below.into_iter().rev()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::chart::Mode;

    fn theme(label: &str, size: usize) -> AlluvialBlock {
        AlluvialBlock {
            label: label.to_string(),
            size,
            color: Rgb(20, 110, 190),
        }
    }

    fn band(from: usize, to: usize, documents: usize) -> Band {
        Band {
            from,
            to,
            leaving: documents,
            arriving: documents,
        }
    }

    #[test]
    fn every_theme_is_named_and_every_flow_is_a_band() {
        let left = [theme("Cats", 30), theme("Dogs", 20)];
        let right = [
            theme("Dogs", 20),
            theme("Cats at home", 18),
            theme("Lions", 12),
        ];
        let bands = [band(0, 1, 18), band(0, 2, 12), band(1, 0, 20)];
        let caption = Caption {
            title: "What became of the themes",
            subtitle: &[],
            footer: "",
        };
        let input = Alluvial {
            heads: &["before".to_string(), "after".to_string()],
            left: &left,
            right: &right,
            bands: &bands,
        };
        let (left_order, right_order) = orders(&input);
        let first = |order: &[usize]| order[0];
        let untangled = (first(&left_order) == 0) == (first(&right_order) != 0);
        assert!(untangled, "{left_order:?} {right_order:?}");
        let drawing = alluvial(&caption, &input, &Style::new(Mode::Light)).unwrap();
        let svg = drawing.svg();
        assert_eq!(svg.matches("<polygon").count(), 3);
        for label in ["Cats  30", "Dogs  20", "Cats at home  18", "Lions  12"] {
            assert!(svg.contains(label), "{label}");
        }
    }
}
