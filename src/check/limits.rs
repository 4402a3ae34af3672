//! What may change, and what did.

use crate::compare::{Change, Comparison, Snapshot, markdown};
use crate::export::markdown::text;
use crate::numbers::plural;

/// How much a run may differ from the committed one.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Limits {
    /// Largest share of the common documents that may be in another theme, in [0, 1].
    pub max_moved: f64,
    /// Most themes that may be new.
    pub max_born: usize,
    /// Most themes that may be gone.
    pub max_died: usize,
    /// Largest share of documents in no theme, in [0, 1].
    pub max_unassigned: Option<f64>,
    /// Least mean coherence (NPMI) of the themes, in [-1, 1].
    pub min_npmi: Option<f64>,
    /// Least mean stability of the themes, in [0, 1].
    pub min_stability: Option<f64>,
    /// Most decisions of the guide that may match nothing.
    pub max_unmatched: Option<usize>,
}

impl Default for Limits {
    fn default() -> Self {
        Limits {
            max_moved: 0.05,
            max_born: 0,
            max_died: 0,
            max_unassigned: None,
            min_npmi: None,
            min_stability: None,
            max_unmatched: None,
        }
    }
}

/// What passes a limit, a sentence each.
impl Limits {
    fn moved(&self, comparison: &Comparison) -> Option<String> {
        let moved = comparison.moved_share();
        (moved > self.max_moved).then(|| {
            format!(
                "{} of the documents are in another theme, at most {} may be (--max-moved).",
                percent(moved),
                percent(self.max_moved)
            )
        })
    }

    fn born_and_died(&self, comparison: &Comparison) -> impl Iterator<Item = String> + use<> {
        let born = comparison.count(Change::Born) + comparison.count(Change::Split);
        let died = comparison.count(Change::Died) + comparison.count(Change::Merged);
        let changes = [
            (born, self.max_born, "new", "--max-born"),
            (died, self.max_died, "gone", "--max-died"),
        ];
        let too_many = changes
            .into_iter()
            .filter(|(number, limit, ..)| number > limit);
        too_many.map(|(number, limit, what, option)| {
            let themes = if number == 1 {
                "theme is"
            } else {
                "themes are"
            };
            format!("{number} {themes} {what}, at most {limit} may be ({option}).")
        })
    }

    fn figures(&self, run: &Snapshot) -> impl Iterator<Item = String> + use<> {
        let figure = |name: &str| run.figures.get(name).copied();
        let unassigned = figure("unassigned_share").zip(self.max_unassigned);
        let unassigned = unassigned.filter(|(value, limit)| value > limit);
        let unassigned = unassigned.map(|(value, limit)| {
            format!(
                "{} of the documents are in no theme, at most {} may be (--max-unassigned).",
                percent(value),
                percent(limit)
            )
        });
        let least = [
            ("npmi", self.min_npmi, "--min-npmi"),
            ("stability", self.min_stability, "--min-stability"),
        ];
        let low = least.map(|(name, limit, option)| {
            let (value, limit) = figure(name).zip(limit)?;
            let is_low = value < limit;
            is_low.then(|| format!("{name} is {value:.3}, at least {limit} it must be ({option})."))
        });
        unassigned.into_iter().chain(low.into_iter().flatten())
    }

    fn unmatched(&self, run: &Snapshot) -> Option<String> {
        let unmatched = run.model.outcome.unmatched();
        let unmatched: Vec<String> = unmatched.map(ToString::to_string).collect();
        let limit = self
            .max_unmatched
            .filter(|limit| unmatched.len() > *limit)?;
        Some(format!(
            "{} of the guide match nothing, at most {limit} may (--max-unmatched): {}",
            plural(unmatched.len(), "decision"),
            unmatched.join(" ")
        ))
    }
}

/// What a check found.
#[derive(Debug, Clone, PartialEq)]
pub struct Verdict {
    /// What changed.
    pub comparison: Comparison,
    /// The limits that were passed, a sentence each; empty when the check is passed.
    pub breaches: Vec<String>,
}

impl Verdict {
    /// Compares a run with the committed one and judges it.
    pub fn of(committed: &Snapshot, run: &Snapshot, limits: &Limits) -> Verdict {
        let comparison = Comparison::between(committed, run);
        let breaches = limits
            .moved(&comparison)
            .into_iter()
            .chain(limits.born_and_died(&comparison))
            .chain(limits.figures(run))
            .chain(limits.unmatched(run))
            .collect();
        Verdict {
            comparison,
            breaches,
        }
    }

    /// Whether nothing changed that matters.
    pub fn is_passed(&self) -> bool {
        self.breaches.is_empty()
    }

    /// The verdict and what changed, as Markdown.
    pub fn markdown(&self) -> String {
        let head = match self.is_passed() {
            true => "**The themes are within their limits.**".to_string(),
            false => {
                let breaches = self
                    .breaches
                    .iter()
                    .map(|breach| format!("- {}", text(breach)));
                let breaches: Vec<String> = breaches.collect();
                format!(
                    "**The themes changed more than they may.**\n\n{}",
                    breaches.join("\n")
                )
            }
        };
        format!("{head}\n\n{}", markdown(&self.comparison, false))
    }
}

fn percent(share: f64) -> String {
    format!("{:.1} %", 100.0 * share)
}

/// Reads a share as people write it: `5%`, `5 %` or `0.05`.
///
/// # Errors
///
/// Says what a share is when it is none.
pub fn share(text: &str) -> std::result::Result<f64, String> {
    let (digits, scale) = match text.trim().strip_suffix('%') {
        Some(digits) => (digits.trim_end(), 100.0),
        None => (text.trim(), 1.0),
    };
    match digits.parse::<f64>() {
        Ok(value) if (0.0..=scale).contains(&value) => Ok(value / scale),
        _ => Err("a share is written 5% or 0.05 and lies between 0 and 1".to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_is_understood_as_people_write_it() {
        for (text, value) in [
            ("5%", 0.05),
            ("5 %", 0.05),
            ("0.05", 0.05),
            ("0", 0.0),
            ("100%", 1.0),
        ] {
            assert_eq!(share(text), Ok(value), "{text}");
        }
        for text in ["", "%", "-1%", "5", "120%", "many", "NaN"] {
            assert!(share(text).is_err(), "{text}");
        }
    }
}
