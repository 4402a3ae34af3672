//! Every file that a report may consist of.

use super::{json, tables};
use crate::{Result, ThemeMap};

/// One file of the report: a pure function from the result to bytes.
#[derive(Debug, Clone, Copy)]
pub struct OutputFile {
    /// Its name in the output directory.
    pub name: &'static str,
    /// Its bytes; none when the result has nothing to say in it.
    pub render: fn(&ThemeMap) -> Result<Option<Vec<u8>>>,
}

/// The files in the order in which they are written.
pub const FILES: &[OutputFile] = &[
    OutputFile {
        name: "documents.csv",
        render: tables::documents,
    },
    OutputFile {
        name: "themes.csv",
        render: tables::themes,
    },
    OutputFile {
        name: "terms.csv",
        render: tables::terms,
    },
    OutputFile {
        name: "theme_similarity.csv",
        render: tables::theme_similarity,
    },
    OutputFile {
        name: "k_sweep.csv",
        render: tables::k_sweep,
    },
    OutputFile {
        name: "quality.csv",
        render: tables::quality,
    },
    OutputFile {
        name: "truth.csv",
        render: tables::truth,
    },
    OutputFile {
        name: "timeline.csv",
        render: tables::timeline,
    },
    OutputFile {
        name: "dropped.csv",
        render: tables::dropped,
    },
    OutputFile {
        name: "model.json",
        render: json::model,
    },
    OutputFile {
        name: "run.json",
        render: json::run,
    },
];
