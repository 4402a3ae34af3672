//! `thememap assign --summary` and `thememap report --from-summary`.

use crate::piles::{first, from, sixty};
use crate::support::{Folder, Papers};

fn summarize(folder: &Folder, input: &str, summary: &str) {
    let arguments = [
        "assign",
        "--model",
        "out",
        input,
        "--summary",
        summary,
        "-q",
    ];
    folder.run(&arguments).succeeds();
}

/// The run of sixty papers, and more papers in one file and in two.
fn with_new_papers() -> Folder {
    let folder = sixty();
    let all = Papers::mixed(40).csv();
    folder.put("a.csv", first(&all, 70));
    folder.put("b.csv", from(&all, 70));
    folder.put("all.csv", all);
    folder
}

#[test]
fn summaries_of_parts_give_the_report_of_the_whole() {
    let folder = with_new_papers();
    for name in ["a", "b", "all"] {
        summarize(
            &folder,
            &format!("{name}.csv"),
            &format!("parts/{name}.json"),
        );
    }
    let report = |summaries: &[&str], out: &str| {
        let arguments = [&["report", "--from-summary"], summaries].concat();
        let arguments = [&arguments, &["--model", "out", "--out", out, "-q"][..]].concat();
        folder.run(&arguments).succeeds();
        folder.files(out)
    };
    let whole = report(&["parts/all.json"], "whole");
    let parts = report(&["parts/b.json", "parts/a.json"], "two");
    assert_eq!(whole.sums(), parts.sums());
    let names = [
        "quality.csv",
        "report.html",
        "report.md",
        "summary.json",
        "theme-sizes-dark.svg",
        "theme-sizes.svg",
        "themes.csv",
        "timeline-dark.svg",
        "timeline.svg",
        "timeline.csv",
        "weak_words.csv",
    ];
    assert!(
        names.iter().all(|name| whole.has(name)),
        "{:?}",
        whole.names()
    );
    assert_eq!(whole.figure("documents"), 120.0);
}

#[test]
fn tables_from_a_summary_are_those_of_the_rows() {
    let folder = with_new_papers();
    summarize(&folder, "all.csv", "all.json");
    let arguments = [
        "assign",
        "--model",
        "out",
        "all.csv",
        "--out",
        "rows/all.csv",
        "-q",
    ];
    folder.run(&arguments).succeeds();
    let from_summary = [
        "report",
        "--from-summary",
        "all.json",
        "--model",
        "out",
        "--out",
        "s",
    ];
    folder.run(&from_summary).succeeds();
    let (rows, files) = (folder.files("rows"), folder.files("s"));
    let rows = rows.table("all.csv");
    for theme in files.table("themes.csv").rows() {
        let members = || rows.rows().filter(|row| row["theme"] == theme["theme"]);
        assert_eq!(theme.whole("size"), members().count());
        let mean = members().map(|row| row.number("score")).sum::<f64>() / members().count() as f64;
        assert!((theme.number("cohesion") - mean).abs() < 1e-4, "{mean}");
    }
    for cell in files.table("timeline.csv").rows() {
        let members = rows.rows().filter(|row| row["theme"] == cell["theme"]);
        let of_year = members.filter(|row| row["year"] == cell["year"]).count();
        assert_eq!(cell.whole("documents"), of_year);
    }
}

#[test]
fn a_summary_that_does_not_fit_is_refused() {
    let folder = with_new_papers();
    summarize(&folder, "a.csv", "a.json");
    folder.put("other.csv", Papers::mixed(25).csv());
    let other = [
        "report",
        "other.csv",
        "--themes",
        "2",
        "--out",
        "other",
        "-q",
    ];
    folder.run(&other).succeeds();
    let report = |model: &str, out: &str| {
        folder.run(&[
            "report",
            "--from-summary",
            "a.json",
            "--model",
            model,
            "--out",
            out,
        ])
    };
    report("other", "s").fails_saying(&["a.json", "two models"]);
    report("out", "out").fails_saying(&["out", "--out"]);
    folder.put("a.json", "{}");
    report("out", "s").fails_saying(&["a.json", "no summary", "assign --summary"]);
    let run = folder.run(&["report", "--from-summary", "a.json"]);
    assert_eq!(run.code(), Some(2), "{run}");
}

#[test]
fn packed_lines_are_placed_as_they_are_unpacked() {
    let folder = sixty();
    let lines = Papers::mixed(15).jsonl();
    let zstd = ruzstd::encoding::CompressionLevel::Fastest;
    let zstd = ruzstd::encoding::compress_to_vec(lines.as_bytes(), zstd);
    let folder = folder
        .with("new.jsonl", &lines)
        .with("new.jsonl.zst", zstd)
        .with_packed("new.jsonl.gz", &lines);
    let rows = |name: &str| {
        let run = folder.run(&["assign", "--model", "out", name, "-q"]);
        run.succeeds();
        run.stdout().replace(&format!(",{name},"), ",")
    };
    let plain = rows("new.jsonl");
    assert_eq!(plain.lines().count(), 46);
    assert_eq!(plain, rows("new.jsonl.gz"));
    assert_eq!(plain, rows("new.jsonl.zst"));
}

#[test]
fn a_report_from_summaries_replaces_its_own_files_and_none_of_others() {
    let folder = with_new_papers().with("mine/weak_words.csv", "mine");
    summarize(&folder, "a.csv", "a.json");
    let report = |out: &str| {
        let from = ["report", "--from-summary", "a.json", "--model", "out", "-q"];
        folder.run(&[&from[..], &["--out", out]].concat())
    };
    report("mine").fails_saying(&["weak_words.csv", "would be replaced"]);
    report("whole").succeeds();
    report("whole").succeeds();
}
