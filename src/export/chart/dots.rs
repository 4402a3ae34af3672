//! Filled circles: as pixels, as SVG elements, and very many as one picture, as past some 20,000 an
//! SVG of circles is too large to open.

use std::fmt::Write;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use plotters_backend::BackendColor;
use resvg::tiny_skia::Pixmap;

use super::color::Rgb;
use super::markup::{self, decimal};

/// Filled circles side by side that are still elements of a file.
pub(super) const MOST_CIRCLES: usize = 20_000;

/// A filled circle, in pixels.
#[derive(Debug, Clone, Copy)]
pub(super) struct Dot {
    pub x: f32,
    pub y: f32,
    pub radius: f32,
    pub color: Rgb,
    pub alpha: f32,
}

/// Paints the dots over `pixmap`, `scale` pixels for each of the drawing's.
pub(super) fn paint(dots: &[Dot], scale: f32, pixmap: &mut Pixmap) {
    let (width, height) = (pixmap.width() as i32, pixmap.height() as i32);
    let data = pixmap.data_mut();
    for dot in dots {
        let (x, y, radius) = (dot.x * scale, dot.y * scale, dot.radius * scale);
        let reach = radius + 1.0;
        for row in ((y - reach) as i32).max(0)..=((y + reach) as i32).min(height - 1) {
            for column in ((x - reach) as i32).max(0)..=((x + reach) as i32).min(width - 1) {
                let (dx, dy) = (column as f32 + 0.5 - x, row as f32 + 0.5 - y);
                let cover = (radius + 0.5 - (dx * dx + dy * dy).sqrt()).clamp(0.0, 1.0);
                if cover > 0.0 {
                    let at = (row * width + column) as usize * 4;
                    blend(&mut data[at..at + 4], dot.color, cover * dot.alpha);
                }
            }
        }
    }
}

/// Lays a colour over a premultiplied pixel.
fn blend(pixel: &mut [u8], color: Rgb, alpha: f32) {
    for (under, over) in pixel.iter_mut().zip([color.0, color.1, color.2, 255]) {
        let mixed = f32::from(over) * alpha + f32::from(*under) * (1.0 - alpha);
        *under = (mixed + 0.5) as u8;
    }
}

/// Appends the dots to an SVG file of that size.
pub(super) fn write(dots: &[Dot], width: u32, height: u32, svg: &mut String) {
    if dots.len() > MOST_CIRCLES {
        *svg += &as_image(dots, width, height);
    } else {
        write_circles(dots, svg);
    }
}

/// Those of one look after each other are a group.
fn write_circles(dots: &[Dot], svg: &mut String) {
    for group in dots.chunk_by(|a, b| (a.color, a.alpha) == (b.color, b.alpha)) {
        let Rgb(r, g, b) = group[0].color;
        let fill = BackendColor {
            alpha: f64::from(group[0].alpha),
            rgb: (r, g, b),
        };
        let _ = writeln!(svg, "<g {}>", markup::paint("fill", fill));
        for dot in group {
            let [x, y, r] = [dot.x, dot.y, dot.radius].map(|px| decimal(px.into()));
            let _ = writeln!(svg, "<circle cx=\"{x}\" cy=\"{y}\" r=\"{r}\"/>");
        }
        svg.push_str("</g>\n");
    }
}

/// An SVG image element that holds its PNG.
fn as_image(dots: &[Dot], width: u32, height: u32) -> String {
    let Some(mut pixmap) = Pixmap::new(width, height) else {
        return String::new();
    };
    paint(dots, 1.0, &mut pixmap);
    // Sixteen steps a channel cannot be told from 256 on points, and deflate well.
    for pixel in pixmap.data_mut().chunks_exact_mut(4) {
        let alpha = (u16::from(pixel[3]) + 8) / 17 * 17;
        for channel in &mut pixel[..3] {
            *channel = (((u16::from(*channel) + 8) / 17 * 17).min(alpha)) as u8;
        }
        pixel[3] = alpha as u8;
    }
    let png = pixmap.encode_png().unwrap_or_default();
    format!(
        "<image width=\"{width}\" height=\"{height}\" href=\"data:image/png;base64,{}\"/>\n",
        STANDARD.encode(png)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dot_covers_its_middle_and_not_the_corner() {
        let mut pixmap = Pixmap::new(10, 10).expect("not empty");
        let dot = Dot {
            x: 5.0,
            y: 5.0,
            radius: 2.0,
            color: Rgb(255, 0, 0),
            alpha: 1.0,
        };
        paint(&[dot], 1.0, &mut pixmap);
        assert_eq!(
            pixmap.pixel(5, 5).map(|p| (p.red(), p.alpha())),
            Some((255, 255))
        );
        assert_eq!(pixmap.pixel(0, 0).map(|p| p.alpha()), Some(0));
    }
}
