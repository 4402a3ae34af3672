//! From vectors to groups: k-means, the number of themes, stability, who is unsure.

mod kmeans;
mod model;
mod ward;

pub use kmeans::{Partition, Start, assign, cosines, kmeans};
pub use model::{Membership, Status, ThemeModel, Trial};
pub use ward::WardTree;
