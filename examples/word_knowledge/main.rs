//! Trains word knowledge: a linear student of a sentence encoder. See the README.md beside this.

mod lessons;
mod principal;
mod ridge;
mod words;

use clap::Parser;
use std::fs;
use std::path::PathBuf;
use thememap::text::{Analyzer, Language};
use thememap::vectors::TfIdf;
use thememap::vectors::knowledge::{Card, encode};

use lessons::{Failure, Lessons};

/// Learn from a sentence encoder what words mean
#[derive(Debug, Parser)]
struct Arguments {
    /// Directories of lessons, as encode.py writes them
    #[arg(required = true)]
    lessons: Vec<PathBuf>,
    /// File to write
    #[arg(long, default_value = "english.words")]
    out: PathBuf,
    /// Language of the texts
    #[arg(long, default_value = "english")]
    language: String,
    /// Name of the encoder, for the card
    #[arg(long, default_value = "all-MiniLM-L6-v2")]
    teacher: String,
    /// Licence of the encoder, for the card
    #[arg(long, default_value = "Apache-2.0")]
    licence: String,
    /// What was read, for the card
    #[arg(long, default_value = "abstracts and titles")]
    texts: String,
    /// Most lessons of each directory
    #[arg(long, default_value_t = usize::MAX, hide_default_value = true)]
    most: usize,
    /// Fewest texts that a word must be in
    #[arg(long, default_value_t = 4)]
    min_df: usize,
    /// Axes to keep
    #[arg(long, default_value_t = 256)]
    axes: usize,
    /// Penalty on large weights
    #[arg(long, default_value_t = 1.0)]
    ridge: f32,
    /// Steps of conjugate gradients
    #[arg(long, default_value_t = 40)]
    steps: usize,
}

fn main() -> Result<(), Failure> {
    let arguments = Arguments::parse();
    let language: Language = arguments.language.parse()?;
    let lessons = Lessons::read(&arguments.lessons, arguments.most)?;
    let count = lessons.corpus.documents.len();
    let tokens = Analyzer::new(language, []).analyze(&lessons.corpus);
    let vocabulary = words::in_enough_texts(&tokens, arguments.min_df);
    let tfidf = TfIdf::fit(&tokens, &vocabulary);
    println!("{count} lessons, {} words", vocabulary.len());
    let targets = principal::reduced(&lessons.vectors, arguments.axes);
    let mut matrix = ridge::fit(&tfidf.matrix, &targets, arguments.ridge, arguments.steps);
    let missed = ridge::unexplained(&tfidf.matrix, &matrix, &targets);
    println!(
        "{:.1} % of the teacher's variance is missed",
        100.0 * missed
    );
    // A row for a word that stands once: a reader weighs it by its count alone.
    for (mut row, &idf) in matrix.rows_mut().into_iter().zip(&tfidf.idf) {
        row.mapv_inplace(|value| value * idf);
    }
    let card = Card {
        language: arguments.language,
        teacher: arguments.teacher,
        licence: arguments.licence,
        texts: arguments.texts,
        count,
        options: format!(
            "words in at least {} texts, {} axes, ridge {}, {} steps",
            arguments.min_df,
            targets.ncols(),
            arguments.ridge,
            arguments.steps
        ),
    };
    let terms: Vec<&str> = vocabulary
        .terms
        .iter()
        .map(|term| term.stems.as_str())
        .collect();
    let bytes = encode(&card, &terms, &matrix)?;
    println!("{} bytes in {}", bytes.len(), arguments.out.display());
    Ok(fs::write(&arguments.out, bytes)?)
}
