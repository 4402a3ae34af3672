//! From the result to bytes: the table of output files.

pub mod html;
pub mod markdown;
pub mod report;
