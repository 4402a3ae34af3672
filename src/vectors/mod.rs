//! From tokens to vectors: vocabulary, TF-IDF, embedding.

mod csr;
mod eigen;
mod embedding;
pub mod kernels;
mod neighbours;
mod svd;
mod tfidf;
mod vocabulary;

pub use csr::Csr;
pub use eigen::symmetric_eigen;
pub use embedding::{Embedding, EmbeddingOptions};
pub use neighbours::Neighbours;
pub use svd::{Svd, truncated_svd};
pub use tfidf::TfIdf;
pub use vocabulary::{MAX_WORDS, Term, TermOptions, Vocabulary};
