//! Vectors and themes from elsewhere, and files for other programs.

mod support;

#[path = "outside/exports.rs"]
mod exports;
#[path = "outside/themes.rs"]
mod themes;
#[path = "outside/vectors.rs"]
mod vectors;
