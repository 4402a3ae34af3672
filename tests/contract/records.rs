//! Nothing lost: every record of the input is somewhere, once, and the run says what it read.

use crate::cases::{Case, every_run};
use crate::support::sha256;
use std::collections::BTreeSet;

#[test]
fn every_record_is_in_one_of_the_two_tables() {
    every_run(|case| {
        let (documents, dropped) = (documents(case), dropped(case));
        let both: BTreeSet<_> = documents.iter().chain(&dropped).collect();
        assert_eq!(
            both.len(),
            documents.len() + dropped.len(),
            "a record twice"
        );
        for source in &case.corpus.sources {
            let listed = both.iter().filter(|(name, _)| *name == source.name).count();
            assert_eq!(listed, source.records, "records of {}", source.name);
        }
        let records: usize = case
            .corpus
            .sources
            .iter()
            .map(|source| source.records)
            .sum();
        assert_eq!(both.len(), records);
    });
}

#[test]
fn documents_stand_in_input_order() {
    every_run(|case| {
        let sources = &case.corpus.sources;
        let read = case.corpus.documents.iter();
        let read =
            read.map(|document| (sources[document.source].name.clone(), document.id.clone()));
        assert_eq!(documents(case), read.collect::<Vec<_>>());
    });
}

#[test]
fn dropped_records_say_where_they_stood_and_why() {
    every_run(|case| {
        let kept: BTreeSet<String> = documents(case).into_iter().map(|(_, id)| id).collect();
        let mut places = Vec::new();
        for row in case.files.table("dropped.csv").rows() {
            match &row["reason"] {
                "duplicate" => assert!(kept.contains(&row["kept_id"]), "{}", &row["kept_id"]),
                "unreadable" => assert_eq!(&row["kept_id"], ""),
                "no-text" => assert_eq!((&row["kept_id"], &row["title"]), ("", "")),
                other => panic!("an unknown reason: {other}"),
            }
            let mut sources = case.corpus.sources.iter();
            let source = sources.position(|source| source.name == row["source"]);
            places.push((source.expect("the source was read"), row.whole("record")));
        }
        assert!(places.is_sorted_by(|a, b| a < b), "{places:?}");
    });
}

#[test]
fn a_duplicate_and_a_record_without_text_are_told_apart() {
    every_run(|case| {
        if case.has_labels {
            let dropped = case.files.table("dropped.csv");
            assert_eq!(dropped.column("id"), ["copy", "empty"]);
            assert_eq!(dropped.column("reason"), ["duplicate", "no-text"]);
            assert_eq!(dropped.column("kept_id"), ["p002", ""]);
            assert_eq!(dropped.column("record"), ["61", "62"]);
        }
    });
}

#[test]
fn the_run_names_its_inputs_with_their_sums_and_counts() {
    every_run(|case| {
        let run = case.files.json("run.json");
        let inputs = run["inputs"].as_array().expect("inputs are a list");
        let names: Vec<_> = inputs
            .iter()
            .filter_map(|input| input["name"].as_str())
            .collect();
        assert_eq!(names, case.inputs.names());
        for input in inputs {
            let name = input["name"].as_str().expect("names are texts");
            assert_eq!(input["sha256"], sha256(&case.inputs[name]), "{name}");
        }
        let counts = &run["counts"];
        assert_eq!(counts["documents"], documents(case).len());
        assert_eq!(counts["dropped"], dropped(case).len());
        assert_eq!(
            counts["themes"],
            case.files.table("themes.csv").rows().len()
        );
        assert_eq!(run["thememap_version"], env!("CARGO_PKG_VERSION"));
        assert_eq!(run["options"]["seed"], "42");
    });
}

/// Source and id of each document.
fn documents(case: &Case) -> Vec<(String, String)> {
    keys(case, "documents.csv")
}

fn dropped(case: &Case) -> Vec<(String, String)> {
    keys(case, "dropped.csv")
}

fn keys(case: &Case, table: &str) -> Vec<(String, String)> {
    let table = case.files.table(table);
    // A document that stands in several sources is where its first record stood.
    let key = |row: crate::support::Row| {
        let first = row["source"].split("; ").next().unwrap_or_default();
        (first.to_owned(), row["id"].to_owned())
    };
    table.rows().map(key).collect()
}
