//! What the user names, and the files that this means.

use crate::{Error, Result};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsStr;
use std::fs;
use std::io::{self, Read, Seek};
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

/// Something to read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Input {
    /// A file, or a directory that is read with all below it, files with a leading dot left out.
    Path(PathBuf),
    /// Standard input.
    Stdin,
}

impl<T: AsRef<OsStr> + ?Sized> From<&T> for Input {
    /// `-` is standard input, everything else a path.
    fn from(argument: &T) -> Input {
        match argument.as_ref() {
            dash if dash == "-" => Input::Stdin,
            path => Input::Path(PathBuf::from(path)),
        }
    }
}

/// A file to be read.
#[derive(Debug, Clone)]
pub(super) struct File {
    /// Its name in tables and messages.
    pub name: String,
    /// Where it lies; none for standard input.
    pub path: Option<PathBuf>,
    /// Whether the user named this very file, not a directory above it.
    pub is_named: bool,
    /// What came through a pipe, once it is put by.
    copy: Option<Arc<fs::File>>,
}

impl File {
    /// Puts what can be read only once, such as standard input, by in a file without a name, which is
    /// gone with the program. Where no such file can be made, it stays to be read once.
    ///
    /// # Errors
    ///
    /// Fails when there is no room for all of it, and when reading fails.
    pub fn put_by(&mut self) -> io::Result<()> {
        if self.path.as_deref().is_some_and(Path::is_file) {
            return Ok(());
        }
        if let (Ok(mut pipe), Ok(mut copy)) = (self.open(), tempfile::tempfile()) {
            io::copy(&mut pipe, &mut copy)?;
            self.copy = Some(Arc::new(copy));
        }
        Ok(())
    }

    /// Opens what can be read more than once at its beginning.
    pub fn open_again(&self) -> Option<fs::File> {
        match (&self.copy, &self.path) {
            (Some(copy), _) => {
                let mut copy = copy.try_clone().ok()?;
                copy.rewind().ok()?;
                Some(copy)
            }
            (None, Some(path)) if path.is_file() => fs::File::open(path).ok(),
            _ => None,
        }
    }

    /// Opens it, whatever it is.
    ///
    /// # Errors
    ///
    /// Fails as opening does.
    pub fn open(&self) -> io::Result<Box<dyn Read>> {
        match (self.open_again(), &self.path) {
            (Some(file), _) => Ok(Box::new(file)),
            (None, Some(path)) => Ok(Box::new(fs::File::open(path)?)),
            (None, None) => Ok(Box::new(io::stdin())),
        }
    }
}

/// The files behind the inputs, each once, directories in the order of their paths, with names that
/// tell them apart; none of the files below `leave_out`, unless that is itself an input.
///
/// # Errors
///
/// Fails when there is no input, or one that cannot be found or listed.
pub(super) fn find(inputs: &[Input], leave_out: Option<&Path>) -> Result<Vec<File>> {
    if inputs.is_empty() {
        return Err(Error::NoInput);
    }
    let mut found: Vec<Found> = Vec::new();
    for input in inputs {
        match input {
            Input::Stdin => found.push(Found::stdin()),
            Input::Path(path) if !path.exists() => {
                return Err(Error::NotFound { path: path.clone() });
            }
            Input::Path(path) if path.is_dir() => found.extend(below(path, leave_out)?),
            Input::Path(path) => found.push(Found::new(path.clone(), names_in(path), 1, true)),
        }
    }
    let mut seen = BTreeSet::new();
    found.retain(|file| {
        file.path
            .as_ref()
            .is_none_or(|path| seen.insert(real(path)))
    });
    Ok(with_distinct_names(found))
}

/// A file and the parts of its path, of which the last `shown` make its name.
struct Found {
    path: Option<PathBuf>,
    parts: Vec<String>,
    shown: usize,
    is_named: bool,
}

impl Found {
    fn new(path: PathBuf, parts: Vec<String>, shown: usize, is_named: bool) -> Found {
        Found {
            path: Some(path),
            parts,
            shown,
            is_named,
        }
    }

    fn stdin() -> Found {
        Found {
            path: None,
            parts: vec!["stdin".to_owned()],
            shown: 1,
            is_named: true,
        }
    }

    fn name(&self) -> String {
        self.parts[self.parts.len().saturating_sub(self.shown)..].join("/")
    }
}

/// The files below a directory, sorted by their path below it.
fn below(directory: &Path, leave_out: Option<&Path>) -> Result<Vec<Found>> {
    let above = names_in(directory);
    let mut files = Vec::new();
    let mut entered: BTreeSet<PathBuf> = leave_out.map(real).into_iter().collect();
    entered.insert(real(directory));
    let mut waiting = vec![(directory.to_owned(), Vec::<String>::new())];
    while let Some((directory, parts)) = waiting.pop() {
        let failed = |source| Error::Io {
            path: directory.clone(),
            source,
        };
        for entry in fs::read_dir(&directory).map_err(failed)? {
            let entry = entry.map_err(failed)?;
            let name = entry.file_name().to_string_lossy().into_owned();
            if name.starts_with('.') {
                continue;
            }
            let path = entry.path();
            let parts: Vec<String> = parts.iter().cloned().chain([name]).collect();
            if path.is_dir() {
                // A link may lead back up, and what a run wrote of papers is none.
                if !is_output(&path) && entered.insert(real(&path)) {
                    waiting.push((path, parts));
                }
            } else if path.is_file() {
                files.push((path, parts));
            }
        }
    }
    files.sort_by_cached_key(|(_, parts)| parts.join("/"));
    Ok(files
        .into_iter()
        .map(|(path, parts)| {
            let shown = parts.len();
            Found::new(
                path,
                above.iter().cloned().chain(parts).collect(),
                shown,
                false,
            )
        })
        .collect())
}

/// Whether a directory holds a report or a comparison of this program.
fn is_output(directory: &Path) -> bool {
    let read = |name: &str| fs::read(directory.join(name)).unwrap_or_default();
    let has_key = |name: &str, key: &str| {
        let value: Value = serde_json::from_slice(&read(name)).unwrap_or_default();
        value.get(key).is_some()
    };
    has_key("run.json", "thememap_version")
        || has_key("summary.json", "summary_version")
        || read("compare.csv").starts_with(b"change,before,before_label,")
}

/// The names in a path, without what stands for the root, the current or a parent directory.
fn names_in(path: &Path) -> Vec<String> {
    path.components()
        .filter_map(|component| match component {
            Component::Normal(name) => Some(name.to_string_lossy().into_owned()),
            _ => None,
        })
        .collect()
}

fn real(path: &Path) -> PathBuf {
    fs::canonicalize(path).unwrap_or_else(|_| path.to_owned())
}

/// Puts the names of directories before equal names until they differ, and a number behind those
/// that no directory tells apart.
fn with_distinct_names(mut found: Vec<Found>) -> Vec<File> {
    loop {
        let mut uses: BTreeMap<String, usize> = BTreeMap::new();
        for file in &found {
            *uses.entry(file.name()).or_default() += 1;
        }
        let mut is_settled = true;
        for file in &mut found {
            if uses[&file.name()] > 1 && file.shown < file.parts.len() {
                file.shown += 1;
                is_settled = false;
            }
        }
        if is_settled {
            break;
        }
    }
    let mut given = BTreeSet::new();
    found
        .into_iter()
        .map(|file| {
            let name = file.name();
            let numbered = (2..).map(|number| format!("{name}-{number}"));
            let name = std::iter::once(name.clone())
                .chain(numbered)
                .find(|name| !given.contains(name))
                .unwrap_or(name);
            given.insert(name.clone());
            File {
                name,
                path: file.path,
                is_named: file.is_named,
                copy: None,
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(directory: &Path, inputs: &[&str]) -> Vec<String> {
        let inputs: Vec<Input> = inputs
            .iter()
            .map(|input| Input::Path(directory.join(input)))
            .collect();
        find(&inputs, None)
            .unwrap()
            .into_iter()
            .map(|file| file.name)
            .collect()
    }

    fn tree(files: &[&str]) -> tempfile::TempDir {
        let directory = tempfile::tempdir().unwrap();
        for file in files {
            let path = directory.path().join(file);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "x").unwrap();
        }
        directory
    }

    #[test]
    fn a_directory_is_read_in_the_order_of_its_paths() {
        let tree = tree(&[
            "b.csv",
            "a/z.csv",
            "a/b/c.csv",
            "a.csv",
            ".git/config",
            ".hidden",
        ]);
        assert_eq!(
            names(tree.path(), &["."]),
            ["a.csv", "a/b/c.csv", "a/z.csv", "b.csv"]
        );
        assert_eq!(names(tree.path(), &["a"]), ["b/c.csv", "z.csv"]);
    }

    #[test]
    fn equal_names_are_told_apart_by_their_directories() {
        let tree = tree(&["p/a/x.csv", "q/a/x.csv", "q/b/x.csv", "q/b/y.csv"]);
        assert_eq!(
            names(tree.path(), &["p/a/x.csv", "q/a", "q/b"]),
            ["p/a/x.csv", "q/a/x.csv", "b/x.csv", "y.csv"]
        );
    }

    #[test]
    fn a_file_named_twice_is_read_once() {
        let tree = tree(&["a/x.csv"]);
        assert_eq!(
            names(tree.path(), &["a/x.csv", "a", "a/../a/x.csv"]),
            ["x.csv"]
        );
    }

    #[cfg(unix)]
    #[test]
    fn links_that_lead_back_up_do_not_hang() {
        let tree = tree(&["a/x.csv"]);
        std::os::unix::fs::symlink(tree.path(), tree.path().join("a/up")).unwrap();
        std::os::unix::fs::symlink("nowhere", tree.path().join("a/dangling")).unwrap();
        assert_eq!(names(tree.path(), &["."]), ["a/x.csv"]);
    }

    #[test]
    fn missing_inputs_are_errors() {
        assert!(matches!(find(&[], None), Err(Error::NoInput)));
        let error = find(&[Input::from("no/such.csv")], None)
            .unwrap_err()
            .to_string();
        assert_eq!(error, "no/such.csv: no such file or directory");
        assert_eq!(Input::from("-"), Input::Stdin);
    }
}
