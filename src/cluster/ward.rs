//! A start for k-means that no seed changes: many small cells, joined bottom-up.

use ndarray::{Array2, ArrayView2};
use rayon::prelude::*;

use super::kmeans::slices;
use crate::vectors::kernels::{Kernel, dot, widest};
use crate::vectors::tiles::Tiles;

/// Most cells that are joined: joining costs the square of their number.
const CELLS: usize = 700;
/// Cells compared with all by one worker at a time.
const CHUNK: usize = 64;

/// A group of rows: its mean, its number of rows, and the rows' sum of squared distances.
#[derive(Debug, Clone)]
struct Cell {
    rows: Vec<usize>,
    spread: f64,
    axis: usize,
    threshold: f32,
}

impl Cell {
    fn new(vectors: &[&[f32]], rows: Vec<usize>) -> Cell {
        let count = rows.len() as f64;
        let width = vectors.first().map_or(0, |row| row.len());
        let (mut sums, mut squares) = (vec![0f64; width], vec![0f64; width]);
        widest(Moments {
            vectors,
            rows: &rows,
            sums: &mut sums,
            squares: &mut squares,
        });
        let (mut spread, mut widest, mut axis) = (0.0, -1.0, 0);
        for (index, (sum, square)) in sums.iter().zip(&squares).enumerate() {
            let variance = (square - sum * sum / count).max(0.0);
            spread += variance;
            if variance > widest {
                (widest, axis) = (variance, index);
            }
        }
        let threshold = sums.get(axis).map_or(0.0, |sum| (sum / count) as f32);
        Cell {
            rows,
            spread,
            axis,
            threshold,
        }
    }

    /// The rows on either side of the mean of the widest axis; none when all rows are one.
    fn split(&self, vectors: &[&[f32]]) -> Option<(Vec<usize>, Vec<usize>)> {
        if self.rows.len() < 2 || self.spread <= 1e-9 {
            return None;
        }
        let (low, high): (Vec<usize>, Vec<usize>) = self
            .rows
            .iter()
            .partition(|&&row| vectors[row][self.axis] <= self.threshold);
        (!low.is_empty() && !high.is_empty()).then_some((low, high))
    }
}

/// Adds some rows, and their squares, to sums.
struct Moments<'a> {
    vectors: &'a [&'a [f32]],
    rows: &'a [usize],
    sums: &'a mut [f64],
    squares: &'a mut [f64],
}

impl Kernel for Moments<'_> {
    type Output = ();

    #[inline(always)]
    fn call(self) {
        let (pairs, rest) = self.rows.as_chunks::<2>();
        for &[one, two] in pairs {
            let values = self.vectors[one].iter().zip(self.vectors[two]);
            let both = self.sums.iter_mut().zip(self.squares.iter_mut());
            for ((sum, square), (&one, &two)) in both.zip(values) {
                let (one, two) = (f64::from(one), f64::from(two));
                *sum = *sum + one + two;
                *square = *square + one * one + two * two;
            }
        }
        for &row in rest {
            let both = self.sums.iter_mut().zip(self.squares.iter_mut());
            for ((sum, square), &value) in both.zip(self.vectors[row]) {
                *sum += f64::from(value);
                *square += f64::from(value) * f64::from(value);
            }
        }
    }
}

/// Groups of rows by splitting the most spread group at the mean of its widest axis, again and
/// again (Var-Part: Su & Dy 2007).
fn variance_partition(vectors: &[&[f32]], cells: usize) -> Vec<Vec<usize>> {
    let mut open = vec![Cell::new(vectors, (0..vectors.len()).collect())];
    let mut closed: Vec<Vec<usize>> = Vec::new();
    while open.len() + closed.len() < cells && !open.is_empty() {
        let mut widest = 0;
        for (index, cell) in open.iter().enumerate() {
            if cell.spread > open[widest].spread {
                widest = index;
            }
        }
        let cell = open.swap_remove(widest);
        match cell.split(vectors) {
            Some((low, high)) => {
                open.push(Cell::new(vectors, low));
                open.push(Cell::new(vectors, high));
            }
            None => closed.push(cell.rows),
        }
    }
    closed.extend(open.into_iter().map(|cell| cell.rows));
    closed
}

/// A node while cells are joined.
#[derive(Debug, Clone)]
struct Node {
    mean: Vec<f32>,
    size: f64,
}

/// The tree of joins of the cells of a corpus (Ward 1963), from which the centres for any
/// number of groups can be read.
#[derive(Debug, Clone)]
pub struct WardTree {
    cells: Vec<Node>,
    /// The two groups joined, by the number of any cell in them, and at what cost, cheapest first.
    joins: Vec<(usize, usize, f64)>,
}

impl WardTree {
    /// Divides unit rows, shape (documents, dimensions), into at most 700 cells and joins these.
    pub fn fit(vectors: ArrayView2<f32>) -> WardTree {
        let vectors = vectors.as_standard_layout();
        let vectors = vectors.view();
        let rows = slices(&vectors);
        let groups = variance_partition(&rows, CELLS);
        let cells: Vec<Node> = groups.iter().map(|group| node(&rows, group)).collect();
        let mut joins = nearest_neighbour_chain(&cells);
        joins.sort_by(|a, b| a.2.total_cmp(&b.2).then(a.0.cmp(&b.0)).then(a.1.cmp(&b.1)));
        WardTree { cells, joins }
    }

    /// The means of `k` groups, shape (groups, dimensions); fewer when there are fewer cells.
    pub fn centroids(&self, k: usize) -> Array2<f32> {
        let groups = k.min(self.cells.len());
        let mut parent: Vec<usize> = (0..self.cells.len()).collect();
        for &(a, b, _) in &self.joins[..self.cells.len() - groups] {
            let (a, b) = (root(&parent, a), root(&parent, b));
            parent[a.max(b)] = a.min(b);
        }
        let width = self.cells.first().map_or(0, |cell| cell.mean.len());
        let roots: Vec<usize> = (0..parent.len())
            .filter(|&cell| parent[cell] == cell)
            .collect();
        let mut centroids = Array2::zeros((roots.len(), width));
        let mut sizes = vec![0f64; roots.len()];
        let mut sums = Array2::<f64>::zeros((roots.len(), width));
        for (cell, node) in self.cells.iter().enumerate() {
            let group = roots
                .binary_search(&root(&parent, cell))
                .expect("a root is in the ascending list of roots");
            sizes[group] += node.size;
            for (sum, &value) in sums.row_mut(group).iter_mut().zip(&node.mean) {
                *sum += node.size * f64::from(value);
            }
        }
        for ((group, axis), target) in centroids.indexed_iter_mut() {
            *target = (sums[[group, axis]] / sizes[group]) as f32;
        }
        centroids
    }
}

fn root(parent: &[usize], mut cell: usize) -> usize {
    while parent[cell] != cell {
        cell = parent[cell];
    }
    cell
}

fn node(vectors: &[&[f32]], rows: &[usize]) -> Node {
    let mut sums = vec![0f64; vectors.first().map_or(0, |row| row.len())];
    for &row in rows {
        for (sum, &value) in sums.iter_mut().zip(vectors[row]) {
            *sum += f64::from(value);
        }
    }
    let size = rows.len() as f64;
    Node {
        mean: sums.into_iter().map(|sum| (sum / size) as f32).collect(),
        size,
    }
}

/// What joining each two groups adds to the sum of squared distances, row after row; a group with
/// itself costs without end.
fn costs(cells: &[Node]) -> Vec<f64> {
    let count = cells.len();
    let means: Vec<&[f32]> = cells.iter().map(|cell| cell.mean.as_slice()).collect();
    let squares: Vec<f32> = means.iter().map(|mean| dot(mean, mean)).collect();
    let tiles = Tiles::new(&means);
    let mut costs = vec![f64::INFINITY; count * count];
    costs
        .par_chunks_mut(CHUNK * count.max(1))
        .zip(means.par_chunks(CHUNK))
        .zip((0..count).into_par_iter().step_by(CHUNK))
        .for_each(|((costs, means), first)| {
            tiles.products(means, |index, other, product| {
                let own = first + index;
                if own != other {
                    let distance = (squares[own] + squares[other] - 2.0 * product).max(0.0);
                    let (a, b) = (cells[own].size, cells[other].size);
                    costs[index * count + other] = a * b / (a + b) * f64::from(distance);
                }
            });
        });
    costs
}

/// All joins of weighted groups by following nearest neighbours (Murtagh 1983): the tree of
/// Ward's method, in an order to be sorted by cost. What a joined group costs follows from what its
/// parts did (Lance & Williams 1967).
fn nearest_neighbour_chain(cells: &[Node]) -> Vec<(usize, usize, f64)> {
    let count = cells.len();
    let mut costs = costs(cells);
    let mut sizes: Vec<f64> = cells.iter().map(|cell| cell.size).collect();
    let mut alive: Vec<usize> = (0..count).collect();
    let mut chain: Vec<usize> = Vec::new();
    let mut joins = Vec::with_capacity(count.saturating_sub(1));
    while alive.len() > 1 {
        let Some(&last) = chain.last() else {
            chain.push(alive[0]);
            continue;
        };
        let row = &costs[last * count..][..count];
        let before = chain.len().checked_sub(2).map(|index| chain[index]);
        let mut best = (before, before.map_or(f64::INFINITY, |before| row[before]));
        for &other in &alive {
            if row[other] < best.1 {
                best = (Some(other), row[other]);
            }
        }
        match best {
            (Some(other), cost) if Some(other) == before => {
                chain.truncate(chain.len() - 2);
                let (kept, gone) = (last.min(other), last.max(other));
                joins.push((kept, gone, cost));
                alive.retain(|&cell| cell != gone);
                for &third in alive.iter().filter(|&&cell| cell != kept) {
                    let (a, b, c) = (sizes[kept], sizes[gone], sizes[third]);
                    let (to_a, to_b) = (costs[kept * count + third], costs[gone * count + third]);
                    let joined = ((a + c) * to_a + (b + c) * to_b - c * cost) / (a + b + c);
                    costs[kept * count + third] = joined;
                    costs[third * count + kept] = joined;
                }
                sizes[kept] += sizes[gone];
            }
            (Some(other), _) => chain.push(other),
            (None, _) => break,
        }
    }
    joins
}

#[cfg(test)]
mod tests {
    use super::*;
    use kodama::{Method, linkage};
    use ndarray::array;
    use rand::{Rng, SeedableRng};
    use rand_xoshiro::Xoshiro256PlusPlus;

    #[test]
    fn separate_groups_get_a_centre_each() {
        let vectors = array![
            [1.0, 0.0],
            [0.99, 0.01],
            [0.0, 1.0],
            [0.01, 0.99],
            [-1.0, 0.0]
        ];
        let centres = WardTree::fit(vectors.view()).centroids(3);
        let near = |x: f32, y: f32| {
            centres
                .outer_iter()
                .any(|c| (c[0] - x).abs() < 0.02 && (c[1] - y).abs() < 0.02)
        };
        assert!(near(0.995, 0.005) && near(0.005, 0.995) && near(-1.0, 0.0));
    }

    #[test]
    fn the_costs_are_those_of_the_textbook_method() {
        let mut random = Xoshiro256PlusPlus::seed_from_u64(3);
        let vectors = Array2::from_shape_simple_fn((40, 3), || random.r#gen::<f32>());
        let mut condensed = Vec::new();
        for a in 0..40 {
            for b in a + 1..40 {
                let squared: f32 = (0..3)
                    .map(|axis| vectors[[a, axis]] - vectors[[b, axis]])
                    .map(|difference| difference * difference)
                    .sum();
                condensed.push(f64::from(squared).sqrt());
            }
        }
        let dendrogram = linkage(&mut condensed, 40, Method::Ward);
        let tree = WardTree::fit(vectors.view());
        for (join, step) in tree.joins.iter().zip(dendrogram.steps()) {
            let height = (2.0 * join.2).sqrt();
            assert!(
                (height - step.dissimilarity).abs() < 1e-3,
                "{height} {}",
                step.dissimilarity
            );
        }
    }

    #[test]
    fn rows_that_are_all_alike_form_one_group() {
        let vectors = Array2::from_elem((10, 2), 0.5);
        assert_eq!(WardTree::fit(vectors.view()).centroids(4).nrows(), 1);
    }
}
