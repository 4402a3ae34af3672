//! From tokens to vectors: vocabulary, TF-IDF, embedding.
//!
//! A [`Vocabulary`] has the columns, [`TfIdf`] the sparse rows of a document each, and the
//! [`Embedding`] short dense ones, from these or from [`GivenVectors`] made elsewhere.

pub(crate) mod cells;
mod class_tfidf;
mod csr;
mod eigen;
mod embedding;
mod given;
pub(crate) mod half;
pub(crate) mod kernels;
pub mod knowledge;
pub(crate) mod neighbours;
mod occurrences;
pub(crate) mod phrases;
pub(crate) mod sample;
mod sieve;
mod smoothing;
mod spelling;
mod svd;
mod tall;
mod term;
mod term_options;
mod tfidf;
pub(crate) mod tiles;
mod vocabulary;

pub(crate) use class_tfidf::ClassWeights;
pub use class_tfidf::class_tfidf;
pub use csr::Csr;
pub use eigen::symmetric_eigen;
pub(crate) use embedding::LARGEST_SAMPLE;
pub use embedding::{Embedding, EmbeddingOptions};
pub use given::{GivenVectors, VectorSource, VectorsFile};
pub(crate) use occurrences::Occurrences;
pub use phrases::MAX_WORDS;
pub(crate) use smoothing::nearest_others;
pub(crate) use svd::MOST_ROWS as AXES_SAMPLE;
pub use svd::{Svd, truncated_svd};
pub(crate) use tall::{gram, inverse_cholesky};
pub use term::Term;
pub use term_options::TermOptions;
pub use tfidf::TfIdf;
pub(crate) use tfidf::documents_holding;
pub use vocabulary::Vocabulary;
