//! The languages that can be stemmed.

use rust_stemmers::Algorithm;
use std::fmt;
use std::str::FromStr;

use crate::{Error, Result};

/// Name, ISO 639-1 code of its stop words, and Snowball algorithm of every language.
const LANGUAGES: [(&str, &str, Algorithm); 18] = [
    ("arabic", "ar", Algorithm::Arabic),
    ("danish", "da", Algorithm::Danish),
    ("dutch", "nl", Algorithm::Dutch),
    ("english", "en", Algorithm::English),
    ("finnish", "fi", Algorithm::Finnish),
    ("french", "fr", Algorithm::French),
    ("german", "de", Algorithm::German),
    ("greek", "el", Algorithm::Greek),
    ("hungarian", "hu", Algorithm::Hungarian),
    ("italian", "it", Algorithm::Italian),
    ("norwegian", "no", Algorithm::Norwegian),
    ("portuguese", "pt", Algorithm::Portuguese),
    ("romanian", "ro", Algorithm::Romanian),
    ("russian", "ru", Algorithm::Russian),
    ("spanish", "es", Algorithm::Spanish),
    ("swedish", "sv", Algorithm::Swedish),
    ("tamil", "ta", Algorithm::Tamil),
    ("turkish", "tr", Algorithm::Turkish),
];

/// A language with a Snowball stemmer and a list of stop words.
///
/// ```
/// use thememap::text::Language;
///
/// let french: Language = "french".parse()?;
/// assert_eq!(french.name(), "french");
/// assert_eq!(Language::default().name(), "english");
/// # Ok::<(), thememap::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Language(usize);

impl Language {
    /// English, the default.
    pub const ENGLISH: Language = Language(3);

    /// Every language, by name.
    pub fn all() -> impl Iterator<Item = Language> {
        (0..LANGUAGES.len()).map(Language)
    }

    /// Its English name in lower case, as `--language` takes it.
    pub fn name(self) -> &'static str {
        LANGUAGES[self.0].0
    }

    pub(super) fn code(self) -> &'static str {
        LANGUAGES[self.0].1
    }

    pub(super) fn algorithm(self) -> Algorithm {
        LANGUAGES[self.0].2
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.pad(self.name())
    }
}

impl Default for Language {
    fn default() -> Self {
        Language::ENGLISH
    }
}

impl FromStr for Language {
    type Err = Error;

    fn from_str(name: &str) -> Result<Self> {
        let wanted = name.to_lowercase();
        Language::all()
            .find(|language| language.name() == wanted)
            .ok_or_else(|| {
                let names: Vec<_> = Language::all().map(Language::name).collect();
                Error::Option {
                    option: "--language",
                    value: name.to_string(),
                    problem: format!("not a language known here; there are {}", names.join(", ")),
                }
            })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn english_is_the_default() {
        assert_eq!(Language::default().name(), "english");
    }

    #[test]
    fn an_unknown_language_is_told_the_known_ones() {
        let message = "klingon".parse::<Language>().unwrap_err().to_string();
        assert!(
            message.contains("klingon") && message.contains("tamil"),
            "{message}"
        );
    }
}
