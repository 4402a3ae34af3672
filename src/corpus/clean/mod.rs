//! Texts as a person would read them, and what of them carries meaning.
//!
//! [`for_reading`] takes markup away and keeps what it says; documents hold texts cleaned so.
//! [`for_analysis`] then takes away what a reader understands but what names no theme: links,
//! formulas, the headings of structured abstracts, copyright lines.

mod analysis;
mod chunks;
mod copyright;
mod entities;
mod formulas;
mod headings;
mod hyphens;
mod kinds;
mod known;
mod links;
mod pairs;
mod short;
mod symbols;
mod tags;
mod tex;

pub use analysis::for_analysis;
pub(crate) use analysis::{Part, Parts};
pub(crate) use known::Known;

use pairs::bytes_before;
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
    match is_plain(text) {
        true => text.to_owned(),
        false => resolved(text),
    }
}

/// The same of a text that nobody else needs.
pub(super) fn owned_for_reading(text: String) -> String {
    match is_plain(&text) {
        true => text,
        false => resolved(&text),
    }
}

fn resolved(text: &str) -> String {
    let text = hyphens::join(text);
    let text = entities::decode(&text);
    let text = tags::strip(&text);
    let text = tex::strip(&text);
    tidy(&text)
}

/// Whether none of the steps would change the text: the common case, without a branch a byte.
fn is_plain(text: &str) -> bool {
    let block = 64;
    let bytes = text.as_bytes();
    let behind = bytes.get(1..).unwrap_or_default();
    let is_marked = |block: &[u8]| block.iter().fold(false, |found, &b| found | is_markup(b));
    let is_doubled = |(block, behind): (&[u8], &[u8])| {
        let pairs = block.iter().zip(behind);
        pairs.fold(false, |found, (&a, &b)| found | is_pair(a, b))
    };
    !text.starts_with(' ')
        && !text.ends_with(' ')
        && !bytes.chunks(block).any(is_marked)
        && !bytes
            .chunks(block)
            .zip(behind.chunks(block))
            .any(is_doubled)
}

/// Whether a byte may belong to markup, or to a text that is not ASCII.
#[inline(always)]
fn is_markup(byte: u8) -> bool {
    !(b' '..=b'~').contains(&byte)
        | (byte == b'\\')
        | (byte == b'$')
        | (byte == b'{')
        | (byte == b'}')
        | (byte == b'~')
        | (byte == b'`')
        | (byte == b'&')
        | (byte == b'<')
}

/// Whether a sign comes twice that then stands for something else.
#[inline(always)]
fn is_pair(one: u8, next: u8) -> bool {
    (one == next) & ((one == b' ') | (one == b'-') | (one == b'\''))
}

/// NFKC, no characters that cannot be seen, and one space wherever there was white space.
fn tidy(text: &str) -> String {
    let mut tidied = String::with_capacity(text.len());
    let mut rest = text;
    while !rest.is_empty() {
        let is_other = |byte: &u8| !byte.is_ascii();
        let other = rest.as_bytes().iter().position(is_other);
        // Marks join with the character before them, and with none further ahead.
        let start = other.map_or(rest.len(), |other| other.saturating_sub(1));
        let length = other.map_or(0, |other| {
            let behind = rest.as_bytes()[other..].iter();
            other - start + behind.take_while(|byte| !byte.is_ascii()).count()
        });
        push_ascii(&rest[..start], &mut tidied);
        push_normal(&rest[start..start + length], &mut tidied);
        rest = &rest[start + length..];
    }
    tidied.truncate(tidied.trim_end().len());
    tidied
}

/// Adds ASCII text, which is in normal form.
fn push_ascii(text: &str, tidied: &mut String) {
    let mut rest = text;
    while !rest.is_empty() {
        let behind = rest.trim_start_matches(|c: char| c.is_ascii() && is_gap(c as u8));
        if behind.len() < rest.len() {
            push_gap(tidied);
        }
        let (run, behind) = behind.split_at(tidy_run(behind.as_bytes()));
        tidied.push_str(run);
        rest = behind;
    }
}

/// How many bytes there are before a gap other than a single space.
fn tidy_run(bytes: &[u8]) -> usize {
    bytes_before(bytes, |a, b| is_gap(a) & ((a != b' ') | is_gap(b)))
}

#[inline(always)]
fn is_gap(byte: u8) -> bool {
    (byte <= b' ') | (byte == 0x7F)
}

fn push_normal(text: &str, tidied: &mut String) {
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
        match c.is_whitespace() || c.is_control() {
            true => push_gap(tidied),
            false => tidied.push(c),
        }
    }
}

fn push_gap(tidied: &mut String) {
    if !tidied.is_empty() && !tidied.ends_with(' ') {
        tidied.push(' ');
    }
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
    fn what_stands_among_ascii_is_brought_to_normal_form_as_the_whole_would_be() {
        for text in [
            "e\u{301} e\u{323}\u{307}xe\u{302}\u{301}",
            "\u{301}a ﬁne ½ …e\u{301}\u{1112}\u{1161}\u{11AB}e",
            "x\u{338}=\u{338} <\u{338}> Å ａｂ\u{309}c",
        ] {
            let whole: String = text.nfkc().collect();
            assert_eq!(tidy(text), whole.trim_start(), "{text}");
        }
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
