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
    let mut papers: Vec<Paper> = Vec::new();
    let mut by_title: FxHashMap<String, Vec<usize>> = FxHashMap::default();
    for (index, document) in documents.iter().enumerate() {
        let Some(key) = key(document) else { continue };
        let candidates = by_title.entry(key).or_default();
        let same = candidates.iter().copied().find(|&paper| {
            let paper = &papers[paper];
            let years_agree =
                paper.year.is_none() || document.year.is_none() || paper.year == document.year;
            let kept = &documents[paper.kept];
            let texts_agree = match names_a_paper(&document.title) {
                true => !tell_apart(&document.abstract_text, &kept.abstract_text),
                false => begin_alike(document, kept),
            };
            years_agree && texts_agree
        });
        match same {
            Some(paper) => {
                let paper = &mut papers[paper];
                let length = |index: usize| documents[index].abstract_text.chars().count();
                if length(index) > length(paper.kept) {
                    paper.kept = index;
                }
                paper.year = paper.year.or(document.year);
                paper.copies.push(index);
            }
            None => {
                candidates.push(papers.len());
                papers.push(Paper {
                    copies: vec![index],
                    kept: index,
                    year: document.year,
                });
            }
        }
    }
    papers
}

/// What copies of a paper share: the normalised title, or the whole abstract where there is no
/// title. None for a record without text.
fn key(document: &Document) -> Option<String> {
    let (kind, text) = match document.title.is_empty() {
        true => ("abstract", &document.abstract_text),
        false => ("title", &document.title),
    };
    let text_key = normalized(text);
    match (text_key.is_empty(), text.is_empty()) {
        (false, _) => Some(format!("{kind} {text_key}")),
        // Nothing but punctuation still is a text, and equal to itself only.
        (true, false) => Some(format!("{kind} {text}")),
        (true, true) => None,
    }
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

/// Whether a title is particular enough to name one paper.
fn names_a_paper(title: &str) -> bool {
    let (least_words, least_characters) = (3, 12);
    let words = title
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .count();
    let title = normalized(title);
    // Scripts without spaces write a title as one word.
    let is_unspaced = title.chars().any(|c| c >= '\u{2E80}');
    (words >= least_words || is_unspaced)
        && title.chars().count() >= least_characters
        && !GENERIC.iter().any(|generic| title.starts_with(generic))
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

/// Whether both have abstracts and one goes like the beginning of the other.
fn begin_alike(a: &Document, b: &Document) -> bool {
    let seen = 80;
    let begin = |document: &Document| {
        normalized(&document.abstract_text)
            .chars()
            .take(seen)
            .collect::<String>()
    };
    let (a, b) = (begin(a), begin(b));
    !a.is_empty() && !b.is_empty() && (a.starts_with(&b) || b.starts_with(&a))
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
        let (kept, _) = settled(&[
            ("Editorial", "This issue is about cats.", None),
            ("Editorial", "This issue is about dogs.", None),
            ("Editorial", "", None),
            ("Editorial", "", None),
            ("Editorial", "This issue is about cats. And birds.", None),
            ("Introduction to the special issue on cats", "One.", None),
            ("Introduction to the special issue on cats", "Two.", None),
            ("Deep learning", "Deep nets.", None),
            ("Deep learning", "A survey.", None),
        ]);
        assert_eq!(kept, ["5", "2", "3", "4", "6", "7", "8", "9"]);
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
