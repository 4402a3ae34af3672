//! The figures: within their ranges, adding up, and the same wherever they are told.

use crate::cases::{Case, every_run};
use crate::support::Row;
use std::collections::{BTreeMap, BTreeSet};

fn within(row: Row, column: &str, least: f64, most: f64) {
    let value = row.number(column);
    assert!((least..=most).contains(&value), "{column} is {value}");
}

#[test]
fn figures_of_documents_lie_within_their_ranges() {
    every_run(|case| {
        let themes = case.files.table("themes.csv").rows().len();
        for row in case.files.table("documents.csv").rows() {
            within(row, "score", -1.0, 1.0);
            within(row, "margin", 0.0, 2.0);
            within(row, "x", 0.0, 1.0);
            within(row, "y", 0.0, 1.0);
            assert!(["core", "border", "unassigned"].contains(&&row["status"]));
            assert_eq!(row["second_theme"].is_empty(), themes == 1);
            assert_ne!((&row["theme"], themes > 1), (&row["second_theme"], true));
        }
    });
}

#[test]
fn figures_of_themes_lie_within_their_ranges() {
    every_run(|case| {
        let documents = case.files.table("documents.csv");
        let dated: BTreeSet<&str> = documents
            .rows()
            .filter(|row| !row["year"].is_empty())
            .map(|row| row.text("theme"))
            .collect();
        for row in case.files.table("themes.csv").rows() {
            within(row, "share", 0.0, 1.0);
            within(row, "cohesion", -1.0, 1.0);
            within(row, "silhouette", -1.0, 1.0);
            within(row, "stability", 0.0, 1.0);
            within(row, "npmi", -1.0, 1.0);
            assert_eq!(
                row["mean_year"].is_empty(),
                !dated.contains(row.text("theme"))
            );
        }
        for row in case.files.table("theme_similarity.csv").rows() {
            within(row, "cosine", -1.0, 1.0);
        }
    });
}

#[test]
fn themes_count_from_one_the_largest_first() {
    every_run(|case| {
        let themes = case.files.table("themes.csv");
        let numbers: Vec<usize> = themes.rows().map(|row| row.whole("theme")).collect();
        assert_eq!(numbers, (1..=numbers.len()).collect::<Vec<_>>());
        let sizes: Vec<usize> = themes.rows().map(|row| row.whole("size")).collect();
        assert!(sizes.is_sorted_by(|a, b| a >= b), "{sizes:?}");
        assert!(sizes.iter().all(|&size| size > 0), "{sizes:?}");
    });
}

#[test]
fn a_theme_is_as_large_as_the_documents_table_says() {
    every_run(|case| {
        let members = members(case);
        let documents = case.files.table("documents.csv").rows().len();
        for row in case.files.table("themes.csv").rows() {
            let size = members.get(row.text("theme")).map_or(0, BTreeSet::len);
            assert_eq!(row.whole("size"), size, "theme {}", &row["theme"]);
            let share = size as f64 / documents as f64;
            assert_eq!(row["share"], format!("{share:.4}"));
        }
    });
}

#[test]
fn shares_and_the_share_of_no_theme_add_up_to_one() {
    every_run(|case| {
        let themes = case.files.table("themes.csv");
        let shares: f64 = themes.rows().map(|row| row.number("share")).sum();
        let all = shares + case.files.figure("unassigned_share");
        assert!(
            (all - 1.0).abs() < 0.0001 * themes.rows().len() as f64,
            "{all}"
        );
    });
}

#[test]
fn a_document_of_no_theme_has_no_theme_and_no_label() {
    every_run(|case| {
        let themes = case.files.table("themes.csv");
        let labels: BTreeMap<_, _> = themes
            .rows()
            .map(|row| (row.text("theme"), row.text("label")))
            .collect();
        let mut unassigned = 0;
        for row in case.files.table("documents.csv").rows() {
            if &row["status"] == "unassigned" {
                assert_eq!((&row["theme"], &row["label"]), ("", ""));
                unassigned += 1;
            } else {
                assert_eq!(labels.get(&row["theme"]), Some(&&row["label"]));
            }
        }
        let expected = if case.name == "texts of no theme" {
            2
        } else {
            0
        };
        assert!(unassigned >= expected, "{unassigned} are unassigned");
    });
}

#[test]
fn exemplars_are_documents_of_their_theme() {
    every_run(|case| {
        let members = members(case);
        for row in case.files.table("themes.csv").rows() {
            let exemplars = row.list("exemplars");
            let distinct: BTreeSet<_> = exemplars.iter().collect();
            assert!(!exemplars.is_empty() && distinct.len() == exemplars.len());
            for id in exemplars {
                assert!(members[row.text("theme")].contains(id), "{id}");
            }
        }
    });
}

/// The ids of the documents of each theme.
fn members(case: &Case) -> BTreeMap<String, BTreeSet<String>> {
    let mut members: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for row in case.files.table("documents.csv").rows() {
        let theme = members.entry(row["theme"].to_owned()).or_default();
        theme.insert(row["id"].to_owned());
    }
    members
}

#[test]
fn every_two_themes_are_compared_once() {
    every_run(|case| {
        let themes = case.files.table("themes.csv").rows().len();
        let pairs = case.files.table("theme_similarity.csv");
        assert_eq!(pairs.rows().len(), themes * (themes - 1) / 2);
        for row in pairs.rows() {
            assert!(row.whole("theme_a") < row.whole("theme_b"));
            assert!(row.whole("theme_b") <= themes);
        }
    });
}

#[test]
fn one_number_of_themes_is_chosen_and_it_is_that_of_the_run() {
    every_run(|case| {
        let sweep = case.files.table("k_sweep.csv");
        let chosen: Vec<usize> = sweep
            .rows()
            .filter(|row| &row["chosen"] == "true")
            .map(|row| row.whole("themes"))
            .collect();
        assert_eq!(chosen, [case.files.table("themes.csv").rows().len()]);
    });
}

#[test]
fn the_number_of_themes_that_is_chosen_has_the_largest_score_of_all_tried() {
    every_run(|case| {
        let run = case.files.json("run.json");
        let list = |figure: &str| run["sweep"][figure].as_array().expect("a list").clone();
        let scores: Vec<f64> = list("score").iter().filter_map(|s| s.as_f64()).collect();
        let chosen = list("chosen").iter().position(|chosen| chosen == true);
        let chosen = chosen.expect("one number is chosen");
        assert!(scores.iter().all(|&score| score <= scores[chosen]), "{run}");
        for figure in ["themes", "modularity", "silhouette", "npmi", "stability"] {
            assert_eq!(list(figure).len(), scores.len(), "{figure}");
        }
    });
}

#[test]
fn the_quality_of_a_run_is_told_in_figures_each_once() {
    const ALWAYS: &str = "documents dropped themes unassigned_share npmi c_v stability";
    const WITH_LABELS: &str = "ami ari nmi v_measure purity labelled_documents";
    every_run(|case| {
        let table = case.files.table("quality.csv");
        let metrics = table.column("metric");
        let distinct: BTreeSet<_> = metrics.iter().collect();
        assert_eq!(distinct.len(), metrics.len(), "{metrics:?}");
        for metric in ALWAYS.split(' ') {
            assert!(metrics.contains(&metric), "{metric}");
        }
        for metric in WITH_LABELS.split(' ') {
            assert_eq!(metrics.contains(&metric), case.has_labels, "{metric}");
        }
        // Themes without keywords have no diversity.
        let themes = case.files.table("themes.csv");
        let is_unnamed = themes.column("keywords").contains(&"");
        assert!(metrics.contains(&"diversity") || is_unnamed, "{metrics:?}");
        // With one theme there is nothing that it could be separate from.
        let is_one = case.files.figure("themes") == 1.0;
        assert!(metrics.contains(&"silhouette") || is_one, "{metrics:?}");
    });
}

#[test]
fn every_figure_is_a_number_and_counts_are_those_of_the_tables() {
    every_run(|case| {
        for row in case.files.table("quality.csv").rows() {
            row.number("value");
        }
        for counted in ["documents", "dropped", "themes"] {
            let rows = case.files.table(&format!("{counted}.csv")).rows().len();
            assert_eq!(case.files.figure(counted), rows as f64, "{counted}");
        }
    });
}

#[test]
fn years_of_themes_add_up_to_their_documents() {
    every_run(|case| {
        if !case.has_years {
            return;
        }
        let mut counted: BTreeMap<(String, String), usize> = BTreeMap::new();
        let mut of_year: BTreeMap<String, usize> = BTreeMap::new();
        for row in case
            .files
            .table("documents.csv")
            .rows()
            .filter(|row| !row["year"].is_empty())
        {
            *of_year.entry(row["year"].to_owned()).or_default() += 1;
            if !row["theme"].is_empty() {
                *counted
                    .entry((row["year"].to_owned(), row["theme"].to_owned()))
                    .or_default() += 1;
            }
        }
        let timeline = case.files.table("timeline.csv");
        assert_eq!(timeline.rows().len(), counted.len());
        for row in timeline.rows() {
            let documents = counted[&(row["year"].to_owned(), row["theme"].to_owned())];
            assert_eq!(row.whole("documents"), documents);
            let share = documents as f64 / of_year[&row["year"]] as f64;
            assert_eq!(row["share"], format!("{share:.4}"));
        }
    });
}

#[test]
fn the_model_holds_a_weight_and_a_place_on_the_axes_for_every_term() {
    every_run(|case| {
        let model = case.files.json("model.json");
        let length = |value: &serde_json::Value| value.as_array().map_or(0, Vec::len);
        let shape = |axis: usize| model["axes"]["shape"][axis].as_u64().unwrap_or_default();
        let (terms, dimensions) = (shape(0) as usize, shape(1) as usize);
        assert!(terms > 0 && dimensions > 0);
        assert_eq!(length(&model["terms"]), terms);
        let axes = model["axes"]["data"].as_str().expect("the axes are text");
        let bytes = 2 * terms * dimensions;
        assert_eq!(axes.len(), bytes.div_ceil(3) * 4, "in base64");
        let themes = model["themes"].as_array().expect("themes are a list");
        assert_eq!(themes.len(), case.files.table("themes.csv").rows().len());
        for (theme, row) in themes.iter().zip(case.files.table("themes.csv").rows()) {
            assert_eq!(theme["label"], row["label"]);
            assert_eq!(length(&theme["centre"]), dimensions);
        }
    });
}
