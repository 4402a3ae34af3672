//! Breaking a name into lines.

use super::font::{self, Weight};

/// Longest name on the map, in characters; the rest gives way to an ellipsis.
const LONGEST: usize = 72;
/// Longest word that is not broken, in characters.
const LONGEST_WORD: usize = 24;

/// A name set in lines of one size.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Block {
    pub lines: Vec<String>,
    /// Width in pixels.
    pub width: f64,
    /// Height in pixels.
    pub height: f64,
}

/// The ways to set `name` in one, two and three lines, each as even as it can be.
pub(super) fn blocks(name: &str, size: f64, weight: Weight) -> Vec<Block> {
    let words = words(&shorten(name));
    (1..=words.len().min(3))
        .map(|lines| {
            let lines = even_lines(&words, lines, weight);
            let width = lines
                .iter()
                .map(|line| weight.width(line))
                .fold(0.0, f64::max)
                * size;
            let leading = font::LEADING * (lines.len() - 1) as f64;
            Block {
                width,
                height: (font::ASCENT + font::DESCENT + leading) * size,
                lines,
            }
        })
        .collect()
}

fn shorten(name: &str) -> String {
    if name.chars().count() <= LONGEST {
        return name.to_owned();
    }
    let kept: String = name.chars().take(LONGEST - 1).collect();
    kept.trim_end().to_owned() + "…"
}

/// Ends a piece of a word that goes on: a hyphen at the end of a line, nothing within it.
const SOFT_HYPHEN: char = '\u{ad}';

/// The words of a name, the longest cut into pieces.
fn words(name: &str) -> Vec<String> {
    let mut words = Vec::new();
    for word in name.split_whitespace() {
        let letters: Vec<char> = word.chars().collect();
        let pieces = letters.len().div_ceil(LONGEST_WORD);
        let length = letters.len().div_ceil(pieces);
        for (i, piece) in letters.chunks(length).enumerate() {
            let mut word: String = piece.iter().collect();
            if i + 1 < pieces {
                word.push(SOFT_HYPHEN);
            }
            words.push(word);
        }
    }
    if words.is_empty() {
        vec!["–".to_owned()]
    } else {
        words
    }
}

/// Words on one line.
fn line(words: &[String]) -> String {
    let mut line = String::new();
    for word in words {
        if line.ends_with(SOFT_HYPHEN) {
            line.pop();
        } else if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    if line.ends_with(SOFT_HYPHEN) {
        line.pop();
        line.push('-');
    }
    line
}

/// The breaks for which the longest line is shortest.
fn even_lines(words: &[String], lines: usize, weight: Weight) -> Vec<String> {
    if lines == 1 {
        return vec![line(words)];
    }
    let mut best: Option<(f64, Vec<String>)> = None;
    for first in 1..=words.len() - (lines - 1) {
        let mut set = vec![line(&words[..first])];
        set.extend(even_lines(&words[first..], lines - 1, weight));
        let width = set
            .iter()
            .map(|line| weight.width(line))
            .fold(0.0, f64::max);
        if best.as_ref().is_none_or(|(least, _)| width < *least) {
            best = Some((width, set));
        }
    }
    best.expect("there are at least as many words as lines").1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_lines_are_about_as_long_as_each_other() {
        let set = blocks(
            "Mechanistic interpretability of language models",
            14.0,
            Weight::SemiBold,
        );
        assert_eq!(
            set[1].lines,
            ["Mechanistic interpretability", "of language models"]
        );
        assert_eq!(set.len(), 3);
    }

    #[test]
    fn one_word_is_one_line_and_no_word_is_a_dash() {
        assert_eq!(blocks("Graphs", 14.0, Weight::SemiBold).len(), 1);
        assert_eq!(blocks("  ", 14.0, Weight::SemiBold)[0].lines, ["–"]);
    }

    #[test]
    fn an_endless_word_is_cut() {
        let set = blocks(&"x".repeat(300), 12.0, Weight::Regular);
        assert!(set.last().expect("a block").width < 300.0);
    }

    #[test]
    fn a_cut_word_has_a_hyphen_at_the_end_of_a_line_alone() {
        let set = blocks(
            "hippopotomonstrosesquippedaliophobia",
            12.0,
            Weight::Regular,
        );
        assert_eq!(set[0].lines, ["hippopotomonstrosesquippedaliophobia"]);
        assert_eq!(set[1].lines, ["hippopotomonstrose-", "squippedaliophobia"]);
    }
}
