//! One file a command: arguments to values of the library, and what comes of them to the terminal.

mod assign;
mod check;
mod compare;
mod inspect;
mod report;
mod shell;

pub use assign::assign;
pub use check::check;
pub use compare::compare;
pub use inspect::inspect;
pub use report::report;
pub use shell::{completions, man};

use std::io::{self, Write};
use std::path::PathBuf;
use thememap::corpus::Input;

fn inputs(paths: &[PathBuf]) -> Vec<Input> {
    paths
        .iter()
        .map(|path| Input::from(path.as_os_str()))
        .collect()
}

/// Prints to standard output; a reader that went away is no error.
fn print(text: &str) {
    let _ = io::stdout().lock().write_all(text.as_bytes());
}
