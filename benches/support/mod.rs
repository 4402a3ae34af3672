//! What the benches need beside the library.

mod clock;
mod generate;

pub use clock::Clock;
pub use generate::generate;
