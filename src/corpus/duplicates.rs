//! One paper, one document.
//!
//! Two records are the same paper when their titles agree in letters and digits and their years do
//! not contradict. A title that names no paper by itself, such as *Editorial* or *Deep learning*,
//! counts only together with an abstract that begins alike; and whatever the title, two long
//! abstracts that have few words in common are of two papers, as the posts of a thread are.

use super::ids::normalized;
use super::{Document, Dropped, Reason, Source};
use rustc_hash::{FxHashMap, FxHashSet};

/// Parts documents from records without text and from duplicates. Of the copies of a paper the one
/// with the longest abstract is kept, at the place of the first.
pub(super) fn settle(
    documents: Vec<Document>,
    sources: &[Source],
) -> (Vec<Document>, Vec<Dropped>) {
    let papers = group(&documents);
    let fates: Vec<Fate> = {
        let mut fates: Vec<Fate> = documents.iter().map(|_| Fate::Dropped(None)).collect();
        for paper in &papers {
            for &copy in &paper.copies {
                fates[copy] = Fate::Dropped(Some(documents[paper.kept].id.clone()));
            }
            fates[paper.kept] = Fate::Kept {
                place: paper.copies[0],
            };
        }
        fates
    };

    let mut kept = Vec::with_capacity(papers.len());
    let mut dropped = Vec::new();
    for (document, fate) in documents.into_iter().zip(fates) {
        match fate {
            Fate::Kept { place } => kept.push((place, document)),
            Fate::Dropped(kept_id) => dropped.push(Dropped {
                source: sources[document.source].name.clone(),
                record: document.record,
                id: document.id,
                title: document.title,
                reason: if kept_id.is_some() {
                    Reason::Duplicate
                } else {
                    Reason::NoText
                },
                kept_id,
            }),
        }
    }
    kept.sort_by_key(|&(place, _)| place);
    (
        kept.into_iter().map(|(_, document)| document).collect(),
        dropped,
    )
}

enum Fate {
    Kept { place: usize },
    Dropped(Option<String>),
}

/// Records that are one paper; indices into the documents.
struct Paper {
    copies: Vec<usize>,
    kept: usize,
    year: Option<i32>,
}

fn group(documents: &[Document]) -> Vec<Paper> {
    // A title that already stands for so many papers finds no more copies; this bounds the work.
    let most_candidates = 20;
    let mut papers: Vec<Paper> = Vec::new();
    let mut by_key: FxHashMap<String, Vec<usize>> = FxHashMap::default();
    for (index, document) in documents.iter().enumerate() {
        if document.title.is_empty() && document.abstract_text.is_empty() {
            continue;
        }
        let paper = Paper {
            copies: vec![index],
            kept: index,
            year: document.year,
        };
        let Some(key) = key(document) else {
            papers.push(paper);
            continue;
        };
        let candidates = by_key.entry(key).or_default();
        let same = candidates.iter().copied().find(|&candidate| {
            let Paper { year, kept, .. } = papers[candidate];
            let years_agree = year.is_none() || document.year.is_none() || year == document.year;
            years_agree && !tell_apart(&document.abstract_text, &documents[kept].abstract_text)
        });
        match same {
            Some(paper) => papers[paper].add(index, documents),
            None => {
                if candidates.len() < most_candidates {
                    candidates.push(papers.len());
                }
                papers.push(paper);
            }
        }
    }
    papers
}

impl Paper {
    fn add(&mut self, copy: usize, documents: &[Document]) {
        let length = |index: usize| documents[index].abstract_text.chars().count();
        if length(copy) > length(self.kept) {
            self.kept = copy;
        }
        self.year = self.year.or(documents[copy].year);
        self.copies.push(copy);
    }
}

/// What copies of a paper share: the normalised title, with the beginning of the abstract where the
/// title names no paper by itself. None where a record has too little to equal another.
fn key(document: &Document) -> Option<String> {
    let beginning = 80;
    let title = normalized(&document.title);
    if names_a_paper(&document.title, &title) {
        return Some(title);
    }
    let text: String = normalized(&document.abstract_text)
        .chars()
        .take(beginning)
        .collect();
    (!text.is_empty()).then(|| format!("{title} {text}"))
}

/// Beginnings of titles that many papers share.
const GENERIC: &[&str] = &[
    "authorindex",
    "bookreview",
    "callforpapers",
    "commentary",
    "commenton",
    "corrigendum",
    "correction",
    "editorial",
    "erratum",
    "foreword",
    "fromtheeditor",
    "guesteditor",
    "inmemoriam",
    "inthisissue",
    "introductiontothe",
    "letterto",
    "obituary",
    "preface",
    "replyto",
    "responseto",
    "retraction",
    "tableofcontents",
];

/// Whether a title is particular enough to name one paper. Replies have the title of another text.
fn names_a_paper(title: &str, normalized: &str) -> bool {
    let (least_words, least_characters) = (3, 12);
    let is_reply = title
        .get(..3)
        .is_some_and(|start| start.eq_ignore_ascii_case("re:"));
    let words = title
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .count();
    // Scripts without spaces write a title as one word.
    let is_unspaced = normalized.chars().any(|c| c >= '\u{2E80}');
    (words >= least_words || is_unspaced)
        && normalized.chars().count() >= least_characters
        && !is_reply
        && !GENERIC
            .iter()
            .any(|generic| normalized.starts_with(generic))
}

/// Whether two abstracts are long and less than a third of the longer words of the one with fewer
/// are in the other.
fn tell_apart(a: &str, b: &str) -> bool {
    let (least_characters, least_letters) = (200, 5);
    if a.len().min(b.len()) < least_characters {
        return false;
    }
    let words = |text: &str| -> FxHashSet<String> {
        text.split(|c: char| !c.is_alphanumeric())
            .filter(|word| word.chars().count() >= least_letters)
            .map(str::to_lowercase)
            .collect()
    };
    let (a, b) = (words(a), words(b));
    let common = a.intersection(&b).count();
    common * 3 < a.len().min(b.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::Corpus;

    fn settled(
        records: &[(&str, &str, Option<i32>)],
    ) -> (Vec<String>, Vec<(usize, Option<String>)>) {
        let documents = records
            .iter()
            .enumerate()
            .map(|(index, &(title, abstract_text, year))| Document {
                id: (index + 1).to_string(),
                year,
                ..Document::new(title, abstract_text)
            })
            .collect();
        let corpus = Corpus::from_documents(documents);
        let (kept, dropped) = settle(corpus.documents, &corpus.sources);
        (
            kept.into_iter().map(|document| document.id).collect(),
            dropped
                .into_iter()
                .map(|drop| (drop.record, drop.kept_id))
                .collect(),
        )
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
}
