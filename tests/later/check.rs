//! `thememap check`.

use crate::piles::{first, listings, path, sailing, sixty};
use crate::support::{Folder, Papers, Run};

#[test]
fn nothing_changed_passes_with_the_options_of_the_committed_run() {
    let folder = Folder::new().with(
        "papers.csv",
        Papers::mixed(20).csv().replace("title", "heading"),
    );
    folder.put("stop.txt", "orchard\n");
    let options = [
        "--themes",
        "3",
        "--column",
        "title=heading",
        "--stop-words",
        "stop.txt",
    ];
    folder.report("papers.csv", &options);
    let run = folder.run(&["check", "--baseline", "out", "papers.csv"]);
    run.succeeds();
    assert!(run.stdout().contains("The 3 themes are the same."), "{run}");
    folder
        .run(&["check", "--baseline", "out", "papers.csv", "--afresh"])
        .succeeds();
    folder
        .run(&["check", "--baseline", "out", "papers.csv", "--verify"])
        .succeeds();
}

#[test]
fn the_gallery_verifies_from_nothing() {
    let folder = listings();
    let run = folder.run(&["check", "--baseline", "out", "in", "--verify"]);
    run.succeeds();
    assert!(
        run.stdout().contains("out holds what this run writes"),
        "{run}"
    );
}

#[test]
fn a_new_subject_fails_and_the_limit_can_be_raised() {
    let folder = sixty();
    let papers = Papers::mixed(20).csv();
    folder.put("papers.csv", format!("{papers}{}", sailing(20)));
    let check = ["check", "--baseline", "out", "papers.csv", "--themes", "4"];
    let run = folder.run(&check);
    assert_eq!(run.code(), Some(1), "{run}");
    assert!(
        run.stderr()
            .contains("1 theme is new, at most 0 may be (--max-born)"),
        "{run}"
    );
    assert!(run.stdout().contains("born"), "{run}");
    folder
        .run(&[&check[..], &["--max-born", "1"]].concat())
        .succeeds();
}

#[test]
fn every_limit_counts() {
    let folder = sixty();
    let check = ["check", "--baseline", "out", "papers.csv"];
    for (limit, word) in [
        (["--min-npmi", "0.999"], "npmi"),
        (["--min-stability", "1"], "stability"),
    ] {
        let run = folder.run(&[&check[..], &["--themes", "9"], &limit].concat());
        assert_eq!(run.code(), Some(1), "{run}");
        assert!(run.stderr().contains(word), "{run}");
    }
    let merged = ["--themes", "2", "--max-died", "1", "--max-moved"];
    let run = folder.run(&[&check[..], &merged, &["5%"]].concat());
    assert_eq!(run.code(), Some(1), "{run}");
    assert!(
        run.stderr()
            .contains("in another theme, at most 5.0 % may be"),
        "{run}"
    );
    folder
        .run(&[&check[..], &merged, &["60 %"]].concat())
        .succeeds();
}

#[test]
fn a_comparison_replaces_no_file_of_another_and_says_so_at_once() {
    let folder = sixty().with("mine/compare.md", "mine");
    let check = ["check", "--baseline", "out", "nowhere.csv", "--out", "mine"];
    folder
        .run(&check)
        .fails_saying(&["compare.md", "would be replaced", "--out"]);
    assert_eq!(folder.files("mine").text("compare.md"), "mine");
}

#[test]
fn bad_usage_is_told_apart() {
    let folder = sixty();
    folder.run(&["check", "papers.csv"]).is_bad_usage();
    folder
        .run(&[
            "check",
            "--baseline",
            "out",
            "papers.csv",
            "--max-moved",
            "five",
        ])
        .is_bad_usage();
    folder
        .run(&["check", "--baseline", "nowhere", "papers.csv"])
        .fails_saying(&["nowhere"]);
}

#[test]
fn verify_names_the_first_file_and_line_that_differ() {
    let folder = sixty();
    let check = ["check", "--baseline", "out", "papers.csv", "--verify"];
    let table = folder.files("out").text("documents.csv").to_owned();
    let third = table.lines().nth(3).unwrap();
    folder.put(
        "out/documents.csv",
        table.replace(third, &third.replace(",2", ",3")),
    );
    let run = folder.run(&check);
    assert_eq!(run.code(), Some(1), "{run}");
    assert!(
        run.stderr().contains("documents.csv differs in line 4"),
        "{run}"
    );
    folder.put("out/documents.csv", &table);
    std::fs::remove_file(folder.path("out/themes.csv")).unwrap();
    let run = folder.run(&check);
    assert!(
        run.stderr()
            .contains("themes.csv is written and not committed"),
        "{run}"
    );
}

#[test]
fn a_run_that_went_on_verifies_too() {
    let all = Papers::mixed(40).csv();
    let folder = Folder::new().with("papers.csv", first(&all, 114));
    folder.report("papers.csv", &["--themes", "3"]);
    folder.put("papers.csv", &all);
    folder.report("papers.csv", &["--themes", "3", "--previous", "out"]);
    folder
        .run(&["check", "--baseline", "out", "papers.csv", "--verify"])
        .succeeds();
    folder.put("papers.csv", first(&all, 119));
    let run = folder.run(&["check", "--baseline", "out", "papers.csv", "--verify"]);
    assert_eq!(run.code(), Some(1), "{run}");
}

#[test]
fn the_summary_of_a_step_is_added_to() {
    let folder = sixty().with("summary.md", "# Before\n");
    let arguments = ["check", "--baseline", "out", "papers.csv", "--out", "diff"];
    let mut command = Run::command(&arguments);
    command.current_dir(folder.here());
    command.env("GITHUB_STEP_SUMMARY", path(&folder, "summary.md"));
    Run::of(&mut command, b"").succeeds();
    let summary = String::from_utf8(std::fs::read(folder.path("summary.md")).unwrap()).unwrap();
    assert!(summary.starts_with("# Before\n"), "{summary}");
    assert!(summary.contains("within their limits") && summary.contains("## What changed"));
    assert!(folder.files("diff").has("compare.svg"));
}
