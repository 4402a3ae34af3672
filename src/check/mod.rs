//! For continuous integration: has a committed run changed more than it may?

mod limits;
mod verify;

pub use limits::{Limits, Verdict, share};
pub use verify::{Difference, first_difference};
