//! Texts as a person would read them, and what of them carries meaning.
//!
//! [`for_reading`] takes markup away and keeps what it says; documents hold texts cleaned so.
//! [`for_analysis`] then takes away what a reader understands but what names no theme: links,
//! formulas, the headings of structured abstracts, copyright lines.

mod analysis;
mod copyright;
mod entities;
mod formulas;
mod headings;
mod hyphens;
mod links;
mod symbols;
mod tags;
mod tex;

pub use analysis::for_analysis;

use std::borrow::Cow;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfkc_quick};

/// A text for reading: words that a line end broke made whole, HTML tags and entities and TeX
/// markup resolved, in Unicode normal form NFKC, with single spaces.
///
/// ```
/// use thememap::corpus::clean::for_reading;
/// let text = for_reading(r#"A {\em na\"ive} rise of 5\% &amp; <i>more</i>"#);
/// assert_eq!(text, "A naïve rise of 5% & more");
/// ```
pub fn for_reading(text: &str) -> String {
    if is_plain(text) {
        return text.to_owned();
    }
    let text = hyphens::join(text);
    let text = entities::decode(&text);
    let text = tags::strip(&text);
    let text = tex::strip(&text);
    tidy(&text)
}

/// Whether none of the steps would change the text: the common case, in one pass.
fn is_plain(text: &str) -> bool {
    // As if a space stood before the text: one that begins with a space is not plain.
    let mut before = b' ';
    for &byte in text.as_bytes() {
        match PLAIN[usize::from(byte)] {
            MARKUP => return false,
            ONCE if byte == before => return false,
            _ => before = byte,
        }
    }
    !text.ends_with(' ')
}

/// A byte of no meaning but its own.
const TEXT: u8 = 0;
/// A byte that stands for something else when it comes twice.
const ONCE: u8 = 1;
/// A byte that may belong to markup, or to a text that is not ASCII.
const MARKUP: u8 = 2;

const PLAIN: [u8; 256] = {
    let mut kinds = [MARKUP; 256];
    let mut byte = b' ';
    while byte <= b'~' {
        kinds[byte as usize] = match byte {
            b'\\' | b'$' | b'{' | b'}' | b'~' | b'`' | b'&' | b'<' => MARKUP,
            b' ' | b'-' | b'\'' => ONCE,
            _ => TEXT,
        };
        byte += 1;
    }
    kinds
};

/// NFKC, no characters that cannot be seen, and one space wherever there was white space.
fn tidy(text: &str) -> String {
    let mut tidied = String::with_capacity(text.len());
    let is_normal = is_nfkc_quick(text.chars()) == IsNormalized::Yes;
    let text: Cow<str> = if is_normal {
        text.into()
    } else {
        text.nfkc().collect()
    };
    for c in text.chars() {
        let is_invisible = matches!(
            c,
            '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}' | '\u{FFFD}'
        );
        if is_invisible {
            continue;
        }
        if !c.is_whitespace() && !c.is_control() {
            tidied.push(c);
        } else if !tidied.is_empty() && !tidied.ends_with(' ') {
            tidied.push(' ');
        }
    }
    tidied.truncate(tidied.trim_end().len());
    tidied
}

/// The beginning of a text, at most `bytes` long.
pub(super) fn within(text: &str, bytes: usize) -> &str {
    let mut end = bytes.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_space_and_characters_that_cannot_be_seen_are_tidied() {
        assert_eq!(for_reading("  two\r\n\tlines\u{A0}here "), "two lines here");
        assert_eq!(
            for_reading("co\u{AD}operate\u{200B} \u{1}now"),
            "cooperate now"
        );
    }

    #[test]
    fn characters_of_one_meaning_become_one_character() {
        assert_eq!(for_reading("e\u{301}ﬁcient Ｗｅｂ"), "éficient Web");
    }

    #[test]
    fn tags_entities_and_broken_words_leave_no_trace() {
        assert_eq!(
            for_reading(
                "<jats:title>Aims</jats:title><jats:p>We treat CO<sub>2</sub> &amp; inter-\n\
                         vention.</jats:p>"
            ),
            "Aims: We treat CO2 & intervention."
        );
    }

    #[test]
    fn a_plain_text_stays_as_it_is() {
        for text in ["On cats: a study, 2019 (n=9, p<0.05)", "It's 3-4 x_i", ""] {
            assert_eq!(for_reading(text), text);
        }
    }

    #[test]
    fn cleaning_twice_changes_nothing_more() {
        let text = r"<p>The {\bf best} $\alpha$ of &eacute;t\'e -- 5\%</p>";
        let once = for_reading(text);
        assert_eq!(once, "The best α of été – 5%");
        assert_eq!(for_reading(&once), once);
    }
}
