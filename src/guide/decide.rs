//! Decisions on themes, one by one.

use super::anchors::Meant;
use super::hand::{Hand, made};
use super::outcome::{DecisionOutcome, Standing};
use super::state::State;
use super::{Anchor, Decision, Parts};

/// Documents of a theme by which a remark names it.
const NAMED_BY: usize = 1;

impl Meant {
    /// The theme that is meant most likely.
    pub(super) fn theme(self) -> Option<usize> {
        match self {
            Meant::Theme(theme) | Meant::Either(theme, _) => Some(theme),
            Meant::Nothing => None,
        }
    }
}

impl State<'_> {
    pub(super) fn has_name(&self, name: &str) -> bool {
        self.said
            .iter()
            .any(|said| said.name.as_deref() == Some(name))
    }
}

impl Hand<'_> {
    /// Makes a decision, and tells what came of it.
    pub(super) fn decide(&self, decision: &Decision, state: &mut State) -> DecisionOutcome {
        let mut doubts = Vec::new();
        match self.try_to(decision, state, &mut doubts) {
            Err(problem) => DecisionOutcome {
                standing: Standing::Unmatched,
                ..made(decision, problem)
            },
            Ok(()) if !doubts.is_empty() => DecisionOutcome {
                standing: Standing::Ambiguous,
                ..made(decision, doubts.join("; "))
            },
            Ok(()) => made(decision, String::new()),
        }
    }

    /// Makes a decision; fails with what is missing.
    fn try_to(
        &self,
        decision: &Decision,
        state: &mut State,
        doubts: &mut Vec<String>,
    ) -> Result<(), String> {
        match decision {
            Decision::Rename { theme, name } => {
                let theme = self.theme(theme, state, doubts)?;
                let said = &mut state.said[theme];
                if let Some(earlier) = said.name.as_ref().filter(|_| !said.asked_for) {
                    doubts.push(format!(
                        "the file gave the theme the name “{earlier}” before"
                    ));
                }
                said.name = Some(name.clone());
            }
            Decision::Merge { themes, name } => {
                let mut found = Vec::new();
                for theme in themes {
                    found.push(self.theme(theme, state, doubts)?);
                }
                found.sort_unstable();
                found.dedup();
                match found.len() {
                    1 => return Err("all that it names is one theme".to_string()),
                    _ => state.merge(&found, name.as_ref()),
                }
            }
            Decision::Split { theme, into } => {
                let theme = self.theme(theme, state, doubts)?;
                let members = state.members(theme);
                let is_split = match into {
                    Parts::Number(parts) => state
                        .split(theme, *parts)
                        .map_err(|error| error.to_string())?,
                    Parts::Terms(_) => state.split_by(theme, &self.shown_by(into, &members)),
                };
                if !is_split {
                    let documents = members.len();
                    return Err(format!(
                        "its {documents} documents do not fall into these parts"
                    ));
                }
            }
            Decision::Move { document, to } => {
                let document = self.document(document).ok_or_else(gone)?;
                state.theme_of[document] = Some(self.theme(to, state, doubts)?);
            }
            // Held while the themes were found; a later theme of that anchor takes it along.
            Decision::Pin { document, to } => {
                let document = self.document(document).ok_or_else(gone)?;
                state.theme_of[document] = Some(self.theme(to, state, doubts)?);
            }
            Decision::ExcludeDocument(id) => {
                let is_dropped = self.corpus.dropped.iter().any(|record| record.id == *id);
                return if is_dropped { Ok(()) } else { Err(gone()) };
            }
            Decision::ExcludeTerm(term) => {
                let stems = self.analyzer.term(term);
                let is_known = |stem: &String| self.tokens.stems.contains(stem);
                if stems.is_empty() || !stems.iter().all(is_known) {
                    return Err("no document holds it".to_string());
                }
            }
        }
        Ok(())
    }

    /// The theme that an anchor means; doubts say which other it may mean.
    fn theme(
        &self,
        anchor: &Anchor,
        state: &State,
        doubts: &mut Vec<String>,
    ) -> Result<usize, String> {
        match self.locate(anchor).meant(&state.theme_of, &state.said) {
            Meant::Theme(theme) => Ok(theme),
            Meant::Either(theme, other) => {
                let named = |theme| self.some_titles(&state.members(theme));
                doubts.push(format!(
                    "{anchor} is taken for the theme of {} and may as well be that of {}",
                    named(theme),
                    named(other)
                ));
                Ok(theme)
            }
            Meant::Nothing => Err(format!("no theme is known by {anchor}")),
        }
    }

    fn some_titles(&self, members: &[usize]) -> String {
        let titles = members.iter().take(NAMED_BY).map(|&member| {
            let document = &self.corpus.documents[member];
            match document.title.as_str() {
                "" => document.id.clone(),
                title => title.to_string(),
            }
        });
        format!("“{}”", titles.collect::<Vec<_>>().join("”, “"))
    }
}

fn gone() -> String {
    "the document is not there".to_string()
}
