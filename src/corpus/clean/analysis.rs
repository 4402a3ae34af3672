//! Taking away what names no theme.

use super::chunks::{Chunk, Chunks};
use super::known::Known;
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
    let holes = holes(text, &Chunks::of(text, &mut Known::<()>::default()));
    match holes.is_empty() {
        true => Cow::Borrowed(text),
        false => Cow::Owned(without(text, &holes)),
    }
}

/// What stands at one place of a text.
#[derive(Debug)]
pub(crate) enum Part {
    /// A run of characters without white space, with a space before it at most, and its number if it
    /// is [`Known`].
    Chunk(Range<usize>, Option<u32>),
    /// Anything else that is to be read.
    Text(Range<usize>),
    /// What names no theme.
    Hole,
}

/// The parts of a text cleaned for reading, in order.
pub(crate) struct Parts<'t> {
    text: &'t str,
    /// The chunks and holes that are still to come.
    chunks: std::vec::IntoIter<Chunk<'t>>,
    holes: std::vec::IntoIter<Range<usize>>,
    /// Where the last part ended.
    done: usize,
}

impl<'t> Parts<'t> {
    /// Takes a text apart.
    pub fn of<N: Copy + Default>(text: &'t str, known: &mut Known<N>) -> Parts<'t> {
        let chunks = Chunks::of(text, known);
        Parts {
            text,
            holes: holes(text, &chunks).into_iter(),
            chunks: chunks.all.into_iter(),
            done: 0,
        }
    }

    /// The part that ends with the next hole or begins before it.
    fn before(&mut self, hole: Range<usize>) -> Part {
        if self.done < hole.start {
            let start = std::mem::replace(&mut self.done, hole.start);
            return Part::Text(start..hole.start);
        }
        self.holes.next();
        self.done = self.done.max(hole.end);
        Part::Hole
    }
}

impl Iterator for Parts<'_> {
    type Item = Part;

    #[inline]
    fn next(&mut self) -> Option<Part> {
        loop {
            let &Chunk {
                start, end, number, ..
            } = self.chunks.as_slice().first()?;
            if let Some(hole) = self
                .holes
                .as_slice()
                .first()
                .filter(|hole| hole.start < end)
            {
                return Some(self.before(hole.clone()));
            }
            self.chunks.next();
            let done = self.done;
            self.done = done.max(end);
            if matches!(self.text.as_bytes().get(done..start), Some([] | [b' '])) {
                return Some(Part::Chunk(start..end, number));
            }
            if done < end {
                return Some(Part::Text(done..end));
            }
        }
    }
}

/// Where a text has what names no theme: sorted by start, they may overlap.
fn holes(text: &str, chunks: &Chunks) -> Vec<Range<usize>> {
    let mut holes = links::find(chunks);
    holes.extend(headings::find(chunks));
    holes.extend(copyright::find(text, chunks));
    holes.extend(formulas::find(chunks));
    holes.sort_by_key(|hole| (hole.start, hole.end));
    holes
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
