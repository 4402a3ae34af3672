//! What can be chosen about the themes.

use std::ops::RangeInclusive;

use crate::{Error, Result};

/// How many themes to look for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ThemeCount {
    /// This many.
    Fixed(usize),
    /// The number within the range that the corpus supports best; a range that goes beyond a
    /// third of the documents is cut there.
    Auto(RangeInclusive<usize>),
}

/// How documents are grouped: the number of themes is looked for from 2 to 40 by default.
#[derive(Debug, Clone, PartialEq)]
pub struct ClusterOptions {
    /// How many themes to look for.
    pub themes: ThemeCount,
    /// Whether documents far from every theme are put into the nearest all the same.
    pub assign_all: bool,
}

impl Default for ClusterOptions {
    fn default() -> Self {
        ClusterOptions {
            themes: ThemeCount::Auto(2..=40),
            assign_all: false,
        }
    }
}

impl ThemeCount {
    /// The numbers to try when so many themes are asked for by name: no fewer than these.
    ///
    /// # Errors
    ///
    /// As [`ThemeCount::trials`], and [`Error::Option`] for fewer themes than are asked for.
    pub(super) fn trials_beside(&self, asked_for: usize, documents: usize) -> Result<Vec<usize>> {
        let mut trials = self.trials(documents)?;
        if asked_for > 0 {
            let (fixed, least) = match self {
                ThemeCount::Fixed(_) => (true, asked_for),
                // Beside the themes asked for there is at least one for all that is left.
                ThemeCount::Auto(_) => (false, asked_for + 1),
            };
            let most = trials.last().copied().unwrap_or(0);
            trials.retain(|&number| number >= least);
            if trials.is_empty() {
                return Err(Error::Option {
                    option: if fixed { "--themes" } else { "--max-themes" },
                    value: most.to_string(),
                    problem: format!(
                        "the guide asks for {asked_for} themes that the documents have; allow at \
                         least {least}"
                    ),
                });
            }
        }
        Ok(trials)
    }

    /// The numbers to try for a corpus of `documents`, ascending.
    ///
    /// # Errors
    ///
    /// [`Error::Option`] for no themes, more than documents, or an empty range.
    pub(super) fn trials(&self, documents: usize) -> Result<Vec<usize>> {
        let fail = |option, value: String, problem: String| {
            Err(Error::Option {
                option,
                value,
                problem,
            })
        };
        match self {
            ThemeCount::Fixed(0) => {
                fail("--themes", "0".into(), "there is at least one theme".into())
            }
            ThemeCount::Fixed(themes) if *themes > documents => fail(
                "--themes",
                themes.to_string(),
                format!("there are only {documents} documents; ask for at most as many themes"),
            ),
            ThemeCount::Fixed(themes) => Ok(vec![*themes]),
            ThemeCount::Auto(range) if *range.start() == 0 => fail(
                "--min-themes",
                "0".into(),
                "there is at least one theme".into(),
            ),
            ThemeCount::Auto(range) if range.is_empty() => fail(
                "--min-themes",
                range.start().to_string(),
                format!("is more than --max-themes {}", range.end()),
            ),
            ThemeCount::Auto(range) if *range.start() > documents => fail(
                "--min-themes",
                range.start().to_string(),
                format!("there are only {documents} documents; ask for at most as many themes"),
            ),
            // A theme of fewer than three documents is no theme.
            ThemeCount::Auto(range) => {
                let most = (*range.end()).min((documents / 3).max(*range.start()));
                Ok((*range.start()..=most.min(documents)).collect())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_small_corpus_is_not_tried_with_more_themes_than_thirds() {
        assert_eq!(ThemeCount::Auto(2..=40).trials(12).unwrap(), [2, 3, 4]);
        assert_eq!(ThemeCount::Auto(2..=40).trials(2).unwrap(), [2]);
    }

    #[test]
    fn impossible_numbers_are_refused_by_the_name_of_the_option() {
        for (count, option) in [
            (ThemeCount::Fixed(0), "--themes 0"),
            (ThemeCount::Fixed(9), "--themes 9"),
            (
                ThemeCount::Auto(RangeInclusive::new(5, 4)),
                "--min-themes 5",
            ),
            (ThemeCount::Auto(9..=12), "--min-themes 9"),
        ] {
            let message = count.trials(8).unwrap_err().to_string();
            assert!(message.starts_with(option), "{message}");
        }
    }
}
