//! Every file that a report may consist of.

use super::{Drawings, json, tables, view};
use super::{html::html, markdown::markdown};
use crate::{Result, ThemeMap};

/// A result with its charts: all that a file is made from.
#[derive(Debug, Clone)]
pub struct Report<'a> {
    /// The result.
    pub map: &'a ThemeMap,
    /// Its charts.
    pub drawings: Drawings,
}

/// One file of the report: a pure function from the result to bytes.
#[derive(Debug, Clone, Copy)]
pub struct OutputFile {
    /// Its name in the output directory.
    pub name: &'static str,
    /// Its bytes; none when the result has nothing to say in it.
    pub render: fn(&Report) -> Result<Option<Vec<u8>>>,
}

/// The files in the order in which they are written.
#[rustfmt::skip]
pub const FILES: &[OutputFile] = &[
    OutputFile { name: "documents.csv", render: tables::documents },
    OutputFile { name: "themes.csv", render: tables::themes },
    OutputFile { name: "terms.csv", render: tables::terms },
    OutputFile { name: "theme_similarity.csv", render: tables::theme_similarity },
    OutputFile { name: "k_sweep.csv", render: tables::k_sweep },
    OutputFile { name: "quality.csv", render: tables::quality },
    OutputFile { name: "truth.csv", render: tables::truth },
    OutputFile { name: "timeline.csv", render: tables::timeline },
    OutputFile { name: "dropped.csv", render: tables::dropped },
    OutputFile { name: "theme-map.svg", render: |r| Ok(Some(r.drawings.light.svg().into_bytes())) },
    OutputFile { name: "theme-map-dark.svg", render: |r| Ok(Some(r.drawings.dark.svg().into_bytes())) },
    OutputFile { name: "theme-map.png", render: |r| r.drawings.png().map(Some) },
    OutputFile { name: "report.html", render: |r| Ok(Some(html(&view::report_data(r)))) },
    OutputFile { name: "report.md", render: |r| Ok(Some(markdown(&view::report_data(r)))) },
    OutputFile { name: "model.json", render: json::model },
    OutputFile { name: "run.json", render: json::run },
];
