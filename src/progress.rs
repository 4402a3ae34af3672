//! What the program is at, on a terminal alone, and how long each stage took when asked.

use std::cell::RefCell;
use std::io::{self, IsTerminal, Write};
use std::time::Instant;
use thememap::Stage;

/// One line on standard error that each stage overwrites; nothing in a pipe.
pub struct Progress {
    shown: bool,
    timings: bool,
    current: RefCell<Option<(&'static str, Instant)>>,
}

impl Progress {
    pub fn new(quiet: bool, timings: bool) -> Progress {
        Progress {
            shown: !quiet && !timings && io::stderr().is_terminal(),
            timings,
            current: RefCell::new(None),
        }
    }

    pub fn stage(&self, stage: Stage) {
        self.say(match stage {
            Stage::Words => "Reading words",
            Stage::Vectors => "Turning words into vectors",
            Stage::Themes => "Finding themes",
            Stage::Names => "Naming themes",
            Stage::Map => "Laying out the map",
        });
    }

    pub fn say(&self, text: &'static str) {
        self.finish();
        if self.shown {
            let _ = write!(io::stderr(), "\r\x1b[K{text} ...");
        }
        *self.current.borrow_mut() = Some((text, Instant::now()));
    }

    pub fn done(&self) {
        self.finish();
        if self.shown {
            let _ = write!(io::stderr(), "\r\x1b[K");
        }
    }

    fn finish(&self) {
        if let (true, Some((text, begun))) = (self.timings, self.current.borrow_mut().take()) {
            let _ = writeln!(
                io::stderr(),
                "{:>8.3} s  {text}",
                begun.elapsed().as_secs_f64()
            );
        }
    }
}
