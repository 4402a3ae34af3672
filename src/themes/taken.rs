//! What other themes are called.

use rustc_hash::FxHashSet;

use super::sameness::{is_acronym_of, same};

/// The names that themes have.
pub struct Taken<'a> {
    /// Stems of words that say nothing.
    empty: &'a FxHashSet<String>,
    /// Stems of the phrases.
    stems: Vec<String>,
    /// The phrases as they are written.
    phrases: Vec<String>,
}

impl<'a> Taken<'a> {
    /// No names yet; words with these stems (`empty`) make no difference between two.
    pub fn besides(empty: &'a FxHashSet<String>) -> Taken<'a> {
        Taken {
            empty,
            stems: Vec::new(),
            phrases: Vec::new(),
        }
    }

    /// Adds a name and the stems of its phrases.
    pub fn add(&mut self, label: &str, stems: impl IntoIterator<Item = String>) {
        self.phrases.extend(label.split(" & ").map(str::to_string));
        self.stems.extend(stems);
    }

    /// Whether a phrase says the same as one of the names.
    pub fn has(&self, stems: &str) -> bool {
        let mut taken = self.stems.iter();
        taken.any(|other| same(stems, other, self.empty))
    }

    /// Whether a phrase as it would be written is the acronym of one of the names, or one of them
    /// its acronym.
    pub fn abbreviates(&self, phrase: &str) -> bool {
        let mut taken = self.phrases.iter();
        taken.any(|other| is_acronym_of(phrase, other) || is_acronym_of(other, phrase))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_phrase_is_taken_in_any_form_and_as_an_acronym() {
        let empty: FxHashSet<String> = ["system".to_string()].into_iter().collect();
        let mut taken = Taken::besides(&empty);
        let stems = ["languag model".to_string(), "agent system".to_string()];
        taken.add("Large language models & agent systems", stems);
        assert!(taken.has("agent"));
        assert!(!taken.has("steer"));
        assert!(taken.abbreviates("LLMs"));
        assert!(!taken.abbreviates("LRMs"));
        taken.add("RAG", ["rag".to_string()]);
        assert!(taken.abbreviates("Retrieval-augmented generation"));
    }
}
