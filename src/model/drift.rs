//! Do the themes still fit what comes in?

use rustc_hash::FxHashMap;
use std::collections::BTreeMap;
use std::fmt;

use super::Model;
use crate::cluster::{Membership, Status, Training};
use crate::text::Tokens;

/// New documents, as a share of those in which the themes were found, from which on the themes
/// are to be found anew.
pub(crate) const GROWTH: f64 = 0.25;
/// By how much the share of weak or of unassigned documents may rise.
const WEAKER: f64 = 0.15;
const MORE_UNASSIGNED: f64 = 0.05;
/// Standard errors that a share is lowered by before it is compared.
const Z: f64 = 2.0;
/// Documents that fit badly count from this many on.
const LEAST: usize = 3;
/// A new word is frequent in this many documents and in this share of them.
const FREQUENT: usize = 3;
const FREQUENT_SHARE: f64 = 0.02;
/// Frequent words that are named.
const NAMED: usize = 10;
/// When more words than this are counted, those in fewer than a thousandth of the documents are
/// forgotten, so that documents may come without end.
const COUNTED: usize = 200_000;
const RARE: usize = 1000;

/// New documents as they are met, compared with those in which the themes were found.
#[derive(Debug, Clone)]
pub struct Drift {
    met: Training,
    /// For each stem that the model does not know: documents, and how it is first spelled.
    unknown: FxHashMap<String, (usize, String)>,
}

/// What new documents say about the themes.
#[derive(Debug, Clone, PartialEq)]
pub struct DriftReport {
    /// The new documents.
    pub met: Training,
    /// The documents in which the themes were found.
    pub training: Training,
    /// The words that the model does not know and that stand in at least 3 and 2 % of the new
    /// documents, with that number; most frequent first, ten at most.
    pub new_words: Vec<(String, usize)>,
    /// Why the themes should be found anew, a clause each; empty while they need not.
    pub refit: Vec<String>,
}

impl Drift {
    /// Before any document.
    pub fn new() -> Drift {
        Drift {
            met: Training::of(&[]),
            unknown: FxHashMap::default(),
        }
    }

    /// Takes in the chosen documents of some words and their places.
    pub fn add(
        &mut self,
        model: &Model,
        tokens: &Tokens,
        places: &[Membership],
        chosen: impl IntoIterator<Item = usize>,
    ) {
        let sorted = |list: &[String], stem: &String| list.binary_search(stem).is_ok();
        let is_known: Vec<bool> = tokens
            .stems
            .iter()
            .map(|stem| sorted(&model.terms, stem) || sorted(&model.common, stem))
            .collect();
        let mut last_seen = vec![usize::MAX; tokens.stems.len()];
        for document in chosen {
            let status = places[document].status;
            self.met.documents += 1;
            self.met.border += usize::from(status == Status::Border);
            self.met.unassigned += usize::from(status == Status::Unassigned);
            for &word in tokens.document(document) {
                if word == Tokens::BREAK {
                    continue;
                }
                let surface = &tokens.surfaces[word as usize];
                let stem = surface.stem as usize;
                if surface.stop || is_known[stem] || last_seen[stem] == document {
                    continue;
                }
                last_seen[stem] = document;
                let entry = self.unknown.entry(tokens.stems[stem].clone());
                entry.or_insert_with(|| (0, surface.text.clone())).0 += 1;
            }
        }
        if self.unknown.len() > COUNTED {
            let rare = self.met.documents / RARE;
            self.unknown.retain(|_, (documents, _)| *documents > rare);
        }
    }

    /// What the documents taken in say.
    pub fn report(&self, model: &Model) -> DriftReport {
        let (met, training) = (self.met, model.training);
        DriftReport {
            met,
            training,
            new_words: self.frequent(),
            refit: due(&met, &training),
        }
    }

    fn frequent(&self) -> Vec<(String, usize)> {
        let least = FREQUENT.max((FREQUENT_SHARE * self.met.documents as f64).ceil() as usize);
        let mut words: BTreeMap<(usize, &String), &String> = BTreeMap::new();
        for (stem, (documents, text)) in &self.unknown {
            if *documents >= least {
                words.insert((usize::MAX - documents, stem), text);
            }
        }
        let named = words.into_iter().take(NAMED);
        named
            .map(|((rank, _), text)| (text.clone(), usize::MAX - rank))
            .collect()
    }
}

impl Default for Drift {
    fn default() -> Self {
        Drift::new()
    }
}

/// The reasons to find the themes anew.
///
/// One of three will do: the new documents number more than a quarter of those in which the themes
/// were found; the share of weak ones (between themes, or in none) is higher by more than 0.15; the
/// share of those in no theme is higher by more than 0.05. Of the last two shares the lower end of
/// the confidence interval counts (Wilson 1927, two standard errors), and it takes three documents:
/// few prove little.
fn due(met: &Training, training: &Training) -> Vec<String> {
    let mut reasons = Vec::new();
    if met.documents as f64 > GROWTH * training.documents as f64 {
        reasons.push(format!(
            "{} new documents are more than a quarter of the {} in which the themes were found",
            met.documents, training.documents
        ));
    }
    let weak = |of: &Training| of.border + of.unassigned;
    let kinds = [
        ("weak", weak(met), weak(training), WEAKER),
        (
            "in no theme",
            met.unassigned,
            training.unassigned,
            MORE_UNASSIGNED,
        ),
    ];
    for (what, now, before, limit) in kinds {
        let before = share(before, training);
        if now >= LEAST && at_least(now, met.documents) > before + limit {
            reasons.push(format!(
                "{} of the new documents are {what}, {} of the earlier",
                percent(share(now, met)),
                percent(before)
            ));
        }
    }
    reasons
}

/// The lower end of the confidence interval of a share.
fn at_least(number: usize, of: usize) -> f64 {
    if of == 0 {
        return 0.0;
    }
    let (n, p) = (of as f64, number as f64 / of as f64);
    let error = (p * (1.0 - p) / n + Z * Z / (4.0 * n * n)).sqrt();
    (p + Z * Z / (2.0 * n) - Z * error) / (1.0 + Z * Z / n)
}

fn share(number: usize, of: &Training) -> f64 {
    number as f64 / of.documents.max(1) as f64
}

fn percent(share: f64) -> String {
    format!("{:.1} %", 100.0 * share)
}

impl fmt::Display for DriftReport {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let line = |of: &Training| {
            format!(
                "{} weak, {} in no theme",
                percent(share(of.border + of.unassigned, of)),
                percent(share(of.unassigned, of))
            )
        };
        let documents = match self.met.documents {
            1 => "1 document".to_string(),
            number => format!("{number} documents"),
        };
        writeln!(f, "{documents}: {}", line(&self.met))?;
        writeln!(
            f,
            "when the themes were found, {} documents: {}",
            self.training.documents,
            line(&self.training)
        )?;
        if !self.new_words.is_empty() {
            let words = self.new_words.iter();
            let words: Vec<String> = words.map(|(word, n)| format!("{word} ({n})")).collect();
            writeln!(f, "new frequent words: {}", words.join(", "))?;
        }
        match self.refit.as_slice() {
            [] => writeln!(f, "the themes still fit"),
            reasons => writeln!(
                f,
                "find the themes anew with `thememap report`: {}",
                reasons.join("; ")
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn training(documents: usize, border: usize, unassigned: usize) -> Training {
        Training {
            documents,
            border,
            unassigned,
        }
    }

    #[test]
    fn the_lower_end_of_a_share_is_that_of_the_textbook() {
        // Wilson's interval for 2 of 10 with z = 2, worked out by hand.
        assert!(
            (at_least(2, 10) - 0.0554).abs() < 1e-4,
            "{}",
            at_least(2, 10)
        );
        assert_eq!(at_least(0, 10), 0.0);
        assert_eq!(at_least(0, 0), 0.0);
    }

    #[test]
    fn themes_are_due_when_many_documents_came_or_many_do_not_fit() {
        let before = training(400, 100, 4);
        assert_eq!(due(&training(40, 12, 1), &before), [""; 0]);
        assert_eq!(due(&training(101, 25, 1), &before).len(), 1);
        assert_eq!(due(&training(40, 10, 9), &before).len(), 1);
        assert_eq!(due(&training(40, 30, 0), &before).len(), 1);
    }

    #[test]
    fn one_paper_that_fits_nowhere_proves_nothing() {
        assert_eq!(due(&training(1, 0, 1), &training(400, 100, 0)), [""; 0]);
        assert_eq!(due(&training(6, 2, 1), &training(400, 100, 0)), [""; 0]);
    }
}
