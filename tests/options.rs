//! The command line as a user knows it: standard input, options and their file, what is printed,
//! and what happens to the files of an earlier run.

mod support;

use support::{Files, Folder, Papers, packed};

fn papers() -> Folder {
    Folder::new().with("papers.csv", Papers::mixed(10).csv())
}

fn themes(files: &Files) -> usize {
    files.table("themes.csv").rows().len()
}

#[test]
fn standard_input_with_a_format() {
    let folder = papers();
    let arguments = ["report", "-", "--format", "csv", "--themes", "3"];
    folder
        .run_with(&arguments, Papers::mixed(10).csv().as_bytes())
        .succeeds();
    let files = folder.files("out");
    assert_eq!(files.table("documents.csv").column("source")[0], "stdin");
    assert_eq!(files.json("run.json")["inputs"][0]["name"], "stdin");
    assert_eq!(themes(&files), 3);
}

#[test]
fn standard_input_is_read_as_a_file_of_that_name_is() {
    let csv = Papers::mixed(300).csv();
    let jsonl = Papers::mixed(300).jsonl();
    let broken = jsonl.clone() + "{\"title\": oops}\n" + &jsonl;
    let unclosed = csv.clone() + "a,\"b\n" + &csv;
    let latin = [csv.as_bytes(), b"x,\xE9t\xE9,y,2001,z\n"].concat();
    for (format, content) in [
        ("csv", csv.as_bytes()),
        ("jsonl", broken.as_bytes()),
        ("csv", unclosed.as_bytes()),
        ("csv", &latin[..]),
        ("jsonl", &packed(&jsonl)[..]),
    ] {
        let folder = Folder::new().with("stdin", content);
        let inspect = |input| ["inspect", input, "--json", "--format", format];
        let of_file = folder.run(&inspect("stdin"));
        let of_pipe = folder.run_with(&inspect("-"), content);
        assert_eq!(of_file.code(), Some(0), "{of_file}");
        assert_eq!(of_pipe.stdout(), of_file.stdout());
    }
}

#[test]
fn nothing_on_standard_input_is_an_error() {
    papers()
        .run(&["report", "-", "--format", "csv"])
        .fails_saying(&["stdin", "empty"]);
}

#[test]
fn known_labels_score_the_themes() {
    let files = papers().report("papers.csv", &["--truth", "label", "--themes", "3"]);
    for metric in ["ami", "ari", "nmi", "v_measure", "purity"] {
        assert!((0.0..=1.0).contains(&files.figure(metric)), "{metric}");
    }
    let labelled = files.figure("labelled_documents");
    let truth = files.table("truth.csv");
    let counted: usize = truth.rows().map(|row| row.whole("documents")).sum();
    assert_eq!(labelled, counted as f64);
    let without = papers().report("papers.csv", &["--themes", "3"]);
    assert!(!without.has("truth.csv"));
    let themes = |files: &Files| files.table("documents.csv").column("theme").join(" ");
    assert_eq!(
        themes(&without),
        themes(&files),
        "labels must not be looked at"
    );
}

#[test]
fn a_file_of_options_counts_and_flags_win_over_it() {
    let folder = papers().with("my.toml", "[options]\nthemes = \"4\"\nseed = 9\n");
    let files = folder.report("papers.csv", &["--config", "my.toml"]);
    assert_eq!(
        (themes(&files), &files.json("run.json")["options"]["seed"]),
        (4, &"9".into())
    );
    let files = folder.report("papers.csv", &["--config", "my.toml", "--themes", "3"]);
    assert_eq!(
        (themes(&files), &files.json("run.json")["options"]["seed"]),
        (3, &"9".into())
    );
}

#[test]
fn a_number_of_themes_in_a_file_of_options_needs_no_quotes() {
    let folder = papers().with("my.toml", "[options]\nthemes = 4\n");
    assert_eq!(
        themes(&folder.report("papers.csv", &["--config", "my.toml"])),
        4
    );
}

#[test]
fn more_stop_words_are_left_out_of_the_terms() {
    let folder = papers().with("stop.txt", "# not these\nsoil\nGalaxy\n");
    let terms = |options: &[&str]| {
        let files = folder.report("papers.csv", &[&["--themes", "3"], options].concat());
        let terms = files
            .table("terms.csv")
            .column("term")
            .join(" ")
            .to_lowercase();
        ["soil", "galaxy"].map(|word| terms.split(' ').any(|term| term == word))
    };
    assert_eq!(terms(&[]), [true, true]);
    assert_eq!(terms(&["--stop-words", "stop.txt"]), [false, false]);
}

#[test]
fn a_run_prints_its_themes_and_a_quiet_one_nothing() {
    let folder = papers();
    let run = folder.run(&["report", "papers.csv", "--themes", "3"]);
    let said = run.succeeds().stdout();
    let labels = folder
        .files("out")
        .table("themes.csv")
        .column("label")
        .join("\n");
    assert!(said.starts_with("3 themes in 30 documents"), "{run}");
    assert!(labels.lines().all(|label| said.contains(label)), "{run}");
    let run = folder.run(&["report", "papers.csv", "--themes", "3", "--quiet"]);
    assert_eq!(run.succeeds().stdout(), "");
}

#[test]
fn files_of_others_stay_and_outdated_files_of_ours_go() {
    let folder = papers()
        .with("undated.jsonl", Papers::mixed(8).jsonl())
        .with("out/mine.txt", "mine")
        .with("out/sub/report.md", "mine too");
    let dated = folder.report("papers.csv", &["--truth", "label"]);
    assert!(dated.has("timeline.csv") && dated.has("truth.csv"));
    let undated = folder.report("undated.jsonl", &[]);
    assert!(!undated.has("timeline.csv") && !undated.has("truth.csv"));
    assert_eq!(
        (undated.text("mine.txt"), undated.text("sub/report.md")),
        ("mine", "mine too")
    );
    let beside = folder.files("");
    assert!(
        !beside
            .names()
            .iter()
            .any(|name| name.contains(".thememap-"))
    );
}

#[test]
fn a_directory_for_the_report_is_made_with_those_above_it() {
    let folder = papers();
    folder
        .run(&["report", "papers.csv", "--themes", "3", "--out", "a/b/c"])
        .succeeds();
    assert_eq!(themes(&folder.files("a/b/c")), 3);
    folder
        .run(&["report", "papers.csv", "--themes", "3", "--out", "."])
        .succeeds();
    assert!(folder.files("").has("report.html"));
}

#[test]
fn files_of_a_directory_that_are_not_read_are_told() {
    let folder = Folder::new()
        .with("in/papers.csv", Papers::mixed(10).csv())
        .with("in/papers.xlsx", "PK\u{3}\u{4}");
    let run = folder.run(&["report", "in", "--themes", "3"]);
    let said = run.succeeds().stdout();
    let note = "1 file is not of a known format and not read: papers.xlsx";
    assert!(said.contains(note), "{run}");
    assert!(folder.files("out").text("report.md").contains(note));
}

#[test]
fn reports_and_comparisons_below_a_directory_are_no_papers() {
    let folder = papers();
    folder.report("papers.csv", &["--themes", "3"]);
    folder.run(&["compare", "out", "out", "-q"]).succeeds();
    let said = folder.run(&["inspect", "."]).succeeds().stdout();
    assert!(said.contains("30  records identified"), "{said}");
    let named = folder.run(&["inspect", "out/documents.csv"]);
    assert!(
        named.succeeds().stdout().contains("30  records identified"),
        "{named}"
    );
}

#[test]
fn inspect_tells_and_writes_nothing() {
    let folder = papers().with(
        "more.jsonl",
        "{\"title\": \"Why cats purr at night\"}\n{\"title\": \"Why Cats Purr at Night!\"}\n",
    );
    let run = folder.run(&["inspect", "."]);
    let said = run.succeeds().stdout();
    assert!(
        said.contains("papers.csv") && said.contains("more.jsonl"),
        "{run}"
    );
    assert_eq!(folder.files("").names(), ["more.jsonl", "papers.csv"]);
}

#[test]
fn inspect_tells_programs_too() {
    let folder = papers().with(
        "more.jsonl",
        "{\"title\": \"Why cats purr at night\"}\n{\"title\": \"Why Cats Purr at Night!\"}\n",
    );
    let run = folder.run(&["inspect", ".", "--json"]);
    let told: serde_json::Value =
        serde_json::from_str(&run.succeeds().stdout()).expect("it is JSON");
    let files = told["files"].as_array().expect("files are a list");
    assert_eq!(
        (&files[0]["path"], &files[1]["path"]),
        (&"more.jsonl".into(), &"papers.csv".into())
    );
    let keys = [
        "format",
        "encoding",
        "with_title",
        "with_abstract",
        "with_year",
        "problems",
    ];
    for key in keys {
        assert!(
            files.iter().all(|file| file.get(key).is_some()),
            "{key}\n{run}"
        );
    }
    let total = &told["total"];
    assert_eq!(
        (&total["records"], &total["documents"]),
        (&32.into(), &31.into())
    );
    assert_eq!(
        (&total["duplicates"], &total["with_year"]),
        (&1.into(), &30.into())
    );
}

#[test]
fn help_and_version_are_at_hand() {
    let folder = Folder::new();
    let version = folder.run(&["--version"]).succeeds().stdout();
    assert_eq!(
        version.lines().next(),
        Some(concat!("thememap ", env!("CARGO_PKG_VERSION")))
    );
    assert!(
        version.contains("reads: ") && version.contains("bibtex"),
        "{version}"
    );
    let help = folder.run(&["report", "--help"]).succeeds().stdout();
    for option in [
        "--themes",
        "--seed",
        "--config",
        "--truth",
        "--column",
        "--threads",
        "--out",
    ] {
        assert!(help.contains(option), "{option}");
    }
}
