//! What a reader changes in the page, run again.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

use crate::support::{Files, Folder, Papers};
use crate::{chromium, missing};

const FOUR: [&str; 2] = ["--themes", "4"];

/// A folder with a report and, from its page in a browser, `thememap.toml` and `shown/page.csv`:
/// theme 1 renamed, one document of it moved to theme 2 and one left out, theme 4 merged into 2.
fn edited() -> Option<Folder> {
    let scripts = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/browser");
    if let Some(what) = missing(&scripts) {
        eprintln!("skipped: there is no {what}");
        return None;
    }
    let folder = Folder::new().with("papers.csv", Papers::mixed(20).csv());
    folder.report("papers.csv", &FOUR);
    folder.put("shown/page.csv", "");
    let run = Command::new("node")
        .arg(scripts.join("edit.mjs"))
        .args(["out/report.html", "thememap.toml", "shown/page.csv"].map(|name| folder.path(name)))
        .env("CHROMIUM", chromium().expect("looked for above"))
        .output()
        .expect("node starts");
    let said = String::from_utf8_lossy(&run.stderr);
    assert!(run.status.success(), "{said}");
    Some(folder)
}

/// The name of the theme of each document.
fn names(files: &Files, table: &str) -> BTreeMap<String, String> {
    let documents = files.table(table);
    documents
        .rows()
        .map(|row| (row["id"].to_string(), row["label"].to_string()))
        .collect()
}

#[test]
fn the_page_s_file_knows_themes_by_terms_and_documents() {
    let Some(folder) = edited() else { return };
    let text = std::fs::read_to_string(folder.path("thememap.toml")).expect("it was downloaded");
    let file: toml::Table = text
        .parse()
        .unwrap_or_else(|error| panic!("{error}\n{text}"));
    let decisions = &file["decisions"];
    let before = folder.files("out");
    let themes = before.table("themes.csv");
    let keywords: Vec<Vec<&str>> = themes.rows().map(|row| row.list("keywords")).collect();
    let terms = |anchor: &toml::Value| -> Vec<String> {
        let terms = anchor["terms"].as_array().expect("a list").iter();
        terms
            .map(|term| term.as_str().expect("a text").to_string())
            .collect()
    };
    let rename = &decisions["rename"][0];
    assert_eq!(rename["name"].as_str(), Some("First of all"));
    assert_eq!(terms(&rename["theme"]), keywords[0][..5]);
    let merge = &decisions["merge"][0];
    let merged = merge["themes"].as_array().expect("a list");
    assert_eq!(merged.len(), 2);
    assert_eq!(terms(&merged[0]), keywords[1][..5]);
    assert_eq!(terms(&merged[1]), keywords[3][..5]);
    let second = themes.rows().nth(1).expect("there are four");
    assert_eq!(merge["name"].as_str(), Some(&second["label"]));
    let moved = &decisions["move"][0];
    let old = names(&before, "documents.csv");
    let first = themes.rows().next().expect("there are four");
    let excluded = &decisions["exclude"][0];
    for document in [moved, excluded] {
        let id = document["document"].as_str().expect("an id");
        assert_eq!(old[id], first["label"]);
    }
    assert_eq!(moved["to"]["name"].as_str(), Some(&second["label"]));
}

#[test]
fn running_with_the_page_s_file_gives_what_the_page_showed() {
    let Some(folder) = edited() else { return };
    let shown = names(&folder.files("shown"), "page.csv");
    let options = [
        &FOUR[..],
        &["--config", "thememap.toml", "--previous", "out"],
    ]
    .concat();
    let files = folder.report("papers.csv", &options);
    assert_eq!(names(&files, "documents.csv"), shown);
    assert_eq!(files.figure("themes"), 3.0);
}
