//! How often terms stand together.

use std::ops::Range;

use ndarray::Array2;
use rayon::prelude::*;

use super::DocumentSet;

/// Windows that hold each term, and each two terms, of one list.
///
/// A window either holds a term or does not: repeats within it count once. A window is a whole
/// document ([`Cooccurrence::in_documents`]) or a run of words that slides through the documents
/// ([`Cooccurrence::in_windows`]).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cooccurrence {
    /// Number of windows in all.
    pub windows: u64,
    /// Windows that hold both terms, symmetric, shape (terms, terms); those of one term on the
    /// diagonal.
    pub counts: Array2<u64>,
}

/// Documents handled by one task.
const CHUNK: usize = 1024;

impl Cooccurrence {
    /// Counts with whole documents as windows.
    ///
    /// `terms` has for each term the documents that hold it, ascending. `documents` is their
    /// number in all, without those that have no word.
    pub fn in_documents(documents: u64, terms: &[&[u32]]) -> Self {
        let last = terms.iter().filter_map(|held| held.last()).max();
        let size = last.map_or(0, |&last| last as usize + 1);
        let set = |held: &&[u32]| DocumentSet::of(held.iter().copied(), size);
        let sets: Vec<DocumentSet> = terms.iter().map(set).collect();
        let mut counts = Array2::zeros((terms.len(), terms.len()));
        for (a, ours) in sets.iter().enumerate() {
            for (b, theirs) in sets.iter().enumerate().skip(a) {
                let both = ours.common(theirs) as u64;
                counts[[a, b]] = both;
                counts[[b, a]] = both;
            }
        }
        Self {
            windows: documents,
            counts,
        }
    }

    /// The counts of some of the terms, by their places.
    pub(crate) fn among(&self, terms: &[usize]) -> Self {
        let of = |(a, b): (usize, usize)| self.counts[[terms[a], terms[b]]];
        Self {
            windows: self.windows,
            counts: Array2::from_shape_fn((terms.len(), terms.len()), of),
        }
    }

    /// Counts with a window of `width` words that slides through each document by one word at a
    /// time, for several lists of terms in one pass.
    ///
    /// A document is its words as numbers, stop words included; one that is not longer than
    /// `width` is one window, an empty one none. A term is a run of words; it is in every window
    /// that holds its first word. The terms of a list differ. Words are numbered from 0, as
    /// [`Tokens::stem_sequence`](crate::text::Tokens::stem_sequence) does: memory grows with the largest
    /// that a term begins with.
    pub fn in_windows<D: AsRef<[u32]> + Sync>(
        documents: &[D],
        lists: &[Vec<Vec<u32>>],
        width: usize,
    ) -> Vec<Self> {
        let words = |document: usize| documents[document].as_ref().to_vec();
        Self::in_windows_of(documents.len(), words, lists, width)
    }

    /// The same for documents by number, whose words are asked for when it is their turn.
    pub(crate) fn in_windows_of(
        documents: usize,
        words: impl Fn(usize) -> Vec<u32> + Sync,
        lists: &[Vec<Vec<u32>>],
        width: usize,
    ) -> Vec<Self> {
        let tracked = Tracked::of(lists);
        let (windows, counts) = (0..documents)
            .into_par_iter()
            .with_min_len(CHUNK)
            .fold(
                || Counter::of(&tracked),
                |mut counter, document| {
                    counter.add(&words(document), width.max(1));
                    counter
                },
            )
            .map(|counter| (counter.windows, counter.counts))
            .reduce(
                || (0, tracked.nothing()),
                |(windows, mut sums), (further, counts)| {
                    let pairs = sums.iter_mut().zip(counts);
                    pairs.for_each(|(sum, count)| *sum += &count);
                    (windows + further, sums)
                },
            );
        let whole = |mut counts: Array2<u64>| {
            for (a, b) in (0..counts.nrows()).flat_map(|a| (0..a).map(move |b| (a, b))) {
                counts[[a, b]] = counts[[b, a]];
            }
            Self { windows, counts }
        };
        counts.into_iter().map(whole).collect()
    }
}

/// The terms to look for, each once.
struct Tracked<'a> {
    terms: Vec<&'a [u32]>,
    /// For each word the terms that begin with it, as places in `terms`, which are sorted.
    beginning_with: Vec<Range<u32>>,
    /// For each of them the lists that have it, and its place there.
    listed: Vec<Vec<(usize, usize)>>,
    /// Number of terms of each list.
    sizes: Vec<usize>,
}

impl<'a> Tracked<'a> {
    fn of(lists: &'a [Vec<Vec<u32>>]) -> Self {
        let mut terms: Vec<&[u32]> = lists.iter().flatten().map(Vec::as_slice).collect();
        terms.sort_unstable();
        terms.dedup();
        let words = terms.iter().filter_map(|term| term.first()).max();
        let mut beginning_with = vec![0..0; words.map_or(0, |&last| last as usize + 1)];
        for (place, term) in (0..).zip(&terms) {
            if let Some(&first) = term.first() {
                let range = &mut beginning_with[first as usize];
                let start = if range.end == 0 { place } else { range.start };
                *range = start..place + 1;
            }
        }
        let index = |term: &Vec<u32>| {
            terms
                .binary_search(&term.as_slice())
                .expect("every listed term was gathered above")
        };
        let mut listed = vec![Vec::new(); terms.len()];
        for (list, of_list) in lists.iter().enumerate() {
            for (place, term) in of_list.iter().enumerate() {
                listed[index(term)].push((list, place));
            }
        }
        Self {
            terms,
            beginning_with,
            listed,
            sizes: lists.iter().map(Vec::len).collect(),
        }
    }

    fn nothing(&self) -> Vec<Array2<u64>> {
        let sizes = self.sizes.iter();
        sizes.map(|&size| Array2::zeros((size, size))).collect()
    }

    /// The terms that begin at a place of a document, as indices.
    fn at<'s>(&'s self, words: &'s [u32]) -> impl Iterator<Item = usize> + 's {
        let terms = words
            .first()
            .and_then(|&word| self.beginning_with.get(word as usize));
        let terms = terms.cloned().unwrap_or_default().map(|term| term as usize);
        terms.filter(move |&term| {
            let mut pairs = self.terms[term].iter().zip(words);
            self.terms[term].len() <= words.len() && pairs.all(|(own, word)| own == word)
        })
    }
}

/// What some documents have been counted to.
struct Counter<'a> {
    tracked: &'a Tracked<'a>,
    windows: u64,
    /// For each list the windows that hold each two of its terms, the one of the lower place first.
    counts: Vec<Array2<u64>>,
    /// For each term the windows of the current document that hold it.
    spans: Vec<Spans>,
    /// For each list the terms in the current document, by place and index.
    present: Vec<Vec<(usize, usize)>>,
}

impl<'a> Counter<'a> {
    fn of(tracked: &'a Tracked<'a>) -> Self {
        Self {
            tracked,
            windows: 0,
            counts: tracked.nothing(),
            spans: vec![Spans::default(); tracked.terms.len()],
            present: vec![Vec::new(); tracked.sizes.len()],
        }
    }

    /// Counts a document.
    fn add(&mut self, words: &[u32], width: usize) {
        if words.is_empty() {
            return;
        }
        let windows = words.len().saturating_sub(width) + 1;
        self.windows += windows as u64;
        let mut met = Vec::new();
        for position in 0..words.len() {
            for term in self.tracked.at(&words[position..]) {
                let spans = &mut self.spans[term];
                if spans.0.is_empty() {
                    met.push(term);
                }
                let first = (position + 1).saturating_sub(width);
                spans.add(first, windows.min(position + 1));
            }
        }
        for &term in &met {
            for &(list, place) in &self.tracked.listed[term] {
                self.present[list].push((place, term));
            }
        }
        for (present, counts) in self.present.iter_mut().zip(&mut self.counts) {
            add_pairs(counts, present, &self.spans);
            present.clear();
        }
        met.iter().for_each(|&term| self.spans[term].0.clear());
    }
}

/// Adds the windows that hold each two of the terms present.
fn add_pairs(counts: &mut Array2<u64>, present: &[(usize, usize)], spans: &[Spans]) {
    for (index, &(a, ours)) in present.iter().enumerate() {
        for &(b, theirs) in &present[index..] {
            counts[[a.min(b), a.max(b)]] += spans[ours].common(&spans[theirs]);
        }
    }
}

/// Windows of a document as ascending, disjoint half-open ranges.
#[derive(Debug, Clone, Default)]
struct Spans(Vec<(usize, usize)>);

impl Spans {
    /// Adds a range that begins and ends no earlier than the last one.
    fn add(&mut self, start: usize, end: usize) {
        match self.0.last_mut() {
            Some(last) if last.1 >= start => last.1 = end,
            _ => self.0.push((start, end)),
        }
    }

    /// Number of windows in both.
    fn common(&self, other: &Self) -> u64 {
        let (mut i, mut j, mut both) = (0, 0, 0);
        while let (Some(a), Some(b)) = (self.0.get(i), other.0.get(j)) {
            both += a.1.min(b.1).saturating_sub(a.0.max(b.0));
            if a.1 <= b.1 {
                i += 1;
            } else {
                j += 1;
            }
        }
        both as u64
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ndarray::array;
    use rand::{Rng, SeedableRng};
    use rand_xoshiro::Xoshiro256PlusPlus;

    #[test]
    fn five_windows_by_hand() {
        // Windows of two words: a x, x a, a b, b x, x x.
        let (a, b, x) = (0, 1, 2);
        let lists = [vec![vec![a], vec![b]]];
        let counted = Cooccurrence::in_windows(&[[a, x, a, b, x, x]], &lists, 2);
        assert_eq!(counted[0].windows, 5);
        assert_eq!(counted[0].counts, array![[3, 1], [1, 2]]);
    }

    #[test]
    fn sliding_equals_looking_into_every_window() {
        let mut generator = Xoshiro256PlusPlus::seed_from_u64(8);
        let documents: Vec<Vec<u32>> = (0..60)
            .map(|length| (0..length).map(|_| generator.gen_range(0..12)).collect())
            .collect();
        let list: Vec<Vec<u32>> = (0..6).map(|word| vec![word]).collect();
        for width in [1, 2, 7, 30, 100] {
            let mut counts = Array2::zeros((6, 6));
            let mut windows = 0;
            for words in documents.iter().filter(|words| !words.is_empty()) {
                for window in words.windows(width.min(words.len())) {
                    windows += 1;
                    for ((a, b), count) in counts.indexed_iter_mut() {
                        let both = window.contains(&(a as u32)) && window.contains(&(b as u32));
                        *count += u64::from(both);
                    }
                }
            }
            let ours = Cooccurrence::in_windows(&documents, std::slice::from_ref(&list), width);
            assert_eq!(ours, [Cooccurrence { windows, counts }], "width {width}");
        }
    }

    #[test]
    fn a_phrase_needs_its_words_in_a_row() {
        let documents = [vec![5, 6, 7], vec![6, 5, 7], vec![]];
        let lists = [vec![vec![5, 6], vec![7]], vec![vec![7], vec![]]];
        let counted = Cooccurrence::in_windows(&documents, &lists, usize::MAX);
        assert_eq!(counted[0].windows, 2);
        assert_eq!(counted[0].counts, array![[1, 1], [1, 2]]);
        assert_eq!(counted[1].counts, array![[2, 0], [0, 0]]);
    }

    #[test]
    fn lists_of_documents_and_windows_as_wide_as_documents_give_the_same() {
        let documents = [vec![0, 1, 2], vec![1, 1], vec![2, 0], vec![3]];
        let lists = [vec![vec![0], vec![1], vec![2]]];
        let counted = Cooccurrence::in_windows(&documents, &lists, usize::MAX);
        let postings: [&[u32]; 3] = [&[0, 2], &[0, 1], &[0, 2]];
        assert_eq!(counted, [Cooccurrence::in_documents(4, &postings)]);
    }
}
