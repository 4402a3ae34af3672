//! Texts that are in memory already, not in files.
//!
//!     cargo run --example 03_own_texts

use thememap::cluster::ThemeCount;
use thememap::corpus::{Corpus, Document};
use thememap::{Options, Result, ThemeMap};

#[rustfmt::skip]
const PAPERS: [(&str, &str, i32); 12] = [
    ("Sleep and memory", "Deep sleep strengthens memory of the day before.", 2019),
    ("Naps at work", "A short sleep after lunch helps memory and attention.", 2020),
    ("Dreams", "Dream reports after deep sleep are short; memory of them fades.", 2021),
    ("Sleep loss", "Sleep loss harms attention and memory in night nurses.", 2022),
    ("Coral bleaching", "Warm water makes coral reefs bleach and the reef fish leave.", 2019),
    ("Reef fish", "Reef fish return to coral reefs that recover from bleaching.", 2020),
    ("Coral larvae", "Coral larvae settle on reefs where fish graze the algae.", 2021),
    ("Sea heat", "Heat waves in the sea bleach coral reefs within weeks.", 2022),
    ("Solid batteries", "A solid electrolyte makes lithium batteries safe to charge.", 2019),
    ("Fast charging", "Lithium plating limits how fast batteries charge.", 2020),
    ("Old batteries", "Lithium is won back from the electrolyte of old batteries.", 2021),
    ("Sodium cells", "Sodium replaces lithium in batteries with a cheap electrolyte.", 2022),
];

fn main() -> Result<()> {
    // A document needs a title or an abstract; all else is optional. An id is made for it.
    let papers = PAPERS.map(|(title, abstract_text, year)| Document {
        year: Some(year),
        ..Document::new(title, abstract_text)
    });
    let corpus = Corpus::from_documents(papers.into());

    // Three themes are asked for, since twelve sentences are too few to choose a number by.
    let mut options = Options::default();
    options.clustering.themes = ThemeCount::Fixed(3);
    let map = ThemeMap::build(corpus, options)?;

    // Every theme with its members, and for each the words that put it there.
    for (theme, members) in map.themes.themes.iter().zip(map.model.members()) {
        println!("{}", theme.label);
        for document in members {
            let paper = &map.corpus.documents[document];
            println!(
                "    {:<16} {}",
                paper.title,
                map.themes.why[document].join(", ")
            );
        }
    }
    Ok(())
}
