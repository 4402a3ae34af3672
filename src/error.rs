//! What can go wrong, with the values and the way out in each message.

use std::io;
use std::path::{Path, PathBuf};

/// A result of this library.
pub type Result<T> = std::result::Result<T, Error>;

/// Every way in which a run can fail.
///
/// Messages name the place (file, record or line) and what to do about it; they are complete
/// sentences for a person, without the word "error".
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// No input was named.
    #[error("no input: name a file or a directory, or `-` for standard input")]
    NoInput,
    /// A named input does not exist.
    #[error("{}: no such file or directory", path.display())]
    NotFound {
        /// The path as it was given.
        path: PathBuf,
    },
    /// The operating system refused to read or write.
    #[error("{}: {}", path.display(), in_words(source))]
    Io {
        /// The file or directory concerned.
        path: PathBuf,
        /// What the operating system said.
        source: io::Error,
    },
    /// An input is damaged or is not what it seems.
    #[error("{file}, {place}: {problem}")]
    Input {
        /// The input's name, as in the `source` column of the tables.
        file: String,
        /// Where in it: `line 12`, `record 3`, `byte 4711`.
        place: String,
        /// What is wrong there, and the way out.
        problem: String,
    },
    /// An input as a whole cannot be used.
    #[error("{file}: {problem}")]
    File {
        /// The input's name, as in the `source` column of the tables.
        file: String,
        /// What is wrong with it, and the way out.
        problem: String,
    },
    /// The documents do not suffice for what was asked.
    #[error("{0}")]
    Corpus(String),
    /// Values that belong together differ in number, such as vectors and documents.
    #[error("{what}: there are {found} and {expected} were expected")]
    Mismatch {
        /// What was counted, and beside what.
        what: &'static str,
        /// How many there should be.
        expected: usize,
        /// How many there are.
        found: usize,
    },
    /// The caller stopped the run ([`ThemeMap::build_watched`](crate::ThemeMap::build_watched)).
    #[error("the run was stopped before it was done")]
    Stopped,
    /// An option has a value that makes no sense.
    #[error("{}: {problem}", format!("{option} {value}").trim_end())]
    Option {
        /// The option as typed on the command line, such as `--themes`; fields of
        /// [`Options`](crate::Options) have these names too.
        option: &'static str,
        /// The value given; empty for an option that has none.
        value: String,
        /// What is wrong with it, and what would do.
        problem: String,
    },
    /// A chart or another output could not be made.
    #[error("cannot write {file}: {problem}")]
    Output {
        /// The output file's name.
        file: String,
        /// Why.
        problem: String,
    },
}

impl Error {
    /// What the operating system said of a file or directory.
    pub fn io(path: &Path, source: io::Error) -> Error {
        Error::Io {
            path: path.to_path_buf(),
            source,
        }
    }
}

/// Refuses values of which there are not as many as belong there.
pub(crate) fn expect_count(what: &'static str, expected: usize, found: usize) -> Result<()> {
    if found == expected {
        return Ok(());
    }
    Err(Error::Mismatch {
        what,
        expected,
        found,
    })
}

/// What the operating system said; of text that is none, what to do about it.
fn in_words(source: &io::Error) -> String {
    match source.kind() {
        io::ErrorKind::InvalidData if source.get_ref().is_none() => {
            "this is not text in UTF-8; save it as such".to_string()
        }
        _ => {
            let said = source.to_string();
            // The number says nothing that the words do not.
            let words = said.split(" (os error").next();
            words.unwrap_or(&said).to_string()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_system_says_is_told_in_words_alone() {
        let source = io::Error::from_raw_os_error(2);
        let said = Error::io(Path::new("papers.csv"), source).to_string();
        assert!(
            said.starts_with("papers.csv: ") && !said.contains("os error"),
            "{said}"
        );
    }
}
