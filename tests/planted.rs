//! Themes that were planted are found and named.

mod support;

use support::{Files, Folder, Papers, Subject};

const OF_EACH: usize = 60;

fn run(options: &[&str]) -> Files {
    let folder = Folder::new().with("papers.csv", Papers::mixed(OF_EACH).csv());
    folder.report("papers.csv", &[&["--truth", "label"], options].concat())
}

/// Three themes, one a subject, each named with words of its subject.
fn finds_the_subjects(files: &Files) {
    assert_eq!(files.figure("themes"), 3.0);
    let ami = files.figure("ami");
    assert!(ami > 0.95, "AMI {ami}\n{}", files.text("truth.csv"));
    let mut found = Vec::new();
    for row in files.table("themes.csv").rows() {
        let label = row["label"].to_lowercase();
        let names = |subject: &Subject| subject.words().iter().any(|word| label.contains(word));
        let subjects: Vec<_> = Subject::ALL.into_iter().filter(names).collect();
        assert_eq!(subjects.len(), 1, "{label} is of {subjects:?}");
        assert_eq!(subjects[0].name(), most_of(files, &row["theme"]), "{label}");
        found.push(subjects[0].name());
    }
    found.sort();
    assert_eq!(found, ["astronomy", "cooking", "gardening"]);
}

/// The label of most documents of a theme.
fn most_of(files: &Files, theme: &str) -> String {
    let truth = files.table("truth.csv");
    let rows = truth.rows().filter(|row| &row["theme"] == theme);
    let most = rows.max_by_key(|row| row.whole("documents"));
    most.expect("the theme has labelled documents")["label"].to_owned()
}

#[test]
fn the_number_of_subjects_and_the_subjects_are_found() {
    finds_the_subjects(&run(&[]));
}

#[test]
fn three_themes_are_the_subjects() {
    finds_the_subjects(&run(&["--themes", "3"]));
}

#[test]
fn documents_about_two_subjects_are_less_sure_than_the_others() {
    let files = run(&["--themes", "3"]);
    let input = Papers::mixed(OF_EACH).csv();
    let (mut sure, mut torn) = (Vec::new(), Vec::new());
    for (line, row) in input
        .lines()
        .skip(1)
        .zip(files.table("documents.csv").rows())
    {
        assert!(line.starts_with(&row["id"]));
        let margins = if line.ends_with(',') {
            &mut torn
        } else {
            &mut sure
        };
        margins.push(row.number("margin"));
    }
    let mean = |margins: &[f64]| margins.iter().sum::<f64>() / margins.len() as f64;
    assert!(!torn.is_empty());
    assert!(
        mean(&torn) < mean(&sure) * 0.7,
        "{} against {}",
        mean(&torn),
        mean(&sure)
    );
}
