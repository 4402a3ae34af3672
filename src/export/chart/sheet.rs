//! What every chart has round it: title, subtitle, notes, the line that says what made it.

use plotters::prelude::*;
use plotters::style::text_anchor::HPos;

use super::canvas::Canvas;
use super::drawing::Drawing;
use super::elements::{Area, color, failed, write};
use super::font::Weight;
use super::style::Style;
use crate::Result;

/// Width of every drawing in pixels.
pub(super) const WIDTH: f64 = 1200.0;
/// Space between a drawing's edge and its text, in pixels.
pub(super) const MARGIN: f64 = 44.0;
/// Height of the foot without its notes, in pixels.
const FOOT: f64 = 52.0;
const TITLE_SIZE: f64 = 26.0;
const LINE_SIZE: f64 = 14.0;
const LINE: f64 = 22.0;
const NOTE_SIZE: f64 = 12.0;
const NOTE_LINE: f64 = 18.0;

/// The words round a chart.
#[derive(Debug, Clone, Copy)]
pub struct Caption<'a> {
    /// Headline, such as "12 themes in 2,000 abstracts".
    pub title: &'a str,
    /// Lines under the headline: sources, years.
    pub subtitle: &'a [String],
    /// At the foot on the right, such as "thememap 0.1.0 · seed 42".
    pub footer: &'a str,
}

impl Caption<'_> {
    /// Where the chart may begin, in pixels from the top.
    pub(super) fn height(&self) -> f64 {
        78.0 + LINE * self.subtitle.len() as f64
    }
}

/// A chart before it is drawn.
pub(super) struct Sheet<'a> {
    pub caption: &'a Caption<'a>,
    /// At the foot on the left: what a reader has to know.
    pub notes: &'a str,
    /// The chart in words.
    pub description: &'a str,
    /// Where the chart ends, in pixels from the top.
    pub height: f64,
}

impl Sheet<'_> {
    /// Draws the ground and the words, and between them what `chart` draws.
    pub fn draw(&self, style: &Style, chart: impl FnOnce(&Area) -> Result<()>) -> Result<Drawing> {
        let notes = self.notes();
        let height = (self.height + FOOT + NOTE_LINE * notes.len().max(1) as f64).ceil();
        let mut drawing = Drawing::new(
            WIDTH as u32,
            height as u32,
            self.caption.title,
            self.description,
        );
        {
            let area = Canvas(&mut drawing).into_drawing_area();
            area.fill(&color(style.background)).map_err(failed)?;
            self.head(&area, style)?;
            chart(&area)?;
            self.foot(&area, height - 36.0, &notes, style)?;
            area.present().map_err(failed)?;
        }
        Ok(drawing)
    }

    fn head(&self, area: &Area, style: &Style) -> Result<()> {
        let room = WIDTH - 2.0 * MARGIN;
        let title = fit(self.caption.title, 1.08 * TITLE_SIZE, room);
        let look = (TITLE_SIZE, Weight::SemiBold, style.ink);
        write(area, &title, look, ([MARGIN, 50.0], HPos::Left))?;
        for (i, line) in self.caption.subtitle.iter().enumerate() {
            let to = [MARGIN, 82.0 + LINE * i as f64];
            let look = (LINE_SIZE, Weight::Regular, style.muted);
            write(area, &fit(line, LINE_SIZE, room), look, (to, HPos::Left))?;
        }
        Ok(())
    }

    /// The notes in lines that leave room for the footer.
    fn notes(&self) -> Vec<String> {
        let made = Weight::Regular.width(self.caption.footer) * NOTE_SIZE;
        let room = (WIDTH - 2.0 * MARGIN - made - 40.0) / NOTE_SIZE;
        let mut lines: Vec<String> = Vec::new();
        for word in self.notes.split_whitespace() {
            match lines.last_mut() {
                Some(line) if Weight::Regular.width(&format!("{line} {word}")) <= room => {
                    line.push(' ');
                    line.push_str(word);
                }
                _ => lines.push(word.to_owned()),
            }
        }
        lines
    }

    /// The notes and the footer; the last lines of both stand at `y`.
    fn foot(&self, area: &Area, y: f64, notes: &[String], style: &Style) -> Result<()> {
        let look = (NOTE_SIZE, Weight::Regular, style.muted);
        for (above, line) in notes.iter().rev().enumerate() {
            let to = [MARGIN, y - NOTE_LINE * above as f64];
            write(area, line, look, (to, HPos::Left))?;
        }
        let to = [WIDTH - MARGIN, y];
        write(area, self.caption.footer, look, (to, HPos::Right))
    }
}

/// As much of a text as fits into `width` pixels, with an ellipsis where some is left out.
pub(super) fn fit(text: &str, size: f64, width: f64) -> String {
    if Weight::Regular.width(text) * size <= width {
        return text.to_owned();
    }
    let mut kept = text.to_owned();
    while kept.pop().is_some() {
        let shortened = format!("{}…", kept.trim_end());
        if Weight::Regular.width(&shortened) * size <= width {
            return shortened;
        }
    }
    String::new()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_does_not_fit_ends_in_an_ellipsis() {
        assert_eq!(fit("short", 12.0, 200.0), "short");
        let long = fit("a very long list of file names", 12.0, 80.0);
        assert!(long.ends_with('…') && Weight::Regular.width(&long) * 12.0 <= 80.0);
    }
}
