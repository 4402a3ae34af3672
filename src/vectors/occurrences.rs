//! Where phrases stand.

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::Vocabulary;
use super::phrases::{Key, for_each_phrase};
use super::sample::parts;
use super::sieve::Sieve;
use crate::text::Tokens;

/// Documents read by one worker at a time.
const DOCUMENTS: usize = 2048;
/// The column of a phrase that is no term.
const NONE: u32 = u32::MAX;

/// A phrase in a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Occurrence {
    /// Which phrase: the column of a term.
    pub column: u32,
    /// The place of its first word in the document.
    pub start: u32,
}

/// The terms of two words and more that stand in each document.
///
/// To look a phrase up takes longer than all else that is done with it, so those of a corpus are
/// looked up once.
#[derive(Debug, Default)]
pub struct Occurrences {
    all: Vec<Occurrence>,
    /// Where those of each document end.
    ends: Vec<usize>,
}

impl Occurrences {
    /// Those of a vocabulary's terms.
    pub fn of(vocabulary: &Vocabulary, tokens: &Tokens) -> Occurrences {
        let documents: Vec<usize> = (0..tokens.len()).collect();
        let parts = documents.par_chunks(DOCUMENTS).map(|chunk| {
            let mut part = Occurrences::default();
            for &document in chunk {
                vocabulary.for_each(tokens, document, |column, range| {
                    if range.len() > 1 {
                        let start = range.start as u32;
                        part.all.push(Occurrence { column, start });
                    }
                });
                part.ends.push(part.all.len());
            }
            part
        });
        Occurrences::joined(parts.collect())
    }

    fn joined(parts: Vec<Occurrences>) -> Occurrences {
        let mut joined = Occurrences {
            all: Vec::with_capacity(parts.iter().map(|part| part.all.len()).sum()),
            ends: Vec::with_capacity(parts.iter().map(|part| part.ends.len()).sum()),
        };
        for part in parts {
            let before = joined.all.len();
            joined.ends.extend(part.ends.iter().map(|end| before + end));
            joined.all.extend(part.all);
        }
        joined
    }

    /// Those of one document, in the order of their first words.
    pub fn document(&self, index: usize) -> &[Occurrence] {
        let start = index.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.all[start..self.ends[index]]
    }

    /// The same phrases by other numbers; those that get none are left out.
    fn renumbered(&self, numbers: &[u32]) -> Occurrences {
        let mut kept = Occurrences::default();
        for document in 0..self.ends.len() {
            let named = self.document(document).iter().map(|met| Occurrence {
                column: numbers[met.column as usize],
                ..*met
            });
            kept.all.extend(named.filter(|met| met.column != NONE));
            kept.ends.push(kept.all.len());
        }
        kept
    }
}

/// The phrases that may be terms, before it is known which are.
pub struct Candidates {
    parts: Vec<Part>,
}

/// The phrases of neighbouring documents, numbered as they were met.
#[derive(Default)]
struct Part {
    numbers: FxHashMap<Key, u32>,
    /// In how many documents each stands, and the last of these.
    documents: Vec<(u32, usize)>,
    /// Numbers stand for columns.
    occurrences: Occurrences,
}

impl Candidates {
    /// The phrases of two words and more, up to `longest`, that begin and end with `frequent` stems
    /// and stand in at least `least` documents; and maybe some of the others.
    pub fn find(tokens: &Tokens, longest: usize, least: usize, frequent: &[bool]) -> Candidates {
        let sieve = || Sieve::new(tokens.word_count(), least);
        // A sieve for each worker: to share one, they would wait for each other's counts.
        let sieves = parts(tokens.len()).into_par_iter().map(|documents| {
            let mut sieve = sieve();
            for document in documents {
                for_each_phrase(tokens, document, longest, frequent, |key, range| {
                    if range.len() > 1 {
                        sieve.add(key);
                    }
                });
            }
            sieve
        });
        let sieve = sieves.reduce_with(Sieve::joined).unwrap_or_else(sieve);
        let parts = (0..tokens.len())
            .into_par_iter()
            .with_min_len(DOCUMENTS)
            .fold(Part::default, |mut part, document| {
                for_each_phrase(tokens, document, longest, frequent, |key, range| {
                    if range.len() > 1 && sieve.may_hold(key, least) {
                        part.meet(key, document, range.start);
                    }
                });
                let met = &mut part.occurrences;
                met.ends.push(met.all.len());
                part
            });
        Candidates {
            parts: parts.collect(),
        }
    }

    /// In how many documents each stands.
    pub fn document_frequencies(&self) -> FxHashMap<Key, usize> {
        let mut frequencies: FxHashMap<Key, usize> = FxHashMap::default();
        for part in &self.parts {
            for (key, &number) in &part.numbers {
                *frequencies.entry(*key).or_default() += part.documents[number as usize].0 as usize;
            }
        }
        frequencies
    }

    /// Where those stand that became the columns of a vocabulary.
    pub fn chosen(self, columns: &FxHashMap<Key, u32>) -> Occurrences {
        let chosen = self.parts.into_par_iter().map(|part| {
            let mut numbers = vec![NONE; part.numbers.len()];
            for (key, number) in &part.numbers {
                numbers[*number as usize] = columns.get(key).copied().unwrap_or(NONE);
            }
            part.occurrences.renumbered(&numbers)
        });
        Occurrences::joined(chosen.collect())
    }
}

impl Part {
    fn meet(&mut self, key: &Key, document: usize, start: usize) {
        let next = self.documents.len() as u32;
        let number = *self.numbers.entry(*key).or_insert(next);
        if number == next {
            self.documents.push((0, usize::MAX));
        }
        let (documents, last) = &mut self.documents[number as usize];
        *documents += u32::from(*last != document);
        *last = document;
        self.occurrences.all.push(Occurrence {
            column: number,
            start: start as u32,
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::Corpus;
    use crate::text::{Analyzer, Language};
    use crate::vectors::TermOptions;

    #[test]
    fn phrases_counted_once_stand_where_a_look_at_each_document_finds_them() {
        let texts = [
            "causal graphs of causal effects",
            "no phrase twice",
            "",
            "causal effects, causal graphs and causal graphs",
        ];
        let corpus = Corpus::from_texts(texts);
        let tokens = Analyzer::new(Language::ENGLISH, []).analyze(&corpus);
        let options = TermOptions {
            max_df: 1.0,
            ..TermOptions::default()
        };
        let (vocabulary, found) = Vocabulary::fit_with_occurrences(&tokens, &options, &[]).unwrap();
        let again = Occurrences::of(&vocabulary, &tokens);
        assert_eq!((&found.all, &found.ends), (&again.all, &again.ends));
        let written = |met: &Occurrence| vocabulary.terms[met.column as usize].text.as_str();
        let last: Vec<&str> = found.document(3).iter().map(written).collect();
        assert_eq!(last, ["causal effects", "causal graphs", "causal graphs"]);
    }
}
