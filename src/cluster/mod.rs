//! From vectors to groups: k-means, the number of themes, stability, who is unsure.

mod choose;
mod evidence;
mod fit;
mod kmeans;
mod membership;
mod model;
mod options;
mod predict;
mod refine;
mod resample;
mod swaps;
mod sweep;
mod ward;

pub use evidence::WordEvidence;
pub use fit::stability;
pub use kmeans::{Partition, Start, assign, cosines, kmeans};
pub use membership::{Thresholds, judge, judge_within, place, place_within};
pub use model::{Membership, Status, ThemeModel, Training, Trial};
pub use options::{ClusterOptions, ThemeCount};
pub use refine::ThemeSpace;
pub use ward::WardTree;
