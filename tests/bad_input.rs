//! What cannot be used is refused in words, and nothing is written.

mod support;

use support::{Folder, Papers};

/// A directory that holds an earlier report and a file of someone else.
fn with_earlier_report(folder: Folder) -> Folder {
    folder
        .with("out/run.json", r#"{"thememap_version": "0.1.0"}"#)
        .with("out/themes.csv", "theme,label\n1,An earlier theme\n")
        .with("out/timeline.csv", "year,theme\n")
        .with("out/mine.txt", "mine")
}

/// Runs `report` where there is no earlier report and where there is one: both times it fails
/// with these words and leaves every file as it was.
fn refuses(folder: Folder, arguments: &[&str], words: &[&str]) {
    let arguments = [&["report"], arguments].concat();
    let refuse = |folder: &Folder| {
        let before = folder.files("");
        let run = folder.run(&arguments);
        run.fails_saying(words);
        let after = folder.files("");
        assert_eq!(after.names(), before.names(), "files came or went\n{run}");
        assert_eq!(after.sums(), before.sums(), "files changed\n{run}");
    };
    refuse(&folder);
    assert!(!folder.path("out").is_dir(), "an empty directory is left");
    refuse(&with_earlier_report(folder));
}

fn refuses_file(name: &str, content: impl AsRef<[u8]>, words: &[&str]) {
    refuses(Folder::new().with(name, content), &[name], words);
}

fn papers() -> Folder {
    Folder::new().with("papers.csv", Papers::mixed(5).csv())
}

#[test]
fn a_path_that_is_not_there() {
    refuses(
        papers(),
        &["papers.csv", "nowhere.csv"],
        &["nowhere.csv", "no such file"],
    );
}

#[test]
fn an_empty_file() {
    refuses_file("empty.csv", "", &["empty.csv", "empty"]);
    refuses_file("blank.txt", " \n\n", &["blank.txt", "empty"]);
    refuses_file(
        "header.csv",
        "title,abstract\n",
        &["header.csv", "no records"],
    );
}

#[test]
fn a_directory_without_a_known_format() {
    let folder = Folder::new().with("notes/todo.md", "# Notes\n\nNothing yet.\n");
    refuses(
        folder,
        &["notes"],
        &["notes", "known format", "jsonl", "csv"],
    );
}

#[test]
fn binary_data() {
    refuses_file(
        "image.csv",
        b"\x89PNG\r\n\x1a\n\0\0\0",
        &["image.csv", "binary"],
    );
    refuses_file(
        "sheet.xlsx",
        b"PK\x03\x04\x14\0\0\0",
        &["sheet.xlsx", "CSV"],
    );
    refuses_file("paper.pdf", b"%PDF-1.7\n\xE2\xE3", &["paper.pdf", "PDF"]);
    refuses_file("wide.csv", b"t\0i\0t\0l\0", &["wide.csv", "UTF-16"]);
}

#[test]
fn a_table_without_title_and_abstract() {
    let content = "number,heading,body\n1,Cats,They purr.\n";
    let words = ["table.csv", "number, heading, body", "--column title=NAME"];
    refuses_file("table.csv", content, &words);
}

#[test]
fn a_column_that_is_not_there() {
    let words = ["--truth", "topic", "id, title, abstract, year, label"];
    refuses(papers(), &["papers.csv", "--truth", "topic"], &words);
    let words = ["--column", "Heading", "id, title, abstract, year, label"];
    refuses(
        papers(),
        &["papers.csv", "--column", "title=Heading"],
        &words,
    );
}

#[test]
fn a_row_with_too_few_or_too_many_cells() {
    let content = "title,abstract\n\nDogs\n";
    refuses_file(
        "ragged.csv",
        content,
        &["ragged.csv", "record 1", "line 3", "1 cell"],
    );
    let content = "title,abstract\nCats,They purr, and sleep.\n";
    refuses_file("ragged.csv", content, &["record 1", "3 cells", "quotes"]);
}

#[test]
fn a_quote_that_never_closes() {
    let content = "title,abstract\nCats,\"They purr.\n";
    refuses_file("open.csv", content, &["open.csv", "record 1", "quote"]);
}

#[test]
fn broken_json() {
    let content = "\n\n{\"title\": Cows}\n";
    refuses_file(
        "papers.jsonl",
        content,
        &["papers.jsonl", "line 3", "not JSON"],
    );
    let content = "[\"Dogs\", \"Cats\"]\n";
    refuses_file("papers.jsonl", content, &["line 1", "string", "object"]);
}

#[test]
fn gzip_that_is_damaged() {
    let whole = support::packed(Papers::mixed(20).csv());
    refuses_file(
        "cut.csv.gz",
        &whole[..whole.len() / 2],
        &["cut.csv.gz", "damaged"],
    );
    let mut changed = whole;
    let middle = changed.len() / 2;
    changed[middle] ^= 0xFF;
    refuses_file("changed.csv.gz", changed, &["changed.csv.gz", "damaged"]);
}

#[test]
fn a_small_file_that_unpacks_to_a_huge_one() {
    let content = format!("title,abstract\nCats,{}\n", " ".repeat(5_000_000));
    let bomb = support::packed(content);
    assert!(bomb.len() < 10_000);
    refuses(
        Folder::new().with("bomb.csv.gz", bomb),
        &["bomb.csv.gz", "--max-unpacked", "4"],
        &["bomb.csv.gz", "more than 4 MB", "--max-unpacked"],
    );
}

#[test]
fn texts_whose_words_no_spaces_part() {
    let texts = [
        "我们研究猫为什么在夜间发出呼噜声，以及这意味着什么。",
        "本文提出一种新的图像分割方法，并在多个数据集上验证。",
        "深度学习模型在医学影像分析中取得了显著进展。",
    ];
    let content: String = texts
        .map(|text| format!("{{\"abstract\": \"{text}\"}}\n"))
        .concat();
    refuses_file(
        "chinese.jsonl",
        content,
        &["3 of 3 texts", "Chinese 3", "segmenter"],
    );
}

#[test]
fn a_single_document() {
    let content = "title,abstract\nCats and dogs,Cats purr and dogs bark.\n";
    refuses_file("one.csv", content, &["1 document", "two"]);
}

#[test]
fn fewer_documents_than_themes() {
    refuses(
        papers(),
        &["papers.csv", "--themes", "16"],
        &["--themes 16", "15 documents"],
    );
}

#[test]
fn stop_words_alone() {
    let content = "title,abstract\n,the of and to\n,we were not there\n,it is\n";
    refuses_file("stop.csv", content, &["stop words", "--language"]);
}

#[test]
fn documents_that_are_all_alike() {
    let row = |n| format!("Part {n}x,The same text about cats.\n");
    let content = format!("title,abstract\n{}", (0..9).map(row).collect::<String>());
    let folder = || Folder::new().with("alike.csv", &content);
    refuses(folder(), &["alike.csv"], &["9", "--max-df"]);
    refuses(folder(), &["alike.csv", "--max-df", "1"], &["alike"]);
    let rows = "Cats purr and dogs bark,The same text about cats.\n".repeat(9);
    refuses_file(
        "same.csv",
        format!("title,abstract\n{rows}"),
        &["1 document with text among 9 records (8 the same as another)"],
    );
}

#[test]
fn records_without_any_text() {
    refuses_file("none.csv", "title,abstract\n,\n,\n", &["0 documents"]);
}

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
fn an_output_directory_that_cannot_be_one() {
    let places = [
        ("papers.csv", "papers.csv"),
        ("papers.csv/out", "papers.csv"),
        ("/dev/null/out", "/dev/null"),
        ("/proc/out", "/proc"),
    ];
    for (place, culprit) in places {
        let folder = papers();
        let before = folder.files("");
        folder
            .run(&["report", "papers.csv", "--out", place])
            .fails_saying(&[culprit]);
        assert_eq!(folder.files("").sums(), before.sums(), "{place}");
    }
}

#[test]
fn files_of_others_that_have_the_names_of_ours() {
    let folder = papers().with("documents.csv", "of another");
    let before = folder.files("");
    let run = folder.run(&["report", "papers.csv", "--themes", "3", "--out", "."]);
    run.fails_saying(&["documents.csv", "would be replaced", "--out"]);
    assert_eq!(folder.files("").sums(), before.sums(), "{run}");
    let folder = with_earlier_report(papers()).with("out/themes.graphml", "of another");
    folder
        .run(&["report", "papers.csv", "--export", "graphml"])
        .fails_saying(&["themes.graphml", "would be replaced", "--out"]);
}

#[test]
fn an_output_file_whose_place_is_taken_by_a_directory() {
    let folder = with_earlier_report(papers()).with("out/theme-map.png/mine.txt", "mine");
    let before = folder.files("");
    let run = folder.run(&["report", "papers.csv", "--themes", "3"]);
    run.fails_saying(&["theme-map.png"]);
    assert_eq!(folder.files("").sums(), before.sums(), "{run}");
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

#[test]
fn inspect_refuses_what_it_cannot_look_at() {
    let folder = papers();
    folder
        .run(&["inspect", "nowhere"])
        .fails_saying(&["nowhere", "no such file"]);
    folder
        .run(&["inspect", "papers.csv", "--format", "docx"])
        .is_bad_usage_saying(&["docx"]);
}
