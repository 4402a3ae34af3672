//! From vectors to groups: k-means, the number of themes, stability, who is unsure.

mod choose;
mod fit;
mod kmeans;
mod membership;
mod model;
mod options;
mod predict;
mod resample;
mod swaps;
mod sweep;
mod ward;

pub use fit::stability;
pub use kmeans::{Partition, Start, assign, cosines, kmeans};
pub use membership::{Thresholds, place, place_within};
pub use model::{Membership, Status, ThemeModel, Training, Trial};
pub use options::{ClusterOptions, ThemeCount};
pub use ward::WardTree;
