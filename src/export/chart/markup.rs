//! How numbers, colours and words are written in SVG.

use std::fmt::Write;

use plotters_backend::BackendColor;

use super::color::Rgb;

/// Hundredths as a decimal number.
pub(super) fn number(hundredths: i64) -> String {
    let (sign, n) = if hundredths < 0 {
        ("-", -hundredths)
    } else {
        ("", hundredths)
    };
    let (whole, rest) = (n / 100, n % 100);
    let whole = if whole == 0 && rest > 0 {
        String::new()
    } else {
        whole.to_string()
    };
    match (rest / 10, rest % 10) {
        (0, 0) => format!("{sign}{whole}"),
        (tenths, 0) => format!("{sign}{whole}.{tenths}"),
        (tenths, hundredths) => format!("{sign}{whole}.{tenths}{hundredths}"),
    }
}

/// `fill="#rrggbb"`, with an opacity where it is not 1.
pub(super) fn paint(attribute: &str, color: BackendColor) -> String {
    let (r, g, b) = color.rgb;
    let mut paint = format!("{attribute}=\"{}\"", Rgb(r, g, b).hex());
    if color.alpha < 1.0 {
        let _ = write!(paint, " {attribute}-opacity=\"{}\"", decimal(color.alpha));
    }
    paint
}

/// A value with the two decimals at most that are enough in pixels.
pub(super) fn decimal(value: f64) -> String {
    number(hundredths(value))
}

pub(super) fn hundredths(value: f64) -> i64 {
    (value * 100.0).round() as i64
}

/// Text for XML: markup characters escaped, characters that XML forbids left out.
pub(crate) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\n' | '\t' => escaped.push(' '),
            c if c.is_control() || c == '\u{fffe}' || c == '\u{ffff}' => {}
            c => escaped.push(c),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_no_digit_too_many() {
        let written: Vec<String> = [0, 5, -5, 10, 100, 1050, -1234].map(number).to_vec();
        assert_eq!(written, ["0", ".05", "-.05", ".1", "1", "10.5", "-12.34"]);
    }

    #[test]
    fn what_xml_forbids_is_left_out_and_what_it_reserves_is_escaped() {
        assert_eq!(escape("a<b>&\"\u{0}\n\u{ffff}c"), "a&lt;b&gt;&amp;&quot; c");
    }
}
