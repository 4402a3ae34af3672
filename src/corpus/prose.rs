//! Directories that hold nothing but plain texts, each of which is a document.

use super::format::Format;
use super::formats::text;
use super::input::File;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// Fewer texts than this are notes that lie about.
const FEWEST: usize = 2;

/// The directories of these files, those below others for themselves, in which all files are texts
/// by their names and none is of a format. `seen` tells the format and the beginning of a file.
///
/// A listing of one title and one abstract is such a text as well.
pub(super) fn directories(
    files: &[File],
    seen: impl Fn(&File) -> Option<(Option<&'static Format>, Vec<u8>)>,
) -> BTreeSet<PathBuf> {
    let mut by_directory: BTreeMap<&Path, Vec<&File>> = BTreeMap::new();
    for file in files.iter().filter(|file| !file.is_named) {
        if let Some(directory) = file.path.as_deref().and_then(Path::parent) {
            by_directory.entry(directory).or_default().push(file);
        }
    }
    let is_prose = |file: &&File| match seen(file) {
        Some((None, _)) => true,
        Some((Some(format), bytes)) => format.name == "listing" && filled_lines(&bytes) == 2,
        None => false,
    };
    let mut directories = BTreeSet::new();
    for (directory, files) in by_directory {
        let documents = files.iter().filter(|file| text::may_be(&file.name));
        let are_texts = files.iter().all(|file| text::is_text(&file.name));
        if are_texts && documents.count() >= FEWEST && files.iter().all(is_prose) {
            directories.insert(directory.to_owned());
        }
    }
    directories
}

fn filled_lines(bytes: &[u8]) -> usize {
    bytes
        .split(|&byte| byte == b'\n' || byte == b'\r')
        .filter(|line| !line.trim_ascii().is_empty())
        .count()
}
