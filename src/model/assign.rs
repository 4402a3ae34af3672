//! New papers with their themes, as rows.

use serde_json::{Value, json};
use std::path::Path;
use std::str::FromStr;

use super::Model;
use crate::cluster::Membership;
use crate::corpus::{Corpus, Document};
use crate::export::{DOCUMENT_COLUMNS, csv_row, number};
use crate::{Error, Result};

/// Columns of documents.csv that a new paper has: all up to its status.
const COLUMNS: usize = 10;

/// How assignments are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AssignmentFormat {
    /// Comma-separated, with a header.
    Csv,
    /// One JSON object a line.
    JsonLines,
}

impl AssignmentFormat {
    /// By the ending of a file's name: JSON Lines for `.jsonl` and `.ndjson`, else CSV.
    pub fn of(file: &Path) -> AssignmentFormat {
        match file.extension().and_then(|ending| ending.to_str()) {
            Some("jsonl" | "ndjson") => AssignmentFormat::JsonLines,
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
            _ => Err(Error::Option {
                option: "--output-format",
                value: name.to_string(),
                problem: "not known; use csv or jsonl".to_string(),
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

/// What comes before the rows: the header of a CSV table.
pub fn assignment_header(format: AssignmentFormat) -> Vec<u8> {
    match format {
        AssignmentFormat::Csv => {
            let columns = DOCUMENT_COLUMNS.first_chunk::<COLUMNS>();
            csv_row(columns.expect("the table has more columns"))
        }
        AssignmentFormat::JsonLines => Vec::new(),
    }
}

/// A row for each document of `corpus`, in its order; `places` are theirs.
pub fn assignment_rows(
    model: &Model,
    corpus: &Corpus,
    places: &[Membership],
    format: AssignmentFormat,
) -> Vec<u8> {
    let mut bytes = Vec::new();
    for (document, membership) in corpus.documents.iter().zip(places) {
        let assigned = Assigned {
            document,
            source: &corpus.sources[document.source].name,
            membership,
            model,
        };
        match format {
            AssignmentFormat::Csv => bytes.extend(csv_row(&assigned.cells())),
            AssignmentFormat::JsonLines => {
                bytes.extend(assigned.json().to_string().into_bytes());
                bytes.push(b'\n');
            }
        }
    }
    bytes
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
