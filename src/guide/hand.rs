//! A guide at work on a corpus.

use rustc_hash::FxHashMap;

use super::outcome::{DecisionOutcome, Outcome, Standing, Support, ThemeOutcome};
use super::seeds::{LEAST, Sought};
use super::state::State;
use super::{Decision, Guide};
use crate::cluster::{AskedFor, ThemeModel};
use crate::corpus::Corpus;
use crate::numbers::plural;
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
        let model = self.pinned(model, &asked_for, options);
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
            outcome.decisions.push(match decision {
                Decision::Merge { .. } | Decision::Split { .. } => {
                    let words = decision.to_string();
                    let then = earlier.decisions.iter().find(|then| then.decision == words);
                    then.cloned()
                        .unwrap_or_else(|| made(decision, String::new()))
                }
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
    fn pinned(&self, model: ThemeModel, asked_for: &[AskedFor], options: &Options) -> ThemeModel {
        let state = State::of(&model, self.embedding);
        let pins = self.guide.decisions.iter().filter_map(|decision| {
            let Decision::Pin { document, to } = decision else {
                return None;
            };
            let meant = self.locate(to).meant(&state.theme_of, &state.said);
            Some((self.document(document)?, meant.theme()?))
        });
        let pins: Vec<(usize, usize)> = pins.collect();
        if pins.is_empty() {
            return model;
        }
        let terms = &self.tfidf.matrix;
        let assign_all = options.clustering.assign_all;
        model.pinned(self.embedding, terms, asked_for, &pins, assign_all)
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
        (state.finish(model, &self.tfidf.matrix), outcomes)
    }

    /// What the documents have of a theme that was asked for.
    fn outcome(&self, sought: &Sought, asked_for: &[AskedFor], model: &ThemeModel) -> ThemeOutcome {
        let theme = asked_for.iter().position(|asked| asked.name == sought.name);
        let members = theme.map_or(Vec::new(), |theme| model.members().swap_remove(theme));
        let holds = |member: &&usize| sought.holding.binary_search(member).is_ok();
        let with_terms = members.iter().filter(holds).count();
        let weakness = self.weakness(sought, members.len(), with_terms);
        let (support, reason) = match (theme, weakness) {
            (None, _) => (Support::Empty, emptiness(sought)),
            (Some(_), Some(reason)) => (Support::Weak, reason),
            (Some(_), None) => (Support::Found, String::new()),
        };
        ThemeOutcome {
            name: sought.name.clone(),
            support,
            documents: members.len(),
            holding: sought.holding.len(),
            holding_in_theme: with_terms,
            missing: sought.missing.clone(),
            reason,
        }
    }

    /// Why a theme of so many members, so many of them with its terms, is weak; none where it is
    /// not.
    fn weakness(&self, sought: &Sought, members: usize, with_terms: usize) -> Option<String> {
        let holding = sought.holding.len();
        let expected = holding as f64 / self.tokens.len().max(1) as f64;
        let share = with_terms as f64 / members.max(1) as f64;
        let borne_out = (share - expected) / (1.0 - expected).max(f64::MIN_POSITIVE);
        if sought.is_everywhere {
            Some(format!(
                "its terms stand in {holding} documents and tell little apart"
            ))
        } else if sought.is_scattered {
            Some(format!(
                "the {holding} documents with its terms have little in common"
            ))
        } else if members < LEAST {
            Some(format!("it has only {}", plural(members, "document")))
        } else if borne_out < BORNE_OUT {
            Some(format!(
                "{with_terms} of its {members} documents hold its terms, against {holding} of all"
            ))
        } else {
            None
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

/// What became of a decision that was made.
pub(super) fn made(decision: &Decision, remark: String) -> DecisionOutcome {
    DecisionOutcome {
        decision: decision.to_string(),
        standing: Standing::Made,
        remark,
    }
}
