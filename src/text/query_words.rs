//! Words of the search that made the corpus.

use super::Tokens;
use crate::corpus::Corpus;

/// A word in at least this share of a source's documents is one that was searched for.
const SHARE: f64 = 0.9;
/// A source of fewer documents says nothing about what was searched for.
const LEAST_DOCUMENTS: usize = 30;

/// A word that nearly every document of one source has.
///
/// A source is often the answer to a query: what its documents share by the query tells them
/// from no other document of that source.
#[derive(Debug, Clone, PartialEq)]
pub struct QueryWord {
    /// Index into [`Tokens::stems`].
    pub stem: u32,
    /// Its commonest spelling.
    pub text: String,
    /// Index of the source into [`Corpus::sources`].
    pub source: usize,
    /// Share of that source's documents that hold it, in [0.9, 1].
    pub share: f64,
}

/// The words in at least nine tenths of the documents of a source of thirty or more, by source
/// and then by alphabet.
pub fn query_words(tokens: &Tokens, corpus: &Corpus) -> Vec<QueryWord> {
    let mut documents_of = vec![Vec::new(); corpus.sources.len()];
    for (index, document) in corpus.documents.iter().enumerate() {
        documents_of[document.source].push(index);
    }
    let mut found = Vec::new();
    for (source, documents) in documents_of.into_iter().enumerate() {
        if documents.len() >= LEAST_DOCUMENTS {
            found.extend(words_of(tokens, &documents, source));
        }
    }
    found
}

fn words_of(tokens: &Tokens, documents: &[usize], source: usize) -> Vec<QueryWord> {
    let holding = tokens.document_frequencies(documents);
    let mut words: Vec<QueryWord> = (0u32..)
        .zip(holding)
        .map(|(stem, holding)| (stem, f64::from(holding) / documents.len() as f64))
        .filter(|&(_, share)| share >= SHARE)
        .map(|(stem, share)| QueryWord {
            stem,
            text: spelling(tokens, stem),
            source,
            share,
        })
        .collect();
    words.sort_by(|a, b| a.text.cmp(&b.text));
    words
}

/// The commonest spelling of a stem in the corpus; of equally common ones the first met.
fn spelling(tokens: &Tokens, stem: u32) -> String {
    let mut counts = vec![0usize; tokens.surfaces.len()];
    for document in 0..tokens.len() {
        for &word in tokens.document(document) {
            if word != Tokens::BREAK && tokens.surfaces[word as usize].stem == stem {
                counts[word as usize] += 1;
            }
        }
    }
    let mut best = 0;
    for (word, &count) in counts.iter().enumerate() {
        if count > counts[best] {
            best = word;
        }
    }
    tokens.surfaces[best].text.clone()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::Document;
    use crate::text::{Analyzer, Language};

    #[test]
    fn a_word_that_all_documents_share_was_searched_for() {
        let documents = (0..40)
            .map(|i| {
                Document::new(
                    "",
                    &format!("an intervention on subject{i} with tool{}", i % 3),
                )
            })
            .collect();
        let corpus = Corpus::from_documents(documents);
        let tokens = Analyzer::new(Language::ENGLISH, []).analyze(&corpus);
        let words = query_words(&tokens, &corpus);
        assert_eq!(words.len(), 1);
        assert_eq!(words[0].text, "intervention");
        assert_eq!(words[0].share, 1.0);
    }

    #[test]
    fn a_small_source_has_no_query_words() {
        let corpus = Corpus::from_texts(["causal graphs", "causal effects"]);
        let tokens = Analyzer::new(Language::ENGLISH, []).analyze(&corpus);
        assert!(query_words(&tokens, &corpus).is_empty());
    }
}
