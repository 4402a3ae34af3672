//! How often each term stands in each theme, and where.

use ndarray::Array2;
use rayon::prelude::*;

use super::places::Places;
use crate::text::Tokens;
use crate::vectors::{Occurrences, Vocabulary};

/// Documents read by one worker at a time.
const CHUNK: usize = 512;

/// Counts of the terms of a vocabulary by theme.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TermCounts {
    /// Times that a term stands in a theme, shape (themes, terms).
    pub occurrences: Array2<u32>,
    /// Documents of a theme that hold a term, shape (themes, terms).
    pub documents: Array2<u32>,
    /// Documents of all themes that hold a term, one entry a term.
    pub totals: Vec<u32>,
}

impl TermCounts {
    /// Counts the terms of the documents that are in a theme; `theme_of` has the theme of each, below
    /// `themes`.
    ///
    /// # Panics
    ///
    /// When a theme is not below `themes`, or an entry has no document.
    pub fn count(
        tokens: &Tokens,
        vocabulary: &Vocabulary,
        theme_of: &[Option<usize>],
        themes: usize,
    ) -> TermCounts {
        let mut members = vec![Vec::new(); themes];
        for (document, theme) in theme_of.iter().enumerate() {
            if let Some(theme) = *theme {
                members[theme].push(document);
            }
        }
        let phrases = Occurrences::of(vocabulary, tokens);
        TermCounts::of(&Places::of(tokens, vocabulary, &phrases), &members)
    }

    /// The same where the terms stand in known places; `members` has the documents of each theme.
    pub(super) fn of(found: &Places, members: &[Vec<usize>]) -> TermCounts {
        let terms = found.terms();
        let mut occurrences = Array2::zeros((members.len(), terms));
        let mut documents = Array2::zeros((members.len(), terms));
        let rows = occurrences.outer_iter_mut().zip(documents.outer_iter_mut());
        let rows: Vec<_> = rows.zip(members).collect();
        rows.into_par_iter()
            .for_each(|((mut occurrences, mut documents), members)| {
                let mut last_seen = vec![usize::MAX; terms];
                for &document in members {
                    for column in found
                        .columns(document)
                        .iter()
                        .map(|&column| column as usize)
                    {
                        occurrences[column] += 1;
                        documents[column] += u32::from(last_seen[column] != document);
                        last_seen[column] = document;
                    }
                }
            });
        let mut totals = vec![0; terms];
        for row in documents.outer_iter() {
            totals
                .iter_mut()
                .zip(row)
                .for_each(|(total, own)| *total += own);
        }
        TermCounts {
            occurrences,
            documents,
            totals,
        }
    }
}

/// The documents that hold a term, as ascending indices, for some terms.
#[derive(Debug, Clone, Default)]
pub struct Postings {
    /// One list a term; empty for those that were not looked for.
    lists: Vec<Vec<u32>>,
}

impl Postings {
    /// Looks for terms by their columns.
    pub fn find(found: &Places, terms: impl Iterator<Item = usize>) -> Postings {
        let mut wanted = vec![false; found.terms()];
        terms.for_each(|term| wanted[term] = true);
        let documents: Vec<u32> = (0..found.documents() as u32).collect();
        let met: Vec<Vec<(u32, u32)>> = documents
            .par_chunks(CHUNK)
            .map(|chunk| {
                let mut met = Vec::new();
                for &document in chunk {
                    let columns = found.columns(document as usize).iter();
                    let columns = columns.filter(|&&column| wanted[column as usize]);
                    met.extend(columns.map(|&column| (column, document)));
                }
                met
            })
            .collect();
        let mut lists: Vec<Vec<u32>> = vec![Vec::new(); found.terms()];
        for (column, document) in met.into_iter().flatten() {
            let list = &mut lists[column as usize];
            if list.last() != Some(&document) {
                list.push(document);
            }
        }
        Postings { lists }
    }

    /// The documents that hold a term; none for a term that was not looked for.
    pub fn of(&self, term: usize) -> &[u32] {
        &self.lists[term]
    }
}
