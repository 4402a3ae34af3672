//! The reader's hand: themes that are asked for, decisions that hold, words read as told.

mod support;

#[path = "guide/config.rs"]
mod config;
#[path = "guide/decisions.rs"]
mod decisions;
#[path = "guide/listings.rs"]
mod listings;
#[path = "guide/themes.rs"]
mod themes;

use std::collections::BTreeMap;
use support::{Files, Folder, Papers};

const OF_EACH: usize = 60;

/// Papers of three subjects beside a guide.
fn papers(guide: &str) -> Folder {
    Folder::new()
        .with("papers.csv", Papers::mixed(OF_EACH).csv())
        .with("guide.toml", guide)
}

fn run(folder: &Folder, options: &[&str]) -> Files {
    folder.report(
        "papers.csv",
        &[&["--config", "guide.toml"], options].concat(),
    )
}

fn labels(files: &Files) -> Vec<String> {
    let themes = files.table("themes.csv");
    themes
        .column("label")
        .into_iter()
        .map(str::to_owned)
        .collect()
}

/// The documents of a theme by its name.
fn members(files: &Files, label: &str) -> Vec<String> {
    let documents = files.table("documents.csv");
    let rows = documents.rows().filter(|row| &row["label"] == label);
    rows.map(|row| row["id"].to_owned()).collect()
}

/// The known label of each paper; papers of two subjects have none.
fn subjects() -> BTreeMap<String, String> {
    let csv = Papers::mixed(OF_EACH).csv();
    let rows = csv.lines().skip(1).map(|line| {
        let subject = line.rsplit(',').next().unwrap_or_default();
        (line[..4].to_owned(), subject.to_owned())
    });
    rows.collect()
}

/// The share of some documents whose subject is this one.
fn share_of(subject: &str, documents: &[String]) -> f64 {
    let subjects = subjects();
    let right = documents
        .iter()
        .filter(|id| subjects[*id] == subject)
        .count();
    right as f64 / documents.len().max(1) as f64
}

/// What became of each decision, in order.
fn standings(files: &Files) -> Vec<String> {
    let run = files.json("run.json");
    let decisions = run["guide"]["decisions"]
        .as_array()
        .expect("the run had a guide")
        .iter();
    decisions
        .map(|decision| decision["standing"].as_str().unwrap_or_default().to_owned())
        .collect()
}
