//! Text as outlines, so that it looks the same on every machine, with the words kept for search.

use std::fmt::Write;

use owned_ttf_parser::{GlyphId, OutlineBuilder};

use super::color::Rgb;
use super::drawing::{Drawing, TextBox};
use super::font::{self, Weight};
use super::geometry::Rect;
use super::markup::{decimal, escape, hundredths, number};

/// Width of the halo beyond the letters, in em.
const HALO: f64 = 0.15;

/// One line of a text.
#[derive(Debug, Clone)]
pub(super) struct Line {
    pub text: String,
    /// Left end, in pixels.
    pub x: f64,
    /// In pixels from the top.
    pub baseline: f64,
}

/// A text of one size and colour.
#[derive(Debug, Clone)]
pub(super) struct Letters {
    pub lines: Vec<Line>,
    /// Font size in pixels.
    pub size: f64,
    pub weight: Weight,
    pub ink: Rgb,
    /// Colour and opacity of the ring that keeps letters legible over points.
    pub halo: Option<(Rgb, f64)>,
}

impl Letters {
    /// Writes the text on top of everything that is drawn.
    pub fn write(&self, drawing: &mut Drawing) {
        match self.halo {
            Some(_) => self.write_whole(drawing),
            None => self.write_by_name(drawing),
        }
        for line in &self.lines {
            self.write_missing(line, &mut drawing.outlines);
            drawing.boxes += &self.boxes(line);
            drawing.words += &self.word(line);
        }
        if let Some(bounds) = self.bounds() {
            let lines: Vec<&str> = self.lines.iter().map(|line| line.text.as_str()).collect();
            drawing.texts.push(TextBox {
                text: lines.join(" "),
                bounds,
                size: self.size,
                ink: self.ink,
                halo: self.halo,
            });
        }
    }

    /// All letters as one shape, so that the halo of one does not cover the next.
    fn write_whole(&self, drawing: &mut Drawing) {
        let mut outline = Outline::new(self.size / self.weight.units_per_em());
        for line in &self.lines {
            for glyph in self.weight.set(&line.text) {
                if let Some(id) = glyph.id {
                    let x = line.x + glyph.x * self.size;
                    outline.glyph(self.weight, id, x, line.baseline);
                }
            }
        }
        if !outline.path.is_empty() {
            drawing.outlines += &format!(
                "<path fill=\"{}\"{} d=\"{}\"/>\n",
                self.ink.hex(),
                self.ring(),
                outline.path
            );
        }
    }

    /// Each letter by its name, in the units of the font.
    fn write_by_name(&self, drawing: &mut Drawing) {
        let em = self.weight.units_per_em();
        let initial = match self.weight {
            Weight::Regular => 'r',
            Weight::SemiBold => 's',
        };
        for line in &self.lines {
            let mut letters = String::new();
            for glyph in self.weight.set(&line.text) {
                let Some(id) = glyph.id.filter(|_| !glyph.character.is_whitespace()) else {
                    continue;
                };
                let name = format!("{initial}{}", id.0);
                let x = (glyph.x * em).round();
                let _ = write!(letters, "<use href=\"#{name}\" x=\"{x}\"/>");
                drawing.glyphs.entry(name).or_insert_with(|| {
                    let mut outline = Outline::new(1.0);
                    outline.glyph(self.weight, id, 0.0, 0.0);
                    outline.path
                });
            }
            if !letters.is_empty() {
                drawing.outlines += &format!(
                    "<g fill=\"{}\" transform=\"translate({} {})scale({})\">{letters}</g>\n",
                    self.ink.hex(),
                    decimal(line.x),
                    decimal(line.baseline),
                    self.size / em,
                );
            }
        }
    }

    /// Letters that the font lacks are left to the reader's fonts.
    fn write_missing(&self, line: &Line, out: &mut String) {
        let mut missing: Option<(f64, f64, String)> = None;
        for glyph in self.weight.set(&line.text) {
            if glyph.id.is_some() {
                self.write_run(missing.take(), line.baseline, out);
                continue;
            }
            let x = line.x + glyph.x * self.size;
            let end = x + glyph.advance * self.size;
            let (_, stop, run) = missing.get_or_insert((x, end, String::new()));
            *stop = end;
            run.push(glyph.character);
        }
        self.write_run(missing, line.baseline, out);
    }

    fn write_run(&self, run: Option<(f64, f64, String)>, baseline: f64, out: &mut String) {
        let Some((start, end, text)) = run else {
            return;
        };
        let _ = writeln!(
            out,
            "<text x=\"{}\" y=\"{}\" font-family=\"sans-serif\" font-size=\"{}\" \
             textLength=\"{}\" lengthAdjust=\"spacingAndGlyphs\" fill=\"{}\"{}>{}</text>",
            decimal(start),
            decimal(baseline),
            decimal(self.size),
            decimal(end - start),
            self.ink.hex(),
            self.ring(),
            escape(&text)
        );
    }

    /// A box for each character that the font lacks.
    fn boxes(&self, line: &Line) -> String {
        let lacks = |glyph: &font::Glyph| glyph.id.is_none() && !glyph.character.is_whitespace();
        let mut boxes = String::new();
        for glyph in self.weight.set(&line.text).into_iter().filter(lacks) {
            let height = font::CAPITAL * self.size;
            let _ = writeln!(
                boxes,
                "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" fill=\"none\" stroke=\"{}\"/>",
                decimal(line.x + (glyph.x + 0.12) * self.size),
                decimal(line.baseline - height),
                decimal((glyph.advance - 0.24) * self.size),
                decimal(height),
                self.ink.hex()
            );
        }
        boxes
    }

    fn ring(&self) -> String {
        let Some((color, alpha)) = self.halo else {
            return String::new();
        };
        format!(
            " stroke=\"{}\" stroke-opacity=\"{}\" stroke-width=\"{}\" stroke-linejoin=\"round\" \
             paint-order=\"stroke\"",
            color.hex(),
            decimal(alpha),
            decimal(2.0 * HALO * self.size)
        )
    }

    fn word(&self, line: &Line) -> String {
        let width = self.weight.width(&line.text) * self.size;
        let weight = match self.weight {
            Weight::Regular => "",
            Weight::SemiBold => " font-weight=\"600\"",
        };
        format!(
            "<text x=\"{}\" y=\"{}\" font-size=\"{}\"{weight} textLength=\"{}\" \
             lengthAdjust=\"spacingAndGlyphs\">{}</text>\n",
            decimal(line.x),
            decimal(line.baseline),
            decimal(self.size),
            decimal(width),
            escape(&line.text)
        )
    }

    fn bounds(&self) -> Option<Rect> {
        self.lines
            .iter()
            .map(|line| Rect {
                x0: line.x,
                y0: line.baseline - font::ASCENT * self.size,
                x1: line.x + self.weight.width(&line.text) * self.size,
                y1: line.baseline + font::DESCENT * self.size,
            })
            .reduce(|a, b| Rect {
                x0: a.x0.min(b.x0),
                y0: a.y0.min(b.y0),
                x1: a.x1.max(b.x1),
                y1: a.y1.max(b.y1),
            })
    }
}

/// Collects glyphs into one path, in hundredths of a pixel so that rounding does not add up.
struct Outline {
    path: String,
    scale: f64,
    origin: (f64, f64),
    at: (i64, i64),
    start: (i64, i64),
}

impl Outline {
    fn new(scale: f64) -> Outline {
        Outline {
            path: String::new(),
            scale,
            origin: (0.0, 0.0),
            at: (0, 0),
            start: (0, 0),
        }
    }

    fn glyph(&mut self, weight: Weight, id: GlyphId, x: f64, baseline: f64) {
        self.origin = (x, baseline);
        weight.outline(id, self);
    }

    fn point(&self, x: f32, y: f32) -> (i64, i64) {
        let (x, y) = (f64::from(x) * self.scale, f64::from(y) * self.scale);
        (hundredths(self.origin.0 + x), hundredths(self.origin.1 - y))
    }

    /// Appends a command whose points are relative to where the pen is.
    fn step(&mut self, command: char, points: &[(f32, f32)]) {
        self.path.push(command);
        let from = self.at;
        for (i, &(x, y)) in points.iter().enumerate() {
            let to = self.point(x, y);
            self.push(to.0 - from.0, i == 0);
            self.push(to.1 - from.1, false);
            self.at = to;
        }
    }

    fn push(&mut self, value: i64, first: bool) {
        if !first && value >= 0 {
            self.path.push(' ');
        }
        self.path += &number(value);
    }
}

impl OutlineBuilder for Outline {
    fn move_to(&mut self, x: f32, y: f32) {
        let to = self.point(x, y);
        self.path.push('M');
        self.push(to.0, true);
        self.push(to.1, false);
        (self.at, self.start) = (to, to);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.step('l', &[(x, y)]);
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        self.step('q', &[(x1, y1), (x, y)]);
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        self.step('c', &[(x1, y1), (x2, y2), (x, y)]);
    }

    fn close(&mut self) {
        self.path.push('z');
        self.at = self.start;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn svg_of(text: &str) -> String {
        let mut drawing = Drawing::new(200, 50, "", "");
        let lines = vec![Line {
            text: text.to_owned(),
            x: 10.0,
            baseline: 30.0,
        }];
        let halo = Some((Rgb(255, 255, 255), 0.9));
        let ink = Rgb(0, 0, 0);
        Letters {
            lines,
            size: 16.0,
            weight: Weight::Regular,
            ink,
            halo,
        }
        .write(&mut drawing);
        drawing.svg().to_owned()
    }

    #[test]
    fn the_words_can_be_found_in_the_file() {
        let svg = svg_of("Trees & graphs");
        assert!(svg.contains(">Trees &amp; graphs</text>"));
        assert!(svg.contains("<path fill=\"#000000\" stroke=\"#ffffff\" stroke-opacity=\".9\""));
    }

    #[test]
    fn characters_that_the_font_lacks_are_left_to_the_readers_fonts() {
        let svg = svg_of("主题 map");
        assert!(svg.contains("fill=\"#000000\" stroke=\"#ffffff\" stroke-opacity=\".9\" stroke-width=\"4.8\" stroke-linejoin=\"round\" paint-order=\"stroke\">主题</text>"));
    }

    #[test]
    fn pixels_show_a_box_for_a_character_that_the_font_lacks() {
        let mut drawing = Drawing::new(60, 50, "", "");
        let lines = vec![Line {
            text: "主".to_owned(),
            x: 10.0,
            baseline: 30.0,
        }];
        let (ink, weight) = (Rgb(0, 0, 0), Weight::Regular);
        Letters {
            lines,
            size: 16.0,
            weight,
            ink,
            halo: None,
        }
        .write(&mut drawing);
        assert!(!drawing.svg().contains("<rect"));
        let pixmap = drawing.paint(1.0, true).expect("rendered");
        assert!(pixmap.pixels().iter().any(|pixel| pixel.alpha() > 0));
    }

    #[test]
    fn the_file_is_well_formed_whatever_the_text() {
        let svg = svg_of("a<b>&\"\u{0}\u{7}\n\u{ffff}");
        roxmltree::Document::parse(&svg).expect("well-formed");
    }
}
