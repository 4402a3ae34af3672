//! What the program is at, on a terminal alone, and what each stage took when asked.

use std::cell::Cell;
use std::io::{self, IsTerminal, Write};
use std::time::{Duration, Instant};
use thememap::Stage;

/// The stages as they are shown, each with the share of a run's time that it takes: measured on
/// 15,000 and on 200,000 abstracts.
const STAGES: [(&str, f64); 8] = [
    ("Reading", 0.07),
    ("Reading words", 0.08),
    ("Turning words into vectors", 0.11),
    ("Finding themes", 0.08),
    ("Judging themes", 0.03),
    ("Naming themes", 0.25),
    ("Laying out the map", 0.26),
    ("Writing", 0.12),
];

/// Less than this is no time to speak of.
const SOON: f64 = 2.0;

/// One line on standard error that each stage overwrites; nothing in a pipe.
pub struct Progress {
    shown: bool,
    timings: bool,
    begun: Instant,
    current: Cell<Option<(&'static str, Instant)>>,
}

impl Progress {
    /// Begins with reading.
    pub fn new(quiet: bool, timings: bool) -> Progress {
        let progress = Progress {
            shown: !quiet && !timings && io::stderr().is_terminal(),
            timings,
            begun: Instant::now(),
            current: Cell::new(None),
        };
        progress.enter(0, STAGES[0].0);
        progress
    }

    pub fn stage(&self, stage: Stage) {
        let place = match stage {
            Stage::Words => 1,
            Stage::Vectors => 2,
            Stage::Themes => 3,
            Stage::Judging => 4,
            Stage::Names => 5,
            Stage::Map => 6,
        };
        self.enter(place, STAGES[place].0);
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
            let line = line(place, name, self.begun.elapsed());
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
fn line(place: usize, name: &str, elapsed: Duration) -> String {
    let done = STAGES[..place]
        .iter()
        .fold(0.0, |sum, (_, share)| sum + share);
    if place == 0 {
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
    fn the_shares_of_all_stages_are_the_whole() {
        let sum = STAGES.iter().fold(0.0, |sum, (_, share)| sum + share);
        assert!((sum - 1.0).abs() < 1e-9);
    }

    #[test]
    fn what_is_left_follows_from_what_is_done() {
        assert_eq!(line(0, "Reading", Duration::from_secs(9)), "Reading ...");
        let elapsed = Duration::from_secs(15);
        assert_eq!(
            line(2, "Vectors", elapsed),
            " 15 %  Vectors ... about 85 s left"
        );
        assert!(line(7, "Writing", Duration::from_secs(6000)).ends_with(" min left"));
        assert!(line(7, "Writing", Duration::from_millis(90)).ends_with("Writing ..."));
    }

    #[test]
    #[cfg(target_os = "linux")]
    fn the_memory_of_the_program_is_told() {
        assert!(peak_memory().is_some_and(|bytes| bytes > 1_000_000));
    }
}
