//! What the program is at, on a terminal alone.

use std::io::{self, IsTerminal, Write};
use thememap::Stage;

/// One line on standard error that each stage overwrites; nothing in a pipe.
pub struct Progress {
    shown: bool,
}

impl Progress {
    pub fn new(quiet: bool) -> Progress {
        Progress {
            shown: !quiet && io::stderr().is_terminal(),
        }
    }

    pub fn stage(&self, stage: Stage) {
        self.say(match stage {
            Stage::Words => "Reading words",
            Stage::Vectors => "Turning words into vectors",
            Stage::Themes => "Finding themes",
            Stage::Names => "Naming themes",
            Stage::Map => "Drawing the map",
        });
    }

    pub fn say(&self, text: &str) {
        if self.shown {
            let _ = write!(io::stderr(), "\r\x1b[K{text} ...");
        }
    }

    pub fn done(&self) {
        if self.shown {
            let _ = write!(io::stderr(), "\r\x1b[K");
        }
    }
}
