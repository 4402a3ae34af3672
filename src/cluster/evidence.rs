//! What the words of a document say of its theme, beside its place among the vectors.

use ndarray::Array2;
use rayon::prelude::*;

use crate::vectors::Csr;
use crate::vectors::half::Rounding;
use crate::vectors::kernels::{Kernel, add_rows, ln, normalize, widest};

/// Weight of a term in the documents outside a theme before any is counted.
const PRIOR: f32 = 0.2;
/// A document that holds less than this share of a term's weight outside a theme changes it too
/// little to be taken out.
const NEGLIGIBLE: f32 = 1.0 / 64.0;
/// Documents that one worker listens to at a time.
const CHUNK: usize = 64;
/// Terms whose rarity one worker finds at a time.
const TERMS: usize = 1 << 10;
/// Weights that one worker rounds at a time.
const ROUNDED: usize = 1 << 14;
/// Themes side by side in a vector.
const LANES: usize = 8;
/// Most of a term's weight outside a theme that one document can have, as `PRIOR` remains.
const MOST: f32 = 0.9;

/// The weight of each term in each theme: complement naive Bayes (Rennie, Shih, Teevan & Karger,
/// "Tackling the poor assumptions of naive Bayes text classifiers", 2003).
///
/// A few dozen axes cannot hold that a rare word stands in one theme alone; these weights do. A
/// document speaks for a theme by how unlikely its words are in all the other themes.
#[derive(Debug, Clone, PartialEq)]
pub struct WordEvidence {
    /// Sum of the weights of each term over the documents of each theme, at least 0: shape
    /// (terms, themes).
    pub weights: Array2<f32>,
    outside: Outside,
}

impl WordEvidence {
    /// Adds up documents by their themes, each below `k`; those in no theme do not count.
    /// `postings` has a row a term: shape (terms, documents).
    pub fn of(postings: &Csr, theme_of: &[Option<usize>], k: usize) -> WordEvidence {
        let mut weights = Array2::zeros((postings.rows(), k));
        let rows = weights.as_slice_mut().expect("a new array is contiguous");
        rows.par_chunks_mut(k.max(1))
            .enumerate()
            .for_each(|(term, row)| {
                let (documents, values) = postings.row(term);
                for (&document, &value) in documents.iter().zip(values) {
                    if let Some(theme) = theme_of[document as usize] {
                        row[theme] += value;
                    }
                }
            });
        WordEvidence::from_weights(weights)
    }

    /// From sums that are known already, shape (terms, themes), which are kept to three digits.
    pub fn from_weights(mut weights: Array2<f32>) -> WordEvidence {
        let rows = weights.as_slice_mut().expect("sums are row-major");
        rows.par_chunks_mut(ROUNDED)
            .for_each(|values| widest(Rounding(values)));
        WordEvidence {
            outside: Outside::of(&weights),
            weights,
        }
    }

    /// How the words of each document speak for each theme: unit rows of mean 0, shape
    /// (documents, themes); zeros where they say nothing.
    ///
    /// A document that has been added to a theme (`own`, one entry a document) is judged without
    /// itself, so that it does not speak for the theme by words that it alone has.
    pub fn speak(&self, terms: &Csr, own: &[Option<usize>]) -> Array2<f32> {
        let k = self.weights.ncols();
        let mut spoken = Array2::zeros((terms.rows(), k));
        let rows = spoken.as_slice_mut().expect("a new array is contiguous");
        rows.par_chunks_mut(k.max(1) * CHUNK)
            .enumerate()
            .for_each(|(chunk, rows)| {
                widest(Speech {
                    outside: &self.outside,
                    terms,
                    own,
                    first: chunk * CHUNK,
                    rows,
                });
            });
        spoken
    }
}

/// What the words of some neighbouring documents say.
struct Speech<'a> {
    outside: &'a Outside,
    terms: &'a Csr,
    own: &'a [Option<usize>],
    first: usize,
    rows: &'a mut [f32],
}

impl Kernel for Speech<'_> {
    type Output = ();

    #[inline(always)]
    fn call(self) {
        let (themes, width) = (self.outside.themes, self.outside.width);
        let mut spoken = vec![0f32; width];
        let mut scratch = Scratch {
            held: Vec::new(),
            rarer: vec![0f32; width],
        };
        let rows = self.rows.chunks_exact_mut(themes.max(1));
        for (document, row) in (self.first..).zip(rows) {
            let (terms, own) = (self.terms.row(document), self.own[document]);
            self.outside.speak(terms, own, &mut spoken, &mut scratch);
            row.copy_from_slice(&spoken[..themes]);
        }
    }
}

/// Room for one document at a time.
struct Scratch {
    /// Its terms that count, with their weights.
    held: Vec<(usize, f32)>,
    /// As wide as the tables.
    rarer: Vec<f32>,
}

/// The documents outside each theme.
#[derive(Debug, Clone, PartialEq)]
struct Outside {
    themes: usize,
    /// Columns of the tables below: the themes, filled up to whole vectors.
    width: usize,
    /// Weight of each term outside each theme: shape (terms, width), row by row.
    weight: Vec<f32>,
    /// Minus the logarithm of its share there, likewise.
    rarity: Vec<f32>,
    /// The least weight of each term outside any theme.
    least: Vec<f32>,
    /// The weight of all terms outside each theme.
    total: Vec<f64>,
}

impl Outside {
    fn of(weights: &Array2<f32>) -> Outside {
        let (terms, themes) = weights.dim();
        let width = themes.next_multiple_of(LANES).max(LANES);
        let mut weight = vec![1f32; terms * width];
        let rows = weights.as_slice().expect("sums are row-major");
        weight
            .par_chunks_mut(width)
            .zip(rows.par_chunks(themes.max(1)))
            .for_each(|(weight, row)| {
                let all: f32 = row.iter().fold(0.0, |sum, &x| sum + x);
                for (weight, &own) in weight.iter_mut().zip(row) {
                    *weight = (all - own).max(0.0) + PRIOR;
                }
            });
        let total = totals(&weight, width, themes);
        let mut logs: Vec<f32> = total.iter().map(|&all| libm::log(all) as f32).collect();
        logs.resize(width, 0.0);
        let mut rarity = vec![0f32; weight.len()];
        rarity
            .par_chunks_mut(width * TERMS)
            .zip(weight.par_chunks(width * TERMS))
            .for_each(|(rarity, weight)| {
                widest(Rarity {
                    logs: &logs,
                    weight,
                    rarity,
                    width,
                });
            });
        let least = |row: &[f32]| row[..themes].iter().copied().fold(f32::INFINITY, f32::min);
        Outside {
            themes,
            width,
            least: weight.par_chunks(width).map(least).collect(),
            weight,
            rarity,
            total,
        }
    }

    /// How some terms speak for each theme, into `row`, which is as wide as the tables.
    #[inline(always)]
    fn speak(
        &self,
        (terms, values): (&[u32], &[f32]),
        own: Option<usize>,
        row: &mut [f32],
        scratch: &mut Scratch,
    ) {
        row.fill(0.0);
        let columns = terms.iter().map(|&term| term as usize);
        add_rows(row, columns.zip(values.iter().copied()), &self.rarity);
        if let Some(own) = own {
            self.without(terms, values, own, row, scratch);
        }
        let row = &mut row[..self.themes];
        let mean = row.iter().fold(0.0, |sum, &x| sum + x) / self.themes as f32;
        for value in row.iter_mut() {
            *value -= mean;
        }
        normalize(row);
    }

    /// Takes a document out of all that is outside the other themes, where its words are then rarer: by
    /// minus ln(1 - r) for a term of which it has the share r, to within 4 % for any r up to 0.7 and
    /// 17 % at the most (Padé's approximation of the logarithm).
    #[inline(always)]
    fn without(
        &self,
        terms: &[u32],
        values: &[f32],
        own: usize,
        row: &mut [f32],
        scratch: &mut Scratch,
    ) {
        scratch.held.resize(terms.len(), (0, 0.0));
        let mut held = 0;
        for (&term, &value) in terms.iter().zip(values) {
            // Nearly as many are held as not: a branch would be guessed wrong all the time.
            scratch.held[held] = (term as usize, value);
            held += usize::from(value >= NEGLIGIBLE * self.least[term as usize]);
        }
        scratch.rarer.fill(0.0);
        for &(term, value) in &scratch.held[..held] {
            let weights = &self.weight[term * self.width..(term + 1) * self.width];
            for (rarer, &weight) in scratch.rarer.iter_mut().zip(weights) {
                // With r the value's share of a weight, by one division instead of two.
                let weight = weight.max(value * (1.0 / MOST));
                *rarer += value * value * (6.0 * weight - value)
                    / (weight * (6.0 * weight - 4.0 * value));
            }
        }
        let length: f64 = values.iter().fold(0.0, |sum, &x| sum + f64::from(x));
        let row = row[..self.themes].iter_mut().zip(&scratch.rarer);
        for (theme, (value, rarer)) in row.enumerate() {
            if theme != own {
                let left = (1.0 - length / self.total[theme]).max(0.1);
                *value += *rarer + (length * libm::log(left)) as f32;
            }
        }
    }
}

/// Sums of the columns, shape of the table: (terms, width).
fn totals(weight: &[f32], width: usize, themes: usize) -> Vec<f64> {
    let parts: Vec<Vec<f64>> = weight
        .par_chunks(width * TERMS)
        .map(|weight| {
            let mut total = vec![0f64; width];
            for weight in weight.chunks_exact(width) {
                let sums = total.iter_mut().zip(weight);
                sums.for_each(|(total, &weight)| *total += f64::from(weight));
            }
            total
        })
        .collect();
    let mut total = vec![0f64; themes];
    for part in parts {
        let sums = total.iter_mut().zip(part);
        sums.for_each(|(total, part)| *total += part);
    }
    total
}

/// Minus the logarithm of the share of each weight in all, of which the logarithm is known.
struct Rarity<'a> {
    logs: &'a [f32],
    weight: &'a [f32],
    rarity: &'a mut [f32],
    width: usize,
}

impl Kernel for Rarity<'_> {
    type Output = ();

    #[inline(always)]
    fn call(self) {
        let rows = self.rarity.chunks_exact_mut(self.width);
        for (rarity, weight) in rows.zip(self.weight.chunks_exact(self.width)) {
            for ((rarity, &weight), log) in rarity.iter_mut().zip(weight).zip(self.logs) {
                *rarity = log - ln(weight);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Cats, dogs, and a document between them.
    fn example() -> (Csr, Vec<Option<usize>>) {
        let rows = vec![
            (vec![0, 2], vec![0.8, 0.6]),
            (vec![0, 3], vec![0.6, 0.8]),
            (vec![1, 2], vec![0.8, 0.6]),
            (vec![1, 4], vec![0.6, 0.8]),
            (vec![0, 1], vec![0.6, 0.8]),
        ];
        let themes = vec![Some(0), Some(0), Some(1), Some(1), None];
        (Csr::from_rows(5, rows), themes)
    }

    /// Straight from the paper: the logarithm of each term's share outside the theme, without the
    /// document itself.
    fn textbook(terms: &Csr, theme_of: &[Option<usize>], k: usize, document: usize) -> Vec<f64> {
        let dense = terms.to_dense();
        let outside = |theme: usize, term: usize| -> f64 {
            let others = (0..terms.rows()).filter(|&d| d != document);
            let others = others.filter(|&d| theme_of[d].is_some_and(|own| own != theme));
            f64::from(PRIOR) + others.map(|d| f64::from(dense[[d, term]])).sum::<f64>()
        };
        let mut scores: Vec<f64> = (0..k)
            .map(|theme| {
                let all: f64 = (0..terms.columns).map(|term| outside(theme, term)).sum();
                let speaks = |term: usize| {
                    f64::from(dense[[document, term]]) * -libm::log(outside(theme, term) / all)
                };
                (0..terms.columns).map(speaks).sum()
            })
            .collect();
        let mean = scores.iter().sum::<f64>() / k as f64;
        scores.iter_mut().for_each(|score| *score -= mean);
        let length = scores.iter().map(|x| x * x).sum::<f64>().sqrt();
        scores.iter().map(|score| score / length).collect()
    }

    #[test]
    fn a_new_document_is_judged_as_in_the_textbook() {
        let (terms, mut themes) = example();
        themes.push(Some(2));
        let more = vec![(vec![2, 4], vec![0.6, 0.8])];
        let all = (0..5).map(|row| {
            let (columns, values) = terms.row(row);
            (columns.to_vec(), values.to_vec())
        });
        let terms = Csr::from_rows(5, all.chain(more));
        let evidence = WordEvidence::of(&terms.transposed(), &themes, 3);
        let spoken = evidence.speak(&terms, &[None; 6]);
        for (ours, exact) in spoken.row(4).iter().zip(textbook(&terms, &themes, 3, 4)) {
            assert!((f64::from(*ours) - exact).abs() < 1e-3, "{ours} {exact}");
        }
    }

    #[test]
    fn a_document_of_a_theme_is_judged_as_if_it_were_not_there() {
        let (mut rows, mut themes) = (Vec::new(), Vec::new());
        for document in 0..60u32 {
            let theme = document % 3;
            let columns = vec![theme, 3 + document % 7, 10 + document % 11];
            rows.push((columns, vec![0.7, 0.5, 0.5]));
            themes.push(Some(theme as usize));
        }
        let terms = Csr::from_rows(21, rows);
        let spoken = WordEvidence::of(&terms.transposed(), &themes, 3).speak(&terms, &themes);
        for document in 0..60 {
            let exact = textbook(&terms, &themes, 3, document);
            for (ours, exact) in spoken.row(document).iter().zip(exact) {
                assert!((f64::from(*ours) - exact).abs() < 0.02, "{ours} {exact}");
            }
        }
    }

    #[test]
    fn a_document_without_words_speaks_for_no_theme() {
        let (terms, themes) = example();
        let silent = Csr::from_rows(5, vec![(vec![], vec![])]);
        let spoken = WordEvidence::of(&terms.transposed(), &themes, 2).speak(&silent, &[None]);
        assert_eq!(spoken.row(0).to_vec(), [0.0, 0.0]);
    }
}
