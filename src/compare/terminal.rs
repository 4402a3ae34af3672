//! The comparison as text for a terminal.

use std::fmt;

use super::changes::{Change, Comparison, Moved, Row, Side, ThemeName};
use super::matching::Evidence;
use crate::numbers::{count, plural};

/// Names longer than this are cut.
const NAME: usize = 36;
/// Moved documents that are named.
const MOVED: usize = 10;

impl Comparison {
    /// What is the same and what is not, in one or two sentences.
    pub fn summary(&self) -> String {
        let themes = |side: &Side| plural(side.themes.len(), "theme");
        let mut text = match self.evidence {
            Evidence::Documents => format!(
                "{} in both runs, {} of them ({:.1} %) in another theme; {} added, {} removed.",
                plural(self.shared, "document"),
                count(self.moved.len()),
                100.0 * self.moved_share(),
                count(self.added),
                count(self.removed),
            ),
            Evidence::Centres => {
                "The runs share too few documents: themes are matched by their centres, over the \
                 terms that both know."
                    .to_string()
            }
        };
        let all = [
            Change::Born,
            Change::Split,
            Change::Merged,
            Change::Died,
            Change::Grown,
            Change::Shrunk,
            Change::Renamed,
        ];
        let changes: Vec<String> = all
            .into_iter()
            .filter(|&change| self.count(change) > 0)
            .map(|change| format!("{} {}", self.count(change), change.name()))
            .collect();
        text += &match changes.as_slice() {
            [] => format!(" The {} are the same.", themes(&self.after)),
            _ => format!(
                " {} before, {} after: {}.",
                themes(&self.before),
                themes(&self.after),
                changes.join(", ")
            ),
        };
        text
    }

    pub(super) fn theme_before(&self, row: &Row) -> Option<&ThemeName> {
        row.before.map(|theme| &self.before.themes[theme])
    }

    pub(super) fn theme_after(&self, row: &Row) -> Option<&ThemeName> {
        row.after.map(|theme| &self.after.themes[theme])
    }

    /// What changed about a theme, in words.
    pub(super) fn words(&self, row: &Row) -> String {
        let number = |theme: Option<&ThemeName>| theme.map_or(0, |theme| theme.number);
        let words = row.changes.iter().map(|change| match change {
            Change::Split => format!("split off theme {}", number(self.theme_before(row))),
            Change::Merged => format!("merged into theme {}", number(self.theme_after(row))),
            other => other.name().to_string(),
        });
        words.collect::<Vec<_>>().join(", ")
    }
}

impl fmt::Display for Comparison {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        writeln!(
            f,
            "before  {}, {}",
            self.before.name,
            plural(self.before.documents, "document")
        )?;
        writeln!(
            f,
            "after   {}, {}",
            self.after.name,
            plural(self.after.documents, "document")
        )?;
        writeln!(f, "\n{}\n", self.summary())?;
        writeln!(
            f,
            "{:>6}  {:>6}  {:<NAME$}  change",
            "before", "after", "theme"
        )?;
        for row in &self.rows {
            writeln!(f, "{}", self.line(row).trim_end())?;
        }
        if self.before.unassigned + self.after.unassigned > 0 {
            let (before, after) = (self.before.unassigned, self.after.unassigned);
            writeln!(f, "{before:>6}  {after:>6}  in no theme")?;
        }
        for (metric, before, after) in &self.figures {
            if before != after {
                writeln!(f, "{before:>6.3}  {after:>6.3}  {metric}")?;
            }
        }
        if !self.moved.is_empty() {
            writeln!(f, "\nmoved:")?;
        }
        for moved in self.moved.iter().take(MOVED) {
            writeln!(f, "{}", self.moved_line(moved))?;
        }
        match self.moved.len().saturating_sub(MOVED) {
            0 => Ok(()),
            more => writeln!(f, "                and {}", plural(more, "more document")),
        }
    }
}

impl Comparison {
    fn moved_line(&self, moved: &Moved) -> String {
        let from = self.before.number_or("none", moved.before);
        let to = self.after.number_or("none", moved.after);
        format!("{from:>6}  {to:>6}  {}", cut(moved.heading(), 2 * NAME))
    }

    fn line(&self, row: &Row) -> String {
        let (before, after) = (self.theme_before(row), self.theme_after(row));
        let is_part = row.changes.contains(&Change::Split);
        let is_gone = row.changes.contains(&Change::Merged);
        let size = |theme: Option<&ThemeName>, shown: bool| match theme {
            Some(theme) if shown => count(theme.size),
            _ => "–".to_string(),
        };
        let theme = match is_gone {
            true => before,
            false => after.or(before),
        };
        let name = theme.map_or(String::new(), |theme| {
            cut(&format!("{} {}", theme.number, theme.label), NAME)
        });
        let mut words = self.words(row);
        if let (true, Some(before)) = (row.changes.contains(&Change::Renamed), before) {
            words += &format!(" from “{}”", before.label);
        }
        let (old, new) = (size(before, !is_part), size(after, !is_gone));
        format!("{old:>6}  {new:>6}  {name:<NAME$}  {words}")
    }
}

fn cut(text: &str, longest: usize) -> String {
    if text.chars().count() <= longest {
        return text.to_string();
    }
    text.chars().take(longest - 1).chain(['…']).collect()
}
