//! From vectors to groups: k-means, the number of themes, stability, who is unsure.
//!
//! [`ThemeModel::fit`] finds themes and their number, [`ThemeModel::given`] takes groups that there
//! are; either says how surely each document is where it is. [`ThemeModel::stability`] tells how
//! surely each theme would be found again. [`kmeans`] is the plain method alone.

mod bounded;
mod by_vectors;
mod by_words;
mod choose;
mod discriminant;
mod distances;
mod evidence;
mod fit;
mod given;
mod kmeans;
mod lloyd;
mod membership;
mod model;
mod options;
mod partition;
mod predict;
mod refine;
mod resample;
mod scored;
mod seeded;
mod settle;
mod settled;
mod stability;
mod swaps;
mod sweep;
mod top_terms;
mod ward;

pub use choose::scores;
pub use discriminant::Discriminants;
pub use evidence::WordEvidence;
pub(crate) use fit::SWEEP_SAMPLE;
pub(crate) use given::given_names;
pub use kmeans::{Partition, Start, assign, cosines, kmeans};
pub use membership::Thresholds;
pub use model::{Membership, Said, Status, ThemeModel, Training, Trial};
pub use options::{ClusterOptions, ThemeCount};
pub use refine::ThemeSpace;
pub(crate) use resample::LARGEST as STABILITY_SAMPLE;
pub(crate) use seeded::AskedFor;
pub(crate) use settle::{Pull, settle};
pub(crate) use ward::WardTree;
