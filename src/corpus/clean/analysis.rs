//! Taking away what names no theme.

use super::{copyright, formulas, headings, links};
use std::borrow::Cow;
use std::ops::Range;

/// A text cleaned for reading, without links, e-mail addresses, DOIs, headings of structured
/// abstracts, formulas and copyright lines. Where something was taken away a full stop stands, so
/// that no phrase reaches over the gap.
///
/// ```
/// use thememap::corpus::clean::for_analysis;
/// assert_eq!(for_analysis("METHODS: It is 7.2times faster (p<0.05)."), ". It is . faster .");
/// ```
pub fn for_analysis(text: &str) -> Cow<'_, str> {
    let mut holes = links::find(text);
    holes.extend(headings::find(text));
    holes.extend(copyright::find(text));
    holes.extend(formulas::find(text));
    if holes.is_empty() {
        return Cow::Borrowed(text);
    }
    holes.sort_by_key(|hole| (hole.start, hole.end));
    Cow::Owned(without(text, &holes))
}

/// The text with `. ` for each hole; holes are sorted by start and may overlap.
fn without(text: &str, holes: &[Range<usize>]) -> String {
    let mut rest = String::with_capacity(text.len());
    let mut done = 0;
    for hole in holes {
        if hole.start >= done {
            rest.push_str(&text[done..hole.start]);
            rest.push_str(". ");
        }
        done = done.max(hole.end);
    }
    rest.push_str(text[done..].trim_start());
    // The stop brings its own space.
    while let Some(at) = rest.find(".  ") {
        rest.remove(at + 1);
    }
    rest.truncate(rest.trim_end().len());
    rest
}

/// A run of characters without white space, and where it starts.
#[derive(Debug, Clone, Copy)]
pub(super) struct Chunk<'t> {
    pub start: usize,
    pub text: &'t str,
}

impl<'t> Chunk<'t> {
    /// The chunk's place in the text.
    pub fn range(&self) -> Range<usize> {
        self.start..self.start + self.text.len()
    }

    /// The chunk without the punctuation around it.
    pub fn core(&self) -> &'t str {
        self.text
            .trim_matches(|c: char| "()[]{},.;:!?\"'`“”‘’«»".contains(c))
    }
}

/// The chunks of a text, in order.
pub(super) fn chunks(text: &str) -> impl Iterator<Item = Chunk<'_>> {
    text.split_whitespace().map(|chunk| Chunk {
        start: chunk.as_ptr().addr() - text.as_ptr().addr(),
        text: chunk,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::{Corpus, Input, ReadOptions};
    use std::path::Path;

    #[test]
    fn a_text_without_any_of_that_is_not_copied() {
        assert!(matches!(
            for_analysis("Cats purr. They do."),
            Cow::Borrowed(_)
        ));
    }

    #[test]
    fn what_overlaps_is_taken_away_once() {
        assert_eq!(without("abcdef", &[1..4, 2..3, 3..5]), "a. f");
    }

    #[test]
    fn the_listings_keep_their_words_and_lose_the_rest() {
        let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/listings");
        let corpus = Corpus::read(&[Input::from(&directory)], &ReadOptions::default()).unwrap();
        for document in &corpus.documents {
            let text = for_analysis(&document.abstract_text);
            for rest in [
                "http",
                "mathcal",
                "rightarrow",
                "leq",
                "sqrt",
                "times larger than 1",
                "^",
            ] {
                assert!(!text.contains(rest), "{rest}: {text}");
            }
            let pieces: Vec<&str> = text.split_whitespace().collect();
            assert!(
                !pieces.iter().any(|piece| piece.ends_with("0times")),
                "{text}"
            );
            let lost = document.abstract_text.len().saturating_sub(text.len());
            assert!(
                lost < 400,
                "{lost} bytes lost: {}\n{text}",
                document.abstract_text
            );
        }
    }
}
