//! What may change, and what did.

use crate::compare::{Change, Comparison, Snapshot, markdown};
use crate::export::markdown::text;
use crate::export::report::plural;

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
        let mut breaches = Vec::new();
        let moved = comparison.moved_share();
        if moved > limits.max_moved {
            breaches.push(format!(
                "{} of the documents are in another theme, at most {} may be (--max-moved).",
                percent(moved),
                percent(limits.max_moved)
            ));
        }
        let born = comparison.count(Change::Born) + comparison.count(Change::Split);
        let died = comparison.count(Change::Died) + comparison.count(Change::Merged);
        for (number, limit, what, option) in [
            (born, limits.max_born, "new", "--max-born"),
            (died, limits.max_died, "gone", "--max-died"),
        ] {
            if number > limit {
                let themes = if number == 1 {
                    "theme is"
                } else {
                    "themes are"
                };
                breaches.push(format!(
                    "{number} {themes} {what}, at most {limit} may be ({option})."
                ));
            }
        }
        let figure = |name: &str| run.figures.get(name).copied();
        if let (Some(limit), Some(value)) = (limits.max_unassigned, figure("unassigned_share"))
            && value > limit
        {
            breaches.push(format!(
                "{} of the documents are in no theme, at most {} may be (--max-unassigned).",
                percent(value),
                percent(limit)
            ));
        }
        for (name, limit, option) in [
            ("npmi", limits.min_npmi, "--min-npmi"),
            ("stability", limits.min_stability, "--min-stability"),
        ] {
            if let (Some(limit), Some(value)) = (limit, figure(name))
                && value < limit
            {
                breaches.push(format!(
                    "{name} is {value:.3}, at least {limit} it must be ({option})."
                ));
            }
        }
        let unmatched: Vec<String> = run
            .model
            .outcome
            .unmatched()
            .map(ToString::to_string)
            .collect();
        if let Some(limit) = limits.max_unmatched
            && unmatched.len() > limit
        {
            breaches.push(format!(
                "{} of the guide match nothing, at most {limit} may (--max-unmatched): {}",
                plural(unmatched.len(), "decision"),
                unmatched.join(" ")
            ));
        }
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
