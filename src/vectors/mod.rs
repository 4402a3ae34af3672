//! From tokens to vectors: vocabulary, TF-IDF, embedding.

pub(crate) mod cells;
mod csr;
mod eigen;
mod embedding;
pub mod kernels;
pub(crate) mod neighbours;
mod smoothing;
mod svd;
mod tfidf;
mod vocabulary;

pub use csr::Csr;
pub use eigen::symmetric_eigen;
pub use embedding::{Embedding, EmbeddingOptions};
pub use smoothing::smooth;
pub use svd::{Svd, truncated_svd};
pub use tfidf::TfIdf;
pub use vocabulary::{MAX_WORDS, Term, TermOptions, Vocabulary};
