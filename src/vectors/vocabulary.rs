//! Which words and phrases count.

use rayon::prelude::*;
use rustc_hash::FxHashMap;
use std::ops::Range;

use super::occurrences::{Candidates, Occurrences};
use super::phrases::{Key, MAX_WORDS, for_each_phrase, key_text, length};
use super::sieve::Seen;
use super::spelling::spellings;
use super::{Term, TermOptions};
use crate::Result;
use crate::text::Tokens;

/// The terms that count, sorted by their stems.
#[derive(Debug, Clone, Default)]
pub struct Vocabulary {
    /// The terms: entry `i` is column `i` of the matrices.
    pub terms: Vec<Term>,
    /// Stems of the words left out because they stand in too many documents or were searched
    /// for, sorted.
    pub common: Vec<String>,
    /// The columns of phrases of two words and more.
    columns: FxHashMap<Key, u32>,
    /// For each stem the column of the word alone, `NONE` where it is no term.
    words: Vec<u32>,
    keys: Vec<Key>,
    longest: usize,
    /// Those phrases, to tell in a moment that a phrase is none of them.
    seen: Seen,
    /// For each stem whether a term begins or ends with it.
    ends: Vec<bool>,
}

/// The column of what is no term.
const NONE: u32 = u32::MAX;

impl Vocabulary {
    /// Chooses the terms of a corpus.
    ///
    /// A term is a word or a phrase of up to `ngrams` words that neither begins nor ends with a
    /// stop word and crosses no punctuation.
    ///
    /// # Errors
    ///
    /// [`Error::Corpus`](crate::Error::Corpus) when no term is left, and
    /// [`Error::Option`](crate::Error::Option) for a phrase length outside
    /// 1 to 4 or a share outside (0, 1].
    pub fn fit(tokens: &Tokens, options: &TermOptions) -> Result<Vocabulary> {
        Vocabulary::fit_without(tokens, options, &[])
    }

    /// The same without the terms all of whose words are stop words or among `stems`, unless no
    /// term would be left.
    ///
    /// # Errors
    ///
    /// As [`Vocabulary::fit`].
    pub fn fit_without(
        tokens: &Tokens,
        options: &TermOptions,
        stems: &[u32],
    ) -> Result<Vocabulary> {
        Self::fit_with_occurrences(tokens, options, stems).map(|(vocabulary, _)| vocabulary)
    }

    /// The same, and where its phrases stand.
    pub(crate) fn fit_with_occurrences(
        tokens: &Tokens,
        options: &TermOptions,
        stems: &[u32],
    ) -> Result<(Vocabulary, Occurrences)> {
        options.check()?;
        let least = options.least_documents(tokens.len());
        let most = (options.max_df * tokens.len() as f64) as usize;
        let words = tokens.document_frequencies(&(0..tokens.len()).collect::<Vec<_>>());
        let frequent: Vec<bool> = words.iter().map(|&count| count as usize >= least).collect();
        let phrases = Candidates::find(tokens, options.ngrams, least, &frequent);
        let mut counts = phrases.document_frequencies();
        counts.extend(counts_of_words(&words, least));
        let silent = silent(tokens, stems);
        let common = common(tokens, &counts, most, &silent);
        if !stems.is_empty() && counts.keys().any(|key| speaks(key, &silent)) {
            counts.retain(|key, _| speaks(key, &silent));
        }
        let kept = counts
            .into_par_iter()
            .filter(|&(_, documents)| documents >= least && documents <= most.max(1));
        let mut keyed: Vec<(String, Key, usize)> = kept
            .map(|(key, documents)| (key_text(tokens, &key), key, documents))
            .collect();
        if keyed.is_empty() {
            return Err(options.nothing_left(tokens));
        }
        keyed.par_sort_unstable();
        let keys = keyed.iter().map(|(_, key, _)| *key).collect();
        let mut vocabulary = Vocabulary::of_keys(keys, common, options.ngrams, tokens);
        let occurrences = phrases.chosen(&vocabulary.columns);
        let spellings = spellings(&vocabulary, tokens, &occurrences);
        let terms = keyed.into_par_iter().zip(spellings);
        vocabulary.terms = terms
            .map(|((stems, key, documents), text)| Term {
                stems,
                text,
                words: length(&key),
                documents,
            })
            .collect();
        Ok((vocabulary, occurrences))
    }

    /// A vocabulary made elsewhere, to be found in the words of these documents: its terms as
    /// stems, sorted, and its longest phrase in words. Terms that no document has keep their
    /// stems for a spelling.
    pub fn recalled(
        stems: &[String],
        common: Vec<String>,
        longest: usize,
        tokens: &Tokens,
    ) -> Vocabulary {
        let ids: FxHashMap<&str, u32> = tokens.stems.iter().map(String::as_str).zip(0..).collect();
        let key = |term: &String| -> Key {
            let mut key = [Tokens::BREAK; MAX_WORDS];
            for (place, stem) in key.iter_mut().zip(term.split(' ')) {
                match ids.get(stem) {
                    Some(&id) => *place = id,
                    None => return [Tokens::BREAK; MAX_WORDS],
                }
            }
            key
        };
        let keys: Vec<Key> = stems.iter().map(key).collect();
        let mut vocabulary = Vocabulary::of_keys(keys, common, longest, tokens);
        let occurrences = Occurrences::of(&vocabulary, tokens);
        let documents = vocabulary.document_counts(tokens, &occurrences);
        let spellings = spellings(&vocabulary, tokens, &occurrences);
        vocabulary.terms = stems
            .iter()
            .zip(spellings)
            .zip(documents)
            .map(|((stems, text), documents)| Term {
                text: if text.is_empty() { stems.clone() } else { text },
                words: stems.split(' ').count(),
                stems: stems.clone(),
                documents,
            })
            .collect();
        vocabulary
    }

    /// A vocabulary of terms by their stems, not yet written out; what has no stems is in no
    /// document.
    fn of_keys(keys: Vec<Key>, common: Vec<String>, longest: usize, tokens: &Tokens) -> Vocabulary {
        let known = keys.iter().zip(0..).filter(|(key, _)| length(key) > 0);
        let mut columns: FxHashMap<Key, u32> = FxHashMap::default();
        let mut words = vec![NONE; tokens.stems.len()];
        let mut ends = vec![false; tokens.stems.len()];
        for (key, column) in known {
            ends[key[0] as usize] = true;
            ends[key[length(key) - 1] as usize] = true;
            match length(key) {
                1 => words[key[0] as usize] = column,
                _ => _ = columns.insert(*key, column),
            }
        }
        Vocabulary {
            terms: Vec::new(),
            common,
            seen: Seen::of(columns.keys()),
            columns,
            words,
            keys,
            longest,
            ends,
        }
    }

    /// In how many documents each term stands.
    fn document_counts(&self, tokens: &Tokens, occurrences: &Occurrences) -> Vec<usize> {
        let mut counts = vec![0; self.keys.len()];
        let mut met = Vec::new();
        for document in 0..tokens.len() {
            self.gather(tokens, occurrences, document, &mut met);
            met.sort_unstable();
            met.dedup();
            met.iter().for_each(|&column| counts[column as usize] += 1);
        }
        counts
    }

    /// Puts the terms of a document with repeats into `met`, as columns in no order.
    pub(super) fn gather(
        &self,
        tokens: &Tokens,
        occurrences: &Occurrences,
        document: usize,
        met: &mut Vec<u32>,
    ) {
        met.clear();
        let words = tokens.content(document);
        met.extend(words.filter_map(|stem| self.word(stem)));
        let phrases = occurrences.document(document).iter();
        met.extend(phrases.map(|phrase| phrase.column));
    }

    /// Number of columns, before terms are written out too.
    pub(super) fn columns(&self) -> usize {
        self.keys.len()
    }

    /// The number of words of the term in a column.
    pub(crate) fn length(&self, column: u32) -> usize {
        length(&self.keys[column as usize])
    }

    /// Longest phrase among the terms that was looked for, in words.
    pub fn longest(&self) -> usize {
        self.longest
    }

    /// Number of terms.
    pub fn len(&self) -> usize {
        self.terms.len()
    }

    /// Whether there is no term.
    pub fn is_empty(&self) -> bool {
        self.terms.is_empty()
    }

    /// The column of the term with these stems, joined by spaces.
    pub fn column(&self, stems: &str) -> Option<usize> {
        self.terms
            .binary_search_by(|term| term.stems.as_str().cmp(stems))
            .ok()
    }

    /// The column of the term that is this stem alone.
    pub(crate) fn word(&self, stem: u32) -> Option<u32> {
        let column = self.words[stem as usize];
        (column != NONE).then_some(column)
    }

    /// The stems of the term in a column, as indices into [`Tokens::stems`].
    pub fn stem_ids(&self, column: usize) -> Vec<u32> {
        let key = &self.keys[column];
        key[..length(key)].to_vec()
    }

    /// Whether two terms share a stem, so that naming both says one thing twice.
    pub(crate) fn overlap(&self, one: usize, other: usize) -> bool {
        let [one, other] = [one, other].map(|column| &self.keys[column]);
        let [one, other] = [one, other].map(|key| &key[..length(key)]);
        one.iter().any(|stem| other.contains(stem))
    }

    /// The columns of the terms that are a phrase of the given one without its first or last
    /// word.
    pub(crate) fn shorter(&self, stems: &str) -> impl Iterator<Item = usize> + '_ {
        let without_first = stems
            .split_once(' ')
            .and_then(|(_, rest)| self.column(rest));
        let without_last = stems
            .rsplit_once(' ')
            .and_then(|(rest, _)| self.column(rest));
        without_first.into_iter().chain(without_last)
    }

    /// The terms of a document with repeats, as columns, in the order of their first word.
    pub fn occurrences(&self, tokens: &Tokens, document: usize) -> Vec<u32> {
        let mut columns = Vec::new();
        self.for_each(tokens, document, |column, _| columns.push(column));
        columns
    }

    /// Calls `visit` with every term of a document and the range of words that it takes there.
    pub fn for_each(
        &self,
        tokens: &Tokens,
        document: usize,
        mut visit: impl FnMut(u32, Range<usize>),
    ) {
        for_each_phrase(tokens, document, self.longest, &self.ends, |key, range| {
            if range.len() == 1 {
                let column = self.words[key[0] as usize];
                if column != NONE {
                    visit(column, range);
                }
                return;
            }
            if !self.seen.may_hold(key) {
                return;
            }
            if let Some(&column) = self.columns.get(key) {
                visit(column, range);
            }
        });
    }
}

/// The words that stand in enough documents, by the number of documents of each stem.
fn counts_of_words(words: &[u32], least: usize) -> impl Iterator<Item = (Key, usize)> {
    let words = (0..).zip(words.iter().map(|&count| count as usize));
    let enough = words.filter(move |&(_, count)| count >= least.max(1));
    enough.map(|(stem, count)| {
        let mut key = [Tokens::BREAK; MAX_WORDS];
        key[0] = stem;
        (key, count)
    })
}

/// For each stem whether it says nothing: that of a stop word or among `stems`.
fn silent(tokens: &Tokens, stems: &[u32]) -> Vec<bool> {
    let mut silent = vec![false; tokens.stems.len()];
    for surface in &tokens.surfaces {
        silent[surface.stem as usize] |= surface.stop || stems.contains(&surface.stem);
    }
    silent
}

fn speaks(key: &Key, silent: &[bool]) -> bool {
    let stems = &key[..length(key)];
    stems.iter().any(|&stem| !silent[stem as usize])
}

/// The stems, sorted, of words that stand in more than so many documents or say nothing.
fn common(
    tokens: &Tokens,
    counts: &FxHashMap<Key, usize>,
    most: usize,
    silent: &[bool],
) -> Vec<String> {
    let words = counts.iter().filter(|(key, _)| length(key) == 1);
    let common = words.filter(|(key, documents)| **documents > most || !speaks(key, silent));
    let mut stems: Vec<String> = common.map(|(key, _)| key_text(tokens, key)).collect();
    stems.sort_unstable();
    stems
}

#[cfg(test)]
mod tests;
