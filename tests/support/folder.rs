//! A directory of a test's own.

use std::fs;
use std::path::{Path, PathBuf};

use flate2::{Compression, write::GzEncoder};
use std::io::Write;
use tempfile::TempDir;

use super::{Files, Run};

/// A temporary directory, in which the program runs.
pub struct Folder(TempDir);

impl Folder {
    pub fn new() -> Folder {
        Folder(tempfile::tempdir().expect("there is room for a temporary directory"))
    }

    /// The folder with one more file.
    pub fn with(self, name: &str, content: impl AsRef<[u8]>) -> Folder {
        self.put(name, content);
        self
    }

    /// The folder with one more file, packed.
    pub fn with_packed(self, name: &str, content: impl AsRef<[u8]>) -> Folder {
        self.with(name, packed(content))
    }

    pub fn put(&self, name: &str, content: impl AsRef<[u8]>) {
        let path = self.path(name);
        let parent = path.parent().expect("a file is in a directory");
        fs::create_dir_all(parent).expect("the directory can be made");
        fs::write(path, content).expect("the file can be written");
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    pub fn here(&self) -> &Path {
        self.0.path()
    }

    /// The program with these arguments, run here.
    pub fn run(&self, arguments: &[&str]) -> Run {
        self.run_with(arguments, b"")
    }

    /// The same with something on standard input.
    pub fn run_with(&self, arguments: &[&str], stdin: &[u8]) -> Run {
        Run::of(Run::command(arguments).current_dir(self.here()), stdin)
    }

    /// The files below a directory of this folder.
    pub fn files(&self, directory: &str) -> Files {
        Files::below(&self.path(directory))
    }

    /// Runs `report` here on an input and returns the files that it wrote.
    pub fn report(&self, input: &str, options: &[&str]) -> Files {
        let arguments = [&["report", input, "--out", "out"], options].concat();
        self.run(&arguments).succeeds();
        self.files("out")
    }
}

/// Bytes as a gzip file.
pub fn packed(content: impl AsRef<[u8]>) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder
        .write_all(content.as_ref())
        .expect("a vector takes every byte");
    encoder.finish().expect("a vector takes every byte")
}
