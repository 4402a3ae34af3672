//! Rows sorted into cells round coarse centres, so that near rows are found without looking at
//! all of them (the inverted file of Sivic and Zisserman, "Video Google", ICCV 2003).

use ndarray::{Array2, Axis};
use rayon::prelude::*;

use super::kernels::{rows, unit_rows};
use super::neighbours::{Nearest, Neighbours};
use super::sample::evenly;
use super::tiles::Tiles;

const ROUNDS: usize = 4;
/// The centres are found on one of so many rows, and on so many at the least.
const SHARE: usize = 4;
const FEW: usize = 2_000;
const ROWS_A_CHUNK: usize = 256;
/// Rows up to which all pairs are compared.
const ALL_PAIRS: usize = 4_000;

/// The nearest others of each row with their cosines, nearest first, `count` as a rule: exactly for
/// up to 4,000 rows, of more those in the `probes` cells about each row. `units` has rows of length
/// one.
pub fn near_rows(units: &Array2<f32>, count: usize, probes: usize) -> Vec<Vec<(u32, f32)>> {
    if units.nrows() <= ALL_PAIRS {
        let found = Neighbours::find(units, count);
        let pairs: Vec<(u32, f32)> = found.indices.into_iter().zip(found.cosines).collect();
        return (0..units.nrows())
            .map(|row| pairs[row * found.count..(row + 1) * found.count].to_vec())
            .collect();
    }
    let mut found = Cells::sort(units, probes).nearest_of_own(&rows(units), count + 1);
    found.par_iter_mut().enumerate().for_each(|(own, nearest)| {
        nearest.retain(|&(other, _)| other as usize != own);
        nearest.truncate(count);
    });
    found
}

/// Rows of length one, cell by cell.
pub struct Cells {
    /// Shape (cells, dimensions), rows of length one.
    centres: Array2<f32>,
    /// For each cell the cells nearest to it, itself first.
    near: Vec<Vec<usize>>,
    /// For each cell its rows' indices, rising.
    members: Vec<Vec<usize>>,
    /// For each cell its rows, in the order of `members`.
    tiles: Vec<Tiles>,
}

impl Cells {
    /// Sorts the rows of `units` into about as many cells as each cell then has members: a few
    /// rounds of spherical k-means on a quarter of the rows, started from rows at even distances in
    /// the list. For a query the `probes` cells nearest to the centre of its own are looked into.
    pub fn sort(units: &Array2<f32>, probes: usize) -> Cells {
        let count = (units.nrows() as f64).sqrt().ceil() as usize;
        let start: Vec<usize> = (0..count)
            .map(|cell| cell * units.nrows() / count)
            .collect();
        let all = rows(units);
        let mut centres = units.select(Axis(0), &start);
        let some = evenly(units.nrows(), units.nrows().div_ceil(SHARE).max(FEW));
        let some = units.select(Axis(0), &some);
        for _ in 0..ROUNDS {
            centres = moved(&centres, &some, &members(&centres, &rows(&some)));
        }
        // A query must not be sent to cells where there is nothing to find.
        let (filled, members): (Vec<usize>, Vec<Vec<usize>>) = members(&centres, &all)
            .into_iter()
            .enumerate()
            .filter(|(_, members)| !members.is_empty())
            .unzip();
        let centres = centres.select(Axis(0), &filled);
        Cells {
            near: near(&centres, probes),
            tiles: members
                .par_iter()
                .map(|cell| Tiles::new(&chosen(&all, cell)))
                .collect(),
            centres,
            members,
        }
    }

    /// For each query the rows nearest to it in its own cell and those about it, as (index,
    /// cosine), nearest first.
    pub fn nearest(&self, queries: &[&[f32]], wanted: usize) -> Vec<Vec<(u32, f32)>> {
        self.nearest_of(queries, &members(&self.centres, queries), wanted)
    }

    /// The same for the rows that were sorted.
    fn nearest_of_own(&self, units: &[&[f32]], wanted: usize) -> Vec<Vec<(u32, f32)>> {
        self.nearest_of(units, &self.members, wanted)
    }

    /// The same for queries whose cells are known: for each cell its queries.
    fn nearest_of(
        &self,
        queries: &[&[f32]],
        groups: &[Vec<usize>],
        wanted: usize,
    ) -> Vec<Vec<(u32, f32)>> {
        let answers: Vec<Vec<Vec<(u32, f32)>>> = groups
            .par_iter()
            .enumerate()
            .map(|(cell, group)| self.nearest_of_group(cell, &chosen(queries, group), wanted))
            .collect();
        let mut found = vec![Vec::new(); queries.len()];
        let groups = groups.iter().flatten();
        for (&query, answer) in groups.zip(answers.into_iter().flatten()) {
            found[query] = answer;
        }
        found
    }

    fn nearest_of_group(
        &self,
        cell: usize,
        queries: &[&[f32]],
        wanted: usize,
    ) -> Vec<Vec<(u32, f32)>> {
        let mut nearest: Vec<Nearest> = queries.iter().map(|_| Nearest::new(wanted)).collect();
        for &near in &self.near[cell] {
            let members = &self.members[near];
            self.tiles[near].runs(queries, |query, first, cosines| {
                nearest[query].offer_all(&members[first..], cosines);
            });
        }
        nearest
            .into_iter()
            .map(|found| found.into_sorted().collect())
            .collect()
    }
}

fn chosen<'r>(rows: &[&'r [f32]], chosen: &[usize]) -> Vec<&'r [f32]> {
    chosen.iter().map(|&index| rows[index]).collect()
}

/// For each cell the nearest ones, itself first.
fn near(centres: &Array2<f32>, probes: usize) -> Vec<Vec<usize>> {
    let centres = rows(centres);
    let mut nearest: Vec<Nearest> = centres.iter().map(|_| Nearest::new(probes)).collect();
    Tiles::new(&centres).products(&centres, |cell, other, cosine| {
        nearest[cell].offer(other, if cell == other { 2.0 } else { cosine });
    });
    nearest
        .into_iter()
        .map(|found| found.into_sorted().map(|(cell, _)| cell as usize).collect())
        .collect()
}

/// The rows nearest to each centre, ties to the earlier centre.
fn members(centres: &Array2<f32>, units: &[&[f32]]) -> Vec<Vec<usize>> {
    let mut members = vec![Vec::new(); centres.nrows()];
    for (index, cell) in nearest_centres(centres, units).into_iter().enumerate() {
        members[cell].push(index);
    }
    members
}

/// The centre of largest cosine for each row, ties to the earlier one.
fn nearest_centres(centres: &Array2<f32>, units: &[&[f32]]) -> Vec<usize> {
    let tiles = Tiles::new(&rows(centres));
    units
        .par_chunks(ROWS_A_CHUNK)
        .flat_map_iter(|chunk| {
            let mut best = vec![(0, f32::NEG_INFINITY); chunk.len()];
            tiles.products(chunk, |row, cell, cosine| {
                if cosine > best[row].1 {
                    best[row] = (cell, cosine);
                }
            });
            best.into_iter().map(|(cell, _)| cell)
        })
        .collect()
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

    #[test]
    fn most_true_neighbours_are_found() {
        let units = planted::islands(600, 12, 8).0;
        let cells = Cells::sort(&units, 10);
        let exact = Neighbours::find(&units, 10);
        let mut found = 0;
        let near = cells.nearest(&rows(&units), 11);
        for (near, exact) in near.iter().zip(exact.indices.chunks(10)) {
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
        let mut all = Cells::sort(&units, 10).members.concat();
        all.sort_unstable();
        assert!(all.into_iter().eq(0..100));
    }

    #[test]
    fn equal_rows_are_found_too() {
        let units = Array2::from_elem((50, 1), 1.0);
        let nearest = Cells::sort(&units, 10).nearest(&[&[1.0]], 3);
        assert_eq!(nearest, [[(0, 1.0), (1, 1.0), (2, 1.0)]]);
    }
}
