//! Measures of a clustering, each a pure function.

mod agreement;
mod coherence;
mod contingency;
mod cooccurrence;
mod diversity;
mod fdr;
mod hypergeometric;
mod information;
mod purity;
mod rand_index;
mod silhouette;
mod stability;

pub use agreement::{Agreement, Unassigned, agreement};
pub use coherence::{c_v, npmi};
pub use contingency::Contingency;
pub use cooccurrence::Cooccurrence;
pub use diversity::diversity;
pub use fdr::benjamini_hochberg;
pub use hypergeometric::Hypergeometric;
pub use information::{
    VMeasure, adjusted_mutual_information, mutual_information, normalized_mutual_information,
    v_measure,
};
pub use purity::purity;
pub use rand_index::adjusted_rand_index;
pub use silhouette::{Silhouette, silhouette};
pub use stability::{best_jaccard, mean_over_refits};
