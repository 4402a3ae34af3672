//! Labelled corpora and export files that are not part of the project, where they lie beside it.

mod support;

use std::path::PathBuf;
use support::{Files, Folder, argument, project};

fn beside(path: &str) -> Option<PathBuf> {
    let path = project("../shared/data").join(path);
    let is_there = path.exists();
    if !is_there {
        println!("skipped: there is no {}", path.display());
    }
    is_there.then_some(path)
}

#[test]
fn fifteen_fields_of_computer_science_are_told_apart() {
    let Some(corpus) = beside("labelled/arxiv_cs_fine_2k.jsonl.gz") else {
        return;
    };
    let options = ["--truth", "label", "--themes", "15"];
    let files = Folder::new().report(argument(&corpus), &options);
    let ami = files.figure("ami");
    assert!(ami > 0.5, "AMI {ami}\n{}", files.text("truth.csv"));
}

#[test]
fn export_files_of_other_programs_are_read_or_refused_in_words() {
    let Some(exports) = beside("formats") else {
        return;
    };
    let folder = Folder::new();
    for name in Files::below(&exports).names() {
        let run = folder.run(&["inspect", argument(&exports.join(name))]);
        match run.code() {
            Some(0) => run.is_calm(),
            _ => run.fails_saying(&[]),
        };
    }
}
