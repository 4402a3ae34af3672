//! `thememap compare`.

use crate::piles::{listings, sailing, sixty};
use crate::support::{Folder, Papers};

#[test]
fn a_run_is_the_same_as_itself() {
    let folder = listings();
    let run = folder.run(&["compare", "out", "out"]);
    run.succeeds();
    assert!(
        run.stdout()
            .contains("423 documents in both runs, 0 of them (0.0 %)"),
        "{run}"
    );
    let themes = folder.files("out").table("themes.csv").rows().len();
    let documents = folder.files("out").table("documents.csv");
    let in_none = documents.rows().any(|row| row["theme"].is_empty());
    let same = format!("The {themes} themes are the same.");
    assert!(run.stdout().contains(&same), "{run}");
    let files = folder.files("compare");
    let table = files.table("compare.csv");
    assert_eq!(table.rows().len(), themes);
    for row in table.rows() {
        assert_eq!((&row["change"], &row["before"]), ("", &row["after"]));
        assert_eq!(row.number("similarity"), 1.0);
    }
    assert_eq!(files.table("moved.csv").rows().len(), 0);
    for name in ["compare.svg", "compare-dark.svg"] {
        let svg = files.text(name);
        roxmltree::Document::parse(svg).unwrap();
        assert_eq!(
            svg.matches("<polygon").count(),
            themes + usize::from(in_none),
            "a band a theme in {name}, and one for documents in none"
        );
    }
    assert!(files.text("compare.md").contains("compare-dark.svg"));
}

#[test]
fn a_new_subject_is_a_theme_born() {
    let all = Papers::mixed(20).csv();
    let folder = Folder::new().with("a.csv", &all);
    folder.put("b.csv", format!("{all}{}", sailing(20)));
    folder
        .run(&["report", "a.csv", "--themes", "3", "--out", "a"])
        .succeeds();
    folder
        .run(&["report", "b.csv", "--themes", "4", "--out", "b"])
        .succeeds();
    let run = folder.run(&["compare", "a", "b"]);
    let born: Vec<String> = folder
        .files("compare")
        .table("compare.csv")
        .rows()
        .filter(|row| &row["change"] == "born")
        .map(|row| row["after_size"].to_owned())
        .collect();
    assert_eq!(born, ["20"], "{run}");
    assert!(run.stdout().contains("20 added, 0 removed"), "{run}");
    let run = folder.run(&["compare", "b", "a"]);
    assert!(run.stdout().contains("1 died"), "{run}");
}

#[test]
fn themes_split_and_merge() {
    let folder = sixty();
    folder
        .run(&["report", "papers.csv", "--themes", "2", "--out", "two"])
        .succeeds();
    let run = folder.run(&["compare", "two", "out"]);
    assert!(run.stdout().contains("1 split off"), "{run}");
    let run = folder.run(&["compare", "out", "two"]);
    assert!(run.stdout().contains("1 merged"), "{run}");
    let moved = folder.files("compare").table("moved.csv").rows().len();
    assert!(moved > 10, "{run}");
}

#[test]
fn runs_over_different_papers_are_matched_by_their_words() {
    let all = Papers::mixed(40).csv();
    let folder = Folder::new()
        .with("a.csv", crate::piles::first(&all, 60))
        .with("b.csv", crate::piles::from(&all, 60));
    folder
        .run(&["report", "a.csv", "--themes", "3", "--out", "a"])
        .succeeds();
    folder
        .run(&["report", "b.csv", "--themes", "3", "--out", "b"])
        .succeeds();
    let run = folder.run(&["compare", "a/model.json", "b"]);
    run.succeeds();
    assert!(run.stdout().contains("matched by their centres"), "{run}");
    let files = folder.files("compare");
    let table = files.table("compare.csv");
    assert!(
        table
            .rows()
            .all(|row| !row["before"].is_empty() && !row["after"].is_empty())
    );
    assert_eq!(table.rows().len(), 3);
    assert_eq!(files.text("compare.svg").matches("<polygon").count(), 3);
}

#[test]
fn what_is_no_run_is_named() {
    let folder = sixty();
    folder
        .run(&["compare", "out", "nowhere"])
        .fails_saying(&["nowhere"]);
    folder.put("empty/x", "");
    folder
        .run(&["compare", "empty", "out"])
        .fails_saying(&["empty", "no model.json"]);
}

#[test]
fn an_earlier_comparison_is_replaced_and_files_of_others_are_not() {
    let folder = sixty();
    let compare = ["compare", "out", "out", "--out", "difference", "-q"];
    folder.run(&compare).succeeds();
    folder.put("difference/compare.md", "earlier");
    folder.run(&compare).succeeds();
    assert_ne!(folder.files("difference").text("compare.md"), "earlier");
    folder.put("mine/moved.csv", "mine");
    let before = folder.files("");
    for (place, words) in [
        ("mine", ["moved.csv", "would be replaced"]),
        ("papers.csv", ["papers.csv", "is a file"]),
    ] {
        let run = folder.run(&["compare", "out", "out", "--out", place]);
        run.fails_saying(&[&words[..], &["--out"]].concat());
        assert_eq!(folder.files("").sums(), before.sums(), "{run}");
    }
}
