//! How often each term stands in each theme, and where.

use ndarray::Array2;
use rayon::prelude::*;
use rustc_hash::FxHashMap;
use std::sync::atomic::{AtomicU32, Ordering};

use crate::text::Tokens;
use crate::vectors::Vocabulary;

/// Documents read by one worker at a time.
const CHUNK: usize = 512;

/// Counts of the terms of a vocabulary by theme.
#[derive(Debug, Clone, Default)]
pub struct TermCounts {
    /// Times that a term stands in a theme, shape (themes, terms).
    pub occurrences: Array2<u32>,
    /// Documents of a theme that hold a term, shape (themes, terms).
    pub documents: Array2<u32>,
    /// Documents of all themes that hold a term, one entry a term.
    pub totals: Vec<u32>,
}

impl TermCounts {
    /// Counts the terms of the documents that are in a theme.
    pub fn count(
        tokens: &Tokens,
        vocabulary: &Vocabulary,
        theme_of: &[Option<usize>],
        themes: usize,
    ) -> TermCounts {
        let terms = vocabulary.len();
        let zeros = |size: usize| (0..size).map(|_| AtomicU32::new(0)).collect();
        let occurrences: Vec<AtomicU32> = zeros(themes * terms);
        let documents: Vec<AtomicU32> = zeros(themes * terms);
        theme_of
            .par_iter()
            .enumerate()
            .for_each(|(document, theme)| {
                let Some(theme) = *theme else { return };
                let mut columns = vocabulary.occurrences(tokens, document);
                columns.sort_unstable();
                for run in columns.chunk_by(|a, b| a == b) {
                    // Whole numbers add up to the same in any order.
                    let place = theme * terms + run[0] as usize;
                    occurrences[place].fetch_add(run.len() as u32, Ordering::Relaxed);
                    documents[place].fetch_add(1, Ordering::Relaxed);
                }
            });
        let counted = |counts: Vec<AtomicU32>| {
            let counts = counts.into_iter().map(AtomicU32::into_inner).collect();
            Array2::from_shape_vec((themes, terms), counts).expect("an entry a theme and term")
        };
        let documents = counted(documents);
        let mut totals = vec![0; terms];
        for row in documents.outer_iter() {
            totals
                .iter_mut()
                .zip(row)
                .for_each(|(total, own)| *total += own);
        }
        TermCounts {
            occurrences: counted(occurrences),
            documents,
            totals,
        }
    }
}

/// The documents that hold a term, as ascending indices, for some terms.
#[derive(Debug, Clone, Default)]
pub struct Postings {
    lists: FxHashMap<usize, Vec<u32>>,
}

impl Postings {
    /// Looks for terms by their columns.
    pub fn find(
        tokens: &Tokens,
        vocabulary: &Vocabulary,
        terms: impl Iterator<Item = usize>,
    ) -> Postings {
        let mut wanted = vec![false; vocabulary.len()];
        terms.for_each(|term| wanted[term] = true);
        let documents: Vec<u32> = (0..tokens.len() as u32).collect();
        let found: Vec<Vec<(u32, u32)>> = documents
            .par_chunks(CHUNK)
            .map(|chunk| {
                let mut found = Vec::new();
                for &document in chunk {
                    let mut columns = vocabulary.occurrences(tokens, document as usize);
                    columns.retain(|&column| wanted[column as usize]);
                    columns.sort_unstable();
                    columns.dedup();
                    found.extend(columns.into_iter().map(|column| (column, document)));
                }
                found
            })
            .collect();
        let mut postings = Postings::default();
        for (column, document) in found.into_iter().flatten() {
            let list = postings.lists.entry(column as usize).or_default();
            list.push(document);
        }
        postings
    }

    /// The documents that hold a term; none for a term that was not looked for.
    pub fn of(&self, term: usize) -> &[u32] {
        self.lists.get(&term).map_or(&[], Vec::as_slice)
    }
}
