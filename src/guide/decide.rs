//! Decisions on themes, one by one.

use super::anchors::Meant;
use super::hand::{Hand, made};
use super::outcome::{DecisionOutcome, Standing};
use super::state::State;
use super::{Anchor, Decision, Parts};

/// What raises doubts whether a decision was meant as it was made, a clause each.
type Doubts = Vec<String>;

impl Hand<'_> {
    /// Makes a decision, and tells what came of it.
    pub(super) fn decide(&self, decision: &Decision, state: &mut State) -> DecisionOutcome {
        let (standing, remark) = match self.try_to(decision, state) {
            Err(problem) => (Standing::Unmatched, problem),
            Ok(doubts) if doubts.is_empty() => (Standing::Made, String::new()),
            Ok(doubts) => (Standing::Ambiguous, doubts.join("; ")),
        };
        DecisionOutcome {
            standing,
            ..made(decision, remark)
        }
    }

    /// Makes a decision; fails with what is missing.
    fn try_to(&self, decision: &Decision, state: &mut State) -> Result<Doubts, String> {
        match decision {
            Decision::Rename { theme, name } => self.rename_to(name, theme, state),
            Decision::Merge { themes, name } => self.merge(themes, name.as_ref(), state),
            Decision::Split { theme, into } => self.split(theme, into, state),
            // What is pinned was held while the themes were found; a later theme of that anchor
            // takes it along.
            Decision::Move { document, to } | Decision::Pin { document, to } => {
                let document = self.document(document).ok_or_else(gone)?;
                let (theme, doubt) = self.theme(to, state)?;
                state.theme_of[document] = Some(theme);
                Ok(Vec::from_iter(doubt))
            }
            Decision::ExcludeDocument(id) => {
                let is_dropped = self.corpus.dropped.iter().any(|record| record.id == *id);
                is_dropped.then(Doubts::new).ok_or_else(gone)
            }
            Decision::ExcludeTerm(term) => {
                let is_held = self.is_held(term).then(Doubts::new);
                is_held.ok_or_else(|| "no document holds it".to_string())
            }
        }
    }

    fn rename_to(&self, name: &str, theme: &Anchor, state: &mut State) -> Result<Doubts, String> {
        let (theme, doubt) = self.theme(theme, state)?;
        let said = &mut state.said[theme];
        let earlier = said.name.replace(name.to_string());
        let earlier = earlier.filter(|_| !said.asked_for);
        let second =
            earlier.map(|earlier| format!("the file gave the theme the name “{earlier}” before"));
        Ok(doubt.into_iter().chain(second).collect())
    }

    fn merge(
        &self,
        themes: &[Anchor],
        name: Option<&String>,
        state: &mut State,
    ) -> Result<Doubts, String> {
        let found: Vec<(usize, Option<String>)> = themes
            .iter()
            .map(|theme| self.theme(theme, state))
            .collect::<Result<_, _>>()?;
        let (mut found, doubts): (Vec<usize>, Vec<Option<String>>) = found.into_iter().unzip();
        found.sort_unstable();
        found.dedup();
        if found.len() < 2 {
            return Err("all that it names is one theme".to_string());
        }
        state.merge(&found, name);
        Ok(doubts.into_iter().flatten().collect())
    }

    fn split(&self, theme: &Anchor, into: &Parts, state: &mut State) -> Result<Doubts, String> {
        let (theme, doubt) = self.theme(theme, state)?;
        let members = state.members(theme);
        let is_split = match into {
            Parts::Number(parts) => state
                .split(theme, *parts)
                .map_err(|error| error.to_string())?,
            Parts::Terms(lists) => state.split_by(theme, &self.shown_by(lists, &members)),
        };
        is_split.then(|| Vec::from_iter(doubt)).ok_or_else(|| {
            let documents = members.len();
            format!("its {documents} documents do not fall into these parts")
        })
    }

    /// The theme that an anchor means, and which other it may mean as well.
    fn theme(&self, anchor: &Anchor, state: &State) -> Result<(usize, Option<String>), String> {
        match self.locate(anchor).meant(&state.theme_of, &state.said) {
            Meant::Theme(theme) => Ok((theme, None)),
            Meant::Either(theme, other) => {
                let first = |theme| self.first_title(&state.members(theme));
                let doubt = format!(
                    "{anchor} is taken for the theme of {} and may as well be that of {}",
                    first(theme),
                    first(other)
                );
                Ok((theme, Some(doubt)))
            }
            Meant::Nothing => Err(format!("no theme is known by {anchor}")),
        }
    }

    /// The title, or else the id, of the first of some documents, in quotes.
    fn first_title(&self, members: &[usize]) -> String {
        let document = members.first().map(|&first| &self.corpus.documents[first]);
        let title = document.map_or("", |document| match document.title.as_str() {
            "" => document.id.as_str(),
            title => title,
        });
        format!("“{title}”")
    }

    /// Whether the documents have every word of a term.
    fn is_held(&self, term: &str) -> bool {
        let stems = self.analyzer.term(term);
        !stems.is_empty() && stems.iter().all(|stem| self.tokens.stems.contains(stem))
    }
}

fn gone() -> String {
    "the document is not there".to_string()
}
