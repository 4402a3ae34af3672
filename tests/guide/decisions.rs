//! Decisions on themes.

use super::*;

const RENAME: &str = "
[[decisions.rename]]
theme = { terms = ['galaxy', 'telescope', 'comet'] }
name = 'The sky at night'
";
const MERGE: &str = "
[[decisions.merge]]
themes = [{ terms = ['soil', 'compost', 'mulch'] }, { terms = ['oven', 'dough', 'broth'] }]
name = 'House and garden'
";

#[test]
fn a_renamed_theme_has_the_name_and_nothing_else_changes() {
    let folder = papers(RENAME);
    let plain = folder.report("papers.csv", &["--themes", "3"]);
    let files = run(&folder, &["--themes", "3"]);
    assert_eq!(standings(&files), ["made"]);
    let members = members(&files, "The sky at night");
    assert!(share_of("astronomy", &members) > 0.9);
    let places = |files: &Files| -> Vec<String> {
        let documents = files.table("documents.csv");
        documents
            .rows()
            .map(|row| format!("{} {} {}", &row["id"], &row["theme"], &row["score"]))
            .collect()
    };
    assert_eq!(places(&plain), places(&files));
    let model = files.json("model.json");
    let named = model["themes"].as_array().unwrap().iter();
    assert!(
        named
            .map(|theme| &theme["label"])
            .any(|label| label == "The sky at night")
    );
}

#[test]
fn merged_themes_are_one_with_the_documents_of_both() {
    let folder = papers(MERGE);
    let plain = folder.report("papers.csv", &["--themes", "3"]);
    let files = run(&folder, &["--themes", "3"]);
    assert_eq!(labels(&files).len(), 2);
    assert_eq!(labels(&files)[0], "House and garden");
    let merged = members(&files, "House and garden");
    let stars = labels(&files)[1].clone();
    let sizes: Vec<usize> = plain
        .table("themes.csv")
        .rows()
        .map(|row| row.whole("size"))
        .collect();
    assert_eq!(
        merged.len() + members(&files, &stars).len(),
        sizes.iter().sum::<usize>()
    );
    assert_eq!(share_of("astronomy", &merged), 0.0);
}

#[test]
fn scores_after_decisions_are_those_of_the_new_centres() {
    let folder = papers(MERGE);
    let files = run(&folder, &["--themes", "3"]);
    let again = folder
        .run(&["assign", "--model", "out", "papers.csv", "--quiet"])
        .stdout();
    let mut reader = csv::Reader::from_reader(again.as_bytes());
    let rows = reader.records().map(|row| row.expect("a row"));
    let scores: Vec<(String, String)> = rows
        .map(|row| (row[4].to_owned(), row[6].to_owned()))
        .collect();
    let documents = files.table("documents.csv");
    let expected = documents
        .rows()
        .map(|row| (row["theme"].to_owned(), row["score"].to_owned()));
    assert_eq!(scores, expected.collect::<Vec<_>>());
}

#[test]
fn a_theme_is_split_by_number_and_by_terms() {
    let folder = papers("[[decisions.split]]\ntheme = { terms = ['galaxy', 'comet'] }\ninto = 2\n");
    let files = run(&folder, &["--themes", "3"]);
    assert_eq!(labels(&files).len(), 4);
    let guide = format!(
        "{MERGE}[[decisions.split]]\ntheme = {{ name = 'House and garden' }}\n\
        by = [['oven', 'dough'], ['soil', 'compost']]\n"
    );
    let files = run(&papers(&guide), &["--themes", "3"]);
    assert_eq!(standings(&files), ["made", "made"]);
    assert_eq!(labels(&files).len(), 3);
    for label in labels(&files) {
        let members = members(&files, &label);
        let best = ["cooking", "gardening", "astronomy"].map(|s| share_of(s, &members));
        assert!(best.iter().any(|&share| share > 0.85), "{label}: {best:?}");
    }
}

#[test]
fn a_document_goes_where_it_is_moved_and_where_it_is_pinned() {
    let star = subjects()
        .into_iter()
        .find(|(_, s)| s == "astronomy")
        .unwrap()
        .0;
    for kind in ["move", "pin"] {
        let guide = format!(
            "[[decisions.{kind}]]\ndocument = '{star}'\nto = {{ terms = ['oven', 'dough', 'broth'] }}\n"
        );
        let files = run(&papers(&guide), &["--themes", "3"]);
        assert_eq!(standings(&files), ["made"]);
        let documents = files.table("documents.csv");
        let row = documents.rows().find(|row| row["id"] == star).unwrap();
        let fellows = members(&files, &row["label"]);
        assert!(share_of("cooking", &fellows) > 0.8, "{kind}: {fellows:?}");
        // What is said of it is true: it lies nearer to another theme.
        assert_eq!(&row["status"], "border");
        assert!(row.number("margin") < 0.0, "{kind}: {}", &row["margin"]);
    }
}

#[test]
fn an_excluded_document_is_in_dropped_and_an_excluded_term_nowhere() {
    let guide =
        "[[decisions.exclude]]\ndocument = 'p007'\n[[decisions.exclude]]\nterm = 'galaxy'\n";
    let files = run(&papers(guide), &["--themes", "3"]);
    let dropped = files.table("dropped.csv");
    let row = dropped.rows().next().unwrap();
    assert_eq!(
        (&row["id"], &row["reason"], &row["record"]),
        ("p007", "excluded", "7")
    );
    assert_eq!(files.table("documents.csv").rows().len(), 3 * OF_EACH - 1);
    assert!(files.text("report.md").contains("left out by the reader"));
    for file in ["terms.csv", "themes.csv"] {
        assert!(!files.text(file).to_lowercase().contains("galax"), "{file}");
    }
}

#[test]
fn decisions_hold_for_another_seed_and_for_more_documents() {
    let guide = format!("{RENAME}{MERGE}");
    let folder = papers(&guide);
    let files = run(&folder, &["--themes", "3"]);
    let sky = members(&files, "The sky at night");
    let other = run(&folder, &["--themes", "3", "--seed", "7"]);
    let mut grown = Papers::mixed(OF_EACH).csv();
    // Nine papers more, a twentieth.
    for (number, line) in Papers::mixed(OF_EACH + 3)
        .csv()
        .lines()
        .skip(1)
        .take(9)
        .enumerate()
    {
        let (_, rest) = line.split_once(',').unwrap();
        grown += &format!("n{number},New {rest}\n");
    }
    folder.put("papers.csv", grown);
    let more = run(&folder, &["--themes", "3"]);
    for files in [&other, &more] {
        assert_eq!(standings(files), ["made", "made"]);
        let now = members(files, "The sky at night");
        let kept = sky.iter().filter(|id| now.contains(id)).count();
        assert!(
            kept as f64 >= 0.95 * sky.len() as f64,
            "{kept} of {}",
            sky.len()
        );
        assert!(labels(files).contains(&"House and garden".to_string()));
    }
}

#[test]
fn a_decision_that_matches_nothing_is_told_and_check_can_fail_on_it() {
    let guide = format!(
        "{RENAME}
[[decisions.rename]]
theme = {{ terms = ['harpoon'] }}
name = 'Whaling'
[[decisions.move]]
document = 'p999'
to = {{ name = 'The sky at night' }}
"
    );
    let folder = papers(&guide);
    let files = run(&folder, &["--themes", "3"]);
    assert_eq!(standings(&files), ["made", "unmatched", "unmatched"]);
    let told = "Rename of “harpoon” to “Whaling”: not made, no theme is known by “harpoon”.";
    assert!(files.text("report.md").contains(told));
    assert!(files.text("report.html").contains("Move of p999"));
    let check = |limit: &[&str]| {
        folder.run(&[&["check", "--baseline", "out", "papers.csv"], limit].concat())
    };
    check(&[]).succeeds();
    check(&["--max-unmatched", "2"]).succeeds();
    let failed = check(&["--max-unmatched", "1"]);
    assert_eq!(failed.code(), Some(1), "{failed}");
    assert!(failed.stderr().contains("Whaling") && failed.stderr().contains("--max-unmatched"));
    check(&["--verify"]).succeeds();
}

#[test]
fn an_anchor_that_may_mean_two_themes_is_told() {
    let guide = "[[decisions.rename]]\ntheme = { terms = ['galaxy', 'oven'] }\nname = 'Either'\n";
    let files = run(&papers(guide), &["--themes", "3"]);
    assert_eq!(standings(&files), ["ambiguous"]);
    assert!(files.text("report.md").contains("may as well be"));
}

#[test]
fn a_run_that_goes_on_keeps_names_and_moves() {
    let star = subjects()
        .into_iter()
        .find(|(_, s)| s == "astronomy")
        .unwrap()
        .0;
    let guide = format!(
        "{RENAME}\n[[decisions.move]]\ndocument = '{star}'\nto = {{ terms = ['oven', 'dough'] }}\n"
    );
    let folder = papers(&guide);
    let first = run(&folder, &["--themes", "3"]);
    let arguments = ["--themes", "3", "--previous", "first"];
    std::fs::rename(folder.path("out"), folder.path("first")).unwrap();
    let next = run(&folder, &arguments);
    assert_eq!(labels(&first), labels(&next));
    let theme_of = |files: &Files| {
        let documents = files.table("documents.csv");
        let row = documents.rows().find(|row| row["id"] == star).unwrap();
        row["theme"].to_owned()
    };
    assert_eq!(theme_of(&first), theme_of(&next));
    // Another name alone leaves the themes as they are.
    folder.put("guide.toml", guide.replace("The sky at night", "Heavens"));
    let renamed = run(&folder, &arguments);
    assert_eq!(
        members(&renamed, "Heavens"),
        members(&first, "The sky at night")
    );
    // Without the guide they are found anew, under their own names.
    folder.put("guide.toml", "");
    let free = run(&folder, &arguments);
    assert!(!labels(&free).contains(&"The sky at night".to_string()));
}
