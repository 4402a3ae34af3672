//! Words that a line end broke apart.

use memchr::memchr2;
use std::borrow::Cow;

/// Beginnings of words that keep their hyphen: `self-` at the end of a line is more likely that of
/// *self-reported* than of a word that was broken there.
const KEEP: &[&str] = &[
    "all", "based", "cross", "end", "evidence", "fine", "first", "free", "full", "half", "high",
    "large", "level", "long", "low", "multi", "non", "one", "open", "post", "pre", "real",
    "second", "self", "short", "single", "small", "state", "third", "three", "two", "well",
];

/// A text whose words are whole again: a hyphen between a small letter and a line that begins with
/// another goes with the line end, unless the word before has a hyphen already or is one that
/// stands before hyphens; then only the line end goes.
pub fn join(text: &str) -> Cow<'_, str> {
    if memchr2(b'\n', b'\r', text.as_bytes()).is_none() || !text.contains(is_hyphen) {
        return Cow::Borrowed(text);
    }
    let mut joined = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(is_hyphen) {
        let hyphen = rest[at..].chars().next().map_or(1, char::len_utf8);
        let behind = &rest[at + hyphen..];
        joined.push_str(&rest[..at]);
        let next = behind.trim_start();
        let gap = &behind[..behind.len() - next.len()];
        let is_broken = gap.contains(['\n', '\r'])
            && joined.ends_with(char::is_lowercase)
            && next.starts_with(char::is_lowercase);
        if !is_broken {
            joined.push_str(&rest[at..at + hyphen]);
            rest = behind;
            continue;
        }
        let word = joined
            .rsplit(char::is_whitespace)
            .next()
            .unwrap_or_default();
        let is_soft = rest[at..].starts_with('\u{AD}');
        if !is_soft && (word.contains(is_hyphen) || KEEP.contains(&word.to_lowercase().as_str())) {
            joined.push('-');
        }
        rest = next;
    }
    joined.push_str(rest);
    Cow::Owned(joined)
}

fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{AD}' | '\u{2010}')
}

#[cfg(test)]
mod tests {
    use super::join;

    #[test]
    fn a_word_broken_by_a_line_end_is_whole_again() {
        assert_eq!(
            join("an inter-\nvention and a treat\u{AD}\r\n  ment"),
            "an intervention and a treatment"
        );
    }

    #[test]
    fn hyphens_that_were_there_before_stay() {
        assert_eq!(
            join("self-\nreported, state-of-the-\nart\nwell-known"),
            "self-reported, state-of-the-art\nwell-known"
        );
    }

    #[test]
    fn names_numbers_lists_and_dashes_stay() {
        for text in [
            "COVID-\n19",
            "Anglo-\nSaxon",
            "cats -\ndogs",
            "1990-\n2000",
            "x-ray",
            "a-\n\n",
        ] {
            assert_eq!(join(text), text);
        }
    }
}
