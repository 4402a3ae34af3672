//! From the result to bytes: the table of output files, and the one function that writes them.

pub mod chart;
mod files;
mod json;
mod tables;
mod write;

pub use files::{FILES, OutputFile};
pub use write::{check, write};
