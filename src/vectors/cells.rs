//! Rows sorted into cells round coarse centres, so that near rows are found without looking at
//! all of them (the inverted file of Sivic and Zisserman, "Video Google", ICCV 2003).

use ndarray::{Array2, Axis};
use rayon::prelude::*;

use super::kernels::{dot, rows, unit_rows};
use super::neighbours::Nearest;

const ROUNDS: usize = 4;
const ROWS_A_CHUNK: usize = 256;
/// Cells looked into for one query.
const PROBES: usize = 6;

/// Rows of length one, cell by cell.
pub struct Cells {
    /// Shape (cells, dimensions), rows of length one.
    centres: Array2<f32>,
    /// For each cell its rows' indices, rising.
    members: Vec<Vec<usize>>,
    /// For each cell its rows, in the order of `members`.
    rows: Vec<Array2<f32>>,
}

impl Cells {
    /// Sorts the rows of `units` into about as many cells as each cell then has members: a few
    /// rounds of spherical k-means, started from rows at even distances in the list.
    pub fn sort(units: &Array2<f32>) -> Cells {
        let count = (units.nrows() as f64).sqrt().ceil() as usize;
        let start: Vec<usize> = (0..count)
            .map(|cell| cell * units.nrows() / count)
            .collect();
        let mut centres = units.select(Axis(0), &start);
        for _ in 0..ROUNDS {
            centres = moved(&centres, units, &members(&centres, units));
        }
        // A query must not be sent to cells where there is nothing to find.
        let (filled, members): (Vec<usize>, Vec<Vec<usize>>) = members(&centres, units)
            .into_iter()
            .enumerate()
            .filter(|(_, members)| !members.is_empty())
            .unzip();
        Cells {
            rows: members
                .iter()
                .map(|cell| units.select(Axis(0), cell))
                .collect(),
            centres: centres.select(Axis(0), &filled),
            members,
        }
    }

    /// The rows nearest to `query` among the nearest cells, as (index, cosine), nearest first.
    pub fn nearest(&self, query: &[f32], wanted: usize) -> Vec<(u32, f32)> {
        let mut cells = Nearest::new(PROBES);
        for (cell, centre) in rows(&self.centres).iter().enumerate() {
            cells.offer(cell, dot(query, centre));
        }
        let mut nearest = Nearest::new(wanted);
        for (cell, _) in cells.into_sorted() {
            let cell = cell as usize;
            for (&index, row) in self.members[cell].iter().zip(rows(&self.rows[cell])) {
                nearest.offer(index, dot(query, row));
            }
        }
        nearest.into_sorted().collect()
    }
}

/// The rows nearest to each centre, ties to the earlier centre.
fn members(centres: &Array2<f32>, units: &Array2<f32>) -> Vec<Vec<usize>> {
    let centres = rows(centres);
    let cells: Vec<usize> = rows(units)
        .par_chunks(ROWS_A_CHUNK)
        .flat_map_iter(|chunk| chunk.iter().map(|row| nearest_centre(&centres, row)))
        .collect();
    let mut members = vec![Vec::new(); centres.len()];
    for (index, cell) in cells.into_iter().enumerate() {
        members[cell].push(index);
    }
    members
}

fn nearest_centre(centres: &[&[f32]], row: &[f32]) -> usize {
    let mut best = (0, f32::NEG_INFINITY);
    for (cell, centre) in centres.iter().enumerate() {
        let cosine = dot(centre, row);
        if cosine > best.1 {
            best = (cell, cosine);
        }
    }
    best.0
}

/// Each centre moved to the direction of its members' mean; one without members stays.
fn moved(centres: &Array2<f32>, units: &Array2<f32>, members: &[Vec<usize>]) -> Array2<f32> {
    let mut moved = centres.clone();
    for (mut centre, members) in moved.outer_iter_mut().zip(members) {
        if members.is_empty() {
            continue;
        }
        centre.fill(0.0);
        for &index in members {
            for (sum, x) in centre.iter_mut().zip(units.row(index)) {
                *sum += x;
            }
        }
    }
    let all: Vec<usize> = (0..moved.nrows()).collect();
    unit_rows(moved.view(), &all)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::planted;
    use crate::vectors::neighbours::Neighbours;

    #[test]
    fn most_true_neighbours_are_found() {
        let units = planted::islands(600, 12, 8).0;
        let cells = Cells::sort(&units);
        let exact = Neighbours::find(&units, 10);
        let mut found = 0;
        for (row, exact) in rows(&units).iter().zip(exact.indices.chunks(10)) {
            let near = cells.nearest(row, 11);
            found += exact
                .iter()
                .filter(|&index| near.iter().any(|(i, _)| i == index))
                .count();
        }
        assert!(found > 5400, "{found} of 6000");
    }

    #[test]
    fn every_row_is_in_one_cell() {
        let units = planted::islands(100, 5, 3).0;
        let mut all = Cells::sort(&units).members.concat();
        all.sort_unstable();
        assert!(all.into_iter().eq(0..100));
    }

    #[test]
    fn equal_rows_are_found_too() {
        let units = Array2::from_elem((50, 1), 1.0);
        let nearest = Cells::sort(&units).nearest(&[1.0], 3);
        assert_eq!(nearest, [(0, 1.0), (1, 1.0), (2, 1.0)]);
    }
}
