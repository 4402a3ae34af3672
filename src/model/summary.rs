//! What many documents come to, small enough to be added up by an engine.

mod sample;
mod words;

pub use sample::{SAMPLED, Sampled};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::path::Path;

use super::{Model, Placer};
use crate::cluster::{Membership, Status};
use crate::corpus::{Corpus, Reason, hexadecimal};
use crate::text::Tokens;
use crate::{Error, Result};

/// The version of the layout of a summary as JSON.
const VERSION: u32 = 1;
/// Steps of the histograms of scores.
const STEPS: usize = 20;
/// What the sums of scores count: thousand-millionths.
pub const SCORE_UNIT: f64 = 1e-9;

/// Counts and sums over documents placed by a model, in one pass and in room that does not grow with
/// their number, but for the spellings of words that the model knows.
///
/// Two summaries merge exactly: all that is summed are whole numbers (a score is rounded once, to
/// [`SCORE_UNIT`], before it is added; sums hold up to nine thousand million documents), and the
/// sample is chosen by the ids alone. However documents are split and in whatever order the parts
/// are merged, the summary has the same bytes as one of all documents in one pass.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Summary {
    summary_version: u32,
    /// What the model is known by: hexadecimal digits of the SHA-256 of its themes and axes.
    pub model: String,
    /// The documents of each theme, by its number.
    pub themes: BTreeMap<usize, Group>,
    /// The documents in no theme.
    pub unassigned: Group,
    /// Records with neither title nor abstract; they are not among the documents.
    pub without_text: u64,
    /// Records that could not be read; they are not among the documents.
    pub unreadable: u64,
    /// For each word that the model knows, by its stem, the weak documents (between themes, or in
    /// none) that hold it, and those that hold each spelling of it.
    pub weak_words: BTreeMap<String, (u64, BTreeMap<String, u64>)>,
    /// The weak documents whose ids have the smallest hashes, at most [`SAMPLED`], with the words that
    /// the model does not know; a uniform sample of them.
    pub weak_sample: Vec<Sampled>,
}

/// Documents of one theme.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Group {
    /// How many.
    pub documents: u64,
    /// How many of them surely.
    pub core: u64,
    /// Sum of their scores, in units of [`SCORE_UNIT`].
    pub score_sum: i64,
    /// Sum of their margins, in units of [`SCORE_UNIT`].
    pub margin_sum: i64,
    /// How many score within each twentieth from 0 to 1; less than 0 counts as 0.
    pub scores: [u64; STEPS],
    /// How many are of each year; those of unknown year are left out.
    pub years: BTreeMap<i32, u64>,
}

impl Summary {
    /// The summary of no documents.
    pub fn new(model: &Model) -> Summary {
        let themes = model.themes.iter();
        Summary {
            summary_version: VERSION,
            model: fingerprint(model),
            themes: themes
                .map(|theme| (theme.number, Group::default()))
                .collect(),
            unassigned: Group::default(),
            without_text: 0,
            unreadable: 0,
            weak_words: BTreeMap::new(),
            weak_sample: Vec::new(),
        }
    }

    /// Takes in documents with their words and places; those of `corpus.dropped` only as numbers.
    pub fn add(
        &mut self,
        placer: &Placer,
        corpus: &Corpus,
        tokens: &Tokens,
        places: &[Membership],
    ) {
        let model = placer.model();
        let mut weak = Vec::new();
        let mut dropped = corpus.dropped.iter().peekable();
        for (index, (document, place)) in corpus.documents.iter().zip(places).enumerate() {
            if let Some(record) = dropped.next_if(|record| record.record == document.record) {
                match record.reason {
                    Reason::NoText => self.without_text += 1,
                    _ => self.unreadable += 1,
                }
                continue;
            }
            let group = match place.assigned() {
                Some(theme) => self.themes.entry(model.themes[theme].number).or_default(),
                None => &mut self.unassigned,
            };
            group.add(place, document.year);
            if place.status != Status::Core {
                weak.push(index);
            }
        }
        words::merge(&mut self.weak_words, words::of(placer, tokens, &weak));
        sample::add(&mut self.weak_sample, placer, corpus, tokens, &weak);
    }

    /// Adds another summary of the same model.
    ///
    /// # Errors
    ///
    /// [`Error::Corpus`] when it is of another model.
    pub fn merge(&mut self, other: &Summary) -> Result<()> {
        if self.model != other.model {
            return Err(Error::Corpus(format!(
                "summaries of two models, {} and {}; add up those of one model",
                self.model, other.model
            )));
        }
        for (&number, group) in &other.themes {
            self.themes.entry(number).or_default().merge(group);
        }
        self.unassigned.merge(&other.unassigned);
        self.without_text += other.without_text;
        self.unreadable += other.unreadable;
        words::merge(&mut self.weak_words, other.weak_words.clone());
        sample::merge(&mut self.weak_sample, &other.weak_sample);
        Ok(())
    }

    /// All documents, in a theme or in none.
    pub fn documents(&self) -> u64 {
        let themes = self.themes.values().map(|group| group.documents);
        themes.sum::<u64>() + self.unassigned.documents
    }

    /// The documents between themes, and those in none.
    pub fn weak_documents(&self) -> u64 {
        let border = self
            .themes
            .values()
            .map(|group| group.documents - group.core);
        border.sum::<u64>() + self.unassigned.documents
    }

    /// Whether it is of this model.
    pub fn is_of(&self, model: &Model) -> bool {
        self.model == fingerprint(model)
    }

    /// The summary as JSON on one line.
    pub fn to_json(&self) -> Vec<u8> {
        let mut bytes = serde_json::to_vec(self).expect("numbers and texts are JSON");
        bytes.push(b'\n');
        bytes
    }

    /// Reads a summary.
    ///
    /// # Errors
    ///
    /// [`Error::Io`] when the file cannot be read, and [`Error::File`] when it is no summary of this
    /// version.
    pub fn read(path: &Path) -> Result<Summary> {
        let bytes = std::fs::read(path).map_err(|error| Error::io(path, error))?;
        let fault = |problem: String| Error::File {
            file: path.display().to_string(),
            problem: format!("{problem}; write it anew with `thememap assign --summary`"),
        };
        let summary: Summary = serde_json::from_slice(&bytes)
            .map_err(|error| fault(format!("it is no summary ({error})")))?;
        let group = |group: &Group| group.core <= group.documents;
        if summary.summary_version != VERSION || !summary.themes.values().all(group) {
            return Err(fault(format!("it is no summary of version {VERSION}")));
        }
        Ok(summary)
    }
}

impl Group {
    fn add(&mut self, place: &Membership, year: Option<i32>) {
        self.documents += 1;
        self.core += u64::from(place.status == Status::Core);
        self.score_sum += in_units(place.score);
        self.margin_sum += in_units(place.margin);
        let step = (f64::from(place.score) * STEPS as f64) as usize;
        self.scores[step.min(STEPS - 1)] += 1;
        if let Some(year) = year {
            *self.years.entry(year).or_default() += 1;
        }
    }

    fn merge(&mut self, other: &Group) {
        self.documents += other.documents;
        self.core += other.core;
        self.score_sum += other.score_sum;
        self.margin_sum += other.margin_sum;
        for (step, count) in self.scores.iter_mut().zip(other.scores) {
            *step += count;
        }
        for (&year, count) in &other.years {
            *self.years.entry(year).or_default() += count;
        }
    }

    /// Mean of the scores; none of no documents.
    pub fn mean_score(&self) -> Option<f64> {
        mean(self.score_sum, self.documents)
    }

    /// Mean year of those whose year is known.
    pub fn mean_year(&self) -> Option<f64> {
        let dated: u64 = self.years.values().sum();
        let years = self
            .years
            .iter()
            .map(|(&year, &count)| i128::from(year) * i128::from(count));
        (dated > 0).then(|| years.sum::<i128>() as f64 / dated as f64)
    }
}

fn in_units(score: f32) -> i64 {
    (f64::from(score) / SCORE_UNIT).round() as i64
}

fn mean(sum: i64, count: u64) -> Option<f64> {
    (count > 0).then(|| sum as f64 * SCORE_UNIT / count as f64)
}

/// Tells models apart by what decides where a document goes.
fn fingerprint(model: &Model) -> String {
    let mut digest = Sha256::new();
    for theme in &model.themes {
        digest.update(format!("{} {}\n", theme.number, theme.name.label));
    }
    for value in &model.space.centroids {
        digest.update(value.to_le_bytes());
    }
    for (term, idf) in model.terms.iter().zip(&model.idf) {
        digest.update(term);
        digest.update(idf.to_le_bytes());
    }
    hexadecimal(&digest.finalize()[..8])
}

#[cfg(test)]
mod tests;
