//! Texts as a person would read them, and what of them carries meaning.

/// A text for reading.
pub fn for_reading(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
