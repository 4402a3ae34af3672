//! The themes in a pile of paper abstracts.
#![deny(missing_docs)]
#![forbid(unsafe_code)]

pub mod cluster;
pub mod corpus;
mod error;
pub mod export;
mod figures;
pub mod layout;
mod pipeline;
pub mod quality;
pub mod text;
pub mod themes;
pub mod vectors;

pub use error::{Error, Result};
pub use figures::Figure;
pub use pipeline::{Options, Stage, ThemeMap};
