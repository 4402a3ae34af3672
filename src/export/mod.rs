//! From the result to bytes: the table of output files, and the one function that writes them.

pub mod chart;
mod drawings;
mod exchange;
mod files;
pub mod html;
mod json;
pub mod markdown;
mod outline;
pub mod report;
mod staging;
pub mod summary;
mod tables;
mod view;
mod write;

pub use drawings::{Drawings, Pair};
pub use exchange::{EXPORTS, Export};
pub use files::{FILES, OutputFile, Report};
pub(crate) use json::pretty;
pub use staging::abandon;
pub(crate) use tables::{DOCUMENT_COLUMNS, Table, csv_row, read_back};
pub use write::{check, render, write};
pub(crate) use write::{check_for, files, put};
