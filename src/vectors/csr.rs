//! A sparse matrix by rows.

use ndarray::Array2;

/// Compressed sparse rows: one row a document, one column a term.
///
/// Row `i` holds `values[indptr[i]..indptr[i + 1]]` in the columns of the same range of
/// `indices`, which ascend within a row.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Csr {
    /// Number of columns.
    pub columns: usize,
    /// Where each row begins, and the end of the last: one longer than there are rows.
    pub indptr: Vec<usize>,
    /// Column of each value.
    pub indices: Vec<u32>,
    /// The values that are not zero.
    pub values: Vec<f32>,
}

impl Csr {
    /// Number of rows.
    pub fn rows(&self) -> usize {
        self.indptr.len().saturating_sub(1)
    }

    /// Columns and values of one row.
    pub fn row(&self, index: usize) -> (&[u32], &[f32]) {
        let range = self.indptr[index]..self.indptr[index + 1];
        (&self.indices[range.clone()], &self.values[range])
    }

    /// The same matrix with its zeros, shape (rows, columns): for small corpora only.
    pub fn to_dense(&self) -> Array2<f32> {
        let mut dense = Array2::zeros((self.rows(), self.columns));
        for row in 0..self.rows() {
            let (columns, values) = self.row(row);
            for (&column, &value) in columns.iter().zip(values) {
                dense[[row, column as usize]] = value;
            }
        }
        dense
    }
}
