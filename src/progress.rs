//! What the program is at, on a terminal alone, and what each stage took when asked.

use std::cell::Cell;
use std::io::{self, IsTerminal, Write};
use std::ops::ControlFlow;
use std::time::{Duration, Instant};
use thememap::Stage;

/// The stages as they are shown, each with the seconds that it takes whatever the corpus, and those
/// for 100,000 documents more: from runs on 15,000 and on 200,000 abstracts. Only their ratios count.
const STAGES: [(&str, f64, f64); 8] = [
    ("Reading", 0.0, 0.55),
    ("Reading words", 0.0, 0.55),
    ("Turning words into vectors", 0.25, 0.7),
    ("Finding themes", 1.0, 0.25),
    ("Judging themes", 0.15, 0.0),
    ("Naming themes", 0.25, 0.95),
    ("Laying out the map", 0.5, 0.4),
    ("Writing", 0.45, 0.4),
];

/// The share of a run's time that passes before a stage begins.
fn done(place: usize, documents: usize) -> f64 {
    let seconds = |stages: &[(&str, f64, f64)]| {
        let each = stages.iter();
        each.fold(0.0, |sum, (_, always, more)| {
            sum + always + more * documents as f64 / 1e5
        })
    };
    seconds(&STAGES[..place]) / seconds(&STAGES)
}

/// Less than this is no time to speak of.
const SOON: f64 = 2.0;

/// One line on standard error that each stage overwrites; nothing in a pipe.
pub struct Progress {
    shown: bool,
    timings: bool,
    begun: Instant,
    documents: Cell<usize>,
    current: Cell<Option<(&'static str, Instant)>>,
}

impl Progress {
    /// Begins with reading.
    pub fn new(quiet: bool, timings: bool) -> Progress {
        let progress = Progress {
            shown: !quiet && !timings && io::stderr().is_terminal(),
            timings,
            begun: Instant::now(),
            documents: Cell::new(0),
            current: Cell::new(None),
        };
        progress.enter(0, STAGES[0].0);
        progress
    }

    /// So many documents were read, by which stages take their shares.
    pub fn read(&self, documents: usize) {
        self.documents.set(documents);
    }

    /// Shows a stage, after which the run goes on.
    pub fn stage(&self, stage: Stage) -> ControlFlow<()> {
        let place = match stage {
            Stage::Words => 1,
            Stage::Vectors => 2,
            Stage::Themes => 3,
            Stage::Judging => 4,
            Stage::Names => 5,
            Stage::Map => 6,
        };
        self.enter(place, STAGES[place].0);
        ControlFlow::Continue(())
    }

    /// What comes of a run: `Writing` or `Comparing`.
    pub fn last(&self, name: &'static str) {
        self.enter(STAGES.len() - 1, name);
    }

    pub fn done(&self) {
        self.finish();
        self.erase();
    }

    fn erase(&self) {
        if self.shown {
            let _ = write!(io::stderr(), "\r\x1b[K");
        }
    }

    fn enter(&self, place: usize, name: &'static str) {
        self.finish();
        if self.shown {
            let done = done(place, self.documents.get());
            let line = line(done, name, self.begun.elapsed());
            let _ = write!(io::stderr(), "\r\x1b[K{line}");
        }
        self.current.set(Some((name, Instant::now())));
    }

    fn finish(&self) {
        if let (true, Some((name, begun))) = (self.timings, self.current.take()) {
            let seconds = begun.elapsed().as_secs_f64();
            let memory = peak_memory().map_or(String::new(), |bytes| {
                format!("  {:>6.0} MB at most", bytes as f64 / 1e6)
            });
            let _ = writeln!(io::stderr(), "{seconds:>8.3} s{memory}  {name}");
        }
    }
}

/// A run that failed has its message on a line of its own.
impl Drop for Progress {
    fn drop(&mut self) {
        if self.current.take().is_some() {
            self.erase();
        }
    }
}

/// `35 %  Naming themes ... about 12 s left`; what is left follows from what is done.
fn line(done: f64, name: &str, elapsed: Duration) -> String {
    if done == 0.0 {
        return format!("{name} ...");
    }
    let left = elapsed.as_secs_f64() * (1.0 - done) / done;
    let left = match left {
        ..SOON => String::new(),
        ..90.0 => format!(" about {left:.0} s left"),
        _ => format!(" about {:.0} min left", left / 60.0),
    };
    format!("{:>3.0} %  {name} ...{left}", 100.0 * done)
}

/// The most memory that the program has had so far, in bytes, where the system tells.
fn peak_memory() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kilobytes: u64 = line.split_whitespace().next()?.parse().ok()?;
    Some(1024 * kilobytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_rise_from_nothing_and_depend_on_the_size_of_the_corpus() {
        for documents in [0, 400, 15_000, 1_000_000] {
            let shares: Vec<f64> = (0..STAGES.len()).map(|s| done(s, documents)).collect();
            assert!(shares[0] == 0.0 && shares.is_sorted() && shares[7] < 1.0);
        }
        let map = |documents| done(6, documents);
        assert!(map(15_000) < 0.7 && map(200_000) > 0.73);
    }

    #[test]
    fn what_is_left_follows_from_what_is_done() {
        let seconds = Duration::from_secs;
        assert_eq!(line(0.0, "Reading", seconds(9)), "Reading ...");
        assert_eq!(
            line(0.15, "Vectors", seconds(15)),
            " 15 %  Vectors ... about 85 s left"
        );
        assert!(line(0.9, "Writing", seconds(6000)).ends_with(" min left"));
        assert!(line(0.9, "Writing", seconds(1)).ends_with("Writing ..."));
    }

    #[test]
    #[cfg(target_os = "linux")]
    fn the_memory_of_the_program_is_told() {
        assert!(peak_memory().is_some_and(|bytes| bytes > 1_000_000));
    }
}
