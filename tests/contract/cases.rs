//! The runs that the promises are checked on.

use crate::support::{Files, Folder, Papers, argument, project};
use std::sync::LazyLock;
use thememap::corpus::{Corpus, Input, ReadOptions};

/// A finished run.
pub struct Case {
    pub name: &'static str,
    pub files: Files,
    /// The input, read once more.
    pub corpus: Corpus,
    /// The input's bytes by the names of its files.
    pub inputs: Files,
    pub has_years: bool,
    pub has_labels: bool,
    folder: Folder,
}

impl Case {
    /// The directory in which the run took place.
    pub fn place(&self) -> &str {
        argument(self.folder.here())
    }
}

/// Checks a promise on every run, naming the run that breaks it.
pub fn every_run(check: impl Fn(&Case)) {
    for case in CASES.iter() {
        println!("in the run on {}", case.name);
        check(case);
    }
}

static CASES: LazyLock<Vec<Case>> = LazyLock::new(|| {
    vec![
        listings(),
        case(
            "papers with years and labels",
            Folder::new().with("in/papers.csv", full()),
            &["--truth", "label"],
        ),
        case(
            "texts of no theme",
            Folder::new().with("in/a.csv", outsiders()),
            &["--themes", "3"],
        ),
        case(
            "titles alone",
            Folder::new().with("in/titles.csv", Papers::mixed(12).titles()),
            &[],
        ),
        case(
            "two files, one packed",
            two_files(),
            &["--themes", "4", "--ngrams", "3"],
        ),
        case(
            "a handful",
            Folder::new().with("in/few.csv", handful()),
            &[],
        ),
        case(
            "one theme",
            Folder::new().with("in/few.csv", handful()),
            &["--themes", "1"],
        ),
    ]
});

fn listings() -> Case {
    let folder = Folder::new();
    for (name, bytes) in Files::below(&project("data/listings")).0 {
        folder.put(&format!("in/{name}"), bytes);
    }
    case("the listings", folder, &[])
}

fn case(name: &'static str, folder: Folder, options: &[&str]) -> Case {
    let files = folder.report("in", options);
    let reading = ReadOptions::default();
    let corpus = Corpus::read(&[Input::from(&folder.path("in"))], &reading);
    let corpus = corpus.expect("the program could read it");
    Case {
        name,
        files,
        has_years: corpus
            .documents
            .iter()
            .any(|document| document.year.is_some()),
        has_labels: options.contains(&"--truth"),
        corpus,
        inputs: folder.files("in"),
        folder,
    }
}

/// Papers with a duplicate, one without text, and one without a year.
fn full() -> String {
    let papers = Papers::mixed(20).csv();
    let second = papers.lines().nth(2).expect("there are papers");
    let copy = format!("copy,{}", second.split_once(',').expect("it has an id").1);
    format!(
        "{papers}{copy}\nempty,,,2019,cooking\nundated,Mulch and compost for the soil of an orchard,,,gardening\n"
    )
}

/// Papers, and some that share no word with any other.
fn outsiders() -> String {
    let papers = Papers::mixed(12).csv();
    format!("{papers}x1,Zyzzyva quokka,Wombat,2020,\nx2,Obelisk sarcophagus,Papyrus,2020,\n")
}

fn two_files() -> Folder {
    let papers = Papers::mixed(12);
    Folder::new()
        .with("in/b.jsonl", papers.jsonl())
        .with_packed("in/a/more.tsv.gz", Papers::mixed(8).tsv())
}

fn handful() -> &'static str {
    "id,title,abstract\n\
     one,Growing tomatoes,Tomatoes need sun and water.\n\
     two,Tomatoes in pots,Water the tomatoes in the sun.\n\
     three,Stars at night,A telescope shows stars and planets.\n\
     four,Planets and stars,The telescope follows the planets.\n\
     five,Sun and stars,The sun is one of the stars.\n"
}
