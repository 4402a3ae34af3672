//! What cannot be used is refused in words, and nothing is written.

mod support;
#[path = "bad_input/usage.rs"]
mod usage;

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
fn inspect_refuses_what_it_cannot_look_at() {
    let folder = papers();
    folder
        .run(&["inspect", "nowhere"])
        .fails_saying(&["nowhere", "no such file"]);
    folder
        .run(&["inspect", "papers.csv", "--format", "docx"])
        .is_bad_usage_saying(&["docx"]);
}
