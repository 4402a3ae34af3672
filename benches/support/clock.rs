//! Wall time of a job, as the median of some repeats.

use std::hint::black_box;
use std::time::{Duration, Instant};

use super::flow::Time;

/// Most repeats of a job.
const REPEATS: usize = 9;
/// No repeat begins after a job has taken this long in all.
const ENOUGH: Duration = Duration::from_secs(5);

/// Times jobs and prints a line for each.
pub struct Clock {
    repeats: usize,
}

impl Clock {
    /// A clock that repeats jobs when it measures, and else runs each once.
    pub fn new(measures: bool) -> Clock {
        Clock {
            repeats: if measures { REPEATS } else { 1 },
        }
    }
}

impl Time for Clock {
    /// Runs a job several times, prints its median time, and returns its last result.
    fn time<T>(&self, name: &str, job: impl Fn() -> T) -> T {
        let begun = Instant::now();
        let mut times = Vec::new();
        loop {
            let start = Instant::now();
            let result = black_box(job());
            times.push(start.elapsed());
            if times.len() == self.repeats || begun.elapsed() > ENOUGH {
                times.sort();
                let median = times[times.len() / 2].as_secs_f64() * 1000.0;
                println!("    {name:<12} {median:>10.2} ms   ({} times)", times.len());
                return result;
            }
        }
    }
}
