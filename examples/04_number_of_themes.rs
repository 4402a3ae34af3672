//! How many themes? Every number in a range is tried; here are its figures and their curves.
//!
//!     cargo run --example 04_number_of_themes

use std::path::Path;

use thememap::cluster::{ThemeCount, Trial, scores};
use thememap::corpus::{Corpus, Input, ReadOptions};
use thememap::export::chart::{Caption, Curve, Mode, Style, SweepInput, k_sweep};
use thememap::{Error, Options, Result, ThemeMap};

fn main() -> Result<()> {
    // Ask for any number from 2 to 16.
    let corpus = Corpus::read(&[Input::from("data/listings")], &ReadOptions::default())?;
    let mut options = Options::default();
    options.clustering.themes = ThemeCount::Auto(2..=16);
    let map = ThemeMap::build(corpus, options)?;

    // The trials stay in the result, with the one that was taken and the reason in a sentence.
    let trials = &map.model.trials;
    let scores = scores(trials);
    println!("themes  score  modularity  silhouette    npmi  diversity  stability");
    for (trial, score) in trials.iter().zip(&scores) {
        println!(
            "{:>6}  {:>5.3}  {:>10.3}  {:>10.3}  {:>6.3}  {:>9.3}  {:>9.3}{}",
            trial.themes,
            score,
            trial.modularity,
            trial.silhouette,
            trial.npmi,
            trial.diversity,
            trial.stability,
            if trial.chosen { "  <- taken" } else { "" }
        );
    }
    println!("{}", map.model.reason);

    // The same as a drawing: what decides, what that is made of, and what is told beside it. No
    // single figure decides, since each has its own favourite mistakes.
    let numbers: Vec<usize> = trials.iter().map(|trial| trial.themes).collect();
    let values = |figure: fn(&Trial) -> f64| trials.iter().map(figure).collect::<Vec<f64>>();
    let caption = Caption {
        title: "How many themes?",
        subtitle: &["data/listings".to_string()],
        footer: "thememap, example 04",
    };
    let (modularity, silhouette) = (values(|t| t.modularity), values(|t| t.silhouette));
    let (coherence, stability) = (values(|t| t.npmi), values(|t| t.stability));
    let curve = |name, note, values| Curve { name, note, values };
    let input = SweepInput {
        themes: &numbers,
        chosen: map.model.len(),
        decides: curve("Score", "the largest decides", &scores),
        counts: &[
            curve("Modularity", "neighbours share a theme", &modularity),
            curve("Silhouette", "themes lie apart", &silhouette),
        ],
        told: &[
            curve("Coherence (NPMI)", "keywords stand together", &coherence),
            curve("Stability (AMI)", "samples agree", &stability),
        ],
    };
    let drawing = k_sweep(&caption, &input, &Style::new(Mode::Light))?;

    // An SVG is text: it can go anywhere.
    let file = Path::new("target/number-of-themes.svg");
    std::fs::write(file, drawing.svg()).map_err(|source| Error::io(file, source))?;
    println!("The curves are in {}", file.display());
    Ok(())
}
