//! One paper, one document.
//!
//! Records are one paper when
//! - they share a DOI, a PubMed id or an arXiv id, or
//! - their titles agree in letters and digits, or
//! - their abstracts are nearly equal in wording (nine tenths of their runs of three words, from
//!   thirty words on).
//!
//! What speaks against it keeps papers apart, since a copy too many does less harm than a paper
//! lost:
//! - Answers and corrections are never what they refer to.
//! - Records of one title or one wording have the same year, or one of them none; a preprint may
//!   be a year older where the abstracts agree or one is missing.
//! - A title that names no paper by itself, such as *Editorial* or *Deep learning*, counts only
//!   together with an abstract that begins alike.
//! - Different identifiers of one kind need abstracts that agree, other than a preprint's DOI and
//!   a journal's.
//! - Two long abstracts that have few words in common are of two papers, as the posts of a thread
//!   are; under one identifier only if their titles have few in common too.
//! - Texts of one wording are parts of a series when their titles have different numbers, or when
//!   a title has a word that its own text has too and the other title and text have not: the
//!   *YouTube* and the *Facebook* of two papers made from one mould.

mod merge;
mod papers;
mod repeated;
mod shingles;
mod texts;
mod titles;

#[cfg(test)]
mod tests;

use super::ids::normalized;
use super::record::Candidate;
use super::{Document, Dropped, Reason, Source};
use crate::text::key::Key;
use papers::{Paper, Papers};
use rayon::prelude::*;
use repeated::repeated;
use rustc_hash::FxHashMap;
use titles::names_a_paper;

/// What became of the records that were read.
pub(super) struct Settled {
    /// Those to be used, in the order in which their papers first came.
    pub documents: Vec<Document>,
    /// The others, in input order.
    pub dropped: Vec<Dropped>,
}

/// Parts documents from records that cannot be read or have no text, and from duplicates unless
/// they are kept. Of the copies of a paper the one with the longest abstract stays, at the place of
/// the first; what it lacks it takes from the others.
pub(super) fn settle(
    mut candidates: Vec<Candidate>,
    sources: &[Source],
    keep_duplicates: bool,
) -> Settled {
    let take = |candidate: &mut Candidate| candidate.problem.take();
    let mut problems: Vec<Option<String>> = candidates.iter_mut().map(take).collect();
    // Documents stay in the memory of their candidates: there may be millions.
    let candidates = candidates.into_iter();
    let mut documents: Vec<Document> = candidates.map(|candidate| candidate.document).collect();
    let mut papers = group(&documents, &problems, keep_duplicates);
    papers.retain(|paper| problems[paper.kept].is_none() && has_text(&documents[paper.kept]));

    let mut fates = vec![Fate::Dropped(None); documents.len()];
    for (number, paper) in papers.iter().enumerate() {
        for &copy in &paper.copies {
            fates[copy] = Fate::Dropped(Some(number));
        }
        fates[paper.kept] = Fate::Kept;
        merge::fill(paper, &mut documents);
    }

    let mut dropped = Vec::new();
    for (index, fate) in fates.iter().enumerate() {
        let &Fate::Dropped(paper) = fate else {
            continue;
        };
        let kept_id = paper.map(|number| documents[papers[number].kept].id.clone());
        let problem = problems[index].take();
        let document = &mut documents[index];
        dropped.push(Dropped {
            source: sources[document.source].name.clone(),
            record: document.record,
            id: std::mem::take(&mut document.id),
            title: std::mem::take(&mut document.title),
            reason: match (&problem, &kept_id) {
                (Some(_), _) => Reason::Unreadable,
                (None, Some(_)) => Reason::Duplicate,
                (None, None) => Reason::NoText,
            },
            kept_id,
            problem,
        });
    }
    for paper in &papers {
        documents.swap(paper.copies[0], paper.kept);
        fates.swap(paper.copies[0], paper.kept);
    }
    let mut fates = fates.into_iter();
    documents.retain(|_| matches!(fates.next(), Some(Fate::Kept)));
    Settled { documents, dropped }
}

#[derive(Clone, Copy)]
enum Fate {
    Kept,
    /// With the number of its paper, unless it is of none.
    Dropped(Option<usize>),
}

fn has_text(document: &Document) -> bool {
    !document.title.is_empty() || !document.abstract_text.is_empty()
}

fn group(documents: &[Document], problems: &[Option<String>], keep_duplicates: bool) -> Vec<Paper> {
    let mut papers = Papers::new(documents);
    if keep_duplicates {
        return papers.finish();
    }
    let is_readable = |index: usize| problems[index].is_none();
    papers.join(
        |index, document| match is_readable(index) {
            true => document
                .identifiers
                .known()
                .map(|(kind, id)| (kind, id.to_owned()))
                .collect(),
            false => Vec::new(),
        },
        |a, b| same_by_identifier(&documents[a.kept], &documents[b.kept]),
    );
    let titles = repeated_titles(documents);
    papers.join(
        |index, _| match is_readable(index) {
            true => titles.get(&index).into_iter().collect(),
            false => Vec::new(),
        },
        |a, b| same_by_title(a, b, documents),
    );
    let texts: Vec<&str> = documents.iter().map(|d| d.abstract_text.as_str()).collect();
    let shared = shingles::shared_keys(&texts);
    papers.join(
        |index, _| match is_readable(index) {
            true => shared[index].clone(),
            false => Vec::new(),
        },
        |a, b| same_by_wording(a, b, documents),
    );
    papers.finish()
}

/// The keys of the titles that come more than once, by document, with few others between them.
fn repeated_titles(documents: &[Document]) -> FxHashMap<usize, String> {
    let keys: Vec<Option<String>> = documents.par_iter().map(title_key).collect();
    let hash = |(index, key): (usize, &Option<String>)| {
        Some((Key::of(key.as_ref()?.as_bytes()).hash(), index))
    };
    let hashes = keys.iter().enumerate().filter_map(hash);
    let repeated = repeated(hashes, keys.len()).into_iter();
    let mut keys = keys;
    repeated
        .filter_map(|(_, index)| Some((index, keys[index].take()?)))
        .collect()
}

fn same_by_identifier(a: &Document, b: &Document) -> bool {
    let few_words_in_common =
        texts::tell_apart(&a.abstract_text, &b.abstract_text) && !texts::agree(&a.title, &b.title);
    let both_titled = !a.title.is_empty() && !b.title.is_empty();
    !both_titled || titles::kind(&a.title) == titles::kind(&b.title) && !few_words_in_common
}

fn same_by_title(a: &Paper, b: &Paper, documents: &[Document]) -> bool {
    let (text_a, text_b) = (
        &documents[a.kept].abstract_text,
        &documents[b.kept].abstract_text,
    );
    let agree = || texts::agree(text_a, text_b);
    let both_there = !text_a.is_empty() && !text_b.is_empty();
    let years = match year_gap(a, b) {
        0 => true,
        1 => !both_there || agree(),
        _ => false,
    };
    years
        && !texts::tell_apart(text_a, text_b)
        && (!a.identifiers.differ(&b.identifiers) || agree())
}

fn same_by_wording(a: &Paper, b: &Paper, documents: &[Document]) -> bool {
    let (a_kept, b_kept) = (&documents[a.kept], &documents[b.kept]);
    year_gap(a, b) <= 1
        && !names_something_else(a_kept, b_kept)
        && !names_something_else(b_kept, a_kept)
        && !titles::tell_apart(&a_kept.title, &b_kept.title)
        && shingles::nearly_equal(&a_kept.abstract_text, &b_kept.abstract_text)
}

/// Whether the title of a text has a longer word that stands in the text, and neither in the other
/// title nor in the other text.
fn names_something_else(document: &Document, other: &Document) -> bool {
    if other.title.is_empty() {
        return false;
    }
    let own = texts::longer_words(&document.title);
    let (text, other_title) = (
        texts::longer_words(&document.abstract_text),
        texts::longer_words(&other.title),
    );
    let other_text = texts::longer_words(&other.abstract_text);
    own.iter().any(|word| {
        text.contains(word) && !other_title.contains(word) && !other_text.contains(word)
    })
}

/// The years between two papers; 0 where one has none.
fn year_gap(a: &Paper, b: &Paper) -> u32 {
    match (a.year, b.year) {
        (Some(a), Some(b)) => a.abs_diff(b),
        _ => 0,
    }
}

/// What copies of a paper share: the normalised title, with the beginning of the abstract where the
/// title names no paper by itself. None where a record has too little to equal another.
fn title_key(document: &Document) -> Option<String> {
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
