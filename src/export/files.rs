//! Every file that a report may consist of.

use std::sync::OnceLock;

use super::drawings::{Drawings, Pair};
use super::report::ReportData;
use super::{html::html, json, markdown::markdown, tables, view};
use crate::{Result, ThemeMap};

/// A result with its charts: all that a file is made from.
#[derive(Debug, Clone)]
pub struct Report<'a> {
    /// The result.
    pub map: &'a ThemeMap,
    /// Its charts.
    pub drawings: Drawings,
    /// What both pages show, once it is asked for.
    pages: OnceLock<ReportData<'a>>,
}

impl<'a> Report<'a> {
    /// A result with its charts drawn.
    ///
    /// # Errors
    ///
    /// As [`Drawings::of`].
    pub fn of(map: &'a ThemeMap) -> Result<Report<'a>> {
        Ok(Report {
            map,
            drawings: Drawings::of(map)?,
            pages: OnceLock::new(),
        })
    }

    fn pages(&self) -> &ReportData<'a> {
        self.pages.get_or_init(|| view::report_data(self))
    }
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
    OutputFile { name: "given_themes.csv", render: tables::given_themes },
    OutputFile { name: "timeline.csv", render: tables::timeline },
    OutputFile { name: "dropped.csv", render: tables::dropped },
    OutputFile { name: "theme-map.svg", render: |r| light(Some(&r.drawings.map)) },
    OutputFile { name: "theme-map-dark.svg", render: |r| dark(Some(&r.drawings.map)) },
    OutputFile { name: "theme-map.png", render: |r| r.drawings.png().map(Some) },
    OutputFile { name: "theme-sizes.svg", render: |r| light(r.drawings.sizes.as_ref()) },
    OutputFile { name: "theme-sizes-dark.svg", render: |r| dark(r.drawings.sizes.as_ref()) },
    OutputFile { name: "theme-similarity.svg", render: |r| light(r.drawings.similarity.as_ref()) },
    OutputFile { name: "theme-similarity-dark.svg", render: |r| dark(r.drawings.similarity.as_ref()) },
    OutputFile { name: "k-sweep.svg", render: |r| light(r.drawings.sweep.as_ref()) },
    OutputFile { name: "k-sweep-dark.svg", render: |r| dark(r.drawings.sweep.as_ref()) },
    OutputFile { name: "timeline.svg", render: |r| light(r.drawings.timeline.as_ref()) },
    OutputFile { name: "timeline-dark.svg", render: |r| dark(r.drawings.timeline.as_ref()) },
    OutputFile { name: "strategic-diagram.svg", render: |r| light(r.drawings.strategic.as_ref()) },
    OutputFile { name: "strategic-diagram-dark.svg", render: |r| dark(r.drawings.strategic.as_ref()) },
    OutputFile { name: "report.html", render: |r| Ok(Some(html(r.pages()))) },
    OutputFile { name: "report.md", render: |r| Ok(Some(markdown(r.pages()))) },
    OutputFile { name: "model.json", render: json::model },
    OutputFile { name: "run.json", render: json::run },
];

fn light(chart: Option<&Pair>) -> Result<Option<Vec<u8>>> {
    Ok(chart.map(|pair| pair.light.svg().into()))
}

fn dark(chart: Option<&Pair>) -> Result<Option<Vec<u8>>> {
    Ok(chart.map(|pair| pair.dark.svg().into()))
}
