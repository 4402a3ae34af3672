//! Every stage as a value of its own: what goes in, what comes out, and of which shape.
//!
//!     cargo run --example 02_stages

use thememap::cluster::{ClusterOptions, ThemeModel};
use thememap::corpus::{Corpus, Input, ReadOptions};
use thememap::layout::Layout;
use thememap::text::{Analyzer, Language};
use thememap::themes::{Evidence, Themes};
use thememap::vectors::{Embedding, EmbeddingOptions, TermOptions, TfIdf, Vocabulary};

fn main() -> thememap::Result<()> {
    let corpus = Corpus::read(&[Input::from("data/listings")], &ReadOptions::default())?;
    println!("corpus      {} documents", corpus.documents.len());

    // Words are numbered; each remembers its spelling, its stem, and whether it is a stop word.
    let tokens = Analyzer::new(Language::ENGLISH, []).analyze(&corpus);
    let (forms, stems) = (tokens.surfaces.len(), tokens.stems.len());
    println!("tokens      {forms} word forms of {stems} stems");

    // Terms are words and phrases that stand in some documents but not in most.
    let vocabulary = Vocabulary::fit(&tokens, &TermOptions::default())?;
    let phrases = vocabulary.terms.iter().filter(|term| term.words > 1);
    let (terms, phrases) = (vocabulary.len(), phrases.count());
    println!("vocabulary  {terms} terms, {phrases} of them phrases");

    // One sparse row of weights a document.
    let tfidf = TfIdf::fit(&tokens, &vocabulary);
    let (rows, columns) = (tfidf.matrix.rows(), tfidf.matrix.columns);
    let weights = tfidf.matrix.values.len();
    println!("tf-idf      {rows} x {columns}, {weights} weights");

    // The same documents on the strongest axes of that matrix.
    let embedding = Embedding::fit(&tfidf, &EmbeddingOptions::default())?;
    println!("embedding   {:?}", embedding.vectors.dim());

    // Who belongs where, and how surely.
    let model = ThemeModel::fit(&embedding, &tfidf.matrix, &ClusterOptions::default(), 42)?;
    println!("model       {} themes", model.len());

    // Names, keywords, exemplars.
    let evidence = Evidence {
        corpus: &corpus,
        tokens: &tokens,
        vocabulary: &vocabulary,
        tfidf: &tfidf,
        embedding: &embedding,
        query_words: &[],
        language: Language::ENGLISH,
    };
    let stability = model.stability(&embedding, 42);
    let themes = Themes::describe(&evidence, &model, &stability)?;
    println!("themes      the largest is \"{}\"", themes.themes[0].label);

    // A place on the map for every document.
    let layout = Layout::fit(embedding.vectors.view(), &model.assignments(), 42);
    println!("layout      {:?}", layout.positions.dim());
    Ok(())
}
