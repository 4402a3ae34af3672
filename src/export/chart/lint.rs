//! Measuring whether a drawing can be read.

use super::color::Rgb;
use super::drawing::{Drawing, TextBox};
use crate::Result;

/// What a reader depends on.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Lint {
    /// Pairs of texts that overlap, and texts that leave the drawing.
    pub label_overlaps: usize,
    /// Least WCAG contrast of a text to what lies under it, in [1, 21].
    pub min_contrast: f64,
    /// Least font size, in pixels.
    pub min_text_px: f64,
}

/// Measures a drawing: overlaps and sizes from its texts, contrast from its pixels.
///
/// # Errors
/// [`crate::Error::Output`] when the drawing cannot be rendered.
pub fn lint(drawing: &Drawing) -> Result<Lint> {
    let (width, height) = (f64::from(drawing.width), f64::from(drawing.height));
    let texts = &drawing.texts;
    let outside = texts.iter().filter(|text| {
        let b = &text.bounds;
        b.x0 < 0.0 || b.y0 < 0.0 || b.x1 > width || b.y1 > height
    });
    let overlaps = (0..texts.len())
        .flat_map(|i| (0..i).map(move |j| (i, j)))
        .filter(|&(i, j)| texts[i].bounds.overlaps(&texts[j].bounds));
    let ground = Ground::of(drawing)?;
    Ok(Lint {
        label_overlaps: outside.count() + overlaps.count(),
        min_contrast: texts
            .iter()
            .map(|t| ground.contrast(t))
            .fold(f64::INFINITY, f64::min),
        min_text_px: texts.iter().map(|t| t.size).fold(f64::INFINITY, f64::min),
    })
}

/// The pixels under the text.
struct Ground {
    width: usize,
    height: usize,
    pixels: Vec<Rgb>,
}

impl Ground {
    fn of(drawing: &Drawing) -> Result<Ground> {
        let pixmap = drawing.paint(1.0, false)?;
        let pixels = pixmap
            .pixels()
            .iter()
            .map(|p| Rgb(p.red(), p.green(), p.blue()))
            .collect();
        Ok(Ground {
            width: pixmap.width() as usize,
            height: pixmap.height() as usize,
            pixels,
        })
    }

    /// Least contrast of a text to any pixel in its box, seen through its halo.
    fn contrast(&self, text: &TextBox) -> f64 {
        let b = &text.bounds;
        let columns = b.x0.max(0.0) as usize..(b.x1.max(0.0).ceil() as usize).min(self.width);
        let rows = b.y0.max(0.0) as usize..(b.y1.max(0.0).ceil() as usize).min(self.height);
        let mut least = f64::INFINITY;
        let mut last = None;
        for row in rows {
            for &pixel in &self.pixels[row * self.width..][columns.clone()] {
                if last == Some(pixel) {
                    continue;
                }
                last = Some(pixel);
                let under = match text.halo {
                    Some((halo, alpha)) => halo.over(pixel, alpha),
                    None => pixel,
                };
                least = least.min(text.ink.contrast(under));
            }
        }
        least
    }
}

#[cfg(test)]
mod tests;
