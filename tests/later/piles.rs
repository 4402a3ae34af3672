//! Piles of papers that grow.

use crate::support::{Files, Folder, Papers, argument, project};
use std::collections::BTreeMap;

/// The header and the first papers of a table.
pub fn first(csv: &str, papers: usize) -> String {
    csv.lines()
        .take(papers + 1)
        .map(|line| format!("{line}\n"))
        .collect()
}

/// The header and the papers of a table from one on.
pub fn from(csv: &str, paper: usize) -> String {
    let lines = csv.lines().enumerate();
    let kept = lines.filter(|&(number, _)| number == 0 || number > paper);
    kept.map(|(_, line)| format!("{line}\n")).collect()
}

/// Rows on a subject that no other paper has.
pub fn sailing(papers: usize) -> String {
    const WORDS: [&str; 9] = [
        "keel",
        "mainsail",
        "rudder",
        "spinnaker",
        "halyard",
        "regatta",
        "tiller",
        "jib",
        "mooring",
    ];
    let mut state = 11u64;
    let mut word = || {
        state = state
            .wrapping_mul(6364136223846793005)
            .wrapping_add(1442695040888963407);
        WORDS[(state >> 33) as usize % WORDS.len()]
    };
    (0..papers)
        .map(|paper| {
            let title = format!("Voyage {paper} by {} and {}", word(), word());
            let words: Vec<&str> = (0..9).map(|_| word()).collect();
            let text = format!("We sail with {}.", words.join(" and with "));
            format!("s{paper:03},{title},{text},2020,sailing\n")
        })
        .collect()
}

/// A folder with sixty papers of three subjects and their run in `out`.
pub fn sixty() -> Folder {
    let folder = Folder::new().with("papers.csv", Papers::mixed(20).csv());
    folder.report("papers.csv", &["--themes", "3"]);
    folder
}

/// The listings with their run in `out`.
pub fn listings() -> Folder {
    let folder = Folder::new();
    for (name, bytes) in Files::below(&project("data/listings")).0 {
        folder.put(&format!("in/{name}"), bytes);
    }
    for (name, bytes) in Files::below(&project("out")).0 {
        folder.put(&format!("out/{name}"), bytes);
    }
    folder
}

/// The cells of a column by the ids of the rows.
pub fn by_id(files: &Files, table: &str, column: &str) -> BTreeMap<String, String> {
    let table = files.table(table);
    table
        .rows()
        .map(|row| (row["id"].to_owned(), row[column].to_owned()))
        .collect()
}

/// The same of a table in memory.
pub fn column(csv: &str, name: &str) -> BTreeMap<String, String> {
    let files = Files(BTreeMap::from([("t".to_owned(), csv.as_bytes().to_vec())]));
    by_id(&files, "t", name)
}

pub fn path(folder: &Folder, name: &str) -> String {
    argument(&folder.path(name)).to_owned()
}
