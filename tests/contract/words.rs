//! The names: unique, short, and made of words that stand in the texts.

use crate::cases::{Case, every_run};
use crate::support::Row;
use std::collections::BTreeSet;

const LONGEST_LABEL: usize = 60;
const MOST_KEYWORDS: usize = 10;

#[test]
fn labels_are_unique_and_short_enough_for_a_map() {
    every_run(|case| {
        let themes = case.files.table("themes.csv");
        let labels = themes.column("label");
        for label in &labels {
            let length = label.chars().count();
            assert!((1..=LONGEST_LABEL).contains(&length), "{length}: {label}");
            assert_eq!(label.trim(), *label);
            assert!(!label.contains(['\n', '_', '<']), "{label}");
        }
        let distinct: BTreeSet<_> = labels.iter().map(|label| label.to_lowercase()).collect();
        assert_eq!(distinct.len(), labels.len(), "{labels:?}");
    });
}

#[test]
fn no_two_names_share_a_phrase() {
    every_run(|case| {
        let themes = case.files.table("themes.csv");
        let labels = themes.column("label");
        let phrases: Vec<_> = labels.iter().flat_map(|l| l.split(" & ")).collect();
        let distinct: BTreeSet<_> = phrases.iter().map(|p| p.to_lowercase()).collect();
        assert_eq!(distinct.len(), phrases.len(), "{labels:?}");
    });
}

#[test]
fn a_theme_has_up_to_ten_keywords_none_twice() {
    every_run(|case| {
        for row in case.files.table("themes.csv").rows() {
            let keywords = row.list("keywords");
            assert!(
                is_unnamed(case, row) || (1..=MOST_KEYWORDS).contains(&keywords.len()),
                "{keywords:?}"
            );
            let distinct: BTreeSet<_> = keywords.iter().map(|word| word.to_lowercase()).collect();
            assert_eq!(distinct.len(), keywords.len(), "{keywords:?}");
            let is_acronym = |word: &str| word.chars().all(char::is_uppercase);
            for word in keywords.iter().filter(|word| is_acronym(word)) {
                let plural = format!("{word}s");
                assert!(!keywords.contains(&plural.as_str()), "{keywords:?}");
            }
        }
    });
}

#[test]
fn terms_are_ranked_from_one_by_weight() {
    every_run(|case| {
        let table = case.files.table("terms.csv");
        let rows: Vec<_> = table.rows().collect();
        for pair in rows.windows(2) {
            if pair[0]["theme"] == pair[1]["theme"] {
                assert_eq!(pair[1].whole("rank"), pair[0].whole("rank") + 1);
                assert!(pair[1].number("weight") <= pair[0].number("weight"));
            } else {
                assert_eq!(pair[1]["rank"], *"1");
            }
        }
        for row in rows {
            let (inside, everywhere) = (
                row.whole("documents_in_theme"),
                row.whole("documents_in_corpus"),
            );
            assert!(inside <= everywhere && everywhere > 0, "{}", &row["term"]);
        }
    });
}

#[test]
fn readers_see_words_of_the_texts_and_never_stems() {
    every_run(|case| {
        let known = words_of_documents(case);
        let check = |what: &str, text: &str| {
            for word in words(text) {
                assert!(
                    known.contains(&word),
                    "{what} {text:?}: no text has {word:?}"
                );
            }
        };
        for row in case.files.table("themes.csv").rows() {
            if !is_unnamed(case, row) {
                check("label", &row["label"]);
            }
            row.list("keywords")
                .iter()
                .for_each(|keyword| check("keyword", keyword));
        }
        for row in case.files.table("documents.csv").rows() {
            row.list("why").iter().for_each(|term| check("why", term));
        }
        for row in case.files.table("terms.csv").rows() {
            check("term", &row["term"]);
        }
    });
}

/// A theme of a few documents may have no word that is its own beyond chance.
fn is_unnamed(case: &Case, row: Row) -> bool {
    let is_small = case.corpus.documents.len() < 50;
    is_small && row["label"] == format!("Unnamed theme {}", &row["theme"])
}

fn words_of_documents(case: &Case) -> BTreeSet<String> {
    let documents = case.corpus.documents.iter();
    let texts = documents.flat_map(|document| [&document.title, &document.abstract_text]);
    texts.flat_map(|text| words(text)).collect()
}

fn words(text: &str) -> impl Iterator<Item = String> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
}
