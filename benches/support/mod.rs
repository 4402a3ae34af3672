//! What the benches need beside the library.

mod clock;
mod flow;
mod generate;

pub use clock::Clock;
pub use flow::{Time, stage_reading, stages};
pub use generate::generate;
