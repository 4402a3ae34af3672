//! Which records are one paper.

use super::*;
use crate::corpus::{Corpus, Identifiers};

/// Ids of the documents, and number and kept id of the records set aside; ids are numbers from 1.
type Outcome = (Vec<String>, Vec<(usize, Option<String>)>);

fn settled(records: &[(&str, &str, Option<i32>)]) -> Outcome {
    let document = |&(title, abstract_text, year): &(&str, &str, Option<i32>)| Document {
        year,
        ..Document::new(title, abstract_text)
    };
    outcome(records.iter().map(document).collect())
}

fn outcome(documents: Vec<Document>) -> Outcome {
    let settled = settle_all(documents, false);
    let ids = settled.documents.into_iter().map(|document| document.id);
    let dropped = settled.dropped.into_iter();
    (
        ids.collect(),
        dropped.map(|drop| (drop.record, drop.kept_id)).collect(),
    )
}

fn settle_all(mut documents: Vec<Document>, keep_duplicates: bool) -> Settled {
    for (document, number) in documents.iter_mut().zip(1..) {
        document.id = number.to_string();
    }
    let corpus = Corpus::from_documents(documents);
    let candidate = |document| Candidate {
        document,
        problem: None,
    };
    let candidates = corpus.documents.into_iter().map(candidate).collect();
    settle(candidates, &corpus.sources, keep_duplicates)
}

/// A document with this DOI.
fn known_as(doi: &str, title: &str, abstract_text: &str) -> Document {
    Document {
        identifiers: Identifiers::read(doi, "", ""),
        ..Document::new(title, abstract_text)
    }
}

/// A long text about a subject, the words from `first` on.
fn long_text(subject: &str, first: usize) -> String {
    (first..first + 60)
        .map(|word| format!("{subject}{word} "))
        .collect()
}

#[test]
fn the_longer_abstract_is_kept_at_the_place_of_the_first() {
    let (kept, dropped) = settled(&[
        ("Why cats purr at night", "Short.", None),
        ("Why dogs bark at night", "They do.", None),
        ("WHY CATS PURR, at night?", "Much longer.", Some(2020)),
    ]);
    assert_eq!(kept, ["3", "2"]);
    assert_eq!(dropped, [(1, Some("3".to_owned()))]);
}

#[test]
fn other_years_are_other_papers() {
    let title = "Why cats purr at night";
    let (kept, dropped) = settled(&[
        (title, "a", None),
        (title, "b", Some(2019)),
        (title, "c", Some(2020)),
        (title, "d", Some(2020)),
    ]);
    assert_eq!(kept, ["1", "3"]);
    assert_eq!(dropped, [(2, Some("1".into())), (4, Some("3".into()))]);
}

#[test]
fn a_title_that_many_share_needs_the_same_abstract() {
    let cats = "This issue is about cats that purr at night, whether or not anybody listens to \
                them, and what they mean by it.";
    let (kept, _) = settled(&[
        ("Editorial", cats, None),
        ("Editorial", "This issue is about dogs.", None),
        ("Editorial", "", None),
        ("Editorial", "", None),
        ("EDITORIAL.", &format!("{cats} And birds."), None),
        ("Introduction to the special issue on cats", "One.", None),
        ("Introduction to the special issue on cats", "Two.", None),
        ("Re: Cats that purr at night", "I agree.", None),
        ("Re: Cats that purr at night", "I do not.", None),
        ("Deep learning", "Deep nets.", None),
        ("Deep learning", "A survey.", None),
    ]);
    assert_eq!(kept, ["5", "2", "3", "4", "6", "7", "8", "9", "10", "11"]);
}

#[test]
fn long_abstracts_without_common_words_are_two_papers() {
    let cats = "Felines vibrate gently through quiet evening hours indoors. ".repeat(4);
    let dogs = "Canines barking loudly disturb several neighbours outside daily. ".repeat(4);
    let title = "Re: About our animals at night";
    let (kept, _) = settled(&[
        (title, &cats, None),
        (title, &dogs, None),
        (title, &dogs, None),
    ]);
    assert_eq!(kept, ["1", "2"]);
}

#[test]
fn a_record_without_text_is_dropped_and_equals_no_other() {
    let (kept, dropped) = settled(&[("", "", None), ("", "", None), ("", "Cats.", None)]);
    assert_eq!(kept, ["3"]);
    assert_eq!(dropped, [(1, None), (2, None)]);
}

#[test]
fn without_titles_equal_abstracts_are_one_paper() {
    let (kept, dropped) = settled(&[("", "Cats purr.", None), ("", "Cats purr", None)]);
    assert_eq!((kept.len(), dropped.len()), (1, 1));
}

#[test]
fn one_doi_is_one_paper_and_no_doi_is_none() {
    let (kept, dropped) = outcome(vec![
        known_as("10.1000/ABC", "Why cats purr at night", "Short."),
        known_as("", "Dogs", ""),
        known_as("", "Cows", ""),
        known_as(
            "https://doi.org/10.1000%2Fabc",
            "Purring of cats by night",
            "Longer text.",
        ),
    ]);
    assert_eq!(kept, ["4", "2", "3"]);
    assert_eq!(dropped, [(1, Some("4".to_owned()))]);
}

#[test]
fn records_that_share_different_identifiers_with_a_third_are_all_one_paper() {
    let known = |doi, pmid, arxiv| Document {
        identifiers: Identifiers::read(doi, pmid, arxiv),
        ..Document::new("", "Some text on cats that is not that of the others")
    };
    let with_title = |title: &str, document: Document| Document {
        title: title.to_owned(),
        abstract_text: String::new(),
        ..document
    };
    let (kept, _) = outcome(vec![
        with_title("One", known("10.1000/1", "", "")),
        with_title("Two", known("", "77", "")),
        with_title("Three", known("", "", "2101.01234v1")),
        with_title("Four", known("10.1000/1", "77", "")),
        with_title("Five", known("", "77", "2101.01234v3")),
    ]);
    assert_eq!(kept, ["1"]);
}

#[test]
fn what_the_kept_copy_lacks_comes_from_the_others() {
    let mut first = known_as("10.1000/1", "", "A text that is longer than the other one.");
    first.label = None;
    let mut second = known_as("10.1000/1", "Why cats purr at night", "Short.");
    second.year = Some(2020);
    second.label = Some("felidae".to_owned());
    second.identifiers.pmid = Some("77".to_owned());
    let settled = settle_all(vec![first, second], false);
    let document = &settled.documents[0];
    assert_eq!(document.title, "Why cats purr at night");
    assert!(document.abstract_text.starts_with("A text that is longer"));
    assert_eq!(
        (document.year, document.label.as_deref()),
        (Some(2020), Some("felidae"))
    );
    assert_eq!(document.identifiers.pmid.as_deref(), Some("77"));
}

#[test]
fn duplicates_can_be_kept() {
    let twice = || known_as("10.1000/1", "Why cats purr at night", "They do.");
    let settled = settle_all(vec![twice(), twice(), Document::new("", "")], true);
    assert_eq!((settled.documents.len(), settled.dropped.len()), (2, 1));
    assert_eq!(settled.dropped[0].reason, Reason::NoText);
}

#[test]
fn a_preprint_may_be_a_year_older() {
    let title = "Why cats purr at night";
    let (text, other) = (long_text("cats", 0), long_text("dogs", 0));
    assert_eq!(
        settled(&[(title, &text, Some(2019)), (title, &text, Some(2020))]).0,
        ["1"]
    );
    assert_eq!(
        settled(&[(title, &text, Some(2019)), (title, "", Some(2020))]).0,
        ["1"]
    );
    assert_eq!(
        settled(&[(title, &text, Some(2019)), (title, &text, Some(2021))])
            .0
            .len(),
        2
    );
    assert_eq!(
        settled(&[(title, &text, Some(2019)), (title, &other, Some(2020))])
            .0
            .len(),
        2
    );
}

#[test]
fn two_dois_under_one_title_need_abstracts_that_agree() {
    let title = "Why cats purr at night";
    let text = long_text("cats", 0);
    let both = |a: &str, b: &str, text_b: &str| {
        outcome(vec![known_as(a, title, &text), known_as(b, title, text_b)])
            .0
            .len()
    };
    assert_eq!(both("10.1000/1", "10.1000/2", ""), 2);
    assert_eq!(both("10.1000/1", "10.1000/2", &text), 1);
    assert_eq!(both("10.1000/1", "10.48550/arXiv.2101.01234", ""), 1);
}

#[test]
fn nearly_equal_abstracts_are_one_paper_whatever_the_title() {
    let text = long_text("cats", 0);
    let (kept, _) = settled(&[
        ("Purring", &text, None),
        (
            "On the purring of cats",
            &text.replace("cats59", "end"),
            None,
        ),
        ("On cats, part 2", &text, None),
        ("Reply to: On the purring of cats", &text, None),
        ("Erratum: Purring", &text, None),
        ("Purring again", &text, Some(2010)),
        ("Purring at last", &long_text("cats", 20), None),
    ]);
    // The sixth joins the first, which has no year.
    assert_eq!(kept, ["1", "3", "4", "5", "7"]);
}

#[test]
fn papers_made_from_one_mould_stay_apart() {
    let text = long_text("politics", 0);
    let about = |site: &str| text.replace("politics30", site);
    let (kept, _) = settled(&[
        (
            "Facebook and political communication",
            &about("Facebook"),
            None,
        ),
        (
            "YouTube and political communication",
            &about("YouTube"),
            None,
        ),
    ]);
    assert_eq!(kept, ["1", "2"]);
}

#[test]
fn answers_and_corrections_under_the_same_doi_stay() {
    let (kept, _) = outcome(vec![
        known_as("10.1000/1", "Why cats purr at night", "They do."),
        known_as("10.1000/1", "Correction to: Why cats purr at night", ""),
        known_as(
            "10.1000/1",
            "Why cats purr at night: a reply",
            "They do not.",
        ),
    ]);
    assert_eq!(kept, ["1", "2", "3"]);
}

#[test]
fn a_record_with_a_problem_is_told_and_joins_no_paper() {
    let document = || known_as("10.1000/1", "Why cats purr at night", "They do.");
    let corpus = Corpus::from_documents(vec![document(), document()]);
    let problems = [None, Some("line 3: cut off".to_owned())];
    let candidates = corpus.documents.into_iter().zip(problems);
    let candidates = candidates.map(|(document, problem)| Candidate { document, problem });
    let settled = settle(candidates.collect(), &corpus.sources, false);
    assert_eq!(settled.documents.len(), 1);
    let dropped = &settled.dropped[0];
    assert_eq!(
        (dropped.reason, dropped.kept_id.as_ref()),
        (Reason::Unreadable, None)
    );
    assert_eq!(dropped.problem.as_deref(), Some("line 3: cut off"));
}
