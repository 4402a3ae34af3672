//! How strongly pairs of documents attract each other: the P of t-SNE.

use rayon::prelude::*;

use super::bandwidth::conditional;

/// Neighbours whose attraction is summed side by side.
pub const LANES: usize = 16;
const DOCUMENTS_A_CHUNK: usize = 256;

/// Symmetric attractions between neighbours, all together summing to one.
pub struct Affinities {
    /// Row `i` is `starts[i]..starts[i + 1]` of the other two.
    pub starts: Vec<usize>,
    /// The documents attracted, rising within a row; a row is filled up with its own document to a
    /// multiple of [`LANES`].
    pub columns: Vec<u32>,
    /// The attraction to each of `columns`; of a document to itself it is zero.
    pub weights: Vec<f32>,
}

impl Affinities {
    /// Attractions from the cosines of each document to its neighbours, nearest first: `perplexity`
    /// of them count in effect. Half the attraction of `i` to `j` plus half that of `j` to `i`, over
    /// the number of documents (van der Maaten and Hinton 2008).
    pub fn from_neighbours(mut neighbours: Vec<Vec<(u32, f32)>>, perplexity: f32) -> Affinities {
        let rows = neighbours.par_iter_mut().with_min_len(DOCUMENTS_A_CHUNK);
        rows.for_each(|near| {
            let weights = conditional(near.iter().map(|&(_, cosine)| cosine), perplexity);
            for ((_, cosine), weight) in near.iter_mut().zip(weights) {
                *cosine = weight;
            }
            near.sort_unstable_by_key(|&(column, _)| column);
        });
        symmetric(&neighbours, &Transposed::of(&neighbours))
    }
}

/// Who is attracted by each document, and how much.
struct Transposed {
    starts: Vec<usize>,
    /// Rising within a row.
    entries: Vec<(u32, f32)>,
}

impl Transposed {
    fn of(rows: &[Vec<(u32, f32)>]) -> Transposed {
        let mut starts = vec![0; rows.len() + 1];
        for &(to, _) in rows.iter().flatten() {
            starts[to as usize + 1] += 1;
        }
        for row in 0..rows.len() {
            starts[row + 1] += starts[row];
        }
        let mut free = starts.clone();
        let mut entries = vec![(0, 0.0); starts[rows.len()]];
        for (from, row) in (0..).zip(rows) {
            for &(to, weight) in row {
                entries[free[to as usize]] = (from, weight);
                free[to as usize] += 1;
            }
        }
        Transposed { starts, entries }
    }

    fn row(&self, row: usize) -> &[(u32, f32)] {
        &self.entries[self.starts[row]..self.starts[row + 1]]
    }
}

/// The mean of both directions, over the number of documents.
fn symmetric(rows: &[Vec<(u32, f32)>], transposed: &Transposed) -> Affinities {
    let scale = 1.0 / (2 * rows.len()) as f32;
    let chunks = rows.par_chunks(DOCUMENTS_A_CHUNK).enumerate();
    let parts: Vec<Affinities> = chunks
        .map(|(chunk, rows)| symmetric_part(chunk * DOCUMENTS_A_CHUNK, rows, transposed, scale))
        .collect();
    let count = parts.iter().map(|part| part.columns.len()).sum();
    let mut all = Affinities {
        starts: vec![0],
        columns: Vec::with_capacity(count),
        weights: Vec::with_capacity(count),
    };
    for part in parts {
        let first = all.columns.len();
        all.starts.extend(part.starts.iter().map(|end| first + end));
        all.columns.extend(part.columns);
        all.weights.extend(part.weights);
    }
    all
}

/// The rows from `first` on; `starts` has where each of them ends.
fn symmetric_part(
    first: usize,
    rows: &[Vec<(u32, f32)>],
    transposed: &Transposed,
    scale: f32,
) -> Affinities {
    let both = |(row, own): (usize, &Vec<_>)| own.len() + transposed.row(row).len() + LANES;
    let most = (first..).zip(rows).map(both).sum();
    let mut part = Affinities {
        starts: Vec::with_capacity(rows.len()),
        columns: Vec::with_capacity(most),
        weights: Vec::with_capacity(most),
    };
    for (row, own) in (first..).zip(rows) {
        for (column, weight) in merged(own, transposed.row(row)) {
            part.columns.push(column);
            part.weights.push(weight * scale);
        }
        let filled = part.columns.len().next_multiple_of(LANES);
        part.columns.resize(filled, row as u32);
        part.weights.resize(filled, 0.0);
        part.starts.push(filled);
    }
    part
}

/// The sum of two lists of rising columns.
fn merged<'a>(
    mut a: &'a [(u32, f32)],
    mut b: &'a [(u32, f32)],
) -> impl Iterator<Item = (u32, f32)> + 'a {
    std::iter::from_fn(move || {
        let column = match (a.first(), b.first()) {
            (Some(a), Some(b)) => a.0.min(b.0),
            (Some(one), None) | (None, Some(one)) => one.0,
            (None, None) => return None,
        };
        let mut weight = 0.0;
        for list in [&mut a, &mut b] {
            if let Some((first, rest)) = list.split_first().filter(|(first, _)| first.0 == column) {
                weight += first.1;
                *list = rest;
            }
        }
        Some((column, weight))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vectors::cells::near_rows;
    use ndarray::Array2;

    fn fan(documents: usize) -> Array2<f32> {
        Array2::from_shape_fn((documents, 2), |(i, axis)| {
            let angle = (i * i) as f64 * 1e-3;
            (if axis == 0 {
                libm::cos(angle)
            } else {
                libm::sin(angle)
            }) as f32
        })
    }

    #[test]
    fn affinities_are_symmetric_and_sum_to_one() {
        let affinities = Affinities::from_neighbours(near_rows(&fan(40), 12, 1), 4.0);
        let weight = |i: usize, j: usize| {
            let mut row = affinities.starts[i]..affinities.starts[i + 1];
            let entry = row.find(|&at| affinities.columns[at] == j as u32);
            entry.map_or(0.0, |at| affinities.weights[at])
        };
        for i in 0..40 {
            for j in 0..40 {
                assert_eq!(weight(i, j), weight(j, i));
            }
        }
        let total: f32 = affinities.weights.iter().sum();
        assert!((total - 1.0).abs() < 1e-5);
    }
}
