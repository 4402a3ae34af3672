//! The plotters backend that writes a [`Drawing`].
//!
//! plotters places everything on whole numbers, so its unit here is a twentieth of a pixel.

use std::convert::Infallible;

use plotters_backend::text_anchor::{HPos, VPos};
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind,
    FontStyle,
};

use super::color::Rgb;
use super::dots::Dot;
use super::drawing::{Drawing, Layer};
use super::font::{self, Weight};
use super::letters::{Letters, Line};
use super::markup::{number, paint};

/// Backend units in a pixel.
pub(super) const UNITS: f64 = 20.0;

type Done = Result<(), DrawingErrorKind<Infallible>>;

/// Draws on a [`Drawing`].
pub(super) struct Canvas<'a>(pub &'a mut Drawing);

impl Canvas<'_> {
    /// The markup to append to.
    pub fn markup(&mut self) -> &mut String {
        if !matches!(self.0.layers.last(), Some(Layer::Markup(_))) {
            self.0.layers.push(Layer::Markup(String::new()));
        }
        match self.0.layers.last_mut() {
            Some(Layer::Markup(markup)) => markup,
            _ => unreachable!("a layer of markup was pushed above"),
        }
    }

    fn dot(&mut self, dot: Dot) {
        match self.0.layers.last_mut() {
            Some(Layer::Dots(dots)) => dots.push(dot),
            _ => self.0.layers.push(Layer::Dots(vec![dot])),
        }
    }
}

/// Backend units as pixels, two decimals, no more digits than needed.
fn px(units: i32) -> String {
    number(i64::from(units) * 5)
}

fn look<S: BackendStyle>(style: &S, fill: bool) -> String {
    if fill {
        paint("fill", style.color())
    } else {
        let width = px(style.stroke_width() as i32);
        format!(
            "fill=\"none\" {} stroke-width=\"{width}\"",
            paint("stroke", style.color())
        )
    }
}

fn points(path: impl IntoIterator<Item = BackendCoord>) -> String {
    let pairs: Vec<String> = path
        .into_iter()
        .map(|(x, y)| format!("{},{}", px(x), px(y)))
        .collect();
    pairs.join(" ")
}

impl DrawingBackend for Canvas<'_> {
    type ErrorType = Infallible;

    fn get_size(&self) -> (u32, u32) {
        let units = |pixels: u32| pixels * UNITS as u32;
        (units(self.0.width), units(self.0.height))
    }

    fn ensure_prepared(&mut self) -> Done {
        Ok(())
    }

    fn present(&mut self) -> Done {
        Ok(())
    }

    fn draw_pixel(&mut self, (x, y): BackendCoord, color: BackendColor) -> Done {
        self.draw_rect((x, y), (x + 1, y + 1), &color, true)
    }

    fn draw_line<S: BackendStyle>(&mut self, a: BackendCoord, b: BackendCoord, style: &S) -> Done {
        self.draw_path([a, b], style)
    }

    fn draw_rect<S: BackendStyle>(
        &mut self,
        (x0, y0): BackendCoord,
        (x1, y1): BackendCoord,
        style: &S,
        fill: bool,
    ) -> Done {
        let (w, h) = (px(x1 - x0), px(y1 - y0));
        let (x, y, look) = (px(x0), px(y0), look(style, fill));
        let rect = format!("<rect x=\"{x}\" y=\"{y}\" width=\"{w}\" height=\"{h}\" {look}/>\n");
        self.markup().push_str(&rect);
        Ok(())
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Done {
        let line = format!(
            "<polyline points=\"{}\" {} stroke-linejoin=\"round\" stroke-linecap=\"round\"/>\n",
            points(path),
            look(style, false)
        );
        self.markup().push_str(&line);
        Ok(())
    }

    fn draw_circle<S: BackendStyle>(
        &mut self,
        (x, y): BackendCoord,
        radius: u32,
        style: &S,
        fill: bool,
    ) -> Done {
        if !fill {
            let (x, y, r, look) = (px(x), px(y), px(radius as i32), look(style, false));
            let ring = format!("<circle cx=\"{x}\" cy=\"{y}\" r=\"{r}\" {look}/>\n");
            self.markup().push_str(&ring);
            return Ok(());
        }
        let BackendColor {
            alpha,
            rgb: (r, g, b),
        } = style.color();
        let pixels = |units: f64| (units / UNITS) as f32;
        self.dot(Dot {
            x: pixels(f64::from(x)),
            y: pixels(f64::from(y)),
            radius: pixels(f64::from(radius)),
            color: Rgb(r, g, b),
            alpha: alpha as f32,
        });
        Ok(())
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        corners: I,
        style: &S,
    ) -> Done {
        let polygon = format!(
            "<polygon points=\"{}\" {}/>\n",
            points(corners),
            look(style, true)
        );
        self.markup().push_str(&polygon);
        Ok(())
    }

    fn draw_text<T: BackendTextStyle>(
        &mut self,
        text: &str,
        style: &T,
        (x, y): BackendCoord,
    ) -> Done {
        let (size, weight) = (style.size() / UNITS, weight(style));
        let (x, y) = (f64::from(x) / UNITS, f64::from(y) / UNITS);
        let width = weight.width(text) * size;
        let anchor = style.anchor();
        let x = match anchor.h_pos {
            HPos::Left => x,
            HPos::Center => x - width / 2.0,
            HPos::Right => x - width,
        };
        let baseline = match anchor.v_pos {
            VPos::Top => y + font::ASCENT * size,
            VPos::Center => y + font::CAPITAL / 2.0 * size,
            VPos::Bottom => y - font::DESCENT * size,
        };
        let (r, g, b) = style.color().rgb;
        let lines = vec![Line {
            text: text.to_owned(),
            x,
            baseline,
        }];
        Letters {
            lines,
            size,
            weight,
            ink: Rgb(r, g, b),
            halo: None,
        }
        .write(self.0);
        Ok(())
    }

    fn estimate_text_size<T: BackendTextStyle>(
        &self,
        text: &str,
        style: &T,
    ) -> Result<(u32, u32), DrawingErrorKind<Infallible>> {
        let width = weight(style).width(text) * style.size();
        Ok((
            width.ceil() as u32,
            ((font::ASCENT + font::DESCENT) * style.size()).ceil() as u32,
        ))
    }
}

fn weight<T: BackendTextStyle>(style: &T) -> Weight {
    match style.style() {
        FontStyle::Bold => Weight::SemiBold,
        _ => Weight::Regular,
    }
}

#[cfg(test)]
mod tests {
    use super::super::dots::MOST_CIRCLES;
    use super::*;

    #[test]
    fn circles_of_one_look_share_a_group_and_very_many_become_a_picture() {
        let blue = BackendColor {
            alpha: 0.5,
            rgb: (0, 0, 255),
        };
        let svg_of = |circles: usize| {
            let mut drawing = Drawing::new(100, 100, "", "");
            for _ in 0..circles {
                Canvas(&mut drawing)
                    .draw_circle((100, 150), 41, &blue, true)
                    .expect("drawing cannot fail");
            }
            drawing.svg().to_owned()
        };
        let few = svg_of(2);
        let group = "<g fill=\"#0000ff\" fill-opacity=\".5\">";
        assert_eq!(few.matches(group).count(), 1);
        assert_eq!(
            few.matches("<circle cx=\"5\" cy=\"7.5\" r=\"2.05\"/>")
                .count(),
            2
        );
        let many = svg_of(MOST_CIRCLES + 1);
        assert!(many.contains("<image") && !many.contains("<circle"));
    }
}
