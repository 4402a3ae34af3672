//! The themes in a pile of paper abstracts: named groups, tables and a map.
//!
//! # All at once
//!
//! [`ThemeMap::build`] takes a [`Corpus`](corpus::Corpus) and [`Options`] and runs every stage;
//! [`export::write`] puts the result into a directory.
//!
//! ```no_run
//! use std::path::Path;
//! use thememap::corpus::{Corpus, Input, ReadOptions};
//! use thememap::{Options, ThemeMap, export};
//!
//! let corpus = Corpus::read(&[Input::from("data/listings")], &ReadOptions::default())?;
//! let map = ThemeMap::build(corpus, Options::default())?;
//! for theme in &map.themes.themes {
//!     println!("{:>4}  {}", theme.size, theme.label);
//! }
//! export::write(&map, Path::new("out"))?;
//! # Ok::<(), thememap::Error>(())
//! ```
//!
//! # Stage by stage
//!
//! Every stage is a value made from the values before it. None is changed later, so each can be
//! printed, kept, or replaced by one of your own.
//!
//! **Texts to words.** A [`Corpus`](corpus::Corpus) comes from files or from memory. An
//! [`Analyzer`](text::Analyzer) numbers its words; each keeps its spelling and its stem.
//!
//! ```
//! use thememap::corpus::Corpus;
//! use thememap::text::{Analyzer, Language};
//!
//! let corpus = Corpus::from_texts([
//!     "Deep sleep strengthens memory.",
//!     "A short sleep helps memory and attention.",
//!     "Sleep loss harms attention in nurses.",
//!     "Dreams and memory fade by day.",
//!     "Warm water bleaches coral reefs.",
//!     "Reef fish return when coral recovers.",
//!     "Coral larvae settle on reefs.",
//! ]);
//! let tokens = Analyzer::new(Language::ENGLISH, []).analyze(&corpus);
//! assert_eq!(tokens.len(), 7);
//! ```
//!
//! **Words to vectors.** The [`Vocabulary`](vectors::Vocabulary) says which words and phrases
//! count, [`TfIdf`](vectors::TfIdf) how much each says about each document, and the
//! [`Embedding`](vectors::Embedding) folds words used alike into few dimensions.
//!
//! ```
//! # use thememap::corpus::Corpus;
//! # use thememap::text::{Analyzer, Language};
//! # let corpus = Corpus::from_texts([
//! #     "Deep sleep strengthens memory.",
//! #     "A short sleep helps memory and attention.",
//! #     "Sleep loss harms attention in nurses.",
//! #     "Dreams and memory fade by day.",
//! #     "Warm water bleaches coral reefs.",
//! #     "Reef fish return when coral recovers.",
//! #     "Coral larvae settle on reefs.",
//! # ]);
//! # let tokens = Analyzer::new(Language::ENGLISH, []).analyze(&corpus);
//! use thememap::vectors::{Embedding, EmbeddingOptions, TermOptions, TfIdf, Vocabulary};
//!
//! let vocabulary = Vocabulary::fit(&tokens, &TermOptions::default())?;
//! let terms: Vec<&str> = vocabulary.terms.iter().map(|term| term.text.as_str()).collect();
//! assert_eq!(terms, ["attention", "coral", "memory", "reefs", "sleep"]);
//!
//! let tfidf = TfIdf::fit(&tokens, &vocabulary);
//! assert_eq!((tfidf.matrix.rows(), tfidf.matrix.columns), (7, 5));
//!
//! let options = EmbeddingOptions { dimensions: 2, seed: 42 };
//! let embedding = Embedding::fit(&tfidf, &options)?;
//! assert_eq!(embedding.vectors.dim(), (7, 2));
//! # Ok::<(), thememap::Error>(())
//! ```
//!
//! **Vectors to themes and a map.** The [`ThemeModel`](cluster::ThemeModel) says who belongs
//! where and how surely, [`Themes`](themes::Themes) what a reader is told about each group, and
//! the [`Layout`](layout::Layout) where each document lies on the map.
//!
//! ```
//! # use thememap::corpus::Corpus;
//! # use thememap::text::{Analyzer, Language};
//! # use thememap::vectors::{Embedding, EmbeddingOptions, TermOptions, TfIdf, Vocabulary};
//! # let corpus = Corpus::from_texts([
//! #     "Deep sleep strengthens memory.",
//! #     "A short sleep helps memory and attention.",
//! #     "Sleep loss harms attention in nurses.",
//! #     "Dreams and memory fade by day.",
//! #     "Warm water bleaches coral reefs.",
//! #     "Reef fish return when coral recovers.",
//! #     "Coral larvae settle on reefs.",
//! # ]);
//! # let tokens = Analyzer::new(Language::ENGLISH, []).analyze(&corpus);
//! # let vocabulary = Vocabulary::fit(&tokens, &TermOptions::default())?;
//! # let tfidf = TfIdf::fit(&tokens, &vocabulary);
//! # let options = EmbeddingOptions { dimensions: 2, seed: 42 };
//! # let embedding = Embedding::fit(&tfidf, &options)?;
//! use thememap::cluster::{ClusterOptions, ThemeModel};
//! use thememap::layout::Layout;
//! use thememap::themes::{Evidence, Themes};
//!
//! let model = ThemeModel::fit(&embedding, &tfidf.matrix, &ClusterOptions::default(), 42)?;
//! assert_eq!(model.members(), [vec![0, 1, 2, 3], vec![4, 5, 6]]);
//!
//! let evidence = Evidence {
//!     corpus: &corpus,
//!     tokens: &tokens,
//!     vocabulary: &vocabulary,
//!     tfidf: &tfidf,
//!     embedding: &embedding,
//!     query_words: &[],
//!     language: Language::ENGLISH,
//! };
//! let stability = model.stability(&embedding, 42);
//! let themes = Themes::describe(&evidence, &model, &stability)?;
//! assert_eq!(themes.themes[0].size, 4);
//!
//! let layout = Layout::fit(embedding.vectors.view(), &model.assignments(), 42);
//! assert_eq!(layout.positions.dim(), (7, 2));
//! # Ok::<(), thememap::Error>(())
//! ```
//!
//! # A part alone
//!
//! | from | to | by |
//! |---|---|---|
//! | texts | themes | [`Corpus::from_texts`](corpus::Corpus::from_texts), [`ThemeMap::build`] |
//! | texts | vectors for another clusterer | [`TfIdf::matrix`](vectors::TfIdf::matrix): compressed sparse rows, [`to_dense`](vectors::Csr::to_dense) for ndarray; [`Embedding::vectors`](vectors::Embedding::vectors) |
//! | vectors of one's own | themes, names, map | [`GivenVectors::new`](vectors::GivenVectors::new) as [`Options::vectors`] |
//! | groups of one's own | names and keywords | [`Document::given_theme`](corpus::Document::given_theme), or [`ThemeModel::given`](cluster::ThemeModel::given) and [`Themes::describe`](themes::Themes::describe) |
//! | groups of one's own | figures | [`quality`] |
//! | vectors | places, SVG and PNG | [`Layout::fit`](layout::Layout::fit), [`theme_map`](export::chart::theme_map) |
//! | new texts | the themes of an earlier run | [`Model::read`](model::Model::read), [`Model::place`](model::Model::place) |
//! | a range of numbers of themes | figures of each | [`ThemeCount::Auto`](cluster::ThemeCount::Auto), [`ThemeModel::trials`](cluster::ThemeModel::trials) |
//!
//! [`ThemeMap::build_watched`] tells the stages as they begin and can be stopped between them; all
//! run on the rayon pool in which they are called.
//!
//! # Modules, in the order of the flow
//!
//! | module | from | to |
//! |---|---|---|
//! | [`corpus`] | files, texts in memory | documents, and the ledger of records set aside |
//! | [`text`] | documents | words with spelling, stem and stop mark |
//! | [`vectors`] | words, and what is known of them | vocabulary, TF-IDF, embedding |
//! | [`cluster`] | vectors | themes as groups, their number and their stability |
//! | [`themes`] | groups and words | names, keywords, exemplars |
//! | [`layout`] | vectors | places on the map |
//! | [`guide`] | a file of the reader's | themes to look for, decisions on those found |
//! | [`quality`] | any of these | figures: agreement, silhouette, coherence |
//! | [`export`] | the result | tables, charts, report |
//! | [`model`] | a finished run, new papers | model.json, the new papers' themes |
//! | [`compare`] | two finished runs | what changed, as table, page and chart |
//! | [`check`] | a committed run and a new one | whether it changed more than it may |
//!
//! # The same bytes
//!
//! The same input, options and version of this crate give the same bytes in every output file: in
//! every run, for any number of threads, with or without optimisation, on any CPU of a platform
//! with IEEE 754 arithmetic. This holds for the values of the stages too. It does not hold between
//! versions, and not for input that differs in order: the order of the documents decides ties.
//!
//! Three habits keep it so, and code that adds a stage has to keep them: every random choice has
//! its own generator, seeded from [`Options::seed`] or a constant; sums are added in an order that
//! does not depend on threads; and functions such as the logarithm come from `libm`, not from the
//! platform.
//!
//! # Features
//!
//! - `cli`, on by default: the program `thememap` and the crates that it alone needs. A library goes
//!   without, by `default-features = false`.
//! - `arrow`: reads Parquet and Arrow, and writes Arrow.
//!
//! # Where it stops
//!
//! - Words are all it knows. Which of them are related it learns from the corpus and, for English,
//!   from [word knowledge](vectors::knowledge); papers in different languages are strangers.
//! - Below some fifty documents themes are hardly more than coincidence; the figures say so.
//! - A document belongs to one theme, its second one is named beside it. There are no themes
//!   within themes.
//! - Everything is in memory: a million abstracts need some gigabytes.
#![deny(missing_docs)]
#![forbid(unsafe_code)]

mod beginning;
pub mod check;
pub mod cluster;
pub mod compare;
mod continuation;
pub mod corpus;
mod error;
pub mod export;
mod figures;
pub mod guide;
pub mod layout;
pub mod model;
mod numbers;
mod pipeline;
pub mod quality;
mod recorded;
mod run_vectors;
mod sampled;
pub mod text;
pub mod themes;
pub mod vectors;

pub use continuation::Continuation;
pub use error::{Error, Result};
pub use figures::Figure;
pub use pipeline::{Options, Stage, ThemeMap};
pub use sampled::Sampled;
