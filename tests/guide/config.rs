//! thememap.toml as it is read and written.

use super::*;

fn refuses(guide: &str, words: &[&str]) {
    papers(guide)
        .run(&["report", "papers.csv", "--config", "guide.toml"])
        .fails_saying(&[&["guide.toml"], words].concat());
}

#[test]
fn what_is_wrong_is_told_with_line_column_and_the_nearest_key() {
    refuses("[options]\nthemse = 3\n", &["line 2, column 1", "`themes`"]);
    refuses(
        "[options]\nmin-themes = \"few\"\n",
        &["line 2, column 14", "whole number", "few"],
    );
    refuses(
        "[options]\n\nassign-all = 1\n",
        &["line 3, column 14", "true or false"],
    );
    refuses(
        "[text]\nstopwords = []\n",
        &["line 2, column 1", "`stop-words`"],
    );
    refuses(
        "[[theme]]\nname = 'a'\nterms = 'b'\n",
        &["line 3, column 9", "list"],
    );
    refuses("[[decisions.renam]]\n", &["line 1", "`rename`"]);
    refuses(
        "[[decisions.rename]]\nname = 'x'\n",
        &["line 1", "needs `theme`"],
    );
}

#[test]
fn words_are_read_as_the_file_has_them() {
    let guide = "
[text]
stop-words = ['telescope', 'our findings']
protect = ['new approach to']
[text.spellings]
'galaxies' = 'star system'
'galaxy' = 'star system'
";
    let files = run(&papers(guide), &["--themes", "3"]);
    let terms = files.text("terms.csv").to_lowercase();
    assert!(terms.contains("star system"), "the spelling counts");
    assert!(
        !terms.contains("galaxy") && !terms.contains("telescope"),
        "{terms}"
    );
    let recorded = files.json("run.json")["options"]["guide"].to_string();
    assert!(recorded.contains("star system"), "{recorded}");
}

#[test]
fn init_writes_a_file_that_runs_and_changes_nothing() {
    let folder = Folder::new().with("papers.csv", Papers::mixed(OF_EACH).csv());
    folder.run(&["init", "papers.csv"]).succeeds();
    let text = std::fs::read_to_string(folder.path("thememap.toml")).unwrap();
    assert!(
        text.contains("# [[decisions.rename]]") && text.contains("exemplars = [\"p"),
        "{text}"
    );
    let plain = folder.report("papers.csv", &[]);
    let with = folder.report("papers.csv", &["--config", "thememap.toml"]);
    assert_eq!(plain.sums(), with.sums());
    folder
        .run(&["init", "papers.csv"])
        .fails_saying(&["thememap.toml", "--out"]);
}

#[test]
fn the_stubs_of_init_speak_when_their_sign_is_taken_away() {
    let folder = Folder::new().with("papers.csv", Papers::mixed(OF_EACH).csv());
    folder
        .run(&["init", "papers.csv", "--out", "guide.toml"])
        .succeeds();
    let text = std::fs::read_to_string(folder.path("guide.toml")).unwrap();
    let (_, stubs) = text
        .split_once("The themes found")
        .expect("the stubs are there");
    let lines = stubs
        .lines()
        .skip(1)
        .filter(|line| !line.starts_with("# Theme "));
    let mut speaking: String = lines
        .map(|line| line.trim_start_matches("# ").to_owned() + "\n")
        .collect();
    speaking = speaking.replace("name = \"", "name = \"My ");
    folder.put("guide.toml", speaking);
    let files = run(&folder, &[]);
    assert!(standings(&files).iter().all(|standing| standing == "made"));
    assert!(
        labels(&files).iter().all(|label| label.starts_with("My ")),
        "{:?}",
        labels(&files)
    );
}
