//! From files to a written report: what `thememap report` does, in four steps.
//!
//!     cargo run --example 01_report

use std::path::Path;

use thememap::corpus::{Corpus, Input, ReadOptions};
use thememap::{Options, Result, ThemeMap, export};

fn main() -> Result<()> {
    // Read. A directory stands for all files of a known format below it. Records that are not
    // used, such as the second copy of a paper, are kept aside with the reason.
    let corpus = Corpus::read(&[Input::from("data/listings")], &ReadOptions::default())?;
    let (documents, dropped) = (corpus.documents.len(), corpus.dropped.len());
    println!("{documents} documents, {dropped} records set aside");

    // Build. Nothing is downloaded and nothing is asked; the options have sensible defaults.
    let map = ThemeMap::build(corpus, Options::default())?;

    // Look. The result is plain data: themes are sorted by size, largest first.
    println!("{} themes:", map.model.len());
    for (theme, number) in map.themes.themes.iter().zip(1..) {
        println!("{number:>4}  {:>4}  {}", theme.size, theme.label);
    }

    // Write. The files appear together or not at all; each is the same bytes on every run.
    let out = Path::new("target/example-report");
    let files = export::write(&map, out)?;
    println!("{} files in {}:", files.len(), out.display());
    println!("    {}", files.join(" "));
    Ok(())
}
