//! Each stage once on `data/listings`, on one thread, for a count of its instructions.
//!
//! `benches/count` runs this under callgrind; by itself it says nothing.

#[path = "support/flow.rs"]
mod flow;

use flow::{Time, stage_reading, stages};
use thememap::Result;

fn main() -> Result<()> {
    let one = rayon::ThreadPoolBuilder::new().num_threads(1).build();
    let one = one.expect("one thread can be had");
    one.install(|| stages(stage_reading()?, &Once))
}

/// Runs a stage once.
struct Once;

impl Time for Once {
    fn time<T>(&self, _name: &str, stage: impl Fn() -> T) -> T {
        stage()
    }
}
