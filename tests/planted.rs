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

/// Papers of two subjects, half of each, with the words of their subject in an order of their own;
/// `[title, text]` of a subject stand in each paper.
fn two_subjects(subjects: [([&str; 2], [&str; 8]); 2]) -> String {
    let mut csv = "title,abstract\n".to_owned();
    for i in 0..40 {
        let ([title, text], words) = &subjects[i % 2];
        let word = |step: usize| words[(i * step + step / 2) % words.len()];
        let said = [1, 3, 5, 7, 9].map(word).join(" and ");
        csv += &format!("{title}: the {} of case {i},", word(2));
        csv += &format!("We look at {text} with {said}. Sample {i} tells us of {text}.\n");
    }
    csv
}

fn labels(csv: String) -> Vec<String> {
    let folder = Folder::new().with("papers.csv", csv);
    let files = folder.report("papers.csv", &["--themes", "2"]);
    let table = files.table("themes.csv");
    table.rows().map(|row| row["label"].to_owned()).collect()
}

const FLUIDS: [&str; 8] = [
    "helium",
    "vortices",
    "condensates",
    "tangles",
    "rings",
    "superfluids",
    "filaments",
    "reconnections",
];
const PLASMAS: [&str; 8] = [
    "protons",
    "corona",
    "heliosphere",
    "spacecraft",
    "flares",
    "ions",
    "magnetometers",
    "sunspots",
];

#[test]
fn a_word_that_all_papers_share_names_a_theme_beside_a_word_of_its_own() {
    let labels = labels(two_subjects([
        (["Quantum turbulence", "quantum turbulence"], FLUIDS),
        (["Stellar turbulence", "stellar turbulence"], PLASMAS),
    ]));
    let named = |phrase: &str| labels.iter().any(|own| own.to_lowercase().contains(phrase));
    assert!(named("quantum turbulence"), "{labels:?}");
    assert!(named("stellar turbulence"), "{labels:?}");
    let phrases = labels.iter().flat_map(|label| label.split(" & "));
    assert!(phrases.into_iter().all(|phrase| phrase != "Turbulence"));
}

#[test]
fn of_two_phrases_in_every_paper_that_of_the_titles_names_the_theme() {
    let both = "speech synthesis and about waveform generation";
    let other = "image retrieval and about query expansion";
    let labels = labels(two_subjects([
        (["Speech synthesis", both], FLUIDS),
        (["Query expansion", other], PLASMAS),
    ]));
    let first = |label: &String| label.split(" & ").next().map(str::to_lowercase);
    let mut first: Vec<_> = labels.iter().filter_map(first).collect();
    first.sort();
    assert_eq!(first, ["query expansion", "speech synthesis"], "{labels:?}");
}
