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
    fn no_documents_make_an_empty_table() {
        let table = Contingency::new::<usize, usize>(&[], &[]);
        assert_eq!((table.documents, table.cells.len()), (0, 0));
    }
}
