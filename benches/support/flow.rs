//! The stages of a run, each a function that is never inlined: a profiler tells it by its name.

use std::hint::black_box;

use thememap::cluster::ThemeModel;
use thememap::corpus::{Corpus, Input, ReadOptions};
use thememap::export;
use thememap::layout::Layout;
use thememap::text::{Analyzer, Tokens};
use thememap::themes::{Evidence, Themes};
use thememap::vectors::knowledge::WordKnowledge;
use thememap::vectors::{Embedding, EmbeddingOptions, TfIdf, Vocabulary};
use thememap::{Options, Result, ThemeMap};

#[inline(never)]
pub fn stage_reading() -> Result<Corpus> {
    Corpus::read(&[Input::from("data/listings")], &ReadOptions::default())
}

#[inline(never)]
pub fn stage_words(corpus: &Corpus, options: &Options) -> Tokens {
    Analyzer::new(options.language, []).analyze(corpus)
}

#[inline(never)]
pub fn stage_vocabulary(tokens: &Tokens, options: &Options) -> Result<(Vocabulary, TfIdf)> {
    let vocabulary = Vocabulary::fit(tokens, &options.terms)?;
    let tfidf = TfIdf::fit(tokens, &vocabulary);
    Ok((vocabulary, tfidf))
}

#[inline(never)]
pub fn stage_embedding(
    vocabulary: &Vocabulary,
    tfidf: &TfIdf,
    options: &Options,
) -> Result<Embedding> {
    let wanted = EmbeddingOptions {
        dimensions: options.dimensions,
        seed: options.seed,
    };
    Embedding::fit_knowing(&WordKnowledge::built_in(), vocabulary, tfidf, &wanted)
}

#[inline(never)]
pub fn stage_themes(embedding: &Embedding, tfidf: &TfIdf, options: &Options) -> Result<ThemeModel> {
    ThemeModel::fit(embedding, &tfidf.matrix, &options.clustering, options.seed)
}

#[inline(never)]
pub fn stage_judging(embedding: &Embedding, model: &ThemeModel, options: &Options) -> Vec<f64> {
    model.stability(embedding, options.seed)
}

#[inline(never)]
pub fn stage_names(evidence: &Evidence, model: &ThemeModel, stability: &[f64]) -> Result<Themes> {
    Themes::describe(evidence, model, stability)
}

#[inline(never)]
pub fn stage_map(embedding: &Embedding, model: &ThemeModel, options: &Options) -> Layout {
    let theme_of = model.assignments();
    Layout::fit(embedding.vectors.view(), &theme_of, options.seed)
}

#[inline(never)]
pub fn stage_files(map: &ThemeMap) -> Result<()> {
    black_box(export::render(map)?);
    Ok(())
}

/// Every stage behind the reading, each run by `time`, which is told its name.
pub fn stages(corpus: Corpus, time: &impl Time) -> Result<()> {
    let options = Options::default();
    let tokens = time.time("words", || stage_words(&corpus, &options));
    let (vocabulary, tfidf) = time.time("vocabulary", || stage_vocabulary(&tokens, &options))?;
    let embed = || stage_embedding(&vocabulary, &tfidf, &options);
    let embedding = time.time("embedding", embed)?;
    let model = time.time("themes", || stage_themes(&embedding, &tfidf, &options))?;
    let stability = time.time("judging", || stage_judging(&embedding, &model, &options));
    let evidence = Evidence {
        corpus: &corpus,
        tokens: &tokens,
        vocabulary: &vocabulary,
        tfidf: &tfidf,
        embedding: &embedding,
        query_words: &[],
        language: options.language,
    };
    let themes = time.time("names", || stage_names(&evidence, &model, &stability))?;
    let layout = time.time("map", || stage_map(&embedding, &model, &options));
    let map = ThemeMap {
        colors: vec![None; model.len()],
        continuation: None,
        options,
        query_words: Vec::new(),
        figures: Vec::new(),
        found_in: corpus.ids(),
        outcome: Default::default(),
        corpus,
        vocabulary,
        tfidf,
        embedding,
        model,
        themes,
        given: None,
        layout,
    };
    time.time("files", || stage_files(&map))
}

/// What is done with a stage.
pub trait Time {
    /// Runs a stage and returns what comes of it.
    fn time<T>(&self, name: &str, stage: impl Fn() -> T) -> T;
}
