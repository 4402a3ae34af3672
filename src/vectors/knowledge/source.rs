//! Which word knowledge a run uses.

use std::fmt;
use std::path::PathBuf;

use super::WordKnowledge;
use crate::text::Language;
use crate::{Error, Result};

/// Which word knowledge a run uses: `none`, `built-in`, or a file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Knowledge {
    /// Words are only what this corpus makes of them.
    None,
    /// English words that come with the program; none for other languages.
    #[default]
    BuiltIn,
    /// A file that `examples/word_knowledge` wrote.
    File(PathBuf),
}

impl Knowledge {
    /// The words for abstracts in a language, if there are any.
    ///
    /// # Errors
    ///
    /// As [`WordKnowledge::read`], and [`Error::Option`] for a file of another language.
    pub fn load(&self, language: Language) -> Result<Option<WordKnowledge>> {
        let words = match self {
            Knowledge::None => return Ok(None),
            Knowledge::BuiltIn => WordKnowledge::built_in(),
            Knowledge::File(path) => WordKnowledge::read(path)?,
        };
        if words.card.language == language.name() {
            return Ok(Some(words));
        }
        match self {
            Knowledge::File(path) => Err(Error::Option {
                option: "--knowledge",
                value: path.display().to_string(),
                problem: format!(
                    "its words are {} and --language is {}",
                    words.card.language,
                    language.name()
                ),
            }),
            _ => Ok(None),
        }
    }
}

impl fmt::Display for Knowledge {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Knowledge::None => write!(f, "none"),
            Knowledge::BuiltIn => write!(f, "built-in"),
            Knowledge::File(path) => write!(f, "{}", path.display()),
        }
    }
}

impl From<String> for Knowledge {
    fn from(text: String) -> Self {
        match text.as_str() {
            "none" => Knowledge::None,
            "built-in" => Knowledge::BuiltIn,
            path => Knowledge::File(path.into()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_shown_is_what_was_asked_for() {
        for text in ["none", "built-in", "my/field.words"] {
            assert_eq!(Knowledge::from(text.to_string()).to_string(), text);
        }
    }

    #[test]
    fn other_languages_than_english_go_without() {
        let french = "french".parse().unwrap();
        assert!(Knowledge::BuiltIn.load(french).unwrap().is_none());
        assert!(
            Knowledge::BuiltIn
                .load(Language::ENGLISH)
                .unwrap()
                .is_some()
        );
        assert!(Knowledge::None.load(Language::ENGLISH).unwrap().is_none());
    }
}
