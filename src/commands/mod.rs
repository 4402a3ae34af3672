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
pub use destination::abandon;
pub use init::init;
pub use inspect::inspect;
pub use report::report;
pub use shell::{completions, man};

use std::fmt::Display;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use thememap::corpus::Input;
use thememap::{Error, Result, ThemeMap};

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

/// `1 theme`, `2 themes`.
fn counted(number: usize, noun: &str) -> String {
    let ending = if number == 1 { "" } else { "s" };
    format!("{number} {noun}{ending}")
}

/// Says on standard error what is wrong; who does not listen is no reason to fail.
pub fn complain(what: impl Display) {
    let _ = writeln!(io::stderr().lock(), "thememap: {what}");
}

/// Prints to standard output; a reader that went away has seen enough.
fn print(text: &str) -> Result<()> {
    let mut out = io::stdout().lock();
    let printed = out.write_all(text.as_bytes()).and_then(|()| out.flush());
    match printed {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        printed => printed.map_err(|error| Error::io(Path::new("standard output"), error)),
    }
}
