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
    let endless = "ay".repeat(200_000);
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
fn older_encodings_when_nobody_says_so() {
    let text = "Café – pâtisserie à la crème brûlée déjà goûtée à l’été";
    let mut content = Papers::mixed(10).csv().into_bytes();
    content.extend(b"c,");
    content.extend(encoding_rs::WINDOWS_1252.encode(text).0.iter());
    content.extend(b",Butter,2020,\n");
    let files = takes("old.csv", content, &["--themes", "3"]);
    assert!(files.text("documents.csv").contains("Café – pâtisserie"));
    let encoding = &files.json("run.json")["inputs"][0]["encoding"];
    assert_eq!(encoding, "windows-1252 (guessed)");
}

#[test]
fn wide_characters_with_a_byte_order_mark() {
    let marked = format!("\u{feff}{}", Papers::mixed(10).csv());
    let wide: Vec<u8> = marked.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let files = takes("wide.csv", wide, &["--themes", "3"]);
    assert_eq!(count(&files, "documents.csv"), 30);
}

#[test]
fn a_zero_byte_in_a_text() {
    let content = Papers::mixed(10).csv() + "z,Cats\0and dogs,They purr\0 and bark.,2020,\n";
    let files = takes("zero.csv", content, &["--themes", "3"]);
    assert!(files.text("documents.csv").contains("z,Cats and dogs"));
}

#[test]
fn a_line_of_many_megabytes_is_told_and_left_out() {
    let content =
        Papers::mixed(10).csv() + "l,Cats," + &"They purr. ".repeat(2_000_000) + ",2020,\n";
    let files = takes("line.csv", content, &["--themes", "3"]);
    assert_eq!(count(&files, "documents.csv"), 30);
    assert_eq!(files.table("dropped.csv").column("reason"), ["unreadable"]);
    for page in ["report.html", "report.md"] {
        assert!(files.text(page).contains("a text of 22 MB"), "{page}");
    }
}

#[cfg(unix)]
#[test]
fn thousands_of_small_files_and_links_that_lead_in_circles() {
    let folder = Folder::new();
    for number in 0..3000 {
        let line = format!(
            "{{\"title\": \"Paper {number} on cats\", \"abstract\": \"Purr {number}.\"}}\n"
        );
        folder.put(&format!("papers/{}/{number}.jsonl", number % 50), line);
    }
    for (target, link) in [
        (".", "papers/self"),
        ("../papers", "papers/0/up"),
        ("x", "papers/x"),
    ] {
        std::os::unix::fs::symlink(target, folder.path(link)).expect("links can be made");
    }
    let run = folder.run(&["inspect", "papers", "--json"]);
    run.succeeds();
    let inspection: serde_json::Value = serde_json::from_str(&run.stdout()).expect("it is JSON");
    assert_eq!(inspection["ledger"]["identified"], 3000);
    assert_eq!(inspection["ledger"]["used"], 3000);
}

#[test]
fn formulas_are_defused_in_every_table() {
    let hostile = "=1+1,\"=HYPERLINK(\"\"http://x.y\"\")\",@SUM(A1) soil,2020,\n+2,-3 degrees,Soil and roots,2020,\n";
    let content = Papers::mixed(10).csv() + hostile;
    let files = takes("formulas.csv", content, &["--themes", "3"]);
    for name in files.names() {
        if !name.ends_with(".csv") {
            continue;
        }
        let mut reader = csv::Reader::from_reader(&files[name][..]);
        for row in reader.records() {
            for cell in &row.expect("it is CSV") {
                let is_formula = cell.starts_with(['=', '+', '-', '@']);
                assert!(!is_formula || cell.parse::<f64>().is_ok(), "{name}: {cell}");
            }
        }
    }
    assert!(files.text("documents.csv").contains("'=1+1,\"'=HYPERLINK"));
}

#[test]
fn papers_of_several_languages_are_told() {
    let french = [
        "Nous étudions le ronronnement des chats la nuit et ce qu'il signifie pour leurs maîtres.",
        "Les racines des plantes cherchent l'eau dans le sol, où les champignons les aident.",
        "L'apprentissage des langues par les enfants dépend de l'écoute et de la parole.",
    ];
    let rows: String = (0..30)
        .map(|n| {
            format!(
                "f{n},,Étude {n}. {},2020,\n",
                french[n % 3].replace(',', "")
            )
        })
        .collect();
    let folder = Folder::new().with("mixed.csv", Papers::mixed(5).csv() + &rows);
    let run = folder.run(&["report", "mixed.csv", "--language", "auto", "--themes", "3"]);
    assert_eq!(run.code(), Some(0), "{run}");
    assert!(
        run.stdout().contains("in another language than French"),
        "{run}"
    );
    let files = folder.files("out");
    assert_eq!(files.json("run.json")["options"]["language"], "french");
    for page in ["report.html", "report.md"] {
        assert!(
            files.text(page).contains("in another language than French"),
            "{page}"
        );
    }
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
