//! A guide at work on a corpus.

use rustc_hash::FxHashMap;

use super::outcome::{DecisionOutcome, Outcome, Standing, Support, ThemeOutcome};
use super::seeds::{LEAST, Sought};
use super::state::State;
use super::{Decision, Guide};
use crate::cluster::{AskedFor, ThemeModel};
use crate::corpus::Corpus;
use crate::export::report::plural;
use crate::text::{Analyzer, Tokens};
use crate::vectors::{Embedding, TfIdf, Vocabulary};
use crate::{Options, Result};

/// How far at least the share of a theme's documents that hold its terms exceeds that of all
/// documents, as a share of what is possible.
const BORNE_OUT: f64 = 0.25;

/// A guide with all that it works on.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Hand<'a> {
    pub guide: &'a Guide,
    pub corpus: &'a Corpus,
    pub analyzer: &'a Analyzer,
    pub tokens: &'a Tokens,
    pub vocabulary: &'a Vocabulary,
    pub tfidf: &'a TfIdf,
    pub embedding: &'a Embedding,
}

impl Hand<'_> {
    /// The themes of the documents as the guide has them, and what became of it. Of themes that
    /// the documents were given no other document moves when one is pinned.
    pub fn fit(&self, options: &Options) -> Result<(ThemeModel, Outcome)> {
        if let Some(column) = options.given_column() {
            let groups = self.corpus.given_themes();
            let model = ThemeModel::given(self.embedding, &groups, column)?;
            let (model, decisions) = self.decided(model);
            let themes = Vec::new();
            return Ok((model, Outcome { themes, decisions }));
        }
        let sought = self.seek(&self.guide.themes);
        let (model, asked_for) = self.fit_found(&sought, options)?;
        let (model, asked_for) = self.pinned(model, asked_for, options)?;
        let themes = sought
            .iter()
            .map(|sought| self.outcome(sought, &asked_for, &model))
            .collect();
        let (model, decisions) = self.decided(model);
        Ok((model, Outcome { themes, decisions }))
    }

    /// The themes of an earlier run with the names that the guide gives now; what became of the
    /// rest is what became of it then.
    pub fn rename(&self, model: ThemeModel, earlier: &Outcome) -> (ThemeModel, Outcome) {
        let mut state = State::of(&model, self.embedding);
        let mut outcome = Outcome {
            themes: earlier.themes.clone(),
            decisions: Vec::new(),
        };
        for decision in &self.guide.decisions {
            let then = || {
                earlier
                    .decisions
                    .iter()
                    .find(|then| then.decision == decision.to_string())
            };
            outcome.decisions.push(match decision {
                Decision::Merge { .. } | Decision::Split { .. } => then()
                    .cloned()
                    .unwrap_or_else(|| made(decision, String::new())),
                Decision::Rename { name, .. } if state.has_name(name) => {
                    made(decision, String::new())
                }
                _ => self.decide(decision, &mut state),
            });
        }
        let said = match self.guide.is_empty() {
            true => Vec::new(),
            false => state.said,
        };
        (ThemeModel { said, ..model }, outcome)
    }

    /// The stability of the themes, in samples that the same themes are asked of.
    pub fn stability(&self, model: &ThemeModel, seed: u64) -> Vec<f64> {
        let asked_for = self.seek(&self.guide.themes).into_iter();
        let mut asked_for: Vec<AskedFor> =
            asked_for.filter_map(|sought| sought.asked_for).collect();
        if asked_for.len() > model.len() {
            asked_for.clear();
        }
        model.stability_asked(self.embedding, seed, &asked_for)
    }

    /// Documents by their ids, ascending, and the ids that there are not.
    pub(super) fn documents(&self, ids: &[String]) -> (Vec<usize>, Vec<String>) {
        let places: FxHashMap<&str, usize> = self
            .corpus
            .documents
            .iter()
            .map(|d| d.id.as_str())
            .zip(0..)
            .collect();
        let (mut found, mut missing) = (Vec::new(), Vec::new());
        for id in ids {
            match places.get(id.as_str()) {
                Some(&document) => found.push(document),
                None => missing.push(id.clone()),
            }
        }
        found.sort_unstable();
        found.dedup();
        (found, missing)
    }

    /// The themes with those that are found of the ones sought; one that comes out without
    /// documents is no longer asked for.
    fn fit_found(
        &self,
        sought: &[Sought],
        options: &Options,
    ) -> Result<(ThemeModel, Vec<AskedFor>)> {
        let mut asked_for: Vec<AskedFor> = sought
            .iter()
            .filter_map(|sought| sought.asked_for.clone())
            .collect();
        loop {
            let clustering = &options.clustering;
            let terms = &self.tfidf.matrix;
            let model =
                ThemeModel::fit_asked(self.embedding, terms, clustering, options.seed, &asked_for)?;
            let members = model.members();
            let Some(empty) = (0..asked_for.len()).find(|&theme| members[theme].is_empty()) else {
                return Ok((model, asked_for));
            };
            asked_for.remove(empty);
        }
    }

    /// The themes found once more with pinned documents held where they are pinned.
    fn pinned(
        &self,
        model: ThemeModel,
        asked_for: Vec<AskedFor>,
        options: &Options,
    ) -> Result<(ThemeModel, Vec<AskedFor>)> {
        let state = State::of(&model, self.embedding);
        let pins: Vec<(usize, usize)> = self
            .guide
            .decisions
            .iter()
            .filter_map(|decision| match decision {
                Decision::Pin { document, to } => {
                    let theme = self
                        .locate(to)
                        .meant(&state.theme_of, &state.said)
                        .theme()?;
                    Some((self.document(document)?, theme))
                }
                _ => None,
            })
            .collect();
        if pins.is_empty() {
            return Ok((model, asked_for));
        }
        let assign_all = options.clustering.assign_all;
        Ok((
            model.pinned(
                self.embedding,
                &self.tfidf.matrix,
                &asked_for,
                &pins,
                assign_all,
            ),
            asked_for,
        ))
    }

    pub(super) fn document(&self, id: &str) -> Option<usize> {
        self.corpus
            .documents
            .iter()
            .position(|document| document.id == id)
    }

    /// Makes the decisions one after the other.
    fn decided(&self, model: ThemeModel) -> (ThemeModel, Vec<DecisionOutcome>) {
        if self.guide.decisions.is_empty() {
            return (model, Vec::new());
        }
        let mut state = State::of(&model, self.embedding);
        let mut outcomes = Vec::new();
        for decision in &self.guide.decisions {
            outcomes.push(self.decide(decision, &mut state));
        }
        (
            state.finish(model, self.embedding, &self.tfidf.matrix),
            outcomes,
        )
    }

    /// What the documents have of a theme that was asked for.
    fn outcome(&self, sought: &Sought, asked_for: &[AskedFor], model: &ThemeModel) -> ThemeOutcome {
        let theme = asked_for.iter().position(|asked| asked.name == sought.name);
        let members = theme.map_or(Vec::new(), |theme| model.members().swap_remove(theme));
        let with_terms = members
            .iter()
            .filter(|member| sought.holding.binary_search(member).is_ok())
            .count();
        let holding = sought.holding.len();
        let all = self.tokens.len().max(1) as f64;
        let expected = holding as f64 / all;
        let share = with_terms as f64 / members.len().max(1) as f64;
        let borne_out = (share - expected) / (1.0 - expected).max(f64::MIN_POSITIVE);
        let (support, reason) = match theme {
            None => (Support::Empty, emptiness(sought)),
            Some(_) if sought.is_everywhere => (
                Support::Weak,
                format!("its terms stand in {holding} documents and tell little apart"),
            ),
            Some(_) if sought.is_scattered => (
                Support::Weak,
                format!("the {holding} documents with its terms have little in common"),
            ),
            Some(_) if members.len() < LEAST => (
                Support::Weak,
                format!("it has only {}", plural(members.len(), "document")),
            ),
            Some(_) if borne_out < BORNE_OUT => (
                Support::Weak,
                format!(
                    "{with_terms} of its {} documents hold its terms, against {holding} of all",
                    members.len()
                ),
            ),
            Some(_) => (Support::Found, String::new()),
        };
        ThemeOutcome {
            name: sought.name.clone(),
            support,
            documents: members.len(),
            holding,
            holding_in_theme: with_terms,
            missing: sought.missing.clone(),
            reason,
        }
    }
}

/// Why a theme that was asked for is not there.
fn emptiness(sought: &Sought) -> String {
    match sought.holding.len() {
        0 => "no document holds its terms".to_string(),
        1 => "only 1 document holds its terms".to_string(),
        few if few < LEAST => format!("only {few} documents hold its terms"),
        many if sought.is_scattered => {
            format!("the {many} documents with its terms have little in common")
        }
        many => format!("the {many} documents with its terms belong to other themes"),
    }
}

pub(super) fn made(decision: &Decision, remark: String) -> DecisionOutcome {
    DecisionOutcome {
        decision: decision.to_string(),
        standing: Standing::Made,
        remark,
    }
}
