//! The time of each stage, and of the whole.
//!
//!     cargo bench                    every corpus
//!     cargo bench -- listings        only those whose name holds the word
//!
//! The corpora are `data/listings` and some made of words drawn by seed, so that two runs do the
//! same work. A line gives the median of the repeats; the whole is everything that `report` does
//! but write to disk.

mod support;

use std::env;
use std::hint::black_box;

use support::{Clock, generate};
use thememap::cluster::ThemeModel;
use thememap::corpus::{Corpus, Input, ReadOptions};
use thememap::export::{FILES, Report};
use thememap::layout::Layout;
use thememap::text::Analyzer;
use thememap::themes::{Evidence, Themes};
use thememap::vectors::{Embedding, EmbeddingOptions, TfIdf, Vocabulary};
use thememap::{Options, Result, ThemeMap};

fn main() -> Result<()> {
    // Without `--bench` this is `cargo test`, which only wants to know that the program runs.
    let measures = env::args().any(|argument| argument == "--bench");
    let wanted = env::args()
        .skip(1)
        .find(|argument| !argument.starts_with('-'));
    let clock = Clock::new(measures);
    let is_wanted = |name: &str| wanted.as_deref().is_none_or(|word| name.contains(word));

    if is_wanted("listings") {
        println!("listings");
        let read = || Corpus::read(&[Input::from("data/listings")], &ReadOptions::default());
        let corpus = clock.time("read", read)?;
        stages(&clock, corpus)?;
    }
    if measures {
        for documents in [1000, 10_000] {
            let name = format!("generated, {documents} documents");
            if is_wanted(&name) {
                println!("{name}");
                stages(&clock, generate(documents, 7))?;
            }
        }
    }
    Ok(())
}

fn stages(clock: &Clock, corpus: Corpus) -> Result<()> {
    let options = Options::default();
    let analyzer = Analyzer::new(options.language, []);
    let embedding_options = EmbeddingOptions {
        dimensions: options.dimensions,
        seed: options.seed,
    };
    let tokens = clock.time("words", || analyzer.analyze(&corpus));
    let vocabulary = clock.time("vocabulary", || Vocabulary::fit(&tokens, &options.terms))?;
    let tfidf = clock.time("tf-idf", || TfIdf::fit(&tokens, &vocabulary));
    let embedding = clock.time("embedding", || Embedding::fit(&tfidf, &embedding_options))?;
    let fit = || ThemeModel::fit(&embedding, &tfidf.matrix, &options.clustering, options.seed);
    let model = clock.time("themes", fit)?;
    let evidence = Evidence {
        corpus: &corpus,
        tokens: &tokens,
        vocabulary: &vocabulary,
        tfidf: &tfidf,
        embedding: &embedding,
        query_words: &[],
        language: options.language,
    };
    let stability = clock.time("stability", || model.stability(&embedding, options.seed));
    let describe = || Themes::describe(&evidence, &model, &stability);
    black_box(clock.time("names", describe)?);
    let theme_of: Vec<Option<usize>> = model.memberships.iter().map(|m| m.assigned()).collect();
    let lay_out = || Layout::fit(embedding.vectors.view(), &theme_of, options.seed);
    black_box(clock.time("layout", lay_out));
    let map = ThemeMap::build(corpus.clone(), options.clone())?;
    let report = clock.time("drawings", || Report::of(&map))?;
    clock.time("files", || render(&report))?;
    clock.time("whole", || whole(&corpus, &options))
}

fn whole(corpus: &Corpus, options: &Options) -> Result<()> {
    let map = ThemeMap::build(corpus.clone(), options.clone())?;
    render(&Report::of(&map)?)
}

fn render(report: &Report) -> Result<()> {
    for file in FILES {
        black_box((file.render)(report)?);
    }
    Ok(())
}
