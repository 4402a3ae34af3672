//! Inspections of files on disk.

use super::*;
use crate::corpus::Input;
use std::fs;

fn sample() -> Inspection {
    let directory = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| fs::write(directory.path().join(name), text).unwrap();
    write(
        "a.csv",
        "title,abstract,year\nWhy cats purr at night,They do.,2019\n,,\n",
    );
    write(
        "b.jsonl",
        "{\"title\": \"Why cats purr at night\"}\n{\"title\": \"Dogs\"}\n",
    );
    write("c.csv", "title,abstract\nx\n");
    write("notes.md", "Hello.\n");
    inspect(&[Input::from(directory.path())], &ReadOptions::default()).unwrap()
}

#[test]
fn the_json_has_the_promised_keys_in_order() {
    let json = serde_json::to_value(sample()).unwrap();
    assert_eq!(
        json["files"][0].to_string(),
        "{\"path\":\"a.csv\",\"format\":\"csv\",\"encoding\":\"utf-8\",\"records\":2,\
         \"documents\":1,\"with_title\":1,\"with_abstract\":1,\"with_year\":1,\"duplicates\":0,\
         \"duplicates_within\":0,\"duplicates_across\":0,\"unreadable\":0,\"languages\":{},\
         \"problems\":[\"1 record has neither title nor abstract\"]}"
    );
    assert_eq!(
        json["total"].to_string(),
        "{\"records\":4,\"documents\":2,\"with_title\":3,\"with_abstract\":1,\"with_year\":1,\
         \"duplicates\":1,\"duplicates_within\":0,\"duplicates_across\":1,\"unreadable\":0}"
    );
    assert_eq!(
        json["ledger"].to_string(),
        "{\"identified\":4,\"duplicates_removed\":1,\"without_text\":1,\"unreadable\":0,\
         \"used\":2,\"by_title_alone\":1,\"languages\":{},\"language_unknown\":2}"
    );
}

#[test]
fn a_file_that_cannot_be_read_has_its_problem_told() {
    let inspection = sample();
    let broken = &inspection.files[2];
    assert_eq!(
        (broken.path.as_str(), broken.counts),
        ("c.csv", Counts::default())
    );
    assert!(
        broken.problems[0].starts_with("record 1 (line 2): 1 cell"),
        "{broken:?}"
    );
}

#[test]
fn the_table_is_aligned_and_names_what_was_skipped() {
    let text = sample().to_string();
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(
        lines[0],
        "file     format  encoding  records  documents  titles  abstracts  years  duplicates"
    );
    assert_eq!(
        lines[1],
        "a.csv    csv     utf-8           2          1       1          1      1           0"
    );
    assert!(lines[4].starts_with("total "));
    assert!(lines.contains(&"b.jsonl: duplicates: 0 of records of this file, 1 of other files"));
    assert!(lines.contains(&"notes.md: skipped, not of a known format"));
    assert!(lines.contains(&"        4  records identified"));
    assert!(lines.contains(&"       -1  duplicates removed"));
}
