//! The one file that a command writes to.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use tempfile::NamedTempFile;
use thememap::{Error, Result};

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
    /// Opens what is to be written to; what stands there stays as it is until [`finish`](Self::finish).
    ///
    /// # Errors
    ///
    /// [`Error::Io`] when it cannot be written to.
    pub fn at(name: &Path) -> Result<Destination> {
        let there = fs::metadata(name);
        if there.is_ok_and(|there| !there.is_file() && !there.is_dir()) {
            let stream = File::options().write(true).open(name);
            return Ok(Destination::Stream {
                stream: stream.map_err(|error| io_error(name, error))?,
                name: name.to_path_buf(),
            });
        }
        // Through a symbolic link, so that the link stays one.
        let file = fs::canonicalize(name).unwrap_or_else(|_| name.to_path_buf());
        let parent = match file.parent() {
            Some(parent) if !parent.as_os_str().is_empty() => parent,
            _ => Path::new("."),
        };
        fs::create_dir_all(parent).map_err(|error| io_error(parent, error))?;
        let mut builder = tempfile::Builder::new();
        builder.prefix(".thememap-");
        // A temporary file is for its owner alone; one that is kept is what the umask makes of it.
        #[cfg(unix)]
        builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
        let staged = builder.tempfile_in(parent);
        let staged = staged.map_err(|error| io_error(&file, error.kind().into()))?;
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
                kept.map(drop).map_err(|error| io_error(&file, error.error))
            }
            Destination::Stream { mut stream, name } => {
                stream.flush().map_err(|error| io_error(&name, error))
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

pub fn io_error(path: &Path, source: io::Error) -> Error {
    Error::Io {
        path: path.to_path_buf(),
        source,
    }
}
