//! One file a command: arguments to values of the library, and what comes of them to the terminal.

mod assign;
mod check;
mod compare;
mod destination;
mod init;
mod inspect;
mod report;
mod shell;
mod summary;

pub use assign::assign;
pub use check::check;
pub use compare::compare;
pub use init::init;
pub use inspect::inspect;
pub use report::report;
pub use shell::{completions, man};

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use thememap::ThemeMap;
use thememap::corpus::Input;

/// The model.json that is meant: a directory stands for the one in it.
fn model_file(path: &Path) -> PathBuf {
    match path.is_dir() {
        true => path.join("model.json"),
        false => path.to_path_buf(),
    }
}

fn inputs(paths: &[PathBuf]) -> Vec<Input> {
    paths
        .iter()
        .map(|path| Input::from(path.as_os_str()))
        .collect()
}

/// What became of the guide where it did not come out as asked, a line each.
fn outcome_lines(map: &ThemeMap) -> String {
    map.outcome
        .warnings()
        .map(|warning| warning + "\n")
        .collect()
}

/// Prints to standard output; a reader that went away is no error.
fn print(text: &str) {
    let _ = io::stdout().lock().write_all(text.as_bytes());
}
