//! How many themes? Every number in a range is tried; here are its figures and their curves.
//!
//!     cargo run --example 04_number_of_themes

use std::path::Path;

use thememap::cluster::{ThemeCount, Trial};
use thememap::corpus::{Corpus, Input, ReadOptions};
use thememap::export::chart::{Caption, Curve, Mode, Style, k_sweep};
use thememap::{Options, Result, ThemeMap};

fn main() -> Result<()> {
    // Ask for any number from 2 to 16.
    let corpus = Corpus::read(&[Input::from("data/listings")], &ReadOptions::default())?;
    let mut options = Options::default();
    options.clustering.themes = ThemeCount::Auto(2..=16);
    let map = ThemeMap::build(corpus, options)?;

    // The trials stay in the result, with the one that was taken and the reason in a sentence.
    let trials = &map.model.trials;
    println!("themes  silhouette    npmi  diversity  stability");
    for trial in trials {
        println!(
            "{:>6}  {:>10.3}  {:>6.3}  {:>9.3}  {:>9.3}{}",
            trial.themes,
            trial.silhouette,
            trial.npmi,
            trial.diversity,
            trial.stability,
            if trial.chosen { "  <- taken" } else { "" }
        );
    }
    println!("{}", map.model.reason);

    // The same as a drawing. No single curve decides: each has its own favourite mistakes.
    let numbers: Vec<usize> = trials.iter().map(|trial| trial.themes).collect();
    let values = |figure: fn(&Trial) -> f64| trials.iter().map(figure).collect::<Vec<f64>>();
    let caption = Caption {
        title: "How many themes?",
        subtitle: &["data/listings".to_string()],
        footer: "thememap, example 04",
    };
    let curves = [
        ("Silhouette", values(|trial| trial.silhouette)),
        ("Coherence (NPMI)", values(|trial| trial.npmi)),
        ("Diversity", values(|trial| trial.diversity)),
        ("Stability (AMI)", values(|trial| trial.stability)),
    ];
    let curves = curves
        .each_ref()
        .map(|(name, values)| Curve { name, values });
    let style = Style::new(Mode::Light);
    let drawing = k_sweep(&caption, &numbers, &curves, map.model.len(), &style)?;

    // An SVG is text: it can go anywhere.
    let file = Path::new("target/number-of-themes.svg");
    std::fs::write(file, drawing.svg()).map_err(|source| thememap::Error::Io {
        path: file.into(),
        source,
    })?;
    println!("The curves are in {}", file.display());
    Ok(())
}
