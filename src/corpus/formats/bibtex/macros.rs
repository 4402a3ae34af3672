//! The words that `@string` defines.

use super::entries::Entry;
use biblatex::RawChunk;
use std::collections::BTreeMap;

/// Macros of a file so far, by their names in small letters.
#[derive(Default)]
pub(super) struct Macros(BTreeMap<String, String>);

/// Macros made of macros could double with every line.
const LONGEST: usize = 300;

impl Macros {
    pub fn define(&mut self, entry: &Entry) {
        for (name, value) in entry.definitions(self) {
            if value.len() <= LONGEST {
                self.0.insert(name, value);
            }
        }
    }

    /// Puts the parts of a value together; a macro that is not defined stands for its name.
    pub fn text<'s>(&self, chunks: impl Iterator<Item = &'s RawChunk<'s>>) -> String {
        let parts = chunks.map(|chunk| match chunk {
            RawChunk::Normal(text) => text,
            RawChunk::Abbreviation(name) => self
                .0
                .get(&name.to_lowercase())
                .map_or(*name, String::as_str),
        });
        parts.collect()
    }
}
