//! How two partitions of the same documents overlap.

use std::collections::BTreeMap;

/// The contingency table of two partitions, without its zeros.
///
/// Rows are the groups of the first partition and columns those of the second, both numbered
/// from 0 in the order of their labels.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contingency {
    /// Number of documents in both partitions.
    pub documents: u64,
    /// Documents in each row.
    pub row_sizes: Vec<u64>,
    /// Documents in each column.
    pub column_sizes: Vec<u64>,
    /// Row, column and number of documents of each cell that is not zero, by row, then column.
    pub cells: Vec<(usize, usize, u64)>,
}

impl Contingency {
    /// Counts how often each two labels meet: entry `i` of both slices is document `i`.
    ///
    /// # Panics
    ///
    /// If the slices differ in length.
    pub fn new<R: Ord, C: Ord>(rows: &[R], columns: &[C]) -> Self {
        assert_eq!(rows.len(), columns.len(), "one label a document in both");
        let mut met: BTreeMap<(&R, &C), u64> = BTreeMap::new();
        for pair in rows.iter().zip(columns) {
            *met.entry(pair).or_insert(0) += 1;
        }
        let row_of = number(met.keys().map(|&(row, _)| row));
        let column_of = number(met.keys().map(|&(_, column)| column));
        let mut row_sizes = vec![0; row_of.len()];
        let mut column_sizes = vec![0; column_of.len()];
        let mut cells = Vec::with_capacity(met.len());
        for ((row, column), count) in met {
            let (row, column) = (row_of[row], column_of[column]);
            row_sizes[row] += count;
            column_sizes[column] += count;
            cells.push((row, column, count));
        }
        Self {
            documents: rows.len() as u64,
            row_sizes,
            column_sizes,
            cells,
        }
    }

    /// The same for groups by number, counted in a table that has a cell for each two numbers.
    ///
    /// # Panics
    ///
    /// If the slices differ in length.
    pub(crate) fn of_groups(rows: &[usize], columns: &[usize]) -> Self {
        assert_eq!(rows.len(), columns.len(), "one group a document in both");
        let (row_sizes, column_sizes) = (sizes(rows), sizes(columns));
        let mut counts = vec![0; row_sizes.len() * column_sizes.len()];
        for (row, column) in rows.iter().zip(columns) {
            counts[row * column_sizes.len() + column] += 1;
        }
        let (row_of, column_of) = (places(&row_sizes), places(&column_sizes));
        let counts = counts
            .into_iter()
            .enumerate()
            .filter(|&(_, count)| count > 0);
        let cell = |(cell, count)| {
            let (row, column) = (cell / column_sizes.len(), cell % column_sizes.len());
            (row_of[row], column_of[column], count)
        };
        Self {
            documents: rows.len() as u64,
            cells: counts.map(cell).collect(),
            row_sizes: row_sizes.into_iter().filter(|&size| size > 0).collect(),
            column_sizes: column_sizes.into_iter().filter(|&size| size > 0).collect(),
        }
    }
}

/// How many documents each group has.
fn sizes(groups: &[usize]) -> Vec<u64> {
    let mut sizes = vec![0; groups.iter().max().map_or(0, |last| last + 1)];
    groups.iter().for_each(|&group| sizes[group] += 1);
    sizes
}

/// The place of each group among those that have documents.
fn places(sizes: &[u64]) -> Vec<usize> {
    let mut next = 0;
    let place = |&size: &u64| {
        next += usize::from(size > 0);
        next.saturating_sub(1)
    };
    sizes.iter().map(place).collect()
}

fn number<'a, T: Ord>(labels: impl Iterator<Item = &'a T>) -> BTreeMap<&'a T, usize> {
    let mut numbers: BTreeMap<&T, usize> = labels.map(|label| (label, 0)).collect();
    for (number, slot) in numbers.values_mut().enumerate() {
        *slot = number;
    }
    numbers
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_come_in_the_order_of_the_labels() {
        let table = Contingency::new(&["b", "a", "b", "a", "a"], &[7, 7, 3, 7, 3]);
        assert_eq!(table.documents, 5);
        assert_eq!(table.row_sizes, [3, 2]);
        assert_eq!(table.column_sizes, [2, 3]);
        assert_eq!(table.cells, [(0, 0, 1), (0, 1, 2), (1, 0, 1), (1, 1, 1)]);
    }

    #[test]
    fn groups_by_number_make_the_same_table() {
        let rows: Vec<usize> = (0..200).map(|document| document * document % 11).collect();
        let columns: Vec<usize> = (0..200).map(|document| 3 * (document % 7)).collect();
        assert_eq!(
            Contingency::of_groups(&rows, &columns),
            Contingency::new(&rows, &columns)
        );
        assert_eq!(
            Contingency::of_groups(&[], &[]),
            Contingency::new::<u8, u8>(&[], &[])
        );
    }

    #[test]
    fn no_documents_make_an_empty_table() {
        let table = Contingency::new::<usize, usize>(&[], &[]);
        assert_eq!((table.documents, table.cells.len()), (0, 0));
    }
}
