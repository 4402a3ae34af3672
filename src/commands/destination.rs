//! The one file that a command writes to.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};
use tempfile::NamedTempFile;
use thememap::{Error, Result};

/// The files in which something is being written that has no place yet.
static STAGED: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());

fn staged() -> MutexGuard<'static, Vec<PathBuf>> {
    STAGED.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Takes away what has been begun to write, for a program that is about to end; who begins to write
/// from now on waits for the end.
pub fn abandon() {
    let mut staged = staged();
    for file in staged.drain(..) {
        let _ = fs::remove_file(file);
    }
    std::mem::forget(staged);
}

/// A file that appears only when it is whole, or something that is no file (a device, a named
/// pipe), which takes the bytes as they come: it must never be replaced by a file.
pub enum Destination {
    Whole {
        staged: NamedTempFile,
        file: PathBuf,
    },
    Stream {
        stream: File,
        name: PathBuf,
    },
}

impl Destination {
    /// Opens what is to be written to; what stands there stays as it is until
    /// [`finish`](Self::finish). A file is replaced only where `is_ours` knows it as one of an
    /// earlier run, which wrote a `what`; an empty one holds nothing that could be lost.
    ///
    /// # Errors
    ///
    /// [`Error::Io`] for the file of another, and when it cannot be written to.
    pub fn at(name: &Path, what: &str, is_ours: fn(&Path) -> bool) -> Result<Destination> {
        match fs::metadata(name) {
            Ok(there) if !there.is_file() && !there.is_dir() => {
                let stream = File::options().write(true).open(name);
                Ok(Destination::Stream {
                    stream: stream.map_err(|error| Error::io(name, error))?,
                    name: name.to_path_buf(),
                })
            }
            Ok(there) if there.is_dir() => Err(file_error(name, "is a directory; name a file")),
            Ok(there) if there.len() > 0 && !is_ours(name) => {
                let problem = format!(
                    "is there already, is of no earlier {what} and would be replaced; move it, or \
                     name another file"
                );
                Err(file_error(name, &problem))
            }
            _ => Destination::beside(name),
        }
    }

    fn beside(name: &Path) -> Result<Destination> {
        // Through a symbolic link, so that the link stays one.
        let file = fs::canonicalize(name).unwrap_or_else(|_| name.to_path_buf());
        let parent = match file.parent() {
            Some(parent) if !parent.as_os_str().is_empty() => parent,
            _ => Path::new("."),
        };
        fs::create_dir_all(parent).map_err(|error| Error::io(parent, error))?;
        let mut builder = tempfile::Builder::new();
        builder.prefix(".thememap-");
        // A temporary file is for its owner alone; one that is kept is what the umask makes of it.
        #[cfg(unix)]
        builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
        // Held until the file is known, so that nobody stops in between.
        let mut known = staged();
        let staged = builder.tempfile_in(parent);
        let staged = staged.map_err(|error| Error::io(&file, error.kind().into()))?;
        known.push(staged.path().to_path_buf());
        Ok(Destination::Whole { staged, file })
    }

    /// Puts the file in its place.
    ///
    /// # Errors
    ///
    /// [`Error::Io`] when that fails.
    pub fn finish(self) -> Result<()> {
        match self {
            Destination::Whole { staged, file } => {
                let kept = staged.persist(&file);
                kept.map(drop)
                    .map_err(|error| Error::io(&file, error.error))
            }
            Destination::Stream { mut stream, name } => {
                stream.flush().map_err(|error| Error::io(&name, error))
            }
        }
    }
}

impl Write for Destination {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Destination::Whole { staged, .. } => staged.write(bytes),
            Destination::Stream { stream, .. } => stream.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Destination::Whole { staged, .. } => staged.flush(),
            Destination::Stream { stream, .. } => stream.flush(),
        }
    }
}

fn file_error(path: &Path, problem: &str) -> Error {
    Error::io(path, io::Error::other(problem))
}
