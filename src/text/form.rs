//! A word as it was met.

/// A word form, or a phrase that counts as one word.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Form {
    pub text: String,
    /// Whether a hyphen ties it to the next word.
    pub glued: bool,
    /// Whether its case is its own.
    pub certain: bool,
    /// What it is by a rule of the reader's, whatever the language says.
    pub ruled: Option<Ruled>,
}

/// What a rule makes of a form.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Ruled {
    pub stem: String,
    pub stop: bool,
}

impl Form {
    /// In lower case where the only capital, the first, may be due to the place alone.
    pub fn new(word: &str, glued: bool, capital_by_place: bool) -> Form {
        let mut characters = word.chars();
        let capital = characters.next().is_some_and(char::is_uppercase);
        let doubtful = capital_by_place && capital && !characters.any(char::is_uppercase);
        Form {
            text: if doubtful {
                word.to_lowercase()
            } else {
                word.to_string()
            },
            glued,
            certain: !doubtful,
            ruled: None,
        }
    }
}
