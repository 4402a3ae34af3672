//! The themes of a run without its documents: what model.json holds, and what new papers are
//! placed by.
//!
//! ```no_run
//! use std::path::Path;
//! use thememap::corpus::{Corpus, Input, ReadOptions};
//! use thememap::model::Model;
//!
//! let model = Model::read(Path::new("out/model.json"))?;
//! let corpus = Corpus::read(&[Input::from("new.csv")], &ReadOptions::default())?;
//! for (document, place) in corpus.documents.iter().zip(model.place(&corpus)) {
//!     if let Some(theme) = place.assigned() {
//!         println!("{}: {}", document.title, model.themes[theme].name.label);
//!     }
//! }
//! # Ok::<(), thememap::Error>(())
//! ```

mod assign;
mod drift;
mod file;
mod matrix;
mod placer;
mod summary;
mod theme_file;

pub use assign::{Assigned, AssignmentFormat, AssignmentTable};
pub(crate) use drift::GROWTH;
pub use drift::{Drift, DriftReport};
pub use file::MODEL_VERSION;
pub use placer::Placer;
pub use summary::{Group, SAMPLED, SCORE_UNIT, Sampled, Summary};

use ndarray::{Array2, ArrayView2};
use std::collections::BTreeMap;
use std::path::Path;

use crate::cluster::{Membership, ThemeSpace, Thresholds, Training, Trial};
use crate::corpus::Corpus;
use crate::export::chart::{Mode, Palette, Rgb};
use crate::export::pretty;
use crate::guide::Outcome;
use crate::text::Tokens;
use crate::themes::GivenName;
use crate::vectors::knowledge::Known;
use crate::vectors::{Csr, Embedding, TfIdf, Vocabulary};
use crate::{Error, Options, Result, ThemeMap};

/// The themes of a run, and the way from a text to its place among them.
#[derive(Debug, Clone)]
pub struct Model {
    /// What was asked for.
    pub options: Options,
    /// Number of documents of the run.
    pub documents: usize,
    /// The documents in which the themes were found; fewer where later ones were put into them.
    pub training: Training,
    /// What the status of a document is judged by.
    pub thresholds: Thresholds,
    /// The themes by number.
    pub themes: Vec<ModelTheme>,
    /// The number that the next new theme will have.
    pub next_number: usize,
    /// The numbers of themes tried when the themes were found.
    pub trials: Vec<Trial>,
    /// One sentence: why this number of themes.
    pub reason: String,
    /// The terms of the vectors as stems, sorted.
    pub terms: Vec<String>,
    /// Inverse document frequency of each term.
    pub idf: Vec<f32>,
    /// Stems of words that are no terms because they stood in too many documents or were searched
    /// for, sorted.
    pub common: Vec<String>,
    /// The axes of the vectors as columns, shape (terms, dimensions); none where the vectors came
    /// from elsewhere, so that other documents have no place among the themes.
    pub axes: Option<Array2<f32>>,
    /// What word knowledge added to the axes; none without it.
    pub known: Option<Known>,
    /// What documents are placed by, the themes in the order of `themes`.
    pub space: ThemeSpace,
    /// Ids of the documents in which the themes were found, sorted.
    pub found_in: Vec<String>,
    /// Documents that are elsewhere than their vectors say, by id, with the number of their theme;
    /// `None` is none. Decisions put them there, or those who gave the themes.
    pub held: BTreeMap<String, Option<usize>>,
    /// What became of the guide.
    pub outcome: Outcome,
}

/// A theme of a [`Model`].
#[derive(Debug, Clone, PartialEq)]
pub struct ModelTheme {
    /// Its number in tables and pages.
    pub number: usize,
    /// Its name, and how it came by it.
    pub name: GivenName,
    /// Up to ten words and phrases that tell it from the others, strongest first.
    pub keywords: Vec<String>,
    /// Number of documents.
    pub size: usize,
    /// Its colour on light and on dark pages.
    pub colors: [Rgb; 2],
    /// The least cosine to its centre from which on it takes a document, where it was asked for.
    pub reach: Option<f32>,
}

impl Model {
    /// The model of a finished run in the colours of its charts ([`ThemeMap::palette`]).
    pub fn of(map: &ThemeMap, palette: &Palette) -> Model {
        let (light, dark) = (palette.colors(Mode::Light), palette.colors(Mode::Dark));
        let themes = map.themes.themes.iter().enumerate();
        Model {
            options: map.options.clone(),
            documents: map.corpus.documents.len(),
            training: map.model.training,
            thresholds: map.model.thresholds,
            themes: themes
                .map(|(index, theme)| ModelTheme {
                    number: map.model.numbers[index],
                    name: GivenName {
                        label: theme.label.clone(),
                        naming: theme.naming.clone(),
                    },
                    keywords: theme.keywords.clone(),
                    size: theme.size,
                    colors: [light[index], dark[index]],
                    reach: map.model.said.get(index).and_then(|said| said.reach),
                })
                .collect(),
            next_number: map.model.next_number,
            trials: map.model.trials.clone(),
            reason: map.model.reason.clone(),
            terms: map
                .vocabulary
                .terms
                .iter()
                .map(|term| term.stems.clone())
                .collect(),
            idf: map.tfidf.idf.clone(),
            common: map.vocabulary.common.clone(),
            axes: match map.embedding.file {
                Some(_) => None,
                None => Some(map.embedding.axes.clone()),
            },
            known: map.embedding.known.clone(),
            space: map.model.space.clone(),
            found_in: map.found_in.clone(),
            held: held(map),
            outcome: map.outcome.clone(),
        }
    }

    /// Reads a model.json.
    ///
    /// # Errors
    ///
    /// [`Error::Io`] when the file cannot be read; [`Error::File`] and [`Error::Input`] when it is
    /// no model.json, one of another version, or damaged.
    pub fn read(path: &Path) -> Result<Model> {
        let text = std::fs::read(path).map_err(|error| Error::io(path, error))?;
        Model::from_json(&text, &path.display().to_string())
    }

    /// Reads the bytes of a model.json; `name` is what messages call it.
    ///
    /// # Errors
    ///
    /// As [`Model::read`].
    pub fn from_json(bytes: &[u8], name: &str) -> Result<Model> {
        file::from_json(bytes, name)
    }

    /// The bytes of its model.json, which [`Model::from_json`] takes back.
    ///
    /// # Errors
    ///
    /// [`Error::Output`] when a number in it is none.
    pub fn to_json(&self) -> Result<Vec<u8>> {
        pretty("model.json", &file::value(self))
    }

    /// The words of other documents, as those of the run were read.
    pub fn analyze(&self, corpus: &Corpus) -> Tokens {
        self.options.analyzer().analyze(corpus)
    }

    /// The vocabulary of the run, to be found in the words of other documents.
    pub fn vocabulary(&self, tokens: &Tokens) -> Vocabulary {
        let longest = self.options.terms.ngrams;
        Vocabulary::recalled(&self.terms, self.common.clone(), longest, tokens)
    }

    /// The weights of the terms in other documents, shape (documents, terms).
    pub fn weigh(&self, tokens: &Tokens) -> Csr {
        TfIdf::weigh(tokens, &self.vocabulary(tokens), &self.idf)
    }

    /// Says of a model in which other documents have no place that it is one; `name` is what the
    /// message calls it.
    ///
    /// # Errors
    ///
    /// [`Error::File`] where the vectors came from elsewhere.
    pub fn check_places(&self, name: &str) -> Result<()> {
        let vectors = self.options.vectors.as_ref();
        let Some(vectors) = vectors.filter(|_| self.axes.is_none()) else {
            return Ok(());
        };
        Err(Error::File {
            file: name.to_string(),
            problem: format!(
                "its themes were found in the vectors of {}, and new papers have none there; \
                 make vectors for all papers, old and new, and run `thememap report --vectors \
                 FILE --previous DIR` on them",
                vectors.name()
            ),
        })
    }

    /// Entries of a vector.
    pub(crate) fn dimensions(&self) -> usize {
        self.space.centroids.ncols()
    }

    /// The places of other documents among the themes, as indices into [`Model::themes`]: those
    /// of `documents.csv` for the documents of the run. Where there are no axes all are in none.
    pub fn place(&self, corpus: &Corpus) -> Vec<Membership> {
        self.place_tokens(corpus, &self.analyze(corpus))
    }

    /// The same for documents whose words are read already.
    pub fn place_tokens(&self, corpus: &Corpus, tokens: &Tokens) -> Vec<Membership> {
        self.place_weighed(corpus, &self.weigh(tokens))
    }

    /// The same for documents whose weights are known, shape (documents, terms).
    pub(crate) fn place_weighed(&self, corpus: &Corpus, terms: &Csr) -> Vec<Membership> {
        let Some(axes) = &self.axes else {
            return vec![Membership::NOWHERE; terms.rows()];
        };
        let vectors = Embedding::project_onto(terms, axes);
        let assign_all = self.options.clustering.assign_all;
        self.place_vectors(corpus, vectors.view(), terms, assign_all)
    }

    /// The same for documents whose vectors and weights are known already, shapes (documents,
    /// dimensions) and (documents, terms).
    ///
    /// Documents in which the themes were found are judged as if they had been found without them;
    /// those that decisions moved are where these put them.
    pub(crate) fn place_vectors(
        &self,
        corpus: &Corpus,
        vectors: ArrayView2<f32>,
        terms: &Csr,
        assign_all: bool,
    ) -> Vec<Membership> {
        let documents = corpus.documents.iter();
        let is_found = |id: &String| self.found_in.binary_search(id).is_ok();
        let found: Vec<bool> = documents.map(|document| is_found(&document.id)).collect();
        let reach = self.reach();
        let limits = (&self.thresholds, reach.as_slice());
        let placed = self.space.place(vectors, terms, &found, limits, assign_all);
        if self.held.is_empty() {
            return placed;
        }
        let told = self.told(corpus, &placed);
        self.space
            .place_as_told(vectors, terms, &found, limits, &told)
    }

    /// The theme of each document: where it is held, or else where it is placed.
    fn told(&self, corpus: &Corpus, placed: &[Membership]) -> Vec<Option<usize>> {
        let documents = corpus.documents.iter().zip(placed);
        let told = documents.map(|(document, placed)| match self.held.get(&document.id) {
            Some(number) => number.and_then(|number| self.index(number)),
            None => placed.assigned(),
        });
        told.collect()
    }

    /// The least cosine from which on each theme takes a document.
    fn reach(&self) -> Vec<Option<f32>> {
        self.themes.iter().map(|theme| theme.reach).collect()
    }

    /// Whether it shows that its run went on from an earlier one.
    pub fn continues(&self) -> bool {
        let renamed = |theme: &ModelTheme| !theme.name.naming.formerly.is_empty();
        self.training.documents != self.documents
            || self.next_number != self.themes.len() + 1
            || self.themes.iter().any(renamed)
    }

    /// The theme of a number.
    pub fn theme(&self, number: usize) -> Option<&ModelTheme> {
        self.index(number).map(|place| &self.themes[place])
    }

    /// The place of a number among [`Model::themes`].
    pub(crate) fn index(&self, number: usize) -> Option<usize> {
        let place = self
            .themes
            .binary_search_by_key(&number, |theme| theme.number);
        place.ok()
    }
}

/// The documents of a run that are elsewhere than their vectors say.
fn held(map: &ThemeMap) -> BTreeMap<String, Option<usize>> {
    let model = &map.model;
    if model.said.is_empty() && map.given.is_none() {
        return BTreeMap::new();
    }
    let placed = model.space.place(
        map.embedding.vectors.view(),
        &map.tfidf.matrix,
        &vec![true; model.memberships.len()],
        (&model.thresholds, &model.reach()),
        map.options.clustering.assign_all,
    );
    let documents = map
        .corpus
        .documents
        .iter()
        .zip(&model.memberships)
        .zip(&placed);
    let held = documents.filter(|((_, held), placed)| held.assigned() != placed.assigned());
    held.map(|((document, membership), _)| {
        let number = membership.assigned().map(|theme| model.numbers[theme]);
        (document.id.clone(), number)
    })
    .collect()
}
