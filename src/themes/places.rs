//! Where the terms of the naming vocabulary stand.

use rayon::prelude::*;
use std::ops::Range;

use crate::text::Tokens;
use crate::vectors::{Occurrences, Vocabulary};

/// Every occurrence of the terms of a vocabulary in some documents, words and phrases.
#[derive(Debug, Clone)]
pub struct Places {
    /// Words of each term.
    lengths: Vec<u8>,
    documents: usize,
    /// Those of some documents each, as many in all but the last.
    parts: Vec<Part>,
}

/// The occurrences in some documents, by their first words.
#[derive(Debug, Clone, Default)]
struct Part {
    columns: Vec<u32>,
    /// The place of each first word in its document.
    starts: Vec<u32>,
    /// Where the occurrences in each document end.
    ends: Vec<usize>,
}

impl Places {
    /// Those of a vocabulary whose phrases are known to stand somewhere.
    pub fn of(tokens: &Tokens, vocabulary: &Vocabulary, phrases: &Occurrences) -> Places {
        let documents: Vec<usize> = (0..tokens.len()).collect();
        let size = tokens.len().div_ceil(rayon::current_num_threads());
        let parts = documents.par_chunks(size.max(1)).map(|documents| {
            let mut part = Part::default();
            for &document in documents {
                part.add(document, tokens, vocabulary, phrases);
            }
            part
        });
        let columns = 0..vocabulary.len() as u32;
        Places {
            parts: parts.collect(),
            lengths: columns.map(|c| vocabulary.length(c) as u8).collect(),
            documents: tokens.len(),
        }
    }

    /// Number of documents.
    pub fn documents(&self) -> usize {
        self.documents
    }

    /// Number of terms.
    pub fn terms(&self) -> usize {
        self.lengths.len()
    }

    /// The terms of a document with repeats, as columns, in the order of their first words.
    pub fn columns(&self, document: usize) -> &[u32] {
        let (part, range) = self.part(document);
        &part.columns[range]
    }

    /// The same, each with the words that it takes there.
    pub fn places(&self, document: usize) -> impl Iterator<Item = (usize, Range<usize>)> {
        let (part, range) = self.part(document);
        let columns = part.columns[range.clone()].iter();
        columns.zip(&part.starts[range]).map(|(&column, &start)| {
            let (column, start) = (column as usize, start as usize);
            (column, start..start + usize::from(self.lengths[column]))
        })
    }

    fn part(&self, document: usize) -> (&Part, Range<usize>) {
        let size = self.parts[0].ends.len();
        let (part, place) = (&self.parts[document / size], document % size);
        let start = place.checked_sub(1).map_or(0, |before| part.ends[before]);
        (part, start..part.ends[place])
    }
}

impl Part {
    /// Adds the terms of the next document.
    fn add(
        &mut self,
        document: usize,
        tokens: &Tokens,
        vocabulary: &Vocabulary,
        phrases: &Occurrences,
    ) {
        let mut phrases = phrases.document(document).iter().peekable();
        for (start, &word) in (0..).zip(tokens.document(document)) {
            if word == Tokens::BREAK {
                continue;
            }
            let (stem, is_stop) = tokens.stem_of(word);
            if let Some(column) = vocabulary.word(stem).filter(|_| !is_stop) {
                self.columns.push(column);
                self.starts.push(start);
            }
            while let Some(phrase) = phrases.next_if(|phrase| phrase.start == start) {
                self.columns.push(phrase.column);
                self.starts.push(start);
            }
        }
        self.ends.push(self.columns.len());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::Corpus;
    use crate::text::{Analyzer, Language};
    use crate::vectors::TermOptions;

    #[test]
    fn the_places_are_those_of_a_walk_through_the_text() {
        let texts = [
            "The theory of mind in language models.",
            "",
            "Language models, a theory of mind; mind the language!",
            "of theory: models",
        ];
        let texts: Vec<&str> = texts.iter().cycle().take(99).copied().collect();
        let tokens = Analyzer::new(Language::ENGLISH, []).analyze(&Corpus::from_texts(texts));
        for max_df in [1.0, 0.7] {
            let options = TermOptions {
                ngrams: 4,
                min_df: 2,
                max_df,
            };
            let fitted = Vocabulary::fit_with_occurrences(&tokens, &options, &[]);
            let (vocabulary, phrases) = fitted.unwrap();
            let places = Places::of(&tokens, &vocabulary, &phrases);
            for document in 0..tokens.len() {
                let mut walked = Vec::new();
                vocabulary.for_each(&tokens, document, |column, range| {
                    walked.push((column as usize, range));
                });
                assert!(places.places(document).eq(walked));
                let columns = vocabulary.occurrences(&tokens, document);
                assert_eq!(places.columns(document), columns);
            }
        }
    }
}
