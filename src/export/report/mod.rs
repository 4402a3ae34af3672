//! What a report shows, as plain values: the same for the HTML page and for the Markdown page.

mod meaning;
mod page;
mod summary;

pub(crate) use meaning::{confidence, meaning, quality_name};
pub(crate) use page::{Grid, Page, Section};
pub(crate) use summary::{Summary, unstable_themes};

use std::collections::BTreeMap;

use crate::cluster::{Status, Trial};
use crate::corpus::{Dropped, Ledger};
use crate::guide::Outcome;

/// A finished run as a reader sees it.
///
/// Texts are those of the corpus, unescaped; each writer escapes for its own format.
#[derive(Debug, Clone, Default)]
pub struct ReportData<'a> {
    /// Heading of the report: the name of the collection.
    pub title: String,
    /// Version of the program that made the run.
    pub version: String,
    /// Seed of the run.
    pub seed: u64,
    /// The flow of records from the inputs to the documents.
    pub ledger: Ledger,
    /// The inputs, in the order read.
    pub sources: Vec<SourceRow>,
    /// Options of the run by name, in the order in which they are to be shown.
    pub options: Vec<(String, String)>,
    /// What became of the guide; nothing where there was none.
    pub guide: Outcome,
    /// One sentence: why this number of themes.
    pub reason: String,
    /// The numbers of themes tried, ascending; one row when the number was given.
    pub sweep: Vec<Trial>,
    /// Figures of the run, named as in `quality.csv`.
    pub quality: Vec<(String, f64)>,
    /// The themes by number.
    pub themes: Vec<ThemeRow>,
    /// The documents in input order.
    pub documents: Vec<DocumentRow<'a>>,
    /// The records that were read and are not used, in input order.
    pub dropped: &'a [Dropped],
    /// Sentences on what was done and what to beware of, such as the query words taken down.
    pub notes: Vec<String>,
    /// Whether words settled the documents beside their vectors.
    pub by_words: bool,
    /// The sentence encoder whose knowledge of words was used.
    pub teacher: Option<String>,
    /// The file with the vectors of the documents, where they come from elsewhere.
    pub vectors: Option<String>,
    /// The column that gave the themes, where they come from elsewhere.
    pub themes_from: Option<String>,
    /// The theme map as a finished drawing.
    pub map: Chart,
    /// The figures of the numbers of themes tried as a finished drawing.
    pub sweep_chart: Option<Chart>,
    /// Further charts, in the order in which they are to be shown.
    pub charts: Vec<Chart>,
}

/// An input file.
#[derive(Debug, Clone)]
pub struct SourceRow {
    /// Its name in the tables.
    pub name: String,
    /// Name of its format.
    pub format: String,
    /// Records that it holds.
    pub records: usize,
    /// SHA-256 of the file, in hexadecimal.
    pub sha256: String,
}

/// A drawing as two SVG documents.
#[derive(Debug, Clone, Default)]
pub struct Chart {
    /// Name of its files without `-dark` and extension, such as `theme-map`.
    pub name: String,
    /// What it shows, in one line.
    pub title: String,
    /// For a light page.
    pub light: String,
    /// For a dark page.
    pub dark: String,
}

/// A theme with its name, its figures and its neighbours.
#[derive(Debug, Clone, Default)]
pub struct ThemeRow {
    /// The theme's number in the tables, from 1; numbers may have gaps.
    pub number: usize,
    /// Its name.
    pub label: String,
    /// What those who gave the theme call it; none where it was found.
    pub given: Option<String>,
    /// Its colour on a light page, `#rrggbb`.
    pub light: String,
    /// Its colour on a dark page, `#rrggbb`.
    pub dark: String,
    /// Words and phrases that tell it from the others, strongest first.
    pub keywords: Vec<String>,
    /// Number of documents.
    pub size: usize,
    /// `size` as a share of all documents, in [0, 1].
    pub share: f64,
    /// Mean score of the members, in [-1, 1].
    pub cohesion: f64,
    /// Mean cosine silhouette of the members, in [-1, 1].
    pub silhouette: f64,
    /// Clusterwise Jaccard stability, in [0, 1].
    pub stability: f64,
    /// Mean NPMI of pairs of keywords, in [-1, 1].
    pub npmi: f64,
    /// Mean year of the members whose year is known.
    pub mean_year: Option<f64>,
    /// Indices into [`ReportData::documents`], best first.
    pub exemplars: Vec<usize>,
    /// Numbers of the nearest other themes with the cosine between the centres, nearest first.
    pub neighbours: Vec<(usize, f64)>,
    /// Documents by year, ascending; empty where no year is known.
    pub years: Vec<(i32, usize)>,
}

/// A document and its place.
#[derive(Debug, Clone)]
pub struct DocumentRow<'a> {
    /// Its id, unique in the run.
    pub id: &'a str,
    /// Its title; may be empty.
    pub title: &'a str,
    /// Its abstract; may be empty.
    pub abstract_text: &'a str,
    /// Index into [`ReportData::sources`].
    pub source: usize,
    /// The other sources that hold a copy of it.
    pub further_sources: &'a [usize],
    /// Year of publication.
    pub year: Option<i32>,
    /// Number of its theme; none when it is unassigned.
    pub theme: Option<usize>,
    /// Cosine to its theme, or the nearest one, by vectors and words, in [-1, 1].
    pub score: f64,
    /// `score` less the score of the second theme.
    pub margin: f64,
    /// Number of the next nearest theme.
    pub second: Option<usize>,
    /// How surely it belongs to its theme.
    pub status: Status,
    /// Place on the map from left to right, in [0, 1].
    pub x: f64,
    /// Place on the map from bottom to top, in [0, 1], on the scale of `x`.
    pub y: f64,
    /// The terms that put it where it is, strongest first.
    pub why: &'a [String],
}

impl<'r> ReportData<'r> {
    /// Index into [`ReportData::themes`] of each theme number.
    pub(crate) fn theme_indices(&self) -> BTreeMap<usize, usize> {
        self.themes
            .iter()
            .enumerate()
            .map(|(index, theme)| (theme.number, index))
            .collect()
    }

    /// Names of the sources that hold a document, with `; ` between them.
    pub(crate) fn source_names(&self, document: &DocumentRow) -> String {
        let sources = std::iter::once(&document.source).chain(document.further_sources);
        let names = sources.filter_map(|&index| Some(self.sources.get(index)?.name.as_str()));
        names.collect::<Vec<_>>().join("; ")
    }

    /// The documents that a theme names as its best, best first.
    pub(crate) fn exemplars<'a>(
        &'a self,
        theme: &'a ThemeRow,
    ) -> impl Iterator<Item = &'a DocumentRow<'r>> {
        theme
            .exemplars
            .iter()
            .filter_map(|&index| self.documents.get(index))
    }
}

impl DocumentRow<'_> {
    /// The title, or the id of a document that has none.
    pub(crate) fn heading(&self) -> &str {
        if self.title.is_empty() {
            self.id
        } else {
            self.title
        }
    }
}
