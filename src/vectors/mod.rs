//! From tokens to vectors: vocabulary, TF-IDF, embedding.

pub(crate) mod cells;
mod class_tfidf;
mod csr;
mod eigen;
mod embedding;
mod given;
pub(crate) mod half;
pub mod kernels;
pub mod knowledge;
pub(crate) mod neighbours;
pub(crate) mod phrases;
pub(crate) mod sample;
mod sieve;
mod smoothing;
mod spelling;
mod svd;
pub(crate) mod tall;
mod term_options;
mod tfidf;
pub(crate) mod tiles;
mod vocabulary;

pub use class_tfidf::class_tfidf;
pub use csr::Csr;
pub use eigen::symmetric_eigen;
pub(crate) use embedding::LARGEST_SAMPLE;
pub use embedding::{Embedding, EmbeddingOptions};
pub use given::{GivenVectors, VectorsFile};
pub use phrases::MAX_WORDS;
pub use smoothing::smooth;
pub(crate) use svd::MOST_ROWS as AXES_SAMPLE;
pub use svd::{Svd, truncated_svd};
pub use term_options::TermOptions;
pub use tfidf::TfIdf;
pub(crate) use tfidf::documents_holding;
pub use vocabulary::{Term, Vocabulary};
