//! A run that goes on from an earlier one: the same themes while they fit, and the same ids, names,
//! colours and places where they are found anew.

use rustc_hash::{FxHashMap, FxHashSet};
use std::fmt;

use crate::cluster::{Membership, Said, ThemeModel};
use crate::compare::{Matching, Run, Snapshot};
use crate::corpus::Corpus;
use crate::export::chart::Rgb;
use crate::guide::Outcome;
use crate::layout::Layout;
use crate::model::{Drift, GROWTH};
use crate::numbers::plural;
use crate::recorded::GUIDE;
use crate::run_vectors::Vectors;
use crate::text::Tokens;
use crate::themes::GivenName;
use crate::vectors::{Embedding, GivenVectors, TfIdf};
use crate::{Error, Options, Result};

/// How a run goes on from an earlier one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Continuation {
    /// What the earlier run is called.
    pub previous: String,
    /// Documents that it did not have.
    pub added: usize,
    /// Documents of it that are gone.
    pub removed: usize,
    /// Why the themes were found anew, a clause each; empty when they were kept.
    pub refit: Vec<String>,
    /// Of themes found anew, how many are themes of the earlier run.
    pub matched: usize,
}

impl fmt::Display for Continuation {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let Continuation {
            previous,
            added,
            removed,
            ..
        } = self;
        let added = plural(*added, "document");
        write!(
            f,
            "Goes on from {previous}: {added} added, {removed} removed. "
        )?;
        match self.refit.as_slice() {
            [] => write!(f, "Its themes are kept."),
            reasons => write!(
                f,
                "Themes were found anew, as {}; {} of them go on under their number.",
                reasons.join("; "),
                self.matched
            ),
        }
    }
}

/// An earlier run beside the documents of this one.
pub(crate) struct Past<'a> {
    run: &'a Snapshot,
    /// Where each document of this run lay on the earlier map.
    places: Vec<Option<[f64; 2]>>,
    /// Documents that it did not have.
    added: usize,
    /// Documents of it that are gone.
    removed: usize,
    /// Why the themes are found anew, a clause each; empty when they are kept.
    refit: Vec<String>,
}

/// The first option on which themes depend that is not as it was.
fn difference(now: &Options, then: &Options) -> Option<String> {
    let (now, then) = (now.fitting(), then.fitting());
    let value = |of: &[(&str, String)], name: &str| {
        let found = of.iter().find(|(other, _)| *other == name);
        found.map_or("not given".to_string(), |(_, value)| format!("{value:?}"))
    };
    // Where vectors come from says more than the options that it rules out; themes depend on no seed.
    let names = now.iter().chain(&then).map(|(name, _)| *name);
    let names = names.filter(|name| *name != "seed");
    std::iter::once("vectors")
        .chain(names)
        .map(|name| (name, value(&now, name), value(&then, name)))
        .find(|(_, now, then)| now != then)
        .map(|(name, now, then)| match name {
            GUIDE => "the guide asks for other themes than it did".to_string(),
            _ => format!("--{name} is {now} and was {then}"),
        })
}

impl<'a> Past<'a> {
    /// Looks at the documents of this run and decides whether the themes of the earlier one still
    /// do: they do while the options are the same, no theme has lost all its documents, and new
    /// documents fit as [`Drift`] has it; and while the documents that came or went since the themes
    /// were found are no more than a quarter of those.
    ///
    /// # Errors
    ///
    /// [`Error::File`] when the earlier run has no documents.
    pub fn of(
        run: &'a Snapshot,
        corpus: &Corpus,
        tokens: &Tokens,
        given: Option<&GivenVectors>,
        options: &Options,
    ) -> Result<Past<'a>> {
        let documents = run.documents.as_ref().ok_or_else(|| Error::File {
            file: run.name.clone(),
            problem: "a model.json alone does not tell where documents lie; name the directory \
                      that `thememap report` wrote"
                .to_string(),
        })?;
        let known: FxHashMap<&str, [f64; 2]> = documents
            .iter()
            .map(|document| (document.id.as_str(), document.place))
            .collect();
        let ids: FxHashSet<&str> = corpus.documents.iter().map(|d| d.id.as_str()).collect();
        let places: Vec<Option<[f64; 2]>> = corpus
            .documents
            .iter()
            .map(|document| known.get(document.id.as_str()).copied())
            .collect();
        let added = places.iter().filter(|place| place.is_none()).count();
        let removed = documents
            .iter()
            .filter(|d| !ids.contains(d.id.as_str()))
            .count();
        let mut past = Past {
            run,
            places,
            added,
            removed,
            refit: Vec::new(),
        };
        past.refit = past.reasons(corpus, tokens, given, options);
        Ok(past)
    }

    fn reasons(
        &self,
        corpus: &Corpus,
        tokens: &Tokens,
        given: Option<&GivenVectors>,
        options: &Options,
    ) -> Vec<String> {
        let model = &self.run.model;
        if let Some(column) = options.given_column() {
            return vec![format!("the column “{column}” gives them")];
        }
        if let Some(difference) = difference(options, &model.options) {
            return vec![difference];
        }
        let placed = match given {
            Some(given) if given.vectors.ncols() != model.dimensions() => {
                return vec![format!(
                    "the vectors have {} numbers and had {}",
                    given.vectors.ncols(),
                    model.dimensions()
                )];
            }
            Some(given) => {
                let (vectors, terms) = (given.vectors.view(), model.weigh(tokens));
                model.place_vectors(corpus, vectors, &terms, options.clustering.assign_all)
            }
            None => model.place_tokens(corpus, tokens),
        };
        let new = (0..placed.len()).filter(|&document| self.places[document].is_none());
        let mut drift = Drift::new();
        drift.add(model, tokens, &placed, new);
        let mut reasons = drift.report(model).refit;
        let found_in = model.training.documents;
        let gone_or_come = placed.len().abs_diff(found_in).max(self.removed);
        if reasons.is_empty() && gone_or_come as f64 > GROWTH * found_in as f64 {
            reasons.push(format!(
                "there are {} documents and were {found_in} when they were found",
                placed.len()
            ));
        }
        reasons.extend(self.deserted(&placed));
        reasons
    }

    /// The first theme that has lost all its documents.
    fn deserted(&self, placed: &[Membership]) -> Option<String> {
        let themes = &self.run.model.themes;
        let mut sizes = vec![0; themes.len()];
        for theme in placed.iter().filter_map(Membership::assigned) {
            sizes[theme] += 1;
        }
        let mut themes = themes.iter().zip(sizes);
        let (theme, _) = themes.find(|(theme, size)| *size == 0 && theme.size > 0)?;
        Some(format!("no document of theme {} is left", theme.number))
    }

    /// Whether the themes are those of the earlier run.
    pub fn keeps_themes(&self) -> bool {
        self.refit.is_empty()
    }

    /// The documents of this run in the space of the earlier one.
    ///
    /// # Errors
    ///
    /// As [`Embedding::given`].
    pub fn vectors(&self, tokens: &Tokens, given: Option<GivenVectors>) -> Result<Vectors> {
        let model = &self.run.model;
        let vocabulary = model.vocabulary(tokens);
        let tfidf = TfIdf {
            matrix: TfIdf::weigh(tokens, &vocabulary, &model.idf),
            idf: model.idf.clone(),
        };
        let embedding = match given {
            Some(given) => Embedding::given(given, &tfidf.matrix)?,
            None => {
                let axes = model.axes.clone();
                let axes = axes.expect("a model without axes comes with options for vectors");
                Embedding {
                    known: model.known.clone(),
                    ..Embedding::on_axes(&tfidf.matrix, axes)
                }
            }
        };
        Ok(Vectors {
            vocabulary,
            tfidf,
            embedding,
        })
    }

    /// The themes of the earlier run with the documents of this one.
    pub fn themes(&self, corpus: &Corpus, vectors: &Vectors, options: &Options) -> ThemeModel {
        let (model, embedding) = (&self.run.model, &vectors.embedding);
        let memberships = model.place_vectors(
            corpus,
            embedding.vectors.view(),
            &vectors.tfidf.matrix,
            options.clustering.assign_all,
        );
        // Names given then and still in the guide; what it renames is renamed afterwards.
        let given: Vec<&str> = options.guide.given_names().collect();
        let said = model.themes.iter().map(|theme| Said {
            name: Some(theme.name.label.clone()).filter(|label| given.contains(&label.as_str())),
            asked_for: options
                .guide
                .themes
                .iter()
                .any(|asked| asked.name == theme.name.label),
            reach: theme.reach,
        });
        ThemeModel {
            numbers: model.themes.iter().map(|theme| theme.number).collect(),
            next_number: model.next_number,
            space: model.space.clone(),
            memberships,
            thresholds: model.thresholds,
            training: model.training,
            trials: model.trials.clone(),
            reason: model.reason.clone(),
            said: match options.guide.is_empty() {
                true => Vec::new(),
                false => said.collect(),
            },
        }
    }

    /// Themes found anew, under the numbers that they had: matched themes first come in the order
    /// of their numbers, then new ones under new numbers.
    pub fn renumbered(&self, model: ThemeModel, vectors: &Vectors, corpus: &Corpus) -> ThemeModel {
        let before = Run::of_snapshot(self.run);
        let terms = vectors.vocabulary.terms.iter();
        let documents = corpus.documents.iter().zip(&model.memberships);
        let after = Run {
            terms: terms.map(|term| term.stems.as_str()).collect(),
            axes: match vectors.embedding.file {
                Some(_) => None,
                None => Some(&vectors.embedding.axes),
            },
            centres: model.space.centroids.clone(),
            documents: documents
                .map(|(document, membership)| (document.id.as_str(), membership.assigned()))
                .collect(),
        };
        let matching = Matching::of(&before, &after);
        let last = self.run.model.next_number - 1;
        let mut next = last;
        let mut numbered: Vec<(usize, usize)> = Vec::new();
        for (theme, earlier) in matching.before().into_iter().enumerate() {
            let number = match earlier {
                Some(earlier) => self.run.model.themes[earlier].number,
                None => {
                    next += 1;
                    next
                }
            };
            numbered.push((number, theme));
        }
        numbered.sort_unstable();
        let (numbers, order): (Vec<usize>, Vec<usize>) = numbered.into_iter().unzip();
        model.reordered(&order, numbers, last)
    }

    /// How a run whose themes have these numbers goes on from the earlier one.
    pub fn continuation(self, numbers: &[usize]) -> Continuation {
        let known = |number: &&usize| **number < self.run.model.next_number;
        Continuation {
            previous: self.run.name.clone(),
            added: self.added,
            removed: self.removed,
            matched: numbers.iter().filter(known).count(),
            refit: self.refit,
        }
    }

    /// Ids of the documents in which the themes of the earlier run were found, sorted.
    pub fn found_in(&self) -> Vec<String> {
        self.run.model.found_in.clone()
    }

    /// What became of the guide of the earlier run.
    pub fn outcome(&self) -> &Outcome {
        &self.run.model.outcome
    }

    /// The names that themes of these numbers had.
    pub fn names(&self, numbers: &[usize]) -> Vec<Option<GivenName>> {
        let theme = |number: &usize| {
            self.run
                .model
                .theme(*number)
                .map(|theme| theme.name.clone())
        };
        numbers.iter().map(theme).collect()
    }

    /// The colours that themes of these numbers had, on light and on dark pages.
    pub fn colors(&self, numbers: &[usize]) -> Vec<Option<[Rgb; 2]>> {
        let theme = |number: &usize| self.run.model.theme(*number).map(|theme| theme.colors);
        numbers.iter().map(theme).collect()
    }

    /// The map: with the same themes documents stay where they were and new ones are put among
    /// them; with themes found anew all move on from where they were.
    pub fn layout(&self, embedding: &Embedding, theme_of: &[Option<usize>], seed: u64) -> Layout {
        let vectors = embedding.vectors.view();
        match self.keeps_themes() {
            true => Layout::around(vectors, theme_of, &self.places, seed),
            false => Layout::moved_on(vectors, theme_of, &self.places, seed),
        }
    }
}
