//! What a run tells of the knowledge of words that it used.

mod support;

use support::{Files, Folder, Papers, argument, project};

fn report(options: &[&str]) -> Files {
    let folder = Folder::new().with("papers.csv", Papers::mixed(10).csv());
    folder.report("papers.csv", &[&["--themes", "3"], options].concat())
}

#[test]
fn a_run_says_whose_knowledge_of_words_it_used() {
    let files = report(&[]);
    let knowledge = &files.json("run.json")["knowledge"];
    assert_eq!(knowledge["source"], "built-in");
    assert_eq!(knowledge["card"]["licence"], "Apache-2.0");
    let teacher = knowledge["card"]["teacher"].as_str().expect("a name");
    assert!(files.text("report.md").contains(teacher));
    assert!(files.text("report.html").contains(teacher));
}

#[test]
fn a_run_without_says_so() {
    let files = report(&["--knowledge", "none"]);
    let run = files.json("run.json");
    assert_eq!(run["knowledge"]["source"], "none");
    assert_eq!(run["options"]["knowledge"], "none");
    assert!(!files.text("report.md").contains("MiniLM"));
}

#[test]
fn another_language_goes_without_and_says_so() {
    let run = report(&["--language", "french"]).json("run.json");
    assert_eq!(run["knowledge"]["source"], "none");
    assert!(run["knowledge"]["reason"].as_str().is_some());
}

#[test]
fn a_file_of_words_does_what_the_built_in_ones_do() {
    let path = project("data/knowledge/english.words");
    let [file, built_in] = [argument(&path), "built-in"].map(|source| {
        report(&["--knowledge", source])
            .table("documents.csv")
            .column("theme")
            .join(" ")
    });
    assert_eq!(file, built_in);
}

#[test]
fn a_file_that_is_none_is_refused_by_its_name() {
    let folder = Folder::new().with("papers.csv", Papers::mixed(10).csv());
    let arguments = ["report", "papers.csv", "--knowledge", "papers.csv"];
    folder
        .run(&arguments)
        .fails_saying(&["papers.csv", "word knowledge"]);
    let arguments = ["report", "papers.csv", "--knowledge", "no.words"];
    folder.run(&arguments).fails_saying(&["no.words"]);
}
