//! The data of the page's script: columns of small numbers, which pack far better than objects.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};

use serde::Serialize;

use super::sample::Sample;
use crate::cluster::Status;
use crate::export::report::{DocumentRow, ReportData, ThemeRow, confidence};
use crate::numbers::{fixed, percent};
use crate::quality::UNSTABLE;

/// Most bytes of abstracts that a page carries.
const ABSTRACT_BYTES: usize = 8_000_000;

/// Bytes that the page may have with everything on it but escapes.
const PAGE_BYTES: usize = 23_000_000;

/// Bytes of a document's numbers and terms, with room to spare.
const DOCUMENT_BYTES: usize = 100;

/// A shorter beginning of an abstract tells nothing.
const SHORTEST_ABSTRACT: usize = 100;

/// Everything that the script knows.
#[derive(Debug, Serialize)]
pub(super) struct Columns<'a> {
    themes: Vec<ThemeColumns<'a>>,
    sources: Vec<&'a str>,
    terms: Vec<&'a str>,
    documents: DocumentColumns<'a>,
    /// Longest abstract in characters where abstracts are shortened.
    #[serde(skip)]
    pub longest_abstract: Option<usize>,
}

#[derive(Debug, Serialize)]
struct ThemeColumns<'a> {
    number: usize,
    label: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    given: Option<&'a str>,
    light: &'a str,
    dark: &'a str,
    keywords: &'a [String],
    size: usize,
    unstable: bool,
    figures: [String; 5],
    exemplars: Vec<usize>,
    /// Pairs of (index of the theme, cosine in thousandths).
    neighbours: Vec<(usize, i64)>,
    years: &'a [(i32, usize)],
}

/// One entry a document in each column; themes are indices, -1 where there is none.
#[derive(Debug, Serialize)]
struct DocumentColumns<'a> {
    id: Vec<&'a str>,
    title: Vec<&'a str>,
    #[serde(rename = "abstract")]
    abstract_text: Vec<Cow<'a, str>>,
    source: Vec<usize>,
    /// The other sources of documents that have some, by place of the document.
    further_sources: BTreeMap<usize, &'a [usize]>,
    year: Vec<Option<i32>>,
    theme: Vec<i64>,
    second: Vec<i64>,
    /// In thousandths.
    score: Vec<i64>,
    /// In thousandths.
    margin: Vec<i64>,
    /// One letter a document: c(ore), b(order) or u(nassigned).
    status: String,
    /// In ten-thousandths.
    x: Vec<i64>,
    /// In ten-thousandths.
    y: Vec<i64>,
    /// Indices into `terms`.
    why: Vec<Vec<usize>>,
}

impl<'a> Columns<'a> {
    pub(super) fn of(data: &'a ReportData<'a>, sample: &Sample) -> Self {
        let numbers = data.theme_indices();
        let theme = |number: Option<usize>| {
            number
                .and_then(|number| numbers.get(&number))
                .map_or(-1, |&index| index as i64)
        };
        let rows: Vec<&DocumentRow> = sample
            .documents
            .iter()
            .map(|&index| &data.documents[index])
            .collect();
        let longest_abstract = longest_abstract(&rows, super::sections::drawing_bytes(data));
        let (terms, why) = intern(&rows);
        let sources = data.sources.iter();
        Columns {
            themes: data
                .themes
                .iter()
                .map(|row| ThemeColumns::of(row, sample, |number| theme(Some(number))))
                .collect(),
            sources: sources.map(|source| source.name.as_str()).collect(),
            terms,
            documents: DocumentColumns::of(&rows, why, theme, longest_abstract),
            longest_abstract,
        }
    }
}

impl<'a> DocumentColumns<'a> {
    fn of(
        rows: &[&DocumentRow<'a>],
        why: Vec<Vec<usize>>,
        theme: impl Fn(Option<usize>) -> i64,
        longest_abstract: Option<usize>,
    ) -> Self {
        let abstracts = rows.iter().map(|row| row.abstract_text);
        let further_sources = rows.iter().map(|row| row.further_sources).enumerate();
        DocumentColumns {
            id: rows.iter().map(|row| row.id).collect(),
            title: rows.iter().map(|row| row.title).collect(),
            abstract_text: abstracts
                .map(|text| shorten(text, longest_abstract))
                .collect(),
            source: rows.iter().map(|row| row.source).collect(),
            further_sources: further_sources
                .filter(|(_, sources)| !sources.is_empty())
                .collect(),
            year: rows.iter().map(|row| row.year).collect(),
            theme: rows.iter().map(|row| theme(row.theme)).collect(),
            second: rows.iter().map(|row| theme(row.second)).collect(),
            score: rows.iter().map(|row| steps(row.score, 1000.0)).collect(),
            margin: rows.iter().map(|row| steps(row.margin, 1000.0)).collect(),
            status: rows.iter().map(|row| letter(row.status)).collect(),
            x: rows.iter().map(|row| steps(row.x, 10_000.0)).collect(),
            y: rows.iter().map(|row| steps(row.y, 10_000.0)).collect(),
            why,
        }
    }
}

impl<'a> ThemeColumns<'a> {
    fn of(row: &'a ThemeRow, sample: &Sample, index_of: impl Fn(usize) -> i64) -> Self {
        ThemeColumns {
            number: row.number,
            label: &row.label,
            given: row.given.as_deref(),
            light: super::sections::colour(&row.light),
            dark: super::sections::colour(&row.dark),
            keywords: &row.keywords,
            size: row.size,
            unstable: row.stability < UNSTABLE,
            figures: [
                percent(row.share),
                format!(
                    "{} ({})",
                    fixed(row.stability, 2),
                    confidence(row.stability)
                ),
                fixed(row.cohesion, 2),
                fixed(row.silhouette, 2),
                row.mean_year.map_or(String::new(), |year| fixed(year, 1)),
            ],
            exemplars: row
                .exemplars
                .iter()
                .filter_map(|index| sample.documents.binary_search(index).ok())
                .collect(),
            neighbours: row
                .neighbours
                .iter()
                .map(|&(number, cosine)| (index_of(number), steps(cosine, 1000.0)))
                .filter(|&(index, _)| index >= 0)
                .map(|(index, cosine)| (index as usize, cosine))
                .collect(),
            years: &row.years,
        }
    }
}

/// A value in whole steps, `per_unit` to one.
fn steps(value: f64, per_unit: f64) -> i64 {
    (value * per_unit).round() as i64
}

fn letter(status: Status) -> char {
    match status {
        Status::Core => 'c',
        Status::Border => 'b',
        Status::Unassigned => 'u',
    }
}

/// The distinct terms in order of first appearance, and each document's terms as indices.
fn intern<'a>(rows: &[&DocumentRow<'a>]) -> (Vec<&'a str>, Vec<Vec<usize>>) {
    let mut terms = Vec::new();
    let mut known: HashMap<&str, usize> = HashMap::new();
    let why = rows
        .iter()
        .map(|row| {
            row.why
                .iter()
                .map(|term| {
                    *known.entry(term).or_insert_with(|| {
                        terms.push(term.as_str());
                        terms.len() - 1
                    })
                })
                .collect()
        })
        .collect();
    (terms, why)
}

/// How many characters of each abstract there is room for beside the drawings and the rest of
/// the page; none when all have room.
fn longest_abstract(rows: &[&DocumentRow], drawings: usize) -> Option<usize> {
    let wanted: usize = rows.iter().map(|row| row.abstract_text.len()).sum();
    let rest: usize = rows
        .iter()
        .map(|row| row.title.len() + row.id.len() + DOCUMENT_BYTES)
        .sum();
    let room = PAGE_BYTES
        .saturating_sub(rest + drawings)
        .min(ABSTRACT_BYTES);
    if wanted <= room {
        return None;
    }
    let each = room / rows.len() / 10 * 10;
    Some(if each < SHORTEST_ABSTRACT { 0 } else { each })
}

/// The beginning of a text up to the last whole word within `longest` characters.
fn shorten(text: &str, longest: Option<usize>) -> Cow<'_, str> {
    let Some(longest) = longest else {
        return text.into();
    };
    let Some((end, _)) = text.char_indices().nth(longest) else {
        return text.into();
    };
    if longest == 0 {
        return "".into();
    }
    let end = text[..end].rfind(char::is_whitespace).unwrap_or(end);
    format!("{}…", &text[..end]).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_abstract_is_cut_between_words() {
        assert_eq!(shorten("one two three", Some(9)), "one two…");
        assert_eq!(shorten("one two", Some(9)), "one two");
        assert_eq!(shorten("абвгдежз", Some(3)), "абв…");
        assert_eq!(shorten("one two", Some(0)), "");
        assert_eq!(shorten("one two", None), "one two");
    }
}
