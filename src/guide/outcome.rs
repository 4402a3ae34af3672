//! What became of a guide.

use serde::{Deserialize, Serialize};
use std::fmt;

use super::{Anchor, Decision, Parts};
use crate::numbers::plural;

/// What became of a guide in a run.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outcome {
    /// The themes asked for, in their order.
    pub themes: Vec<ThemeOutcome>,
    /// The decisions, in their order.
    pub decisions: Vec<DecisionOutcome>,
}

/// What the documents have of a theme that was asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ThemeOutcome {
    /// Its name.
    pub name: String,
    /// How far the documents bear it out.
    pub support: Support,
    /// Documents in it.
    pub documents: usize,
    /// Documents of the run that hold one of its terms or that the guide names.
    pub holding: usize,
    /// Those of them that are in it.
    pub holding_in_theme: usize,
    /// Documents that the guide names and that there are not.
    pub missing: Vec<String>,
    /// Why it is weak or empty; nothing else.
    pub reason: String,
}

/// How far documents bear a theme out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Support {
    /// There is such a theme.
    Found,
    /// There are some such documents.
    Weak,
    /// There is no such theme.
    Empty,
}

/// What became of a decision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DecisionOutcome {
    /// The decision in words.
    pub decision: String,
    /// Whether it was made.
    pub standing: Standing,
    /// What is to be said of it; nothing where it was made as asked.
    pub remark: String,
}

/// Whether a decision was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Standing {
    /// It was made.
    Made,
    /// It was made, and may have been meant otherwise.
    Ambiguous,
    /// It was not made, as what it is about is not there.
    Unmatched,
}

impl Outcome {
    /// The decisions that were not made.
    pub fn unmatched(&self) -> impl Iterator<Item = &DecisionOutcome> {
        self.decisions
            .iter()
            .filter(|decision| decision.standing == Standing::Unmatched)
    }

    /// What it did to the clusters, as a clause for a description of methods; empty where nothing.
    pub(crate) fn in_a_clause(&self) -> String {
        let themes = self
            .themes
            .iter()
            .filter(|theme| theme.support != Support::Empty)
            .count();
        let decisions = self
            .decisions
            .iter()
            .filter(|d| d.standing != Standing::Unmatched)
            .count();
        let mut clause = String::new();
        if themes > 0 {
            clause += &format!(
                "; {} asked for by words or documents began at seeds and had their centres held \
                 there by a prior (after Basu et al. 2002)",
                plural(themes, "theme")
            );
        }
        if decisions > 0 {
            clause += &format!(
                "; {} of a reader on the themes were carried out afterwards",
                plural(decisions, "decision")
            );
        }
        clause
    }

    /// A sentence for each theme and decision.
    pub fn lines(&self) -> impl Iterator<Item = String> + '_ {
        let themes = self.themes.iter().map(ToString::to_string);
        themes.chain(self.decisions.iter().map(ToString::to_string))
    }

    /// A sentence for each theme and decision that did not come out as asked.
    pub fn warnings(&self) -> impl Iterator<Item = String> + '_ {
        let themes = self.themes.iter();
        let themes =
            themes.filter(|theme| theme.support != Support::Found || !theme.missing.is_empty());
        let decisions = self
            .decisions
            .iter()
            .filter(|d| d.standing != Standing::Made);
        themes
            .map(ToString::to_string)
            .chain(decisions.map(ToString::to_string))
    }
}

impl fmt::Display for ThemeOutcome {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let name = &self.name;
        match self.support {
            Support::Found => write!(
                f,
                "“{name}” was asked for and found: {}, {} of them with its terms.",
                plural(self.documents, "document"),
                self.holding_in_theme
            )?,
            Support::Weak => write!(f, "“{name}” was asked for and is weak: {}.", self.reason)?,
            Support::Empty => write!(
                f,
                "“{name}” was asked for and is no theme here: {}.",
                self.reason
            )?,
        }
        match self.missing.as_slice() {
            [] => Ok(()),
            missing => write!(f, " Not among the documents: {}.", missing.join(", ")),
        }
    }
}

impl fmt::Display for DecisionOutcome {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let standing = match self.standing {
            Standing::Made => "made",
            Standing::Ambiguous => "ambiguous",
            Standing::Unmatched => "not made",
        };
        write!(f, "{}: {standing}", self.decision)?;
        match self.remark.as_str() {
            "" => write!(f, "."),
            remark => write!(f, ", {remark}."),
        }
    }
}

/// `Merge of “agent” and “multi-agent”`.
impl fmt::Display for Decision {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Decision::Rename { theme, name } => write!(f, "Rename of {theme} to “{name}”"),
            Decision::Merge { themes, name } => {
                let themes: Vec<String> = themes.iter().map(ToString::to_string).collect();
                write!(f, "Merge of {}", themes.join(" and "))?;
                name.iter().try_for_each(|name| write!(f, " to “{name}”"))
            }
            Decision::Split { theme, into } => {
                let parts = match into {
                    Parts::Number(parts) => *parts,
                    Parts::Terms(lists) => lists.len(),
                };
                write!(f, "Split of {theme} into {parts}")
            }
            Decision::Move { document, to } => write!(f, "Move of {document} to {to}"),
            Decision::Pin { document, to } => write!(f, "Pin of {document} to {to}"),
            Decision::ExcludeDocument(id) => write!(f, "Exclusion of the document {id}"),
            Decision::ExcludeTerm(term) => write!(f, "Exclusion of the term “{term}”"),
        }
    }
}

impl fmt::Display for Anchor {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let words = match &self.name {
            Some(name) => name.clone(),
            None if self.terms.is_empty() => self.exemplars.join(", "),
            None => self.terms.join(", "),
        };
        write!(f, "“{words}”")
    }
}
