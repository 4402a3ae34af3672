//! `thememap assign`.

use crate::piles::{by_id, column, first, from, listings, sixty};
use crate::support::{Folder, Papers};

/// Sources are not among them: in documents.csv a paper has those of its copies too.
const COLUMNS: [&str; 8] = [
    "title",
    "year",
    "theme",
    "label",
    "score",
    "margin",
    "second_theme",
    "status",
];

#[test]
fn the_documents_of_the_run_get_the_places_that_they_have() {
    for (folder, input) in [(sixty(), "papers.csv"), (listings(), "in")] {
        let run = folder.run(&["assign", "--model", "out/model.json", input, "--quiet"]);
        run.succeeds();
        for name in COLUMNS {
            let assigned = column(&run.stdout(), name);
            for (id, cell) in by_id(&folder.files("out"), "documents.csv", name) {
                assert_eq!(assigned[&id], cell, "{name} of {id}");
            }
        }
    }
}

#[test]
fn new_papers_go_where_their_subject_is() {
    let all = Papers::mixed(30).csv();
    let folder = Folder::new()
        .with("old.csv", first(&all, 60))
        .with("new.csv", from(&all, 60));
    let old = folder.report("old.csv", &["--themes", "3", "--truth", "label"]);
    let run = folder.run(&["assign", "--model", "out", "new.csv", "-q"]);
    run.succeeds();
    let labels = column(&all, "label");
    let mut theme_of = std::collections::BTreeMap::new();
    for (id, theme) in by_id(&old, "documents.csv", "theme") {
        theme_of.entry(labels[&id].clone()).or_insert(theme);
    }
    let assigned = column(&run.stdout(), "theme");
    assert_eq!(assigned.len(), 30);
    let right = assigned
        .iter()
        .filter(|(id, theme)| theme_of[&labels[*id]] == **theme)
        .count();
    assert!(right >= 27, "{right} of 30");
}

#[test]
fn every_record_has_a_row_duplicates_and_empty_ones_too() {
    let folder = sixty();
    let row = "p001,Mulch for roots,Compost and soil,2019,\n";
    folder.put(
        "new.csv",
        format!("id,title,abstract,year,label\n{row}{row}e,,,2019,\n"),
    );
    let run = folder.run(&[
        "assign",
        "--model",
        "out",
        "new.csv",
        "--output-format",
        "jsonl",
    ]);
    assert_eq!(run.code(), Some(0), "{run}");
    let rows: Vec<serde_json::Value> = run
        .stdout()
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let ids: Vec<_> = rows.iter().map(|row| row["id"].as_str().unwrap()).collect();
    assert_eq!(ids, ["p001", "p001-2", "e"]);
    assert_eq!(rows[2]["status"], "unassigned");
    assert_eq!(rows[2]["theme"], serde_json::Value::Null);
    assert_eq!(rows[0]["theme"], rows[1]["theme"]);
}

#[test]
fn standard_input_goes_through_and_the_ending_of_the_file_decides_the_format() {
    let folder = sixty();
    let stdin = Papers::mixed(5).jsonl();
    let arguments = [
        "assign",
        "--model",
        "out",
        "-",
        "--out",
        "new/a.jsonl",
        "-q",
    ];
    folder.run_with(&arguments, stdin.as_bytes()).succeeds();
    let text = folder.files("new").text("a.jsonl").to_owned();
    assert_eq!(text.lines().count(), 15);
    assert!(
        text.lines()
            .all(|line| line.contains("\"source\":\"stdin\"")),
        "{text}"
    );
    let arguments = ["assign", "--model", "out", "-", "--out", "new/a.csv", "-q"];
    folder.run_with(&arguments, stdin.as_bytes()).succeeds();
    assert_eq!(folder.files("new").table("a.csv").rows().len(), 15);
}

#[test]
fn what_the_papers_say_about_the_themes_stands_on_standard_error() {
    let folder = sixty();
    folder.put("new.csv", first(&Papers::mixed(20).csv(), 12));
    let run = folder.run(&["assign", "--model", "out", "new.csv"]);
    assert!(run.stderr().contains("the themes still fit"), "{run}");
    let header = "id,title,abstract,year,label\n";
    folder.put("new.csv", format!("{header}{}", crate::piles::sailing(14)));
    let run = folder.run(&["assign", "--model", "out", "new.csv"]);
    let words = run.stderr();
    assert!(words.contains("100.0 % in no theme"), "{run}");
    assert!(
        words.contains("new frequent words") && words.contains("mainsail"),
        "{run}"
    );
    assert!(words.contains("find the themes anew"), "{run}");
}

#[test]
fn a_model_that_cannot_be_read_says_where_and_what_to_do() {
    let folder = sixty();
    let whole = folder.files("out").text("model.json").to_owned();
    let assign = |folder: &Folder, content: &str, words: &[&str]| {
        folder.put("bad.json", content);
        folder
            .run(&["assign", "--model", "bad.json", "papers.csv"])
            .fails_saying(words);
    };
    let newer = whole.replacen("\"model_version\": 5", "\"model_version\": 6", 1);
    assign(
        &folder,
        &newer,
        &[
            "bad.json",
            "version 6",
            "reads version 5",
            "thememap report",
        ],
    );
    assign(
        &folder,
        &whole[..whole.len() / 2],
        &["bad.json, line", "column", "thememap report"],
    );
    assign(&folder, "{}", &["bad.json", "no model.json of thememap"]);
    assign(&folder, "", &["bad.json, line 1"]);
    let short = whole.replacen("\"shape\": [", "\"shape\": [1", 1);
    assign(&folder, &short, &["bad.json, axes", "damaged"]);
    let gone = whole.replacen("\"theme\": 2,", "\"theme\": 1,", 1);
    assign(&folder, &gone, &["bad.json, theme 1", "damaged"]);
    let colour = whole.replacen("\"light\": \"#", "\"light\": \"", 1);
    assign(&folder, &colour, &["bad.json, theme 1", "#rrggbb"]);
    folder
        .run(&["assign", "--model", "nowhere.json", "papers.csv"])
        .fails_saying(&["nowhere.json"]);
}

#[test]
fn a_failure_leaves_the_file_as_it_was() {
    let folder = sixty();
    folder.put("new.jsonl", "{oops\n{oops\n");
    let assign =
        |input: &str| folder.run(&["assign", "--model", "out", input, "--out", "a.csv", "-q"]);
    assign("papers.csv").succeeds();
    let before = folder.files("");
    assign("new.jsonl").fails_saying(&["new.jsonl, line 1"]);
    assert_eq!(folder.files("").sums(), before.sums());
}

#[cfg(unix)]
#[test]
fn packed_papers_that_end_early_are_told_with_the_way_out() {
    let packed = crate::support::packed(Papers::mixed(30).jsonl());
    let folder = sixty().with("cut.jsonl.gz", &packed[..packed.len() / 2]);
    let run = folder.run(&[
        "assign",
        "--model",
        "out",
        "cut.jsonl.gz",
        "--out",
        "new.csv",
    ]);
    run.fails_saying(&["cut.jsonl.gz", "cut off", "fetch the file again"]);
    assert!(!folder.path("new.csv").exists(), "{run}");
}

#[test]
fn what_is_read_is_not_replaced() {
    let folder = sixty();
    let before = folder.files("");
    for option in ["--out", "--summary"] {
        folder
            .run(&[
                "assign",
                "--model",
                "out",
                "papers.csv",
                option,
                "./papers.csv",
            ])
            .fails_saying(&["papers.csv", "input"]);
        assert_eq!(folder.files("").sums(), before.sums(), "{option}");
    }
}

#[test]
fn earlier_tables_are_replaced_and_files_of_others_are_not() {
    let folder = sixty()
        .with("mine.csv", "id,title\n")
        .with("mine.json", "{}");
    let assign = ["assign", "--model", "out", "papers.csv", "-q"];
    for name in ["a.csv", "a.jsonl"] {
        for _ in 0..2 {
            let run = folder.run(&[&assign[..], &["--out", name]].concat());
            run.succeeds();
        }
    }
    for _ in 0..2 {
        let run = folder.run(&[&assign[..], &["--out", "a.csv", "--summary", "a.json"]].concat());
        run.succeeds();
    }
    let before = folder.files("");
    for (arguments, words) in [
        (
            &["--out", "mine.csv"][..],
            ["mine.csv", "would be replaced"],
        ),
        (
            &["--out", "out/documents.csv"],
            ["documents.csv", "would be replaced"],
        ),
        (&["--out", "a.json"], ["a.json", "would be replaced"]),
        (
            &["--summary", "mine.json"],
            ["mine.json", "would be replaced"],
        ),
        (&["--summary", "a.csv"], ["a.csv", "would be replaced"]),
        (
            &["--out", "b.csv", "--summary", "./b.csv"],
            ["b.csv", "another file for one"],
        ),
        (&["--out", "out"], ["out", "is a directory"]),
    ] {
        let run = folder.run(&[&assign[..], arguments].concat());
        run.fails_saying(&words);
        assert_eq!(folder.files("").sums(), before.sums(), "{run}");
    }
}

#[cfg(unix)]
#[test]
fn what_is_interrupted_leaves_no_file() {
    use std::process::{Command, Stdio};

    let folder = sixty();
    let before = folder.files("");
    for signal in ["-INT", "-TERM"] {
        let arguments = ["assign", "--model", "out", "-", "--format", "jsonl"];
        let outputs = ["--out", "a.csv", "--summary", "a.json"];
        let mut command = crate::support::Run::command(&[&arguments[..], &outputs].concat());
        let mut child = command
            .current_dir(folder.here())
            .stdin(Stdio::piped())
            .spawn()
            .unwrap();
        // Kept open, or the end of the input could come before the signal.
        let input = child.stdin.take();
        let begun = || {
            let names = folder.files("");
            let begun = names
                .names()
                .into_iter()
                .filter(|name| name.starts_with(".thememap-"));
            begun.count()
        };
        while begun() < 2 {
            std::thread::sleep(std::time::Duration::from_millis(5));
        }
        let id = child.id().to_string();
        assert!(
            Command::new("kill")
                .args([signal, &id])
                .status()
                .unwrap()
                .success()
        );
        assert_eq!(child.wait().unwrap().code(), Some(130), "{signal}");
        drop(input);
        assert_eq!(folder.files("").names(), before.names(), "{signal}");
    }
}

#[test]
fn a_pipe_that_has_a_name_is_written_into_and_stays_a_pipe() {
    use std::os::unix::fs::FileTypeExt;

    let folder = sixty();
    let pipe = folder.path("pipe");
    let made = std::process::Command::new("mkfifo").arg(&pipe).status();
    assert!(made.unwrap().success());
    let reader = std::thread::spawn({
        let pipe = pipe.clone();
        move || std::fs::read(pipe).unwrap()
    });
    let arguments = ["assign", "--model", "out", "papers.csv", "-q"];
    let placed = folder.run(&[&arguments[..], &["--out", "pipe"]].concat());
    placed.succeeds();
    assert_eq!(
        reader.join().unwrap(),
        folder.run(&arguments).stdout_bytes()
    );
    let left = std::fs::metadata(&pipe).unwrap();
    assert!(left.file_type().is_fifo(), "{placed}");
}

#[cfg(unix)]
#[test]
fn the_file_can_be_read_by_those_who_can_read_others_and_a_link_to_it_stays() {
    use std::os::unix::fs::PermissionsExt;

    let folder = sixty().with("rows/a.csv", "");
    std::os::unix::fs::symlink("rows/a.csv", folder.path("a.csv")).unwrap();
    let arguments = ["assign", "--model", "out", "papers.csv", "-q", "--out"];
    for name in ["a.csv", "new.csv"] {
        folder.run(&[&arguments[..], &[name]].concat()).succeeds();
    }
    let mode = |name: &str| {
        let there = std::fs::metadata(folder.path(name)).unwrap();
        there.permissions().mode()
    };
    assert_eq!(mode("new.csv"), mode("papers.csv"));
    assert_eq!(mode("rows/a.csv"), mode("papers.csv"));
    assert!(folder.path("a.csv").is_symlink());
}
