//! Measures of a clustering, each a pure function.
//!
//! | question | measure | needs |
//! |---|---|---|
//! | Do the themes match known labels? | [`agreement()`]; alone [`adjusted_mutual_information`], [`adjusted_rand_index`], [`normalized_mutual_information`], [`v_measure`], [`purity()`] | labels, or [`Contingency`] |
//! | Are documents nearer to their own theme than to the next? | [`silhouette()`] | vectors |
//! | Do nearest neighbours share a theme? | [`modularity()`] | neighbours |
//! | Do a theme's terms belong together? | [`npmi`], [`c_v`] | terms, documents |
//! | Do the themes say different things? | [`diversity()`] | terms |
//! | Would a theme come back from other documents? | [`best_jaccard`], [`mean_over_refits`] | refits |
//! | Does a theme's name find its documents? | [`label_separation`] | names, documents |
//! | Is a theme central, and does it hang together? | [`callon()`] | terms, documents |
//! | Is a term in a theme more often than by chance? | [`Hypergeometric`], [`benjamini_hochberg`] | counts |
//!
//! Themes are numbered from 0 and documents are places in slices; `None` is a document in no theme,
//! as [`ThemeModel::assignments`](crate::cluster::ThemeModel::assignments) has it. Words as numbers come
//! from [`Tokens::stem_sequence`](crate::text::Tokens::stem_sequence) and, for terms of one's own,
//! [`Analyzer::term_in`](crate::text::Analyzer::term_in). A function panics only where its slices do not
//! belong together, and says so.
//!
//! Only the first looks outside the corpus. No single figure decides between two clusterings:
//! each says in its own documentation when it misleads.

mod agreement;
mod bm25;
mod callon;
mod coherence;
mod contingency;
mod cooccurrence;
mod diversity;
mod document_set;
mod fdr;
mod hypergeometric;
mod information;
mod modularity;
mod purity;
mod rand_index;
mod separation;
mod silhouette;
mod stability;

pub use agreement::{Agreement, Unassigned, agreement};
pub use bm25::{Posting, bm25, postings};
pub(crate) use bm25::{Ranking, Scores};
pub use callon::{Callon, callon};
pub(crate) use coherence::pair_npmi;
pub use coherence::{c_v, npmi};
pub use contingency::Contingency;
pub use cooccurrence::Cooccurrence;
pub use diversity::diversity;
pub(crate) use document_set::DocumentSet;
pub use fdr::benjamini_hochberg;
pub use hypergeometric::Hypergeometric;
pub use information::{
    VMeasure, adjusted_mutual_information, mutual_information, normalized_mutual_information,
    v_measure,
};
pub use modularity::modularity;
pub use purity::purity;
pub use rand_index::adjusted_rand_index;
pub(crate) use separation::auc_of_matches;
pub use separation::{LabelSeparation, auc, label_separation};
pub use silhouette::{Silhouette, silhouette};
pub use stability::{UNSTABLE, best_jaccard, mean_over_refits};
