//! Where files lie until all of them are written.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::{Error, Result};

/// The directory in which files are being written, if there is one. Held while they are moved to
/// their places, so that nobody stops half-way.
static CURRENT: Mutex<Option<PathBuf>> = Mutex::new(None);

/// Times that a directory is taken away which is not empty after all.
const TRIES: usize = 100;

fn current() -> MutexGuard<'static, Option<PathBuf>> {
    CURRENT.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Takes away what a report has begun to write, for a program that is about to end: from now on no
/// report begins to be written or is moved to its place, who tries waits for the end. A report whose
/// files are being moved to their places is finished first.
pub fn abandon() {
    let mut current = current();
    if let Some(directory) = current.take() {
        // Another file may be written while those that are there are taken away.
        let is_gone = |_: &usize| fs::remove_dir_all(&directory).is_ok() || !directory.exists();
        (0..TRIES).find(is_gone);
    }
    std::mem::forget(current);
}

/// A hidden directory beside the one that is written to.
pub(super) struct Staging(tempfile::TempDir);

impl Staging {
    /// Makes the directory, and removes what a run that was killed has left of its own.
    ///
    /// # Errors
    ///
    /// [`Error::Io`](crate::Error::Io) when it cannot be made.
    pub fn new(parent: &Path, target: &Path) -> Result<Staging> {
        let name = target.file_name().unwrap_or_default().to_string_lossy();
        let prefix = format!(".thememap-{name}-");
        let mut current = current();
        for entry in fs::read_dir(parent).into_iter().flatten().flatten() {
            let is_left = entry.file_name().to_string_lossy().starts_with(&prefix);
            if is_left && current.as_deref() != Some(entry.path().as_path()) {
                let _ = fs::remove_dir_all(entry.path());
            }
        }
        let directory = tempfile::Builder::new()
            .prefix(&prefix)
            .tempdir_in(parent)
            .map_err(|error| Error::io(parent, error.kind().into()))?;
        *current = Some(directory.path().to_path_buf());
        Ok(Staging(directory))
    }

    pub fn path(&self) -> &Path {
        self.0.path()
    }

    /// Moves the files to their places; until that is done, [`abandon`] waits.
    ///
    /// # Errors
    ///
    /// What `place` returns.
    pub fn finish(self, place: impl FnOnce(&Path) -> Result<()>) -> Result<()> {
        let mut current = current();
        let result = place(self.path());
        *current = None;
        result
    }
}
