//! From tokens to vectors.

mod csr;

pub use csr::Csr;
