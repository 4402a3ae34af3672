//! Options that make no sense, on the command line and in a file.

use crate::support::Folder;
use crate::{papers, refuses};

#[test]
fn values_that_make_no_sense_are_bad_usage_before_anything_is_read() {
    let folder = Folder::new();
    for (option, value, way_out) in [
        ("--themes", "0", "from 1 on, or `auto`"),
        ("--themes", "x", "from 1 on, or `auto`"),
        ("--themes", "-3", "from 1 on, or `auto`"),
        ("--themes", "99999999999999999999", "from 1 on, or `auto`"),
        ("--min-themes", "0", "from 1 on"),
        ("--max-themes", "-1", "from 1 on"),
        ("--seed", "-1", "from 0 to 18446744073709551615"),
        ("--ngrams", "0", "1 to 4 words"),
        ("--ngrams", "9", "1 to 4 words"),
        ("--min-df", "0", "from 1 on"),
        ("--dimensions", "0", "from 1 on"),
        ("--max-df", "0", "above 0"),
        ("--max-df", "1.5", "between 0 and 1"),
        ("--max-df", "NaN", "between 0 and 1"),
        ("--threads", "0", "1 to 4096"),
        ("--threads", "100000", "1 to 4096"),
        ("--max-unpacked", "0", "from 1 on"),
        ("--column", "title", "FIELD=NAME"),
        ("--column", "author=Name", "title, abstract, id, year"),
        ("--knowledge", "", "--knowledge"),
        ("--language", "klingon", "english"),
        ("--format", "docx", "jsonl"),
        ("--encoding", "ebcdic", "utf-8"),
        ("--export", "gephi", "graphml"),
    ] {
        folder
            .run(&["report", "nowhere.csv", option, value])
            .is_bad_usage_saying(&[option, value, way_out]);
    }
}

#[test]
fn values_that_do_not_go_together_are_told_with_the_way_out() {
    for (arguments, words) in [
        (
            &["--min-themes", "5", "--max-themes", "4"][..],
            ["--min-themes 5", "--max-themes 4"],
        ),
        (&["--max-themes", "1"], ["--max-themes 1", "give both"]),
        (
            &["--themes", "5", "--min-themes", "9"],
            ["--themes 5", "leave out --min-themes"],
        ),
        (
            &["--column", "title=a", "--column", "title=b"],
            ["title=b", "a already"],
        ),
        (&["--min-df", "1000000"], ["--min-df", "1000000"]),
        (
            &["--themes", "1000"],
            ["--themes 1000", "only 15 documents"],
        ),
    ] {
        refuses(papers(), &[&["papers.csv"], arguments].concat(), &words);
    }
}

#[test]
fn options_that_would_count_for_nothing_are_bad_usage() {
    let folder = papers();
    for arguments in [
        &["report", "papers.csv", "--model", "out"][..],
        &[
            "report",
            "--from-summary",
            "a.json",
            "--model",
            "out",
            "--themes",
            "5",
        ],
        &[
            "report",
            "--from-summary",
            "a.json",
            "--model",
            "out",
            "--format",
            "csv",
        ],
        &[
            "check",
            "--baseline",
            "out",
            "papers.csv",
            "--verify",
            "--max-moved",
            "1%",
        ],
        &[
            "check",
            "--baseline",
            "out",
            "papers.csv",
            "--verify",
            "--out",
            "difference",
        ],
        &["assign", "--model", "out", "papers.csv", "--truth", "label"],
        &["inspect", "papers.csv", "--truth", "label"],
    ] {
        folder.run(arguments).is_bad_usage();
    }
}

#[test]
fn limits_that_nothing_could_meet_or_break_are_bad_usage() {
    for (limit, value, range) in [
        ("--min-stability", "2", "between 0 and 1"),
        ("--min-stability", "NaN", "between 0 and 1"),
        ("--min-npmi", "NaN", "between -1 and 1"),
        ("--max-moved", "120%", "between 0 and 1"),
        ("--max-born", "-1", "from 0 on"),
    ] {
        Folder::new()
            .run(&["check", "--baseline", "out", "papers.csv", limit, value])
            .is_bad_usage_saying(&[limit, value, range]);
    }
}

#[test]
fn values_of_a_file_of_options_are_told_with_their_place() {
    for (entry, words) in [
        ("ngrams = 9", ["line 2, column 10", "1 to 4 words"]),
        ("min-df = 0", ["`min-df`", "from 1 on"]),
        ("max-df = nan", ["`max-df`", "between 0 and 1"]),
        ("themes = -2", ["`themes`", "from 1 on, or `auto`"]),
        ("threads = 100000", ["`threads`", "1 to 4096"]),
        ("language = \"klingon\"", ["`language`", "english"]),
        ("export = [\"graphml\", \"x\"]", ["`export`", "vosviewer"]),
        ("column = [\"author=x\"]", ["`column`", "title, abstract"]),
        ("vectors = \"\"", ["`vectors`", "value"]),
        (
            "themes = 3\nthemes-from = \"a\"",
            ["--themes-from", "cannot be used with"],
        ),
        (
            "vectors = \"a.npy\"\ndimensions = 3",
            ["--vectors", "cannot be used with"],
        ),
    ] {
        refuses(
            papers().with("my.toml", format!("[options]\n{entry}\n")),
            &["papers.csv", "--config", "my.toml"],
            &[&["my.toml"], &words[..]].concat(),
        );
    }
}

#[test]
fn files_of_options_that_are_missing_or_wrong() {
    let with = |text: &str| papers().with("my.toml", text);
    let arguments = ["papers.csv", "--config", "my.toml"];
    refuses(papers(), &arguments, &["my.toml"]);
    refuses(
        papers().with("my.toml", [0xFF, 0xFE]),
        &arguments,
        &["my.toml", "UTF-8"],
    );
    refuses(
        with("[options]\ntheme = 3\n"),
        &arguments,
        &["my.toml", "theme"],
    );
    refuses(
        with("[option]\nthemes = 3\n"),
        &arguments,
        &["my.toml", "option"],
    );
    refuses(
        with("[options]\nthemes = = 3\n"),
        &arguments,
        &["my.toml", "line 2"],
    );
    refuses(
        with("[options]\nseed = \"x\"\n"),
        &arguments,
        &["my.toml", "seed"],
    );
    refuses(
        papers(),
        &["papers.csv", "--stop-words", "no.txt"],
        &["no.txt"],
    );
}

#[test]
fn bad_usage_has_an_exit_code_of_its_own() {
    let folder = papers();
    for arguments in [
        &[][..],
        &["report"],
        &["report", "papers.csv", "--colour"],
        &["report", "papers.csv", "--seed", "x"],
        &["report", "papers.csv", "--out"],
        &["raport", "papers.csv"],
    ] {
        folder.run(arguments).is_bad_usage();
    }
    assert_eq!(folder.files("").names(), ["papers.csv"]);
}
