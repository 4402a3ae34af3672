//! Are the committed files what the program writes?

use std::fmt;
use std::fs;
use std::path::Path;

use crate::export::{files, render};
use crate::{Result, ThemeMap};

/// Characters of a line that are shown.
const SHOWN: usize = 120;

/// Where a committed file and what the program writes first differ.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Difference {
    /// The file is written and not committed.
    Missing(&'static str),
    /// The file is committed and not written.
    Outdated(&'static str),
    /// A line of it differs.
    Line {
        /// Name of the file.
        file: &'static str,
        /// Number of the line, from 1.
        line: usize,
        /// What is committed there.
        committed: String,
        /// What is written there.
        written: String,
    },
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Difference::Missing(file) => write!(f, "{file} is written and not committed"),
            Difference::Outdated(file) => write!(f, "{file} is committed and no longer written"),
            Difference::Line {
                file,
                line,
                committed,
                written,
            } => write!(
                f,
                "{file} differs in line {line}\n  committed: {committed}\n  written:   {written}"
            ),
        }
    }
}

/// The first file of a run, in the order in which they are written, that is not the same in a
/// directory, and the first line in it; none when all bytes are the same.
///
/// # Errors
///
/// As [`render`].
pub fn first_difference(map: &ThemeMap, directory: &Path) -> Result<Option<Difference>> {
    let rendered = render(map)?;
    for file in files(&map.options.exports) {
        let committed = fs::read(directory.join(file.name)).ok();
        let written = rendered.iter().find(|(name, _)| *name == file.name);
        let difference = match (committed, written) {
            (None, None) => None,
            (None, Some(_)) => Some(Difference::Missing(file.name)),
            (Some(_), None) => Some(Difference::Outdated(file.name)),
            (Some(committed), Some((_, written))) => line(file.name, &committed, written),
        };
        if difference.is_some() {
            return Ok(difference);
        }
    }
    Ok(None)
}

fn line(file: &'static str, committed: &[u8], written: &[u8]) -> Option<Difference> {
    if committed == written {
        return None;
    }
    let lines = |bytes: &[u8]| -> Vec<Vec<u8>> {
        bytes
            .split(|&byte| byte == b'\n')
            .map(<[u8]>::to_vec)
            .collect()
    };
    let (old, new) = (lines(committed), lines(written));
    let same = old
        .iter()
        .zip(&new)
        .take_while(|(old, new)| old == new)
        .count();
    let (old, new) = (old.get(same), new.get(same));
    let apart = match (old, new) {
        (Some(old), Some(new)) => old.iter().zip(new).take_while(|(a, b)| a == b).count(),
        _ => 0,
    };
    let shown = |line: Option<&Vec<u8>>| match line {
        Some(line) => excerpt(line, apart),
        None => "(no line)".to_string(),
    };
    Some(Difference::Line {
        file,
        line: same + 1,
        committed: shown(old),
        written: shown(new),
    })
}

/// The part of a line round the byte where it differs; bytes that are no text stay out.
fn excerpt(line: &[u8], at: usize) -> String {
    let start = at.saturating_sub(SHOWN / 3);
    let end = line.len().min(start + SHOWN);
    let text = String::from_utf8_lossy(&line[start.min(end)..end]).into_owned();
    let text: String = text.chars().filter(|c| !c.is_control()).collect();
    let (before, after) = (
        if start > 0 { "…" } else { "" },
        if end < line.len() { "…" } else { "" },
    );
    format!("{before}{text}{after}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_line_that_differs_is_named() {
        assert_eq!(line("a", b"x\ny\n", b"x\ny\n"), None);
        let found = line("a", b"x\ny\nz\n", b"x\nq\nz\n").unwrap();
        assert_eq!(
            found.to_string(),
            "a differs in line 2\n  committed: y\n  written:   q"
        );
        let found = line("a", b"x\n", b"x\ny\n").unwrap();
        assert!(found.to_string().contains("line 2"), "{found}");
    }

    #[test]
    fn of_a_long_line_the_place_is_shown() {
        let old = "a".repeat(5000) + "b" + &"c".repeat(5000);
        let new = old.replace('b', "d");
        let found = line("a", old.as_bytes(), new.as_bytes())
            .unwrap()
            .to_string();
        assert!(
            found.contains("ab") && found.contains("ad") && found.len() < 500,
            "{found}"
        );
    }
}
