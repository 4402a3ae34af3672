//! The language that the tests of the program are written in: a folder with files, a command in
//! it, and what came of that.

// Each test program uses a part of it.
#![allow(dead_code, unused_imports)]

mod folder;
mod output;
mod papers;
mod run;

pub use folder::{Folder, packed};
pub use output::{Files, Row, Table, sha256};
pub use papers::{Papers, Subject};
pub use run::Run;

use std::path::{Path, PathBuf};

/// A file or directory of the project.
pub fn project(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// A path as an argument.
pub fn argument(path: &Path) -> &str {
    path.to_str().expect("the path is UTF-8")
}
