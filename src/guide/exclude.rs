//! What a guide leaves out, and how it reads words.

use super::{Decision, Guide};
use crate::corpus::{Corpus, Dropped, Reason};
use crate::text::{Analyzer, Language, Rules};

impl Guide {
    /// The analyzer of a language that reads words as the guide has it.
    pub fn analyzer(
        &self,
        language: Language,
        stop_words: impl IntoIterator<Item = String>,
    ) -> Analyzer {
        let spellings = self
            .text
            .spellings
            .iter()
            .map(|(l, r)| (l.as_str(), r.as_str()));
        let protect = self.text.protect.iter().map(String::as_str);
        let is_phrase = |word: &&String| word.contains(|c: char| c.is_whitespace() || c == '-');
        let (phrases, words): (Vec<&String>, Vec<&String>) =
            self.text.stop_words.iter().partition(is_phrase);
        let excluded = self.decisions.iter().filter_map(|decision| match decision {
            Decision::ExcludeTerm(term) => Some(term.as_str()),
            _ => None,
        });
        let silent = phrases.into_iter().map(String::as_str).chain(excluded);
        let rules = Rules::new(language, spellings, protect, silent);
        let words = words.into_iter().cloned();
        Analyzer::new(language, stop_words.into_iter().chain(words)).with_rules(rules)
    }

    /// The corpus without the documents that are excluded: these are among its dropped records.
    pub(crate) fn without_excluded(&self, mut corpus: Corpus) -> Corpus {
        let excluded: Vec<&str> = self
            .decisions
            .iter()
            .filter_map(|decision| match decision {
                Decision::ExcludeDocument(id) => Some(id.as_str()),
                _ => None,
            })
            .collect();
        if excluded.is_empty() {
            return corpus;
        }
        let all = std::mem::take(&mut corpus.documents).into_iter();
        let (gone, kept) = all.partition(|document| excluded.contains(&document.id.as_str()));
        corpus.documents = kept;
        for document in gone {
            corpus.dropped.push(Dropped {
                source: corpus.sources[document.source].name.clone(),
                record: document.record,
                id: document.id,
                title: document.title,
                reason: Reason::Excluded,
                kept_id: None,
                problem: None,
            });
        }
        let place = |name: &str| corpus.sources.iter().position(|source| source.name == name);
        corpus
            .dropped
            .sort_by_key(|record| (place(&record.source), record.record));
        corpus
    }
}
