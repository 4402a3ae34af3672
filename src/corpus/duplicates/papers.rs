//! Records that are one paper: groups that grow as evidence comes in.

use crate::corpus::{Document, Identifiers};
use rustc_hash::FxHashMap;
use std::hash::Hash;

/// A key that stands for so many papers finds no more copies; this bounds the work.
const MOST_CANDIDATES: usize = 20;

/// A paper and the records of it.
#[derive(Debug)]
pub struct Paper {
    /// Indices of its records, the first one first.
    pub copies: Vec<usize>,
    /// The record with the longest abstract; of equally long ones the first.
    pub kept: usize,
    /// The first year that a record gives.
    pub year: Option<i32>,
    /// The first identifiers that the records give.
    pub identifiers: Identifiers,
}

/// The papers of a run; at first every record is one.
pub struct Papers<'d> {
    documents: &'d [Document],
    papers: Vec<Option<Paper>>,
    paper_of: Vec<usize>,
}

impl<'d> Papers<'d> {
    pub fn new(documents: &'d [Document]) -> Papers<'d> {
        let paper = |(index, document): (usize, &Document)| {
            Some(Paper {
                copies: vec![index],
                kept: index,
                year: document.year,
                identifiers: document.identifiers.clone(),
            })
        };
        Papers {
            documents,
            papers: documents.iter().enumerate().map(paper).collect(),
            paper_of: (0..documents.len()).collect(),
        }
    }

    /// Joins papers that share a key and are the same by `is_same`, which is asked of a paper and of
    /// one with a later record. Records are taken in order, each joins the first that fits.
    pub fn join<K: Hash + Eq>(
        &mut self,
        keys: impl Fn(usize, &Document) -> Vec<K>,
        is_same: impl Fn(&Paper, &Paper) -> bool,
    ) {
        let mut candidates: FxHashMap<K, Vec<usize>> = FxHashMap::default();
        for (index, document) in self.documents.iter().enumerate() {
            for key in keys(index, document) {
                let candidates = candidates.entry(key).or_default();
                let own = self.paper_of[index];
                let same = candidates
                    .iter()
                    .map(|&other| self.paper_of[other])
                    .find(|&other| other == own || is_same(self.paper(other), self.paper(own)));
                match same {
                    Some(other) => self.unite(other, own),
                    None if candidates.len() < MOST_CANDIDATES => candidates.push(index),
                    None => {}
                }
            }
        }
    }

    /// The papers in the order of their first records.
    pub fn finish(self) -> Vec<Paper> {
        let mut papers: Vec<Paper> = self.papers.into_iter().flatten().collect();
        papers.sort_by_key(|paper| paper.copies[0]);
        papers
    }

    fn paper(&self, number: usize) -> &Paper {
        self.papers[number]
            .as_ref()
            .expect("`paper_of` names papers that are there")
    }

    fn unite(&mut self, a: usize, b: usize) {
        if a == b {
            return;
        }
        let size = |number: usize| self.paper(number).copies.len();
        // The larger one takes the smaller one in, so that no record moves often.
        let (to, from) = if size(a) >= size(b) { (a, b) } else { (b, a) };
        let moved = self.papers[from].take().expect("it was there to be asked");
        for &copy in &moved.copies {
            self.paper_of[copy] = to;
        }
        let length = |paper: &Paper| self.documents[paper.kept].abstract_text.chars().count();
        let paper = self.papers[to].as_mut().expect("it was there to be asked");
        let (lengths, is_earlier) = ((length(paper), length(&moved)), moved.kept < paper.kept);
        if lengths.1 > lengths.0 || lengths.1 == lengths.0 && is_earlier {
            paper.kept = moved.kept;
        }
        let moved_is_first = moved.copies[0] < paper.copies[0];
        let mut identifiers = moved.identifiers;
        if moved_is_first {
            identifiers.fill(&paper.identifiers);
            paper.identifiers = identifiers;
            paper.year = moved.year.or(paper.year);
            let first = moved.copies[0];
            paper.copies.extend(moved.copies);
            let place = paper.copies.iter().position(|&copy| copy == first);
            paper
                .copies
                .swap(0, place.expect("it was added right before"));
        } else {
            paper.identifiers.fill(&identifiers);
            paper.year = paper.year.or(moved.year);
            paper.copies.extend(moved.copies);
        }
    }
}
