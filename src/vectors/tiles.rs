//! Dot products of many rows with many rows, a block at a time.

/// Rows of a tile.
const LANES: usize = 16;
/// Queries multiplied with a tile at once: their sums fill the vector registers.
const ABREAST: usize = 4;

/// Rows side by side in blocks, dimension by dimension, so that one step multiplies a block.
///
/// Each product is summed from the first dimension on, whatever the blocks: the same bits on
/// every CPU.
#[derive(Debug, Clone)]
pub struct Tiles {
    tiles: Vec<Vec<[f32; LANES]>>,
    rows: usize,
}

impl Tiles {
    /// Blocks of rows of one length.
    pub fn new(rows: &[&[f32]]) -> Tiles {
        Tiles {
            tiles: rows.chunks(LANES).map(tile).collect(),
            rows: rows.len(),
        }
    }

    /// Hands every product of a query with a row to `take`: the number of the query, that of the
    /// row and the product; for each query the rows ascend.
    pub fn products(&self, queries: &[&[f32]], mut take: impl FnMut(usize, usize, f32)) {
        self.runs(queries, |query, first, products| {
            for (row, &product) in (first..).zip(products) {
                take(query, row, product);
            }
        });
    }

    /// The same some neighbouring rows at a time: the number of the query, that of the first of
    /// them and their products.
    pub fn runs(&self, queries: &[&[f32]], mut take: impl FnMut(usize, usize, &[f32])) {
        let widest = pulp::Arch::new();
        for (tile, first) in self.tiles.iter().zip((0..).step_by(LANES)) {
            let filled = LANES.min(self.rows - first);
            for (group, start) in queries.chunks(ABREAST).zip((0..).step_by(ABREAST)) {
                let queries = std::array::from_fn(|i| group[i.min(group.len() - 1)]);
                let sums = widest.dispatch(Products { queries, tile });
                for (query, sums) in (start..).zip(&sums[..group.len()]) {
                    take(query, first, &sums[..filled]);
                }
            }
        }
    }
}

fn tile(rows: &[&[f32]]) -> Vec<[f32; LANES]> {
    (0..rows[0].len())
        .map(|dimension| {
            std::array::from_fn(|lane| rows.get(lane).map_or(0.0, |row| row[dimension]))
        })
        .collect()
}

/// The products of some queries with the rows of a tile. A type of its own, as a closure may be left
/// out of line, and then knows nothing of the vector units.
struct Products<'a> {
    queries: [&'a [f32]; ABREAST],
    tile: &'a [[f32; LANES]],
}

impl pulp::NullaryFnOnce for Products<'_> {
    type Output = [[f32; LANES]; ABREAST];

    #[inline(always)]
    fn call(self) -> Self::Output {
        let queries = self.queries.map(|query| &query[..self.tile.len()]);
        let mut sums = [[0.0; LANES]; ABREAST];
        for (dimension, column) in self.tile.iter().enumerate() {
            for (sums, query) in sums.iter_mut().zip(queries) {
                for (sum, x) in sums.iter_mut().zip(column) {
                    *sum += query[dimension] * x;
                }
            }
        }
        sums
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_product_comes_once_and_is_the_textbook_sum() {
        for (rows, queries, width) in [(1, 1, 1), (16, 4, 3), (17, 5, 7), (40, 6, 33)] {
            let row = |seed: usize| -> Vec<f32> {
                (0..width)
                    .map(|i| ((seed * 31 + i * 7) % 13) as f32 - 6.0)
                    .collect()
            };
            let rows: Vec<Vec<f32>> = (0..rows).map(row).collect();
            let queries: Vec<Vec<f32>> = (100..100 + queries).map(row).collect();
            let row_slices: Vec<&[f32]> = rows.iter().map(Vec::as_slice).collect();
            let query_slices: Vec<&[f32]> = queries.iter().map(Vec::as_slice).collect();
            let mut seen = vec![None; rows.len() * queries.len()];
            Tiles::new(&row_slices).products(&query_slices, |query, row, product| {
                assert!(seen[query * rows.len() + row].replace(product).is_none());
            });
            for (query, chunk) in queries.iter().zip(seen.chunks(rows.len())) {
                for (row, &found) in rows.iter().zip(chunk) {
                    let exact: f32 = query.iter().zip(row).map(|(a, b)| a * b).sum();
                    assert_eq!(found, Some(exact));
                }
            }
        }
    }
}
