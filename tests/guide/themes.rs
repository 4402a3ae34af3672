//! Themes that are asked for.

use super::*;

const COOKING: &str = r#"
[[theme]]
name = "In the kitchen"
terms = ["recipe", "oven", "dough", "broth"]
"#;

#[test]
fn a_theme_that_is_asked_for_comes_first_under_its_name() {
    let files = run(&papers(COOKING), &["--themes", "3"]);
    assert_eq!(labels(&files)[0], "In the kitchen");
    assert_eq!(labels(&files).len(), 3);
    let members = members(&files, "In the kitchen");
    assert!(share_of("cooking", &members) > 0.9, "{members:?}");
    assert!(members.len() >= 50, "{}", members.len());
    let run = files.json("run.json");
    assert_eq!(run["guide"]["themes"][0]["support"], "found");
    for page in ["report.md", "report.html"] {
        assert!(
            files
                .text(page)
                .contains("“In the kitchen” was asked for and found"),
            "{page}"
        );
    }
}

#[test]
fn the_number_found_by_itself_includes_the_themes_asked_for() {
    let files = run(&papers(COOKING), &[]);
    assert_eq!(files.figure("themes"), 3.0);
}

#[test]
fn a_theme_that_is_known_by_documents_alone_is_found_round_them() {
    let subjects = subjects();
    let of_stars = subjects
        .iter()
        .filter(|(_, subject)| *subject == "astronomy");
    let ids: Vec<&str> = of_stars.map(|(id, _)| id.as_str()).take(4).collect();
    let guide = format!("[[theme]]\nname = 'Stars'\nexemplars = {ids:?}\n");
    let files = run(&papers(&guide), &["--themes", "3"]);
    let members = members(&files, "Stars");
    assert!(share_of("astronomy", &members) > 0.9, "{members:?}");
    assert!(ids.iter().all(|id| members.contains(&id.to_string())));
}

#[test]
fn a_theme_that_is_not_there_is_told_and_not_made() {
    let guide = format!("{COOKING}\n[[theme]]\nname = 'Whaling'\nterms = ['harpoon', 'blubber']\n");
    let folder = papers(&guide);
    let files = run(&folder, &["--themes", "3"]);
    assert_eq!(labels(&files).len(), 3);
    assert!(!labels(&files).contains(&"Whaling".to_string()));
    let run = files.json("run.json");
    assert_eq!(run["guide"]["themes"][1]["support"], "empty");
    let told = "“Whaling” was asked for and is no theme here: no document holds its terms.";
    assert!(files.text("report.md").contains(told));
    let arguments = [
        "report",
        "papers.csv",
        "--config",
        "guide.toml",
        "--out",
        "again",
    ];
    assert!(folder.run(&arguments).succeeds().stdout().contains(told));
}

#[test]
fn a_theme_of_words_that_are_everywhere_is_weak_and_takes_little() {
    let guide = "[[theme]]\nname = 'Results'\nterms = ['results', 'findings', 'approach']\n";
    let files = run(&papers(guide), &["--themes", "4"]);
    let theme = &files.json("run.json")["guide"]["themes"][0];
    assert_ne!(theme["support"], "found", "{theme}");
}

#[test]
fn fewer_themes_than_are_asked_for_are_refused() {
    let guide = format!("{COOKING}\n[[theme]]\nname = 'Stars'\nterms = ['galaxy', 'comet']\n");
    papers(&guide)
        .run(&[
            "report",
            "papers.csv",
            "--config",
            "guide.toml",
            "--themes",
            "1",
        ])
        .fails_saying(&["--themes 1", "2 themes"]);
}

#[test]
fn the_same_bytes_come_out_on_any_number_of_threads() {
    let guide = format!(
        "{COOKING}\n[[decisions.split]]\ntheme = {{ name = 'In the kitchen' }}\ninto = 2\n"
    );
    let folder = papers(&guide);
    let sums = |threads: &str| {
        let files = run(&folder, &["--threads", threads]);
        files
            .sums()
            .into_iter()
            .map(|(name, sum)| (name.to_owned(), sum))
            .collect::<Vec<_>>()
    };
    let one = sums("1");
    assert_eq!(one, sums("2"));
    assert_eq!(one, sums("7"));
}

#[test]
fn new_papers_are_placed_among_the_themes_asked_for() {
    let folder = papers(COOKING);
    let files = run(&folder, &["--themes", "3"]);
    folder.put("new.csv", "title,abstract\nA broth of onion,We simmer garlic and onion in a saucepan with butter and flour\n");
    let new = folder.run(&["assign", "--model", "out/model.json", "new.csv", "--quiet"]);
    assert!(new.succeeds().stdout().contains("In the kitchen"), "{new}");
    // Its own documents lie where the run put them.
    let again = folder
        .run(&["assign", "--model", "out", "papers.csv", "--quiet"])
        .stdout();
    let cells = |text: &str, columns: [usize; 3]| -> Vec<String> {
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let rows = reader.records().map(|row| row.expect("a row"));
        rows.map(|row| columns.map(|column| row[column].to_owned()).join(" "))
            .collect()
    };
    assert_eq!(
        cells(&again, [0, 4, 6]),
        cells(files.text("documents.csv"), [0, 4, 6])
    );
}
