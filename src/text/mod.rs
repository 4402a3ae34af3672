//! From documents to tokens: tokenize, stem, mark stop words.

mod analyzer;
pub(crate) mod ascii;
mod elision;
mod form;
mod forms;
pub(crate) mod interner;
pub(crate) mod key;
mod language;
mod query_words;
mod reader;
mod repeats;
mod rules;
pub(crate) mod runs;
mod stem;
pub mod stop_words;
mod tokenize;
mod tokens;

pub use analyzer::Analyzer;
pub(crate) use elision::is_elided;
pub use language::Language;
pub use query_words::{QueryWord, query_words};
pub use rules::Rules;
pub(crate) use rules::WHOLE;
pub use stem::Stemmer;
pub use tokenize::{Piece, Pieces, tokenize};
pub use tokens::{Surface, Tokens};
