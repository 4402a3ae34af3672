//! Characters cut in half: an escape such as `\ud83d` without the other one of its pair, as programs
//! write them that cut a text anywhere. JSON knows no such character.

use memchr::memchr;

/// The text with U+FFFD for each half of a character; none where every character is whole.
pub(super) fn mended(text: &str) -> Option<String> {
    let halves = halves(text);
    if halves.is_empty() {
        return None;
    }
    let mut mended = text.to_owned();
    for half in halves {
        mended.replace_range(half..half + ESCAPE, r"\ufffd");
    }
    Some(mended)
}

/// The length of `\ud83d`.
const ESCAPE: usize = 6;

fn halves(text: &str) -> Vec<usize> {
    let mut halves = Vec::new();
    let mut at = 0;
    while let Some(found) = memchr(b'\\', text.as_bytes().get(at..).unwrap_or_default()) {
        let escape = at + found;
        at = match (unit(text, escape), unit(text, escape + ESCAPE)) {
            (Some(0xD800..=0xDBFF), Some(0xDC00..=0xDFFF)) => escape + 2 * ESCAPE,
            (Some(0xD800..=0xDFFF), _) => {
                halves.push(escape);
                escape + ESCAPE
            }
            _ => escape + 2,
        };
    }
    halves
}

/// The number in an escape that stands there.
fn unit(text: &str, at: usize) -> Option<u16> {
    let escape = text.get(at..at + ESCAPE)?;
    u16::from_str_radix(escape.strip_prefix(r"\u")?, 16).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn halves_are_mended_and_whole_characters_stay() {
        for (text, expected) in [
            (r#""\ud800""#, r#""\ufffd""#),
            (r#""\uDC00x\uD83D""#, r#""\ufffdx\ufffd""#),
            (r#""\ud83d\ud83d\ude00""#, r#""\ufffd\ud83d\ude00""#),
            (r#""\\ud800 \\\ud800""#, r#""\\ud800 \\\ufffd""#),
        ] {
            assert_eq!(mended(text).as_deref(), Some(expected));
        }
        for text in [
            r#""\ud83d\ude00""#,
            r#""\\ud800""#,
            r#""\u00e9\"#,
            "é",
            r"\ud8",
        ] {
            assert_eq!(mended(text), None, "{text}");
        }
    }
}
