//! `--themes-from`.

use crate::support::{Files, Folder, Papers, Run};
use std::collections::{BTreeMap, BTreeSet};

const FROM: [&str; 2] = ["--themes-from", "label"];

fn given() -> (Folder, Files) {
    let folder = Folder::new().with("papers.csv", Papers::mixed(20).csv());
    let files = folder.report("papers.csv", &FROM);
    (folder, files)
}

#[test]
fn documents_stay_in_the_themes_that_they_were_given() {
    let (_, files) = given();
    let csv = Papers::mixed(20).csv();
    let labels: Vec<&str> = csv
        .lines()
        .skip(1)
        .filter_map(|row| row.split(',').next_back())
        .collect();
    let documents = files.table("documents.csv");
    let mut pairs = BTreeSet::new();
    for (row, label) in documents.rows().zip(&labels) {
        match label.is_empty() {
            true => assert_eq!((&row["theme"], &row["status"]), ("", "unassigned")),
            false => {
                pairs.insert((*label, row["theme"].to_string()));
                assert_ne!(&row["status"], "unassigned");
            }
        }
        assert!((-1.0..=1.0).contains(&row.number("score")));
    }
    assert_eq!(pairs.len(), 3, "each label is one theme: {pairs:?}");
    let sizes: Vec<usize> = files
        .table("themes.csv")
        .rows()
        .map(|row| row.whole("size"))
        .collect();
    assert!(sizes.is_sorted_by(|a, b| a >= b), "{sizes:?}");
}

#[test]
fn what_was_given_is_told_wherever_themes_are() {
    let (folder, files) = given();
    let table = files.table("given_themes.csv");
    let names: BTreeSet<&str> = table.column("given").into_iter().collect();
    assert_eq!(names, BTreeSet::from(["astronomy", "cooking", "gardening"]));
    let run = files.json("run.json");
    assert_eq!(run["options"]["themes-from"], "label");
    assert!(run["options"]["themes"].is_null());
    assert_eq!(run["given_themes"][0]["given"], *table.column("given")[0]);
    let reason = run["reason"].as_str().expect("a sentence");
    assert!(
        reason.starts_with("3 themes are given by the column “label”"),
        "{reason}"
    );
    for page in ["report.html", "report.md"] {
        assert!(files.text(page).contains("given as"), "{page}");
    }
    let sweep = files.table("k_sweep.csv");
    assert_eq!(
        (sweep.column("themes"), sweep.column("chosen")),
        (vec!["3"], vec!["true"])
    );
    let run = folder.run(&["report", "papers.csv", "--themes-from", "label"]);
    assert!(run.stdout().contains("(cooking)"), "{run}");
}

#[test]
fn topics_of_bertopic_are_named_with_their_outliers_in_none() {
    let csv = Papers::mixed(20).csv();
    let topics = csv
        .replace("gardening\n", "2\n")
        .replace("astronomy\n", "0\n");
    let topics = topics.replace("cooking\n", "1\n").replace(",\n", ",-1\n");
    let folder = Folder::new().with("topics.csv", topics.replace(",label\n", ",Topic\n"));
    let options = ["--themes-from", "Topic", "--export", "bertopic"];
    let files = folder.report("topics.csv", &options);
    assert_eq!(files.figure("themes"), 3.0);
    assert!(files.figure("unassigned_share") > 0.0);
    let info = files.table("topic_info.csv");
    assert_eq!(
        info.column("Topic"),
        ["-1", "0", "1", "2"],
        "the topics keep their numbers"
    );
}

#[test]
fn a_run_with_given_themes_is_checked_continued_and_takes_new_papers() {
    let (folder, files) = given();
    let check = ["check", "--baseline", "out", "papers.csv"];
    folder.run(&check).succeeds();
    folder.run(&[&check[..], &["--verify"]].concat()).succeeds();
    let next = ["report", "papers.csv", "--previous", "out", "--out", "next"];
    let run = folder.run(&[&next[..], &FROM].concat());
    run.succeeds();
    assert!(
        run.stdout()
            .contains("as the column “label” gives them; 3 of them go on"),
        "{run}"
    );
    let next = folder.files("next");
    assert_eq!(
        next.text("given_themes.csv"),
        files.text("given_themes.csv")
    );
    folder
        .run(&["assign", "--model", "out", "papers.csv", "--quiet"])
        .succeeds();
}

#[test]
fn given_themes_have_their_number_and_need_their_column() {
    let (folder, _) = given();
    for option in [
        &["--themes", "4"][..],
        &["--max-themes", "9"],
        &["--assign-all"],
    ] {
        let arguments = [&["report", "papers.csv"], &FROM[..], option].concat();
        folder.run(&arguments).is_bad_usage();
    }
    let report = |column| folder.run(&["report", "papers.csv", "--themes-from", column]);
    report("nope").fails_saying(&["--themes-from nope", "id, title, abstract, year, label"]);
    report("id").fails_saying(&["--themes-from id", "60 different values for 60 documents"]);
    folder.put(
        "both.toml",
        "[options]\nthemes = 4\nthemes-from = \"label\"\n",
    );
    folder
        .run(&["report", "papers.csv", "--config", "both.toml"])
        .fails_saying(&["both.toml", "--themes <N|auto>", "--themes-from <COLUMN>"]);
}

/// The id of a document of a theme, as an anchor names it.
fn exemplar(files: &Files, theme: &str) -> String {
    let documents = files.table("documents.csv");
    let row = documents.rows().find(|row| &row["theme"] == theme);
    let row = row.expect("it has documents");
    format!("{{ exemplars = [{:?}] }}", &row["id"])
}

/// The given theme of each document.
fn given_of(files: &Files) -> Vec<String> {
    let names = files.table("given_themes.csv");
    let names: BTreeMap<&str, &str> = names
        .rows()
        .map(|row| (row.text("theme"), row.text("given")))
        .collect();
    let documents = files.table("documents.csv");
    let themes = documents.column("theme").into_iter();
    themes
        .map(|theme| names.get(theme).copied().unwrap_or_default().to_string())
        .collect()
}

fn guided(folder: &Folder, guide: &str) -> Run {
    folder.put("guide.toml", guide);
    let config = ["--config", "guide.toml", "--out", "guided"];
    folder.run(&[&["report", "papers.csv"], &FROM[..], &config].concat())
}

#[test]
fn a_reader_merges_themes_that_were_given() {
    let (folder, files) = given();
    let themes = ["1", "2"].map(|theme| exemplar(&files, theme)).join(", ");
    let merge = format!("[[decisions.merge]]\nthemes = [{themes}]\nname = \"Both\"\n");
    guided(&folder, &merge).succeeds();
    let merged = folder.files("guided");
    assert_eq!(merged.figure("themes"), 2.0);
    assert_eq!(merged.table("themes.csv").column("label")[0], "Both");
    let page = merged.text("report.md");
    assert!(page.contains("column label; 1 decision of a reader"));
    let both = merged.table("given_themes.csv");
    assert!(both.column("given")[0].contains("; "), "two were given");
}

#[test]
fn a_document_pinned_to_a_given_theme_moves_no_other() {
    let (folder, files) = given();
    let documents = files.table("documents.csv");
    let first = documents.rows().find(|row| &row["theme"] == "1");
    let id = &first.expect("theme 1 has documents")["id"];
    let to = exemplar(&files, "2");
    let pin = format!("[[decisions.pin]]\ndocument = {id:?}\nto = {to}\n");
    guided(&folder, &pin).succeeds();
    // By what was given: numbers follow sizes, which the pin changes.
    let (before, after) = (given_of(&files), given_of(&folder.files("guided")));
    let moved = before.iter().zip(&after).filter(|(a, b)| a != b);
    assert_eq!(moved.count(), 1);
}

#[test]
fn beside_given_themes_none_can_be_asked_for() {
    let (folder, _) = given();
    guided(&folder, "[[theme]]\nname = \"Soil\"\nterms = [\"soil\"]\n")
        .fails_saying(&["--themes-from label", "[[theme]] “Soil”"]);
}

#[test]
fn the_papers_of_a_run_with_given_themes_are_assigned_to_them() {
    let (folder, files) = given();
    let arguments = ["assign", "--model", "out", "papers.csv", "--quiet"];
    let run = folder.run(&arguments);
    let documents = files.table("documents.csv");
    assert_eq!(run.stdout().lines().count(), 1 + documents.rows().len());
    for (assigned, row) in run.stdout().lines().skip(1).zip(documents.rows()) {
        let cells =
            ["theme", "score", "margin", "second_theme", "status"].map(|column| &row[column]);
        assert!(assigned.starts_with(&row["id"]), "{assigned}");
        let [theme, score, margin, second, status] = cells;
        let label = &row["label"];
        let place = format!(",{theme},{label},{score},{margin},{second},{status}");
        assert!(
            assigned.replace('"', "").ends_with(&place),
            "{assigned} {place}"
        );
    }
}
