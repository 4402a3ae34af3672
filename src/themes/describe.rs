//! Puts together what a reader is told about each theme.

use ndarray::Array2;
use rayon::prelude::*;

use super::candidates::{Sought, candidates};
use super::counts::TermCounts;
use super::exemplars::exemplars;
use super::fitness::Fitness;
use super::grammar::Grammar;
use super::keywords::{Keywords, Texts, keywords};
use super::label::{FixedName, Labels, Namer};
use super::nearness::nearness;
use super::places::Places;
use super::theme::{GivenName, Theme, ThemeTerm};
use super::why::why;
use crate::Result;
use crate::cluster::ThemeModel;
use crate::corpus::Corpus;
use crate::error::expect_count;
use crate::quality::{Cooccurrence, c_v, npmi, silhouette};
use crate::text::stop_words::stop_words;
use crate::text::{Language, Piece, QueryWord, Stemmer, Tokens, tokenize};
use crate::vectors::kernels::dot;
use crate::vectors::{Embedding, MAX_WORDS, TermOptions, TfIdf, Vocabulary, class_tfidf};

/// Terms of each theme that `terms.csv` lists.
const TERMS: usize = 30;
/// Words within which two keywords stand together for NPMI (Lau, Newman & Baldwin 2014).
const NPMI_WINDOW: usize = 10;
/// The same for C_v (Röder, Both & Hinneburg 2015).
const C_V_WINDOW: usize = 110;

/// The themes of a run, described.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Themes {
    /// The themes by number: theme 1 of the tables is index 0.
    pub themes: Vec<Theme>,
    /// Cosine between the centres of each two themes, symmetric, shape (themes, themes).
    pub similarity: Array2<f64>,
    /// For each document up to five terms that put it where it is, strongest first.
    pub why: Vec<Vec<String>>,
    /// Mean cosine silhouette of the documents, in [-1, 1]; none with fewer than two themes.
    pub silhouette: Option<f64>,
    /// How well the names find the themes' documents, in [0, 1]; none with fewer than two themes.
    pub label_separation: Option<f64>,
}

/// The texts and vectors from which themes are described.
#[derive(Debug, Clone, Copy)]
pub struct Evidence<'a> {
    /// The documents.
    pub corpus: &'a Corpus,
    /// Their words.
    pub tokens: &'a Tokens,
    /// The terms of the vectors.
    pub vocabulary: &'a Vocabulary,
    /// The weights of those terms.
    pub tfidf: &'a TfIdf,
    /// The vectors that were clustered.
    pub embedding: &'a Embedding,
    /// The words of the search, which name a theme only where they distinguish it.
    pub query_words: &'a [QueryWord],
    /// Whose generic words may not name a theme.
    pub language: Language,
}

impl Evidence<'_> {
    /// Refuses parts that are not all of the same documents as the model.
    fn check(&self, model: &ThemeModel) -> Result<()> {
        let documents = model.memberships.len();
        let (corpus, tokens) = (self.corpus.documents.len(), self.tokens.len());
        expect_count("documents beside those of the model", documents, corpus)?;
        expect_count("documents of the tokens", documents, tokens)?;
        let (weights, vectors) = (self.tfidf.matrix.rows(), self.embedding.vectors.nrows());
        expect_count("rows of term weights", documents, weights)?;
        expect_count("vectors beside the documents", documents, vectors)?;
        let (terms, columns) = (self.vocabulary.len(), self.tfidf.matrix.columns);
        expect_count(
            "columns of term weights beside the vocabulary",
            terms,
            columns,
        )
    }
}

impl Themes {
    /// Describes the themes of a model: terms by c-TF-IDF, keywords, names, exemplars, and for
    /// each document the terms that put it where it is.
    ///
    /// Names and keywords may be phrases of up to four words, whatever length the vectors use.
    /// `stability` is that of each theme: see [`ThemeModel::stability`].
    ///
    /// # Errors
    ///
    /// As [`Vocabulary::fit`], and [`Error::Mismatch`](crate::Error::Mismatch) for evidence or
    /// stabilities of other documents and themes than the model's.
    pub fn describe(evidence: &Evidence, model: &ThemeModel, stability: &[f64]) -> Result<Themes> {
        Themes::describe_named(evidence, model, stability, &vec![None; model.len()])
    }

    /// The same for themes some of which have a name already, one entry a theme: they keep it as
    /// long as it describes them, that is until it finds their documents worse by 0.1 (area
    /// under the ROC curve) than when it was given.
    ///
    /// # Errors
    ///
    /// As [`Themes::describe`].
    pub fn describe_named(
        evidence: &Evidence,
        model: &ThemeModel,
        stability: &[f64],
        given: &[Option<GivenName>],
    ) -> Result<Themes> {
        evidence.check(model)?;
        expect_count(
            "stabilities beside the themes",
            model.len(),
            stability.len(),
        )?;
        expect_count("given names beside the themes", model.len(), given.len())?;
        let theme_of = model.assignments();
        let members = model.members();
        let (phrases, found) = phrases(evidence.tokens)?;
        let counts = TermCounts::of(&found, &members);
        let (names, keys) = names_and_keywords(evidence, model, given, &phrases, &found, &counts);
        let weights = class_tfidf(&counts.occurrences);
        let coherence = coherence(evidence.tokens, &phrases, &keys);
        let silhouettes = silhouette(evidence.embedding.vectors.view(), &theme_of);
        let silhouette_of = |theme: usize| silhouettes.as_ref()?.themes.get(theme).copied()?;
        let theme = |theme: usize, members: &[usize]| Theme {
            label: names.names[theme].label.clone(),
            naming: names.names[theme].naming.clone(),
            keywords: texts(&phrases, &keys[theme].terms),
            terms: top_terms(theme, &weights, &counts, &phrases),
            size: members.len(),
            share: members.len() as f64 / evidence.tokens.len().max(1) as f64,
            cohesion: cohesion(model, members),
            silhouette: silhouette_of(theme).unwrap_or(0.0),
            stability: stability[theme],
            npmi: coherence[theme].0,
            c_v: coherence[theme].1,
            mean_year: mean_year(evidence.corpus, members),
            exemplars: exemplars(
                evidence.embedding.vectors.view(),
                &model.memberships,
                members,
            ),
        };
        let themes = members.iter().enumerate();
        Ok(Themes {
            themes: themes
                .map(|(number, members)| theme(number, members))
                .collect(),
            similarity: similarity(model),
            why: why(
                &evidence.tfidf.matrix,
                evidence.vocabulary,
                &model.memberships,
                &members,
            ),
            silhouette: silhouettes.as_ref().map(|all| all.mean),
            label_separation: names.separation,
        })
    }
}

/// The phrases that could name a theme, and where they stand.
fn phrases(tokens: &Tokens) -> Result<(Vocabulary, Places)> {
    let terms = naming_terms(tokens.len());
    let fit = |terms: &TermOptions| Vocabulary::fit_with_occurrences(tokens, terms, &[]);
    let (phrases, occurrences) =
        fit(&terms).or_else(|_| fit(&TermOptions { min_df: 1, ..terms }))?;
    let found = Places::of(tokens, &phrases, &occurrences);
    Ok((phrases, found))
}

/// What each theme is called, and its keywords.
fn names_and_keywords(
    evidence: &Evidence,
    model: &ThemeModel,
    given: &[Option<GivenName>],
    phrases: &Vocabulary,
    found: &Places,
    counts: &TermCounts,
) -> (Labels, Vec<Keywords>) {
    let (tokens, language) = (evidence.tokens, evidence.language);
    let members = model.members();
    let sizes: Vec<usize> = members.iter().map(Vec::len).collect();
    let grammar = Grammar::of(tokens, language);
    let fitness = Fitness::judge(tokens, phrases, found, &grammar, language);
    let searched: Vec<u32> = evidence.query_words.iter().map(|word| word.stem).collect();
    let sought: Vec<Sought> = (0..phrases.len())
        .map(|column| Sought::of(&phrases.stem_ids(column), &searched))
        .collect();
    let candidates: Vec<_> = (0..model.len())
        .into_par_iter()
        .map(|theme| candidates(counts, &sizes, theme, &sought, phrases))
        .collect();
    let centroids = model.space.centroids.view();
    let nearness = nearness(phrases, evidence.vocabulary, evidence.embedding, centroids);
    let namer = Namer {
        tokens,
        vocabulary: phrases,
        found,
        candidates: &candidates,
        fitness: &fitness,
        grammar: &grammar,
        nearness: &nearness,
        theme_of: &model.assignments(),
        members: &members,
        numbers: &model.numbers,
        fixed: &fixed_names(model, language),
    };
    let texts = Texts {
        tokens,
        vocabulary: phrases,
        found,
        counts,
        window: NPMI_WINDOW,
    };
    let keys = keywords(&candidates, &sizes, &fitness, &nearness, &texts);
    (namer.labels(given), keys)
}

/// The names that the reader gave.
fn fixed_names(model: &ThemeModel, language: Language) -> Vec<FixedName> {
    let stop_words = stop_words(language);
    let stemmer = Stemmer::new(language);
    let stems = |name: &str| -> Vec<String> {
        let words = tokenize(name).filter_map(|piece| match piece {
            Piece::Word { text, .. } => Some(text.to_lowercase()),
            Piece::Break => None,
        });
        let mut stems: Vec<String> = words
            .filter(|word| !stop_words.contains(word))
            .map(|word| stemmer.stem(&word))
            .collect();
        stems.sort_unstable();
        stems.dedup();
        stems
    };
    let names = model.said.iter().map(|said| said.name.as_ref());
    names
        .map(|name| FixedName {
            label: name.cloned(),
            stems: name.map_or(Vec::new(), |name| stems(name)),
        })
        .collect()
}

/// Phrases that could name a theme: in enough documents to stand for one.
fn naming_terms(documents: usize) -> TermOptions {
    let min_df = (documents / 2000).clamp(2, 20);
    TermOptions {
        ngrams: MAX_WORDS,
        min_df,
        max_df: 1.0,
    }
}

fn top_terms(
    theme: usize,
    weights: &Array2<f64>,
    counts: &TermCounts,
    phrases: &Vocabulary,
) -> Vec<ThemeTerm> {
    let row = weights.row(theme);
    let mut order: Vec<usize> = (0..row.len()).filter(|&term| row[term] > 0.0).collect();
    order.sort_by(|&a, &b| row[b].total_cmp(&row[a]).then(a.cmp(&b)));
    order
        .into_iter()
        .take(TERMS)
        .map(|term| ThemeTerm {
            text: phrases.terms[term].text.clone(),
            stems: phrases.terms[term].stems.clone(),
            weight: row[term],
            documents_in_theme: counts.documents[[theme, term]] as usize,
            documents_in_corpus: phrases.terms[term].documents,
        })
        .collect()
}

/// NPMI and C_v of the keywords of each theme; 0 with fewer than two keywords.
fn coherence(tokens: &Tokens, phrases: &Vocabulary, keys: &[Keywords]) -> Vec<(f64, f64)> {
    let lists: Vec<Vec<Vec<u32>>> = keys
        .iter()
        .map(|keys| {
            keys.terms
                .iter()
                .map(|&column| phrases.stem_ids(column))
                .collect()
        })
        .collect();
    let words = |document: usize| tokens.stem_sequence(document);
    let wide = Cooccurrence::in_windows_of(tokens.len(), words, &lists, C_V_WINDOW);
    let value = |found: Option<f64>| found.unwrap_or(0.0);
    keys.iter()
        .zip(&wide)
        .map(|(keys, wide)| (value(npmi(&keys.near)), value(c_v(wide))))
        .collect()
}

/// The spellings of some terms.
fn texts(phrases: &Vocabulary, terms: &[usize]) -> Vec<String> {
    let terms = terms.iter().map(|&term| phrases.terms[term].text.clone());
    terms.collect()
}

/// Mean score of a theme's documents.
fn cohesion(model: &ThemeModel, members: &[usize]) -> f64 {
    mean(members.iter().map(|&d| model.memberships[d].score.into()))
}

fn mean_year(corpus: &Corpus, members: &[usize]) -> Option<f64> {
    let years: Vec<f64> = members
        .iter()
        .filter_map(|&d| corpus.documents[d].year)
        .map(f64::from)
        .collect();
    (!years.is_empty()).then(|| mean(years.into_iter()))
}

fn mean(values: impl Iterator<Item = f64>) -> f64 {
    let (mut sum, mut count) = (0.0, 0.0);
    for value in values {
        sum += value;
        count += 1.0;
    }
    if count > 0.0 { sum / count } else { 0.0 }
}

fn similarity(model: &ThemeModel) -> Array2<f64> {
    Array2::from_shape_fn((model.len(), model.len()), |(a, b)| {
        let row = |theme: usize| model.space.centroids.row(theme);
        f64::from(dot(
            row(a).to_slice().expect("rows are contiguous"),
            row(b).to_slice().expect("rows are contiguous"),
        ))
    })
}
