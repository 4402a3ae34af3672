//! The counts that a report begins with, and the sentences made of them.

use std::collections::BTreeMap;

use super::{ReportData, ThemeRow, confidence};
use crate::cluster::Status;
use crate::corpus::Reason;
use crate::numbers::{count, percent, plural};

/// The run in numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Summary {
    /// Records read from all sources.
    pub records: usize,
    /// Documents on the map.
    pub documents: usize,
    /// Themes found.
    pub themes: usize,
    /// Records not used, by reason.
    pub dropped: BTreeMap<Reason, usize>,
    /// Documents near their theme's centre.
    pub core: usize,
    /// Documents between themes.
    pub border: usize,
    /// Documents in no theme.
    pub unassigned: usize,
}

impl Summary {
    pub(crate) fn of(data: &ReportData) -> Self {
        let with = |status| {
            data.documents
                .iter()
                .filter(|row| row.status == status)
                .count()
        };
        let mut dropped = BTreeMap::new();
        for record in data.dropped {
            *dropped.entry(record.reason).or_insert(0) += 1;
        }
        Summary {
            records: data.sources.iter().map(|source| source.records).sum(),
            documents: data.documents.len(),
            themes: data.themes.len(),
            dropped,
            core: with(Status::Core),
            border: with(Status::Border),
            unassigned: with(Status::Unassigned),
        }
    }

    /// What was read and what was found.
    pub(crate) fn reading(&self, data: &ReportData) -> String {
        let mut text = format!(
            "{} from {}, {} kept, {} found.",
            plural(self.records, "record"),
            plural(data.sources.len(), "source"),
            plural(self.documents, "document"),
            plural(self.themes, "theme"),
        );
        if !self.dropped.is_empty() {
            let reasons: Vec<String> = self
                .dropped
                .iter()
                .map(|(&reason, &number)| reason_phrase(reason, number))
                .collect();
            text += &format!(" Not used: {}.", reasons.join(", "));
        }
        if data.ledger.by_title_alone > 0 {
            let verb = if data.ledger.by_title_alone == 1 {
                "has"
            } else {
                "have"
            };
            text += &format!(
                " {} {verb} no abstract and {} placed by title alone.",
                plural(data.ledger.by_title_alone, "document"),
                if data.ledger.by_title_alone == 1 {
                    "is"
                } else {
                    "are"
                },
            );
        }
        text
    }

    /// How sure the grouping is.
    pub(crate) fn certainty(&self, data: &ReportData) -> String {
        let share = |number: usize| percent(number as f64 / self.documents.max(1) as f64);
        let mut text = format!(
            "{} of the documents ({}) sit firmly in their theme, {} ({}) lie near the border of two, {} ({}) fit none.",
            count(self.core),
            share(self.core),
            count(self.border),
            share(self.border),
            count(self.unassigned),
            share(self.unassigned),
        );
        let unstable = unstable_themes(data).count();
        if unstable > 0 {
            text += &format!(
                " {} of {} themes would not come back reliably from a similar collection.",
                count(unstable),
                count(self.themes)
            );
        }
        text
    }
}

/// The themes that do not come back when the documents are drawn again.
pub(crate) fn unstable_themes<'a>(data: &'a ReportData) -> impl Iterator<Item = &'a ThemeRow> {
    data.themes
        .iter()
        .filter(|theme| confidence(theme.stability) == "unstable")
}

/// `3 duplicates`, `1 record without text`.
fn reason_phrase(reason: Reason, number: usize) -> String {
    match reason {
        Reason::Duplicate => plural(number, "duplicate"),
        Reason::NoText => format!("{} without text", plural(number, "record")),
        Reason::Unreadable => format!("{} that could not be read", plural(number, "record")),
        Reason::Excluded => format!("{} left out by the reader", plural(number, "document")),
    }
}
