//! What changed between two runs: which themes are the same, which are new, gone, split, merged,
//! grown or renamed, and which documents moved.
//!
//! ```no_run
//! use std::path::Path;
//! use thememap::compare::{Comparison, Snapshot};
//!
//! let before = Snapshot::read(Path::new("last-month"))?;
//! let after = Snapshot::read(Path::new("out"))?;
//! print!("{}", Comparison::between(&before, &after));
//! # Ok::<(), thememap::Error>(())
//! ```

mod assignment;
mod changes;
mod files;
mod markdown;
mod matching;
mod snapshot;
mod terminal;

pub use changes::{Change, Comparison, Flow, Moved, Row, Side, ThemeName};
pub use files::{COMPARISON_FILES, check_comparison, write_comparison};
pub use markdown::markdown;
pub use matching::{Evidence, Matching, Run};
pub use snapshot::{Snapshot, SnapshotDocument};
