//! From the result to bytes: the table of output files.

pub mod chart;
