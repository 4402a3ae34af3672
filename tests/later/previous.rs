//! `thememap report --previous`.

use crate::piles::{by_id, first, listings, sailing, sixty};
use crate::support::{Files, Folder, Papers};

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

#[test]
fn a_new_subject_gets_a_new_number_and_the_others_keep_theirs() {
    let all = Papers::mixed(20).csv();
    let folder = Folder::new().with("old.csv", &all);
    folder.put("all.csv", format!("{all}{}", sailing(14)));
    let old = folder.report("old.csv", &["--max-themes", "6"]);
    let new = again(&folder, "all.csv", &["--max-themes", "6"]);
    let themes = by_id(&new, "documents.csv", "theme");
    let before = by_id(&old, "documents.csv", "theme");
    let last: usize = before
        .values()
        .filter_map(|theme| theme.parse().ok())
        .max()
        .unwrap();
    for (id, theme) in &themes {
        if id.starts_with('s') {
            assert!(
                theme.parse::<usize>().unwrap() > last,
                "{id} is in theme {theme}"
            );
        }
    }
    let stayed = before
        .iter()
        .filter(|(id, theme)| themes[*id] == **theme)
        .count();
    assert!(
        stayed * 10 >= before.len() * 9,
        "{stayed} of {}",
        before.len()
    );
    let model = |files: &Files, number: usize| {
        let model = files.json("model.json");
        let themes = model["themes"]
            .as_array()
            .expect("themes are a list")
            .clone();
        themes.into_iter().find(|theme| theme["theme"] == number)
    };
    for number in 1..=last {
        let (Some(was), Some(is)) = (model(&old, number), model(&new, number)) else {
            continue;
        };
        assert_eq!((&was["light"], &was["dark"]), (&is["light"], &is["dark"]));
        assert_eq!(was["label"], is["label"]);
    }
    let (x, y) = (
        by_id(&new, "documents.csv", "x"),
        by_id(&new, "documents.csv", "y"),
    );
    let (old_x, old_y) = (
        by_id(&old, "documents.csv", "x"),
        by_id(&old, "documents.csv", "y"),
    );
    let mut moves: Vec<f64> = old_x
        .keys()
        .map(|id| distance((&old_x[id], &old_y[id]), (&x[id], &y[id])))
        .collect();
    moves.sort_by(f64::total_cmp);
    assert!(moves[moves.len() / 2] < 0.2, "{}", moves[moves.len() / 2]);
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
