//! The comparison as plain values.

use rustc_hash::FxHashMap;
use std::borrow::Cow;

use super::matching::{Evidence, Matching, Run};
use super::snapshot::Snapshot;
use crate::export::chart::Rgb;

/// A theme has grown or shrunk when it has more or fewer documents than before, and its size differs
/// by more than this share, and so many documents, from what the growth of the collection would make
/// of it.
const GROWTH: f64 = 0.2;
const LEAST_GROWTH: f64 = 3.0;
/// An unmatched theme has this share of its documents from, or gave it to, a theme that is named.
const MOSTLY: f64 = 0.5;

/// What became of a theme.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Change {
    /// Its documents are in no theme of before.
    Born,
    /// Most of its documents come from a theme that goes on under another number.
    Split,
    /// Most of its documents are in another theme.
    Merged,
    /// It is gone, and its documents are scattered.
    Died,
    /// It has grown faster than the collection.
    Grown,
    /// It has shrunk beside the collection.
    Shrunk,
    /// It has another name.
    Renamed,
}

impl Change {
    /// The word in the tables.
    pub fn name(self) -> &'static str {
        match self {
            Change::Born => "born",
            Change::Split => "split off",
            Change::Merged => "merged",
            Change::Died => "died",
            Change::Grown => "grown",
            Change::Shrunk => "shrunk",
            Change::Renamed => "renamed",
        }
    }
}

/// A theme of one of the runs.
#[derive(Debug, Clone, PartialEq)]
pub struct ThemeName {
    /// Its number in that run's tables.
    pub number: usize,
    /// Its name.
    pub label: String,
    /// Number of its documents.
    pub size: usize,
    /// Its colours on light and on dark pages.
    pub colors: [Rgb; 2],
}

/// One of the two runs.
#[derive(Debug, Clone, PartialEq)]
pub struct Side {
    /// What it is called.
    pub name: String,
    /// Number of its documents.
    pub documents: usize,
    /// Those in no theme.
    pub unassigned: usize,
    /// Its themes by number.
    pub themes: Vec<ThemeName>,
}

/// A theme before, what it is after, and what changed about it.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// What changed; empty when nothing did.
    pub changes: Vec<Change>,
    /// Index of the theme before. Of a theme that split off, the one it was part of; of one that
    /// was born, none.
    pub before: Option<usize>,
    /// Index of the theme after. Of a theme that merged, the one it is part of; of one that died,
    /// none.
    pub after: Option<usize>,
    /// Documents of both.
    pub shared: usize,
    /// How alike they are, in [0, 1].
    pub similarity: f64,
}

/// A document of both runs that is in another theme.
#[derive(Debug, Clone, PartialEq)]
pub struct Moved {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Index of its theme before; none when it was in none.
    pub before: Option<usize>,
    /// Index of its theme after.
    pub after: Option<usize>,
}

impl Side {
    /// The number of a theme, or a word for none.
    pub(super) fn number_or<'s>(&self, none: &'s str, theme: Option<usize>) -> Cow<'s, str> {
        theme.map_or(none.into(), |theme| {
            self.themes[theme].number.to_string().into()
        })
    }
}

impl Moved {
    /// The title, or the id of a document that has none.
    pub(super) fn heading(&self) -> &str {
        match self.title.as_str() {
            "" => &self.id,
            title => title,
        }
    }
}

/// Documents that go from a theme to a theme.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Flow {
    /// Index of the theme before; none for documents in none.
    pub before: Option<usize>,
    /// Index of the theme after.
    pub after: Option<usize>,
    /// Documents of it before.
    pub leaving: usize,
    /// Documents of it after: the same, unless themes were matched by centres alone.
    pub arriving: usize,
}

/// What changed between two runs.
#[derive(Debug, Clone, PartialEq)]
pub struct Comparison {
    /// The earlier run.
    pub before: Side,
    /// The later run.
    pub after: Side,
    /// What themes were matched by.
    pub evidence: Evidence,
    /// The themes: those of before by number, then those that are new by number.
    pub rows: Vec<Row>,
    /// Number of documents in both runs.
    pub shared: usize,
    /// Those of them that are in another theme, in the order of the later run.
    pub moved: Vec<Moved>,
    /// Documents of the later run alone.
    pub added: usize,
    /// Documents of the earlier run alone.
    pub removed: usize,
    /// Where documents go, by theme before and after.
    pub flows: Vec<Flow>,
    /// Figures of both runs: name, value before, value after.
    pub figures: Vec<(String, f64, f64)>,
}

/// Figures that are compared.
const FIGURES: [&str; 5] = [
    "silhouette",
    "npmi",
    "stability",
    "unassigned_share",
    "label_separation",
];

impl Comparison {
    /// Compares two runs.
    pub fn between(before: &Snapshot, after: &Snapshot) -> Comparison {
        let matching = Matching::of(&Run::of_snapshot(before), &Run::of_snapshot(after));
        let (old, new) = (side(before), side(after));
        let shared: usize = matching.shared.iter().sum();
        let figure = |name: &str| {
            let pair = (before.figures.get(name)?, after.figures.get(name)?);
            Some((name.to_string(), *pair.0, *pair.1))
        };
        Comparison {
            rows: rows(&old, &new, &matching),
            moved: moved(before, after, &matching),
            added: new.documents.saturating_sub(shared),
            removed: old.documents.saturating_sub(shared),
            flows: flows(&old, &new, &matching),
            figures: FIGURES.into_iter().filter_map(figure).collect(),
            evidence: matching.evidence,
            shared,
            before: old,
            after: new,
        }
    }

    /// Share of the documents of both runs that are in another theme, in [0, 1].
    pub fn moved_share(&self) -> f64 {
        self.moved.len() as f64 / self.shared.max(1) as f64
    }

    /// Number of themes of which that is so.
    pub fn count(&self, change: Change) -> usize {
        self.rows
            .iter()
            .filter(|row| row.changes.contains(&change))
            .count()
    }
}

fn side(run: &Snapshot) -> Side {
    let themes = run.model.themes.iter();
    let themes: Vec<ThemeName> = themes
        .map(|theme| ThemeName {
            number: theme.number,
            label: theme.name.label.clone(),
            size: theme.size,
            colors: theme.colors,
        })
        .collect();
    let assigned: usize = themes.iter().map(|theme| theme.size).sum();
    Side {
        name: run.name.clone(),
        documents: run.len(),
        unassigned: run.len().saturating_sub(assigned),
        themes,
    }
}

fn rows(old: &Side, new: &Side, matching: &Matching) -> Vec<Row> {
    let growth = new.documents as f64 / old.documents.max(1) as f64;
    let mut rows = Vec::new();
    for (before, after) in matching.after.iter().enumerate() {
        let row = |changes, after: Option<usize>| row(matching, changes, Some(before), after);
        rows.push(match *after {
            Some(after) => row(
                of_matched(&old.themes[before], &new.themes[after], growth),
                Some(after),
            ),
            None => match main_receiver(matching, before) {
                Some(after) => row(vec![Change::Merged], Some(after)),
                None => row(vec![Change::Died], None),
            },
        });
    }
    for (after, before) in matching.before().into_iter().enumerate() {
        if before.is_none() {
            let source = main_source(matching, after);
            let change = source.map_or(Change::Born, |_| Change::Split);
            rows.push(row(matching, vec![change], source, Some(after)));
        }
    }
    rows
}

fn row(
    matching: &Matching,
    changes: Vec<Change>,
    before: Option<usize>,
    after: Option<usize>,
) -> Row {
    let pair = before.zip(after);
    Row {
        changes,
        before,
        after,
        shared: pair.map_or(0, |(a, b)| matching.shared[[a, b]]),
        similarity: pair.map_or(0.0, |(a, b)| matching.similarity[[a, b]]),
    }
}

fn of_matched(before: &ThemeName, after: &ThemeName, growth: f64) -> Vec<Change> {
    let expected = before.size as f64 * growth;
    let more = after.size as f64 - expected;
    let counts = more.abs() > (GROWTH * expected).max(LEAST_GROWTH);
    let mut changes = Vec::new();
    if counts && more > 0.0 && after.size > before.size {
        changes.push(Change::Grown);
    }
    if counts && more < 0.0 && after.size < before.size {
        changes.push(Change::Shrunk);
    }
    if before.label != after.label {
        changes.push(Change::Renamed);
    }
    changes
}

/// The theme that has most of the documents of a theme that is gone.
fn main_receiver(matching: &Matching, before: usize) -> Option<usize> {
    let counts = matching.shared.row(before);
    mostly(&counts.to_vec())
}

/// The theme from which most of the documents of a new theme come.
fn main_source(matching: &Matching, after: usize) -> Option<usize> {
    let counts = matching.shared.column(after);
    mostly(&counts.to_vec())
}

/// The entry, before the last, that is at least half of the sum.
fn mostly(counts: &[usize]) -> Option<usize> {
    let all: usize = counts.iter().sum();
    let themes = &counts[..counts.len() - 1];
    themes
        .iter()
        .position(|&count| count > 0 && count as f64 >= MOSTLY * all as f64)
}

fn moved(before: &Snapshot, after: &Snapshot, matching: &Matching) -> Vec<Moved> {
    let (Some(old), Some(new)) = (&before.documents, &after.documents) else {
        return Vec::new();
    };
    let theme_before: FxHashMap<&str, Option<usize>> = old
        .iter()
        .map(|document| (document.id.as_str(), document.theme))
        .collect();
    let stayed = |old: Option<usize>, new: Option<usize>| match old {
        Some(old) => matching.after[old] == new && new.is_some(),
        None => new.is_none(),
    };
    new.iter()
        .filter_map(|document| {
            let old = *theme_before.get(document.id.as_str())?;
            (!stayed(old, document.theme)).then(|| Moved {
                id: document.id.clone(),
                title: document.title.clone(),
                before: old,
                after: document.theme,
            })
        })
        .collect()
}

fn flows(old: &Side, new: &Side, matching: &Matching) -> Vec<Flow> {
    if matching.evidence == Evidence::Centres {
        let pairs = matching.after.iter().enumerate();
        return pairs
            .filter_map(|(before, after)| {
                let after = (*after)?;
                Some(Flow {
                    before: Some(before),
                    after: Some(after),
                    leaving: old.themes[before].size,
                    arriving: new.themes[after].size,
                })
            })
            .collect();
    }
    let index = |place: usize, side: &Side| (place < side.themes.len()).then_some(place);
    let counts = matching.shared.indexed_iter();
    counts
        .filter(|&(_, &count)| count > 0)
        .map(|((before, after), &count)| Flow {
            before: index(before, old),
            after: index(after, new),
            leaving: count,
            arriving: count,
        })
        .collect()
}
