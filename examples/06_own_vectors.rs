//! Vectors and groups of your own, say from a sentence encoder and HDBSCAN: named, scored and drawn.
//!
//!     cargo run --example 06_own_vectors

use std::path::Path;

use thememap::cluster::{Start, kmeans};
use thememap::corpus::{Corpus, Field, Input, ReadOptions};
use thememap::export::Drawings;
use thememap::text::{Analyzer, Language};
use thememap::vectors::{GivenVectors, TermOptions, TfIdf, Vocabulary, truncated_svd};
use thememap::{Error, Options, Result, ThemeMap};

fn main() -> Result<()> {
    let corpus = Corpus::read(&[Input::from("data/listings")], &ReadOptions::default())?;

    // Vectors of your own: any array with a row for each document. Here thirty axes of TF-IDF.
    let tokens = Analyzer::new(Language::ENGLISH, []).analyze(&corpus);
    let vocabulary = Vocabulary::fit(&tokens, &TermOptions::default())?;
    let tfidf = TfIdf::fit(&tokens, &vocabulary);
    let vectors = truncated_svd(&tfidf.matrix, 30, 42).left;
    let vectors = GivenVectors::new("thirty axes", vectors.view())?;

    // Groups of your own: any name for each document, none for those in no group.
    let start = Start::PlusPlus { runs: 10, seed: 42 };
    let groups = kmeans(vectors.vectors.view(), 8, start)?.assignments;
    let mut papers = corpus.documents;
    for (paper, group) in papers.iter_mut().zip(groups) {
        paper.given_theme = Some(format!("group {group}"));
    }

    // The column of the groups is what says that they are to be kept.
    let mut options = Options {
        vectors: Some(vectors.into()),
        ..Options::default()
    };
    options.reading.columns.insert(Field::Theme, "group".into());
    let map = ThemeMap::build(Corpus::from_documents(papers), options)?;
    println!("vectors {:?}", map.embedding.vectors.dim());
    for (theme, group) in map.themes.themes.iter().zip(map.given.iter().flatten()) {
        println!("{group}  {:>4}  {}", theme.size, theme.label);
    }
    for figure in &map.figures {
        println!("{:<18} {:.3}", figure.metric, figure.value);
    }

    // The map alone, as text that can go anywhere; `png` has it as bytes too.
    let file = Path::new("target/own-vectors.svg");
    let drawings = Drawings::of(&map)?;
    let svg = drawings.map.light.svg();
    std::fs::write(file, svg).map_err(|source| Error::io(file, source))?;
    println!("The map is in {}", file.display());
    Ok(())
}
