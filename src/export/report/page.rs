//! A page of text, tables and charts: the same as HTML and as Markdown.

use super::Chart;

/// A page that needs no script.
#[derive(Debug, Default)]
pub(crate) struct Page {
    pub title: String,
    /// Paragraphs under the title.
    pub lead: Vec<String>,
    pub sections: Vec<Section>,
}

/// A part of a page.
#[derive(Debug, Default)]
pub(crate) struct Section {
    pub heading: String,
    pub paragraphs: Vec<String>,
    pub table: Option<Grid>,
    pub charts: Vec<Chart>,
}

/// A table of texts.
#[derive(Debug)]
pub(crate) struct Grid {
    pub head: Vec<&'static str>,
    pub rows: Vec<Vec<String>>,
}
