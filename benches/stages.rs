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

use support::{Clock, Time, generate, stage_reading, stages};
use thememap::corpus::Corpus;
use thememap::{Options, Result, ThemeMap, export};

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
        let corpus = clock.time("reading", stage_reading)?;
        all(&clock, corpus)?;
    }
    if measures {
        for documents in [1000, 10_000] {
            let name = format!("generated, {documents} documents");
            if is_wanted(&name) {
                println!("{name}");
                all(&clock, generate(documents, 7))?;
            }
        }
    }
    Ok(())
}

fn all(clock: &Clock, corpus: Corpus) -> Result<()> {
    stages(corpus.clone(), clock)?;
    clock.time("whole", || whole(&corpus))
}

fn whole(corpus: &Corpus) -> Result<()> {
    let map = ThemeMap::build(corpus.clone(), Options::default())?;
    black_box(export::render(&map)?);
    Ok(())
}
