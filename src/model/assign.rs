//! New papers with their themes, as rows.

#[cfg(feature = "arrow")]
mod columns;

use serde_json::{Value, json};
use std::fs::File;
use std::io::Read;
use std::path::Path;
use std::str::FromStr;

use super::Model;
use crate::cluster::Membership;
use crate::corpus::{Corpus, Document};
use crate::export::{DOCUMENT_COLUMNS, csv_row};
use crate::numbers::number;
use crate::{Error, Result};

/// Columns of documents.csv that a new paper has: all up to its status.
const COLUMNS: usize = 10;

/// A column that tables of assignments have and others hardly.
const TELLING: &str = "second_theme";
/// Bytes in which a row of a table ends.
const LONGEST_ROW: u64 = 1_000_000;
/// Bytes of an Arrow stream in which its columns are named.
const ARROW_HEAD: usize = 4096;

fn columns() -> &'static [&'static str; COLUMNS] {
    let columns = DOCUMENT_COLUMNS.first_chunk::<COLUMNS>();
    columns.expect("the table has more columns")
}

/// How assignments are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AssignmentFormat {
    /// Comma-separated, with a header.
    Csv,
    /// One JSON object a line.
    JsonLines,
    /// A stream of Arrow batches with the columns id, year, theme, label, score, margin,
    /// second_theme, status and reason.
    #[cfg(feature = "arrow")]
    Arrow,
}

impl AssignmentFormat {
    /// Whether a row can say why its record has no place.
    pub fn tells_reasons(self) -> bool {
        !matches!(self, AssignmentFormat::Csv | AssignmentFormat::JsonLines)
    }

    /// By the ending of a file's name: JSON Lines for `.jsonl` and `.ndjson`, Arrow for `.arrows` where it
    /// is built in, else CSV.
    pub fn of(file: &Path) -> AssignmentFormat {
        match file.extension().and_then(|ending| ending.to_str()) {
            Some("jsonl" | "ndjson") => AssignmentFormat::JsonLines,
            #[cfg(feature = "arrow")]
            Some("arrows") => AssignmentFormat::Arrow,
            _ => AssignmentFormat::Csv,
        }
    }
}

impl FromStr for AssignmentFormat {
    type Err = Error;

    fn from_str(name: &str) -> Result<AssignmentFormat> {
        match name {
            "csv" => Ok(AssignmentFormat::Csv),
            "jsonl" => Ok(AssignmentFormat::JsonLines),
            #[cfg(feature = "arrow")]
            "arrow" => Ok(AssignmentFormat::Arrow),
            _ => Err(Error::Option {
                option: "--output-format",
                value: name.to_string(),
                problem: if cfg!(feature = "arrow") {
                    "not known; use csv, jsonl or arrow".to_string()
                } else {
                    "not known; use csv or jsonl (arrow takes a thememap built with `--features \
                     arrow`)"
                        .to_string()
                },
            }),
        }
    }
}

/// A paper and its place.
#[derive(Debug, Clone, Copy)]
pub struct Assigned<'a> {
    document: &'a Document,
    source: &'a str,
    membership: &'a Membership,
    model: &'a Model,
}

/// Makes the bytes of a table of assignments: [`head`](Self::head), then [`rows`](Self::rows) for
/// each batch, then [`foot`](Self::foot).
#[derive(Debug)]
pub struct AssignmentTable<'m> {
    model: &'m Model,
    rows: Rows,
}

#[derive(Debug)]
enum Rows {
    Csv,
    JsonLines,
    #[cfg(feature = "arrow")]
    Arrow(Box<columns::Stream>),
}

impl<'m> AssignmentTable<'m> {
    /// A table of places among the themes of a model.
    pub fn new(model: &'m Model, format: AssignmentFormat) -> AssignmentTable<'m> {
        let rows = match format {
            AssignmentFormat::Csv => Rows::Csv,
            AssignmentFormat::JsonLines => Rows::JsonLines,
            #[cfg(feature = "arrow")]
            AssignmentFormat::Arrow => Rows::Arrow(Box::new(columns::Stream::new())),
        };
        AssignmentTable { model, rows }
    }

    /// Whether a file begins as a table of any of the formats does.
    pub fn is_in(file: &Path) -> bool {
        let mut beginning = Vec::new();
        let opened = File::open(file).map(|file| file.take(LONGEST_ROW));
        if opened
            .and_then(|mut file| file.read_to_end(&mut beginning))
            .is_err()
        {
            return false;
        }
        let line = beginning.split(|&byte| byte == b'\n').next();
        let row: Value = serde_json::from_slice(line.unwrap_or_default()).unwrap_or_default();
        let is_arrow = || {
            let names = beginning.get(..ARROW_HEAD).unwrap_or(&beginning);
            let mut names = names.windows(TELLING.len());
            beginning.starts_with(&[0xFF; 4]) && names.any(|name| name == TELLING.as_bytes())
        };
        beginning.starts_with(&csv_row(columns())) || row.get(TELLING).is_some() || is_arrow()
    }

    /// What comes before the rows: the header of a CSV table.
    pub fn head(&self) -> Vec<u8> {
        match self.rows {
            Rows::Csv => csv_row(columns()),
            _ => Vec::new(),
        }
    }

    /// A row for each document of `corpus`, in its order; `places` are theirs.
    pub fn rows(&mut self, corpus: &Corpus, places: &[Membership]) -> Vec<u8> {
        let model = self.model;
        let assigned = corpus.documents.iter().zip(places);
        let assigned = assigned.map(|(document, membership)| Assigned {
            document,
            source: &corpus.sources[document.source].name,
            membership,
            model,
        });
        match &mut self.rows {
            Rows::Csv => assigned.flat_map(|row| csv_row(&row.cells())).collect(),
            Rows::JsonLines => assigned
                .flat_map(|row| (row.json().to_string() + "\n").into_bytes())
                .collect(),
            #[cfg(feature = "arrow")]
            Rows::Arrow(stream) => stream.batch(assigned, &corpus.dropped),
        }
    }

    /// What comes behind the rows: the mark at the end of a stream.
    pub fn foot(self) -> Vec<u8> {
        match self.rows {
            Rows::Csv | Rows::JsonLines => Vec::new(),
            #[cfg(feature = "arrow")]
            Rows::Arrow(stream) => stream.end(),
        }
    }
}

impl Assigned<'_> {
    /// Number of its theme.
    fn theme(&self) -> Option<usize> {
        let theme = self.membership.assigned();
        theme.map(|theme| self.model.themes[theme].number)
    }

    fn label(&self) -> Option<&str> {
        let theme = self.membership.assigned();
        theme.map(|theme| self.model.themes[theme].name.label.as_str())
    }

    fn second(&self) -> Option<usize> {
        let theme = self.membership.second;
        theme.map(|theme| self.model.themes[theme].number)
    }

    /// The cells of documents.csv, in the same words.
    fn cells(&self) -> [String; COLUMNS] {
        let text = |number: Option<usize>| number.map_or(String::new(), |n| n.to_string());
        [
            self.document.id.clone(),
            self.document.title.clone(),
            self.source.to_string(),
            self.document
                .year
                .map_or(String::new(), |year| year.to_string()),
            text(self.theme()),
            self.label().unwrap_or_default().to_string(),
            number(self.membership.score.into(), 4),
            number(self.membership.margin.into(), 4),
            text(self.second()),
            self.membership.status.name().to_string(),
        ]
    }

    fn json(&self) -> Value {
        let rounded = |value: f32| -> Value {
            let number: f64 = number(value.into(), 4)
                .parse()
                .expect("a number was written");
            number.into()
        };
        json!({
            "id": self.document.id,
            "title": self.document.title,
            "source": self.source,
            "year": self.document.year,
            "theme": self.theme(),
            "label": self.label(),
            "score": rounded(self.membership.score),
            "margin": rounded(self.membership.margin),
            "second_theme": self.second(),
            "status": self.membership.status.name(),
        })
    }
}
