//! From documents to tokens.

mod tokens;

pub use tokens::{Surface, Tokens};
