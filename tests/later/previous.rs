//! `thememap report --previous`.

use crate::piles::{by_id, first, listings, sailing, sixty};
use crate::support::{Files, Folder, Papers};
use serde_json::Value;

fn again(folder: &Folder, input: &str, options: &[&str]) -> Files {
    let arguments = [
        "report",
        input,
        "--previous",
        "out",
        "--out",
        "next",
        "--quiet",
    ];
    folder.run(&[&arguments, options].concat()).succeeds();
    folder.files("next")
}

fn distance(a: (&str, &str), b: (&str, &str)) -> f64 {
    let of = |text: &str| text.parse::<f64>().expect("coordinates are numbers");
    let (dx, dy) = (of(a.0) - of(b.0), of(a.1) - of(b.1));
    (dx * dx + dy * dy).sqrt()
}

#[test]
fn with_the_same_input_the_bytes_are_the_same() {
    for (folder, input, options) in [
        (sixty(), "papers.csv", &["--themes", "3"][..]),
        (listings(), "in", &[]),
    ] {
        let next = again(&folder, input, options);
        assert_eq!(next.sums(), folder.files("out").sums());
    }
}

#[test]
fn with_a_few_new_documents_the_old_ones_stay_where_they_were() {
    let all = Papers::mixed(40).csv();
    let folder = Folder::new().with("old.csv", first(&all, 114));
    folder.put("all.csv", &all);
    let old = folder.report("old.csv", &["--themes", "3"]);
    let new = again(&folder, "all.csv", &["--themes", "3"]);
    for column in ["theme", "label", "x", "y"] {
        let now = by_id(&new, "documents.csv", column);
        for (id, before) in by_id(&old, "documents.csv", column) {
            assert_eq!(now[&id], before, "{column} of {id}");
        }
    }
    assert_eq!(new.table("documents.csv").rows().len(), 120);
    let colors = |files: &Files| {
        let model = files.json("model.json");
        let themes = model["themes"]
            .as_array()
            .expect("themes are a list")
            .clone();
        themes
            .iter()
            .map(|t| (t["light"].clone(), t["dark"].clone()))
            .collect::<Vec<_>>()
    };
    assert_eq!(colors(&new), colors(&old));
    assert!(
        new.text("report.md")
            .contains("The themes were found in 114 documents")
    );
    // And the run after that, with nothing new, is this one.
    for (name, bytes) in &new.0 {
        folder.put(&format!("out/{name}"), bytes);
    }
    assert_eq!(
        again(&folder, "all.csv", &["--themes", "3"]).sums(),
        new.sums()
    );
}

/// A run on sixty papers, and one that goes on from it with fourteen more on another subject, whose
/// ids begin with `s`.
fn with_another_subject() -> [Files; 2] {
    let all = Papers::mixed(20).csv();
    let folder = Folder::new().with("old.csv", &all);
    folder.put("all.csv", format!("{all}{}", sailing(14)));
    let old = folder.report("old.csv", &["--max-themes", "6"]);
    [old, again(&folder, "all.csv", &["--max-themes", "6"])]
}

#[test]
fn a_new_subject_gets_a_new_number_and_the_others_keep_theirs() {
    let [old, new] = with_another_subject();
    let [before, now] = [&old, &new].map(|files| by_id(files, "documents.csv", "theme"));
    let numbers = before.values().filter_map(|theme| theme.parse().ok());
    let last: usize = numbers.max().expect("there are themes");
    for (id, theme) in now.iter().filter(|(id, _)| id.starts_with('s')) {
        let number: usize = theme.parse().expect("it is in a theme");
        assert!(number > last, "{id} is in theme {theme}");
    }
    let stayed = before.iter().filter(|(id, theme)| now[*id] == **theme);
    let (stayed, all) = (stayed.count(), before.len());
    assert!(stayed * 10 >= all * 9, "{stayed} of {all}");
}

#[test]
fn a_new_subject_leaves_the_others_their_names_colours_and_places() {
    let [old, new] = with_another_subject();
    let theme = |files: &Files, number: &Value| {
        let model = files.json("model.json");
        let themes = model["themes"].as_array().expect("themes are a list");
        let found = themes.iter().find(|theme| theme["theme"] == *number);
        found.cloned()
    };
    let model = old.json("model.json");
    for was in model["themes"].as_array().expect("themes are a list") {
        let Some(is) = theme(&new, &was["theme"]) else {
            continue;
        };
        for key in ["label", "light", "dark"] {
            assert_eq!(was[key], is[key], "{key} of theme {}", was["theme"]);
        }
    }
    let place = |files: &Files| ["x", "y"].map(|axis| by_id(files, "documents.csv", axis));
    let ([old_x, old_y], [x, y]) = (place(&old), place(&new));
    let way = |id: &String| distance((&old_x[id], &old_y[id]), (&x[id], &y[id]));
    let mut ways: Vec<f64> = old_x.keys().map(way).collect();
    ways.sort_by(f64::total_cmp);
    assert!(ways[ways.len() / 2] < 0.2, "{}", ways[ways.len() / 2]);
}

#[test]
fn another_seed_keeps_the_themes_which_depend_on_none() {
    let folder = sixty();
    let run = folder.run(&[
        "report",
        "papers.csv",
        "--previous",
        "out",
        "--themes",
        "3",
        "--seed",
        "7",
    ]);
    assert!(
        run.succeeds().stdout().contains("Its themes are kept"),
        "{run}"
    );
}

#[test]
fn other_options_find_the_themes_anew_and_the_program_says_so() {
    let folder = sixty();
    let arguments = ["report", "papers.csv", "--previous", "out", "--themes", "2"];
    let run = folder.run(&arguments);
    assert!(
        run.stdout()
            .contains("found anew, as --themes is \"2\" and was \"3\""),
        "{run}"
    );
    assert_eq!(folder.files("out").table("themes.csv").rows().len(), 2);
}

#[test]
fn an_earlier_run_that_is_not_there_is_named() {
    let folder = sixty();
    folder
        .run(&["report", "papers.csv", "--previous", "nowhere"])
        .fails_saying(&["nowhere"]);
    folder
        .run(&["report", "papers.csv", "--previous", "out/model.json"])
        .fails_saying(&["out/model.json", "directory"]);
    let documents = folder
        .files("out")
        .text("documents.csv")
        .replace(",core,", ",core,x");
    folder.put("out/documents.csv", documents);
    folder
        .run(&["report", "papers.csv", "--previous", "out"])
        .fails_saying(&["documents.csv, line", "place on the map"]);
}
