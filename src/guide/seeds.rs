//! Which documents show what a theme that is asked for is about.

use ndarray::ArrayView2;

use super::GuidedTheme;
use super::hand::Hand;
use super::occurrences::occurrences;
use crate::cluster::AskedFor;
use crate::quality::{Posting, bm25};
use crate::vectors::kernels::{add_scaled, dot, normalize};
use crate::vectors::{Csr, Embedding};

/// Fewer documents than this are no theme.
pub(super) const LEAST: usize = 3;
/// One document in so many may be a seed of a theme, within limits.
const SEED_SHARE: usize = 20;
const SEEDS: (usize, usize) = (5, 200);
/// What a seed scores at least, as a share of the best.
const ENOUGH: f64 = 0.4;
/// Terms that stand in more of the documents than this tell nothing apart.
const EVERYWHERE: f64 = 0.5;
/// How much of what documents near each other have in common seeds must have in common.
const TOGETHER: f64 = 0.3;
/// Documents from which it is learnt what near documents have in common, and how near.
const PROBES: usize = 60;
const NEAR: usize = 10;

/// What the documents have of a theme that is asked for.
#[derive(Debug, Clone)]
pub(super) struct Sought {
    pub name: String,
    /// Documents that hold one of its terms or are named, ascending.
    pub holding: Vec<usize>,
    /// Named documents that there are not.
    pub missing: Vec<String>,
    /// The theme for the clustering; none where too few documents show it.
    pub asked_for: Option<AskedFor>,
    /// Whether the documents that show it have little in common.
    pub is_scattered: bool,
    /// Whether its terms stand in most documents.
    pub is_everywhere: bool,
}

impl Hand<'_> {
    /// Looks for the documents that show each of the themes asked for.
    ///
    /// A document scores by BM25 for the terms times its cosine to the terms read as a text of
    /// their own, which knows of words used alike and, where there is word knowledge, of words that
    /// mean the like; named documents score as the best. Seeds are the best-scoring documents, each
    /// for the theme where it scores best: at most one document in twenty, 5 to 200, with at least
    /// 0.4 of the best score, and these stay in the theme; fewer than five are filled up to five
    /// with the next, which need not stay. Where these have less than 0.3 in common of what a
    /// document and the ten nearest to it have (mean cosine, above that of any two), they are
    /// scattered: five or more are a weak theme then, fewer none. Terms that stand in more than half
    /// of the documents make a weak theme too.
    pub(super) fn seek(&self, themes: &[GuidedTheme]) -> Vec<Sought> {
        if themes.is_empty() {
            return Vec::new();
        }
        let vectors = self.embedding.vectors.view();
        let usual = Likeness::of(vectors);
        let scores: Vec<Scores> = themes.iter().map(|theme| self.scores(theme)).collect();
        let sought = themes.iter().zip(&scores).enumerate();
        sought
            .map(|(own, (theme, found))| {
                let seeds = seeds(own, &scores);
                let is_scattered = usual.is_scattered(vectors, seeds.iter().map(|seed| seed.0));
                let share = found.holding.len() as f64 / self.tokens.len().max(1) as f64;
                let is_everywhere = share > EVERYWHERE;
                let least = if is_scattered { SEEDS.0 } else { LEAST };
                let is_shown = seeds.len() >= least || !found.named.is_empty();
                let is_weak = is_scattered || is_everywhere;
                Sought {
                    name: theme.name.clone(),
                    holding: found.holding.clone(),
                    missing: found.missing.clone(),
                    asked_for: is_shown.then(|| asked_for(&theme.name, &seeds, is_weak)),
                    is_scattered,
                    is_everywhere,
                }
            })
            .collect()
    }

    fn scores(&self, theme: &GuidedTheme) -> Scores {
        let (named, missing) = self.documents(&theme.exemplars);
        let postings = occurrences(&theme.terms, self.analyzer, self.tokens);
        let mut of = self.relevance(&postings, &theme.terms, &named);
        let best = of.iter().copied().fold(0.0, f64::max);
        if best > 0.0 {
            of.iter_mut().for_each(|score| *score /= best);
        }
        let mut holding: Vec<usize> = postings
            .iter()
            .flatten()
            .map(|p| p.document as usize)
            .collect();
        for &document in &named {
            of[document] = 1.0;
            holding.push(document);
        }
        holding.sort_unstable();
        holding.dedup();
        Scores {
            of,
            holding,
            named,
            missing,
        }
    }

    /// How much each document is about some terms, at least 0.
    fn relevance(&self, postings: &[Vec<Posting>], terms: &[String], named: &[usize]) -> Vec<f64> {
        let lengths: Vec<u32> = (0..self.tokens.len())
            .map(|d| self.tokens.content(d).count() as u32)
            .collect();
        let meant = self.meaning(terms, named);
        let vectors = self.embedding.vectors.view();
        let scores = bm25(&lengths, postings).into_iter().enumerate();
        scores
            .map(|(document, score)| {
                if score <= 0.0 || meant.iter().all(|&x| x == 0.0) {
                    return score;
                }
                let row = vectors.row(document);
                let row = row.to_slice().expect("rows are contiguous");
                score * f64::from(dot(row, &meant).max(0.0))
            })
            .collect()
    }

    /// Terms read as a text of their own, with the named documents: a vector of length one, or of
    /// zeros where none of the words is known.
    fn meaning(&self, terms: &[String], named: &[usize]) -> Vec<f32> {
        let stems: Vec<Vec<String>> = terms.iter().map(|term| self.analyzer.term(term)).collect();
        let words = stems.iter().flatten().cloned();
        let phrases = stems
            .iter()
            .filter(|stems| stems.len() > 1)
            .map(|stems| stems.join(" "));
        let mut columns: Vec<u32> = words
            .chain(phrases)
            .filter_map(|stems| self.vocabulary.column(&stems))
            .map(|column| column as u32)
            .collect();
        columns.sort_unstable();
        columns.dedup();
        let mut weights: Vec<f32> = columns
            .iter()
            .map(|&c| self.tfidf.idf[c as usize])
            .collect();
        normalize(&mut weights);
        let row = Csr::from_rows(self.vocabulary.len(), vec![(columns, weights)]);
        let mut meant = Embedding::project_onto(&row, &self.embedding.axes)
            .row(0)
            .to_vec();
        for &document in named {
            let row = self.embedding.vectors.row(document);
            add_scaled(
                &mut meant,
                1.0,
                row.to_slice().expect("rows are contiguous"),
            );
        }
        normalize(&mut meant);
        meant
    }

    /// For each list of terms those of some documents that show it, with how surely.
    pub(super) fn shown_by(
        &self,
        lists: &[Vec<String>],
        members: &[usize],
    ) -> Vec<Vec<(usize, f32)>> {
        let scores = lists.iter().map(|terms| {
            self.relevance(&occurrences(terms, self.analyzer, self.tokens), terms, &[])
        });
        let scores: Vec<Vec<f64>> = scores.collect();
        let seeds = (0..scores.len()).map(|own| {
            let best = members.iter().map(|&d| scores[own][d]).fold(0.0, f64::max);
            let shows = |d: usize| {
                let score = scores[own][d];
                let is_best = scores
                    .iter()
                    .enumerate()
                    .all(|(other, s)| other == own || score > s[d]);
                (best > 0.0 && score >= ENOUGH * best && is_best)
                    .then(|| (d, (score / best) as f32))
            };
            members.iter().filter_map(|&d| shows(d)).collect()
        });
        seeds.collect()
    }
}

/// How documents score for a theme.
struct Scores {
    /// One entry a document, in [0, 1].
    of: Vec<f64>,
    holding: Vec<usize>,
    named: Vec<usize>,
    missing: Vec<String>,
}

/// The documents that show a theme with their scores, best first, as [`Hand::seek`] has it.
fn seeds(own: usize, scores: &[Scores]) -> Vec<(usize, f64)> {
    let found = &scores[own];
    let mut ranked: Vec<(usize, f64)> = found.of.iter().copied().enumerate().collect();
    ranked.retain(|&(document, score)| score > 0.0 && is_best_for(own, document, scores));
    ranked.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    let most = (found.of.len() / SEED_SHARE).clamp(SEEDS.0, SEEDS.1);
    let enough = ranked.iter().take_while(|seed| seed.1 >= ENOUGH).count();
    ranked.truncate(enough.clamp(SEEDS.0, most).max(found.named.len()));
    ranked
}

/// Whether a document shows a theme rather than any other: the one that names it, else that where it
/// scores best, of equal ones the first.
fn is_best_for(own: usize, document: usize, scores: &[Scores]) -> bool {
    let score = scores[own].of[document];
    let yields = |(other, rival): (usize, &Scores)| {
        let theirs = rival.of[document];
        let is_behind = theirs < score || theirs == score && own < other;
        other == own || is_behind && !rival.named.contains(&document)
    };
    scores[own].named.contains(&document) || scores.iter().enumerate().all(yields)
}

fn asked_for(name: &str, seeds: &[(usize, f64)], weak: bool) -> AskedFor {
    let held = seeds.iter().filter(|seed| seed.1 >= ENOUGH);
    AskedFor {
        name: name.to_string(),
        seeds: seeds
            .iter()
            .map(|&(seed, score)| (seed, score as f32))
            .collect(),
        held: held.map(|seed| seed.0).collect(),
        weak,
    }
}

/// How much documents have in common, as mean cosines.
struct Likeness {
    /// Any two.
    any: f64,
    /// A document and the ten nearest to it.
    near: f64,
}

impl Likeness {
    fn of(vectors: ArrayView2<f32>) -> Likeness {
        Likeness {
            any: common(vectors, 0..vectors.nrows()),
            near: common_among_near(vectors),
        }
    }

    /// Whether some documents have little in common beside what is usual.
    fn is_scattered(
        &self,
        vectors: ArrayView2<f32>,
        documents: impl Iterator<Item = usize>,
    ) -> bool {
        common(vectors, documents) - self.any < TOGETHER * (self.near - self.any)
    }
}

/// Mean cosine of each two of some unit rows, from the length of their sum; 1 of a single one.
fn common(vectors: ArrayView2<f32>, rows: impl Iterator<Item = usize>) -> f64 {
    let mut sum = vec![0f64; vectors.ncols()];
    let mut count = 0.0;
    for row in rows {
        count += 1.0;
        for (sum, &value) in sum.iter_mut().zip(vectors.row(row)) {
            *sum += f64::from(value);
        }
    }
    if count < 2.0 {
        return 1.0;
    }
    let square: f64 = sum.iter().fold(0.0, |all, x| all + x * x);
    (square - count) / (count * (count - 1.0))
}

/// The same for a document and the ten nearest to it, the mean over some sixty.
fn common_among_near(vectors: ArrayView2<f32>) -> f64 {
    let stride = vectors.nrows().div_ceil(PROBES).max(1);
    let probes: Vec<usize> = (0..vectors.nrows()).step_by(stride).collect();
    let cosines =
        crate::cluster::cosines(vectors, vectors.select(ndarray::Axis(0), &probes).view());
    let mut sum = 0.0;
    for probe in 0..probes.len() {
        let mut near: Vec<usize> = (0..vectors.nrows()).collect();
        near.sort_by(|&a, &b| {
            cosines[[b, probe]]
                .total_cmp(&cosines[[a, probe]])
                .then(a.cmp(&b))
        });
        near.truncate(NEAR + 1);
        sum += common(vectors, near.into_iter());
    }
    sum / probes.len().max(1) as f64
}
