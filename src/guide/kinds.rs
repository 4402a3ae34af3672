//! What a guide is made of.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What a reader asks for beyond the options.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Guide {
    /// How words are to be read.
    pub text: TextRules,
    /// Themes to look for, in the order in which they come.
    pub themes: Vec<GuidedTheme>,
    /// Changes to what is found, in the order in which they are made.
    pub decisions: Vec<Decision>,
}

/// How words are to be read.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct TextRules {
    /// Words and phrases that carry no theme, beside the stop words of the language.
    pub stop_words: Vec<String>,
    /// Phrases that count as one word.
    pub protect: Vec<String>,
    /// Words and phrases by how they are to be read.
    pub spellings: BTreeMap<String, String>,
}

/// A theme to look for.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct GuidedTheme {
    /// Its name, at most 60 characters.
    pub name: String,
    /// Words and phrases of documents that belong to it.
    pub terms: Vec<String>,
    /// Ids of documents that belong to it.
    pub exemplars: Vec<String>,
}

/// What a theme is known by, whatever its number is in a run.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Anchor {
    /// The name that the guide itself gives it; then the rest is empty.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Terms that weigh much in it.
    pub terms: Vec<String>,
    /// Ids of documents in it.
    pub exemplars: Vec<String>,
}

/// A change to what is found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Decision {
    /// A theme gets this name.
    Rename {
        /// The theme.
        theme: Anchor,
        /// Its name, at most 60 characters.
        name: String,
    },
    /// Themes become one.
    Merge {
        /// Two themes or more.
        themes: Vec<Anchor>,
        /// Its name, if it gets one.
        name: Option<String>,
    },
    /// A theme becomes several.
    Split {
        /// The theme.
        theme: Anchor,
        /// What they are.
        into: Parts,
    },
    /// A document goes to a theme, whose centre stays.
    Move {
        /// Id of the document.
        document: String,
        /// The theme.
        to: Anchor,
    },
    /// A document is held in a theme while themes are found.
    Pin {
        /// Id of the document.
        document: String,
        /// The theme.
        to: Anchor,
    },
    /// A document is left out.
    ExcludeDocument(String),
    /// A word or phrase carries no theme.
    ExcludeTerm(String),
}

/// The parts of a theme that is split.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Parts {
    /// So many, at least 2, as the documents fall apart.
    Number(usize),
    /// One for each list of terms, two lists or more.
    Terms(Vec<Vec<String>>),
}

impl Guide {
    /// Whether it asks for nothing.
    pub fn is_empty(&self) -> bool {
        *self == Guide::default()
    }

    /// The guide without decisions that change nothing but names.
    pub(crate) fn without_renames(&self) -> Guide {
        let mut guide = self.clone();
        guide
            .decisions
            .retain(|decision| !matches!(decision, Decision::Rename { .. }));
        guide
    }

    /// The names that it gives to themes.
    pub fn given_names(&self) -> impl Iterator<Item = &str> {
        let themes = self.themes.iter().map(|theme| theme.name.as_str());
        let decided = self.decisions.iter().filter_map(|decision| match decision {
            Decision::Rename { name, .. } => Some(name.as_str()),
            Decision::Merge { name, .. } => name.as_deref(),
            _ => None,
        });
        themes.chain(decided)
    }

    /// What its decisions know themes by.
    pub fn anchors(&self) -> impl Iterator<Item = &Anchor> {
        self.decisions.iter().flat_map(Decision::anchors)
    }
}

impl Decision {
    /// What it knows themes by.
    pub fn anchors(&self) -> &[Anchor] {
        match self {
            Decision::Rename { theme, .. } | Decision::Split { theme, .. } => {
                std::slice::from_ref(theme)
            }
            Decision::Merge { themes, .. } => themes,
            Decision::Move { to, .. } | Decision::Pin { to, .. } => std::slice::from_ref(to),
            Decision::ExcludeDocument(_) | Decision::ExcludeTerm(_) => &[],
        }
    }
}
