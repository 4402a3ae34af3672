//! What a file of word knowledge says of itself.

use serde::{Deserialize, Serialize};

/// Where word knowledge comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Card {
    /// Language of the words, as `--language` takes it.
    pub language: String,
    /// The sentence encoder from which the words were learnt.
    pub teacher: String,
    /// Licence of the encoder.
    pub licence: String,
    /// What the encoder and the words read, for readers.
    pub texts: String,
    /// Number of texts.
    pub count: usize,
    /// How the matrix was made: options by name.
    pub options: String,
}
