//! The words of a run as vectors.

use crate::corpus::Corpus;
use crate::guide::{Guide, Hand};
use crate::text::{Analyzer, Language, QueryWord, Tokens};
use crate::themes::Evidence;
use crate::vectors::{Embedding, GivenVectors, TfIdf, Vocabulary};
use crate::{Options, Result};

/// The vectors of a run.
pub(crate) struct Vectors {
    pub vocabulary: Vocabulary,
    pub tfidf: TfIdf,
    pub embedding: Embedding,
}

impl Vectors {
    /// # Errors
    ///
    /// As [`Vocabulary::fit`], [`Embedding::fit`] and
    /// [`Knowledge::load`](crate::vectors::knowledge::Knowledge::load).
    pub fn fit(
        tokens: &Tokens,
        query_words: &[QueryWord],
        given: Option<GivenVectors>,
        options: &Options,
    ) -> Result<Vectors> {
        let silent: Vec<u32> = query_words.iter().map(|word| word.stem).collect();
        let (vocabulary, occurrences) =
            Vocabulary::fit_with_occurrences(tokens, &options.terms, &silent)?;
        let tfidf = TfIdf::fit_with_occurrences(tokens, &vocabulary, &occurrences);
        drop(occurrences);
        let embedding = match given {
            Some(given) => Embedding::given(given, &tfidf.matrix)?,
            None => fit_embedding(&vocabulary, &tfidf, options)?,
        };
        Ok(Vectors {
            vocabulary,
            tfidf,
            embedding,
        })
    }

    /// The guide at work on them.
    pub fn hand<'v>(
        &'v self,
        guide: &'v Guide,
        corpus: &'v Corpus,
        analyzer: &'v Analyzer,
        tokens: &'v Tokens,
    ) -> Hand<'v> {
        Hand {
            guide,
            corpus,
            analyzer,
            tokens,
            vocabulary: &self.vocabulary,
            tfidf: &self.tfidf,
            embedding: &self.embedding,
        }
    }

    /// What themes found in them are described from.
    pub fn evidence<'v>(
        &'v self,
        corpus: &'v Corpus,
        tokens: &'v Tokens,
        query_words: &'v [QueryWord],
        language: Language,
    ) -> Evidence<'v> {
        Evidence {
            corpus,
            tokens,
            vocabulary: &self.vocabulary,
            tfidf: &self.tfidf,
            embedding: &self.embedding,
            query_words,
            language,
        }
    }
}

fn fit_embedding(vocabulary: &Vocabulary, tfidf: &TfIdf, options: &Options) -> Result<Embedding> {
    match options.knowledge.load(options.language)? {
        Some(words) => Embedding::fit_knowing(&words, vocabulary, tfidf, &options.embedding()),
        None => Embedding::fit(tfidf, &options.embedding()),
    }
}
