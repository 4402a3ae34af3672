//! Odd input that is none the less input.

mod support;

use support::{Files, Folder, Papers};

/// Runs `report` on one file and checks that every record is somewhere.
fn takes(name: &str, content: impl AsRef<[u8]>, options: &[&str]) -> Files {
    let files = Folder::new().with(name, content).report(name, options);
    let kept = files.table("documents.csv").rows().len();
    let dropped = files.table("dropped.csv").rows().len();
    assert_eq!(files.json("run.json")["counts"]["records"], kept + dropped);
    for row in files.table("documents.csv").rows() {
        assert!((0.0..=1.0).contains(&row.number("x")) && (0.0..=1.0).contains(&row.number("y")));
        assert!((-1.0..=1.0).contains(&row.number("score")));
    }
    for map in ["theme-map.svg", "theme-map-dark.svg"] {
        roxmltree::Document::parse(files.text(map)).expect("the map is XML");
    }
    files
}

fn count(files: &Files, table: &str) -> usize {
    files.table(table).rows().len()
}

#[test]
fn two_documents() {
    let content = "title,abstract\n\
        Cats at night,Cats purr at night.\n\
        Dogs and cats,Dogs bark and cats purr at night.\n";
    let files = takes(
        "two.csv",
        content,
        &["--min-df", "1", "--max-df", "1", "--themes", "1"],
    );
    assert_eq!(count(&files, "documents.csv"), 2);
}

#[test]
fn titles_without_abstracts() {
    let files = takes("titles.csv", Papers::mixed(10).titles(), &["--themes", "3"]);
    assert_eq!(count(&files, "documents.csv"), 30);
    assert_eq!(files.json("run.json")["counts"]["without_abstract"], 30);
}

#[test]
fn one_word_documents() {
    // Equal texts are one document; their titles tell these apart.
    let rows: String = (0..9)
        .map(|n| format!("{n},{}\n", ["cat", "dog", "cow"][n % 3]))
        .collect();
    let files = takes(
        "words.csv",
        format!("title,abstract\n{rows}"),
        &["--themes", "3"],
    );
    assert_eq!(count(&files, "themes.csv"), 3);
}

#[test]
fn three_texts_repeated() {
    let texts = [
        "Cats purr at night",
        "Dogs bark at cats by night",
        "Cows and dogs give milk",
    ];
    let rows = texts
        .map(|text| format!("{{\"abstract\": \"{text}\"}}\n"))
        .concat();
    let files = takes(
        "texts.jsonl",
        rows.repeat(10),
        &["--themes", "2", "--max-df", "1"],
    );
    assert_eq!(
        (count(&files, "documents.csv"), count(&files, "dropped.csv")),
        (3, 27)
    );
    let kept = files
        .table("dropped.csv")
        .column("reason")
        .iter()
        .all(|&r| r == "duplicate");
    assert!(kept);
}

#[test]
fn a_document_of_ten_thousand_words() {
    let words = Papers::mixed(50).titles().replace([',', '\n'], " ");
    let long: String = words
        .split_whitespace()
        .cycle()
        .take(10_000)
        .map(|w| format!("{w} "))
        .collect();
    let content = format!(
        "{}long,Everything at once,{long},2020,\n",
        Papers::mixed(10).csv()
    );
    let files = takes("long.csv", content, &["--themes", "3"]);
    assert_eq!(count(&files, "documents.csv"), 31);
}

#[test]
fn a_word_that_does_not_end() {
    let endless = "a".repeat(200_000);
    let content = format!(
        "{}w,{endless},{endless},2020,\nv,{endless}b,{endless},2020,\n",
        Papers::mixed(10).csv()
    );
    takes("endless.csv", content, &["--themes", "3"]);
}

#[test]
fn many_scripts() {
    let content = "title,abstract\n\
        Γάτες τη νύχτα,Οι γάτες γουργουρίζουν τη νύχτα και κοιμούνται.\n\
        Γάτες και σκύλοι,Οι γάτες κοιμούνται και οι σκύλοι γαβγίζουν τη νύχτα.\n\
        القطط في الليل,تخرخر القطط في الليل وتنام في النهار.\n\
        القطط والكلاب,تنام القطط وتنبح الكلاب في الليل.\n\
        夜晚 的 猫,猫 在 夜晚 打呼噜 。\n\
        猫 和 狗,猫 在 夜晚 睡觉 ， 狗 叫 。\n\
        😀 emoji 🎉🎉,Family 👨‍👩‍👧‍👦 and flag 🇩🇪 emoji at night.\n\
        More emoji 😀,Emoji 🎉 and family 👨‍👩‍👧‍👦 again at night.\n";
    let files = takes("scripts.csv", content, &["--themes", "4"]);
    assert_eq!(count(&files, "documents.csv"), 8);
    assert!(files.text("documents.csv").contains("Γάτες τη νύχτα"));
    assert!(files.text("report.html").contains("القطط في الليل"));
}

#[test]
fn titles_that_try_to_break_out() {
    let hostile = "h1,<script>alert(1)</script> on soil,Compost & <b>roots</b> </script><img src=x onerror=alert(2)>,2020,\n\
        h2,\"Soil, \"\"quoted\"\" | piped `code`\",\"Roots in two\nlines of | compost\",2020,\n\
        h3,=HYPERLINK(\"http://example.com\") roots,[compost](javascript:alert(3)) soil -->,2020,\n";
    let content = Papers::mixed(10).csv() + hostile;
    let files = takes("hostile.csv", content, &["--themes", "3"]);
    assert_eq!(count(&files, "documents.csv"), 33);
    let (page, text) = (files.text("report.html"), files.text("report.md"));
    for markup in ["<script>alert", "<img src=x", "</script><img"] {
        assert!(!page.contains(markup) && !text.contains(markup), "{markup}");
    }
    assert!(!text.contains("](javascript:"));
    assert_eq!(
        page.matches("</script").count(),
        2,
        "the data and the program"
    );
}

#[test]
fn a_column_with_another_name() {
    let content = Papers::mixed(10)
        .csv()
        .replacen("title,abstract", "Überschrift,body", 1);
    let columns = [
        "--column",
        "title=Überschrift",
        "--column",
        "abstract=body",
        "--themes",
        "3",
    ];
    let files = takes("papers.csv", content, &columns);
    assert_eq!(count(&files, "documents.csv"), 30);
}

#[test]
fn older_encodings_when_asked_for() {
    let mut content = Papers::mixed(10).csv().into_bytes();
    content.extend(b"c,Caf\xE9 \x96 pastry,Caf\xE9 and butter,2020,\n");
    let files = takes(
        "old.csv",
        content,
        &["--encoding", "windows-1252", "--themes", "3"],
    );
    assert!(files.text("documents.csv").contains("Café – pastry"));
}

#[test]
fn every_format_and_packing_gives_the_same_themes() {
    let papers = Papers::mixed(10);
    let with_options = |name: &str, bytes: Vec<u8>| {
        let files = takes(name, bytes, &["--themes", "3"]);
        files.table("documents.csv").column("theme").join(" ")
    };
    let expected = with_options("papers.csv", papers.csv().into());
    assert_eq!(with_options("papers.tsv", papers.tsv().into()), expected);
    assert_eq!(
        with_options("papers.jsonl", papers.jsonl().into()),
        expected
    );
    assert_eq!(
        with_options("papers.csv.gz", support::packed(papers.csv())),
        expected
    );
    assert_eq!(
        with_options("marked.csv", format!("\u{feff}{}", papers.csv()).into()),
        expected
    );
    assert_eq!(
        with_options("dos.csv", papers.csv().replace('\n', "\r\n").into()),
        expected
    );
}

#[test]
fn a_report_below_its_own_input_is_not_read_again() {
    let folder = Folder::new().with("papers/list.csv", Papers::mixed(10).csv());
    let arguments = ["report", "papers", "--out", "papers/out", "--themes", "3"];
    folder.run(&arguments).succeeds();
    let first = folder.files("papers/out");
    folder.run(&arguments).succeeds();
    assert_eq!(first.sums(), folder.files("papers/out").sums());
}
