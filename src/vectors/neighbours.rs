//! The nearest neighbours of each document, exactly, by comparing all pairs.

use ndarray::Array2;
use rayon::prelude::*;

use super::kernels::rows;
use super::tiles::Tiles;

const QUERIES_A_CHUNK: usize = 32;

/// For each document its nearest others, nearest first, ties by index.
pub struct Neighbours {
    /// How many neighbours each document has.
    pub count: usize,
    /// Row after row, `count` indices each.
    pub indices: Vec<u32>,
    /// Cosine to each of `indices`.
    pub cosines: Vec<f32>,
}

impl Neighbours {
    /// The `count` nearest others of each row; `units` has rows of length one.
    pub fn find(units: &Array2<f32>, count: usize) -> Neighbours {
        let rows = rows(units);
        let count = count.min(rows.len().saturating_sub(1));
        let tiles = Tiles::new(&rows);
        let nearest: Vec<(u32, f32)> = rows
            .par_chunks(QUERIES_A_CHUNK)
            .enumerate()
            .flat_map_iter(|(chunk, rows)| {
                nearest_of_chunk(&tiles, rows, chunk * QUERIES_A_CHUNK, count)
            })
            .collect();
        let (indices, cosines) = nearest.into_iter().unzip();
        Neighbours {
            count,
            indices,
            cosines,
        }
    }
}

fn nearest_of_chunk(tiles: &Tiles, rows: &[&[f32]], first: usize, count: usize) -> Vec<(u32, f32)> {
    let mut found: Vec<Nearest> = rows.iter().map(|_| Nearest::new(count)).collect();
    tiles.products(rows, |query, candidate, cosine| {
        if candidate != first + query {
            found[query].offer(candidate, cosine);
        }
    });
    found.into_iter().flat_map(Nearest::into_sorted).collect()
}

/// Keeps the best few of a stream of (index, cosine) pairs.
///
/// A pair is one integer that sorts by falling cosine, then by rising index, so that the result
/// does not depend on the order of the offers.
pub struct Nearest {
    wanted: usize,
    keys: Vec<u64>,
    limit: u64,
    /// The cosine of `limit`.
    floor: f32,
}

impl Nearest {
    /// A collector for the `wanted` best pairs.
    pub fn new(wanted: usize) -> Nearest {
        Nearest {
            wanted,
            keys: Vec::with_capacity(4 * wanted),
            limit: if wanted == 0 { 0 } else { u64::MAX },
            floor: f32::NEG_INFINITY,
        }
    }

    /// Takes several pairs into account, most of which come too late as a rule.
    #[inline(always)]
    pub fn offer_all(&mut self, indices: &[usize], cosines: &[f32]) {
        let floor = self.floor;
        // All are looked at, so that a few instructions do.
        if cosines
            .iter()
            .fold(false, |any, &cosine| any | (cosine >= floor))
        {
            for (&index, &cosine) in indices.iter().zip(cosines) {
                self.offer(index, cosine);
            }
        }
    }

    /// Takes a pair into account.
    #[inline(always)]
    pub fn offer(&mut self, index: usize, cosine: f32) {
        let key = key(index, cosine);
        if key < self.limit {
            self.keys.push(key);
            if self.keys.len() >= 4 * self.wanted {
                self.limit = *self.keys.select_nth_unstable(self.wanted - 1).1;
                self.floor = cosine_of(self.limit);
                self.keys.truncate(self.wanted);
            }
        }
    }

    /// The best pairs, best first.
    pub fn into_sorted(mut self) -> impl Iterator<Item = (u32, f32)> {
        self.keys.sort_unstable();
        self.keys.truncate(self.wanted);
        self.keys
            .into_iter()
            .map(|key| (key as u32, cosine_of(key)))
    }
}

#[inline(always)]
fn key(index: usize, cosine: f32) -> u64 {
    u64::from(!rising(cosine)) << 32 | index as u64
}

/// Bits that are in the order of the numbers.
#[inline(always)]
pub(crate) fn rising(number: f32) -> u32 {
    // Adding zero turns -0.0 into 0.0, which has another sign bit.
    let bits = (number + 0.0).to_bits();
    if bits >> 31 == 1 {
        !bits
    } else {
        bits | 1 << 31
    }
}

fn cosine_of(key: u64) -> f32 {
    let rising = !((key >> 32) as u32);
    f32::from_bits(if rising >> 31 == 1 {
        rising & !(1 << 31)
    } else {
        !rising
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use ndarray::array;

    #[test]
    fn neighbours_come_nearest_first_with_ties_by_index() {
        let units = array![[1.0, 0.0], [0.0, 1.0], [0.6, 0.8], [0.6, -0.8], [-1.0, 0.0]];
        let found = Neighbours::find(&units, 3);
        assert_eq!(found.count, 3);
        assert_eq!(found.indices[..3], [2, 3, 1]);
        assert_eq!(found.cosines[..3], [0.6, 0.6, 0.0]);
        assert_eq!(found.indices[12..], [1, 2, 3]);
        assert_eq!(found.cosines[12..], [0.0, -0.6, -0.6]);
    }

    #[test]
    fn there_are_at_most_all_others() {
        assert_eq!(Neighbours::find(&array![[1.0], [1.0]], 9).indices, [1, 0]);
        assert_eq!(Neighbours::find(&array![[1.0]], 9).count, 0);
    }

    #[test]
    fn offers_come_to_the_same_one_by_one_and_many_at_a_time() {
        let cosines: Vec<f32> = (0..1000).map(|i| ((i * 7919) % 97) as f32 / 97.0).collect();
        let indices: Vec<usize> = (0..1000).rev().collect();
        let (mut single, mut many) = (Nearest::new(5), Nearest::new(5));
        for (indices, cosines) in indices.chunks(16).zip(cosines.chunks(16)) {
            many.offer_all(indices, cosines);
            for (&index, &cosine) in indices.iter().zip(cosines) {
                single.offer(index, cosine);
            }
        }
        assert!(single.into_sorted().eq(many.into_sorted()));
    }

    #[test]
    fn many_offers_leave_the_best() {
        let mut nearest = Nearest::new(3);
        for index in 0..1000 {
            nearest.offer(index, -((index * 7 % 1000) as f32));
        }
        let best: Vec<_> = nearest.into_sorted().collect();
        assert_eq!(best, [(0, 0.0), (143, -1.0), (286, -2.0)]);
    }
}
