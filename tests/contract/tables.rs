//! The form of the tables: which there are, their columns, their order.

use crate::cases::{Case, every_run};
use crate::support::Row;

/// Each table with its header line.
const HEADERS: [(&str, &str); 9] = [
    (
        "documents.csv",
        "id,title,source,year,theme,label,score,margin,second_theme,status,x,y,why",
    ),
    (
        "themes.csv",
        "theme,label,keywords,size,share,cohesion,silhouette,stability,npmi,mean_year,exemplars",
    ),
    (
        "terms.csv",
        "theme,rank,term,weight,documents_in_theme,documents_in_corpus",
    ),
    ("theme_similarity.csv", "theme_a,theme_b,cosine"),
    (
        "k_sweep.csv",
        "themes,silhouette,npmi,diversity,stability,inertia,chosen",
    ),
    ("quality.csv", "metric,value"),
    ("timeline.csv", "year,theme,documents,share"),
    ("truth.csv", "theme,label,documents,share"),
    ("dropped.csv", "source,record,id,title,reason,kept_id"),
];

const OTHERS: [&str; 17] = [
    "theme-map.svg",
    "theme-map-dark.svg",
    "theme-map.png",
    "theme-sizes.svg",
    "theme-sizes-dark.svg",
    "theme-similarity.svg",
    "theme-similarity-dark.svg",
    "k-sweep.svg",
    "k-sweep-dark.svg",
    "timeline.svg",
    "timeline-dark.svg",
    "strategic-diagram.svg",
    "strategic-diagram-dark.svg",
    "report.html",
    "report.md",
    "model.json",
    "run.json",
];

fn expected(case: &Case, file: &str) -> bool {
    let has_several = |table: &str| case.files.table(table).rows().len() > 1;
    match file.trim_end_matches("-dark.svg").trim_end_matches(".svg") {
        "timeline.csv" => case.has_years,
        "truth.csv" => case.has_labels,
        "timeline" => case.has_years && has_several_years(case),
        "theme-similarity" | "strategic-diagram" => has_several("themes.csv"),
        "k-sweep" => has_several("k_sweep.csv"),
        _ => true,
    }
}

fn has_several_years(case: &Case) -> bool {
    let documents = case.files.table("documents.csv");
    let mut years = documents.column("year");
    years.retain(|year| !year.is_empty());
    years.sort();
    years.dedup();
    years.len() > 1
}

#[test]
fn a_run_writes_the_files_that_are_promised_and_no_other() {
    every_run(|case| {
        let tables = HEADERS.iter().map(|(name, _)| *name);
        let files = tables.chain(OTHERS);
        let mut names: Vec<&str> = files.filter(|name| expected(case, name)).collect();
        names.sort();
        assert_eq!(case.files.names(), names);
    });
}

#[test]
fn tables_have_their_columns_in_their_order() {
    every_run(|case| {
        for (name, header) in HEADERS.iter().filter(|(name, _)| expected(case, name)) {
            assert_eq!(
                case.files.text(name).lines().next(),
                Some(*header),
                "{name}"
            );
            assert!(case.files.table(name).rows().len() < 100_000, "{name}");
        }
    });
}

#[test]
fn text_files_are_utf8_with_line_feeds_alone() {
    every_run(|case| {
        for name in case.files.names() {
            if name.ends_with(".png") {
                continue;
            }
            let text = case.files.text(name);
            assert!(!text.contains('\r'), "{name} has a carriage return");
            assert!(
                !text.starts_with('\u{feff}'),
                "{name} has a byte-order mark"
            );
            assert!(text.ends_with('\n'), "{name} has no end");
        }
    });
}

#[test]
fn numbers_have_a_fixed_number_of_decimals() {
    let decimals = [
        ("documents.csv", "score", 4),
        ("documents.csv", "margin", 4),
        ("documents.csv", "x", 5),
        ("documents.csv", "y", 5),
        ("themes.csv", "share", 4),
        ("themes.csv", "cohesion", 4),
        ("theme_similarity.csv", "cosine", 4),
        ("k_sweep.csv", "silhouette", 4),
        ("terms.csv", "weight", 6),
    ];
    every_run(|case| {
        for (file, column, decimals) in decimals {
            for cell in case.files.table(file).column(column) {
                let after = cell.split_once('.').map_or(0, |(_, after)| after.len());
                assert_eq!(after, decimals, "{file}, {column}: {cell}");
                let zero = cell.trim_matches(['-', '0', '.']).is_empty();
                assert!(!zero || !cell.starts_with('-'), "{file}, {column}: {cell}");
            }
        }
    });
}

#[test]
fn rows_are_sorted_by_their_key() {
    every_run(|case| {
        let sorted = |file: &str, key: &[&str]| {
            let table = case.files.table(file);
            let keys: Vec<Vec<usize>> = table.rows().map(|row| numbers(row, key)).collect();
            assert!(keys.is_sorted_by(|a, b| a < b), "{file} by {key:?}");
        };
        sorted("themes.csv", &["theme"]);
        sorted("terms.csv", &["theme", "rank"]);
        sorted("theme_similarity.csv", &["theme_a", "theme_b"]);
        sorted("k_sweep.csv", &["themes"]);
        if case.has_years {
            sorted("timeline.csv", &["year", "theme"]);
        }
        if case.has_labels {
            let truth = case.files.table("truth.csv");
            let keys: Vec<(usize, &str)> = truth
                .rows()
                .map(|row| (row["theme"].parse().unwrap_or(0), row.text("label")))
                .collect();
            assert!(keys.is_sorted_by(|a, b| a < b), "truth.csv: {keys:?}");
        }
    });
}

fn numbers(row: Row, columns: &[&str]) -> Vec<usize> {
    columns.iter().map(|column| row.whole(column)).collect()
}

#[test]
fn json_files_are_json_without_holes() {
    every_run(|case| {
        for name in ["model.json", "run.json"] {
            assert!(case.files.json(name).is_object(), "{name}");
            assert!(!case.files.text(name).contains("null"), "{name}");
        }
    });
}
