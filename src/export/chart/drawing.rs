//! A finished drawing: SVG text, and the same as pixels.

use std::collections::BTreeMap;
use std::fmt::Display;
use std::sync::OnceLock;

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg;

use super::color::Rgb;
use super::dots::{self, Dot};
use super::geometry::Rect;
use super::markup::escape;
use crate::{Error, Result};

/// A piece of a drawing; later pieces lie over earlier ones.
#[derive(Debug, Clone)]
pub(super) enum Layer {
    /// SVG elements.
    Markup(String),
    /// Filled circles.
    Dots(Vec<Dot>),
}

/// A line or block of text as it was drawn.
#[derive(Debug, Clone)]
pub struct TextBox {
    /// What it says; lines are joined by a space.
    pub text: String,
    /// Where, in pixels.
    pub bounds: Rect,
    /// Font size in pixels.
    pub size: f64,
    /// Its colour.
    pub ink: Rgb,
    /// Colour and opacity of the ring round the letters.
    pub halo: Option<(Rgb, f64)>,
}

/// A drawing, 1 unit a pixel.
#[derive(Debug, Clone)]
pub struct Drawing {
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// Every text on it, in the order of drawing.
    pub texts: Vec<TextBox>,
    pub(super) title: String,
    pub(super) description: String,
    pub(super) layers: Vec<Layer>,
    pub(super) outlines: String,
    /// Letters that stand in `outlines` by name, so that one in many places is in the file once.
    pub(super) glyphs: BTreeMap<String, String>,
    /// Letters that the font lacks, as boxes: pixels have no other font to fall back on.
    pub(super) boxes: String,
    pub(super) words: String,
    svg: OnceLock<String>,
}

impl Drawing {
    /// An empty drawing; `title` and `description` are for screen readers.
    pub(super) fn new(width: u32, height: u32, title: &str, description: &str) -> Drawing {
        Drawing {
            width,
            height,
            texts: Vec::new(),
            title: title.to_owned(),
            description: description.to_owned(),
            layers: Vec::new(),
            outlines: String::new(),
            glyphs: BTreeMap::new(),
            boxes: String::new(),
            words: String::new(),
            svg: OnceLock::new(),
        }
    }

    /// The drawing as an SVG file that needs no font and no other file.
    pub fn svg(&self) -> &str {
        self.svg.get_or_init(|| self.write_svg())
    }

    fn write_svg(&self) -> String {
        let mut svg = self.open(" role=\"img\" aria-labelledby=\"title desc\"");
        svg += &format!("<title id=\"title\">{}</title>\n", escape(&self.title));
        svg += &format!("<desc id=\"desc\">{}</desc>\n", escape(&self.description));
        for layer in &self.layers {
            match layer {
                Layer::Markup(markup) => svg += markup,
                Layer::Dots(dots) => dots::write(dots, self.width, self.height, &mut svg),
            }
        }
        svg += &format!("<g aria-hidden=\"true\">\n{}</g>\n", self.lettering());
        // The letters are outlines; this is the same text, unseen, to be found and copied.
        svg += "<g fill-opacity=\"0\" font-family=\"'Noto Sans',sans-serif\">\n";
        svg += &self.words;
        svg += "</g>\n</svg>\n";
        svg
    }

    /// The drawing as a PNG file, `scale` pixels for each of its own.
    ///
    /// # Errors
    /// [`Error::Output`] when the picture cannot be made.
    pub fn png(&self, scale: f32) -> Result<Vec<u8>> {
        self.paint(scale, true)?.encode_png().map_err(failed)
    }

    /// The drawing as pixels, with or without its text.
    pub(super) fn paint(&self, scale: f32, with_text: bool) -> Result<Pixmap> {
        let side = |pixels: u32| (pixels as f32 * scale).round() as u32;
        let mut pixmap = Pixmap::new(side(self.width), side(self.height))
            .ok_or_else(|| failed("the drawing has no area"))?;
        for layer in &self.layers {
            match layer {
                Layer::Markup(markup) => self.paint_markup(markup, scale, &mut pixmap)?,
                Layer::Dots(dots) => dots::paint(dots, scale, &mut pixmap),
            }
        }
        if with_text {
            self.paint_markup(&self.lettering(), scale, &mut pixmap)?;
            self.paint_markup(&self.boxes, scale, &mut pixmap)?;
        }
        Ok(pixmap)
    }

    /// The text as outlines, with the letters that it names.
    fn lettering(&self) -> String {
        let glyphs = self.glyphs.iter();
        let glyphs: String = glyphs
            .map(|(name, path)| format!("<path id=\"{name}\" d=\"{path}\"/>\n"))
            .collect();
        format!("<defs>\n{glyphs}</defs>\n{}", self.outlines)
    }

    fn paint_markup(&self, markup: &str, scale: f32, pixmap: &mut Pixmap) -> Result<()> {
        let svg = self.open("") + markup + "</svg>";
        let tree = usvg::Tree::from_str(&svg, &usvg::Options::default()).map_err(failed)?;
        resvg::render(
            &tree,
            Transform::from_scale(scale, scale),
            &mut pixmap.as_mut(),
        );
        Ok(())
    }

    fn open(&self, attributes: &str) -> String {
        let (w, h) = (self.width, self.height);
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{w}\" height=\"{h}\" \
             viewBox=\"0 0 {w} {h}\"{attributes}>\n"
        )
    }
}

/// What says that a drawing cannot be made, as an error of ours.
pub(super) fn failed(problem: impl Display) -> Error {
    Error::Output {
        file: "the chart".to_owned(),
        problem: problem.to_string(),
    }
}
