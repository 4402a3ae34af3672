//! A sparse matrix by rows.

use ndarray::{Array2, ArrayView2};
use rayon::prelude::*;
use std::ops::Range;

use super::kernels::{Kernel, add_rows, widest};

/// Rows multiplied by one worker at a time.
const CHUNK: usize = 64;
/// Columns that one worker turns into rows at a time.
const STRIP: usize = 1 << 14;

/// Compressed sparse rows, in the layout of scipy's `csr_matrix((values, indices, indptr))`.
///
/// Row `i` holds `values[indptr[i]..indptr[i + 1]]` in the columns of the same range of
/// `indices`, which ascend within a row. All that is made here keeps to that; of a matrix that does
/// not, the methods may panic.
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
    /// A matrix without a row.
    pub fn empty(columns: usize) -> Csr {
        Csr {
            columns,
            indptr: vec![0],
            ..Csr::default()
        }
    }

    /// A matrix from the columns and values of its rows: two lists of one length a row, columns
    /// ascending and below `columns`.
    ///
    /// # Panics
    ///
    /// When the lists of a row differ in length or its columns are not as they should be.
    pub fn from_rows(columns: usize, rows: impl IntoIterator<Item = (Vec<u32>, Vec<f32>)>) -> Csr {
        let mut csr = Csr::empty(columns);
        for (indices, values) in rows {
            assert_eq!(indices.len(), values.len(), "a value a column");
            assert!(
                indices.is_sorted_by(|a, b| a < b)
                    && indices.last().is_none_or(|&last| (last as usize) < columns),
                "columns ascend below {columns}: {indices:?}"
            );
            csr.indices.extend(indices);
            csr.values.extend(values);
            csr.indptr.push(csr.indices.len());
        }
        csr
    }

    /// The rows of several matrices of `columns` columns, one matrix after another.
    pub(crate) fn stacked(columns: usize, parts: Vec<Csr>) -> Csr {
        let mut indptr = vec![0];
        for part in &parts {
            let offset = indptr[indptr.len() - 1];
            indptr.extend(part.indptr[1..].iter().map(|end| end + offset));
        }
        let size = indptr[indptr.len() - 1];
        let (mut indices, mut values) = (vec![0; size], vec![0.0; size]);
        let lengths = || parts.iter().map(|part| part.indices.len());
        let places = split(&mut indices, lengths())
            .into_par_iter()
            .zip(split(&mut values, lengths()));
        places.zip(&parts).for_each(|((indices, values), part)| {
            indices.copy_from_slice(&part.indices);
            values.copy_from_slice(&part.values);
        });
        Csr {
            columns,
            indptr,
            indices,
            values,
        }
    }

    /// Number of rows.
    pub fn rows(&self) -> usize {
        self.indptr.len().saturating_sub(1)
    }

    /// Columns and values of one row, numbered from 0.
    ///
    /// # Panics
    ///
    /// When there is no such row.
    pub fn row(&self, index: usize) -> (&[u32], &[f32]) {
        let range = self.indptr[index]..self.indptr[index + 1];
        (&self.indices[range.clone()], &self.values[range])
    }

    /// Some of the rows, in the order given.
    ///
    /// # Panics
    ///
    /// As [`Csr::row`].
    pub fn select(&self, rows: &[usize]) -> Csr {
        let mut chosen = Csr::empty(self.columns);
        for &row in rows {
            let (indices, values) = self.row(row);
            chosen.indices.extend_from_slice(indices);
            chosen.values.extend_from_slice(values);
            chosen.indptr.push(chosen.indices.len());
        }
        chosen
    }

    /// The same matrix with rows and columns exchanged.
    pub fn transposed(&self) -> Csr {
        let mut indptr = vec![0usize; self.columns + 1];
        for &column in &self.indices {
            indptr[column as usize + 1] += 1;
        }
        for column in 0..self.columns {
            indptr[column + 1] += indptr[column];
        }
        let mut indices = vec![0u32; self.indices.len()];
        let mut values = vec![0f32; self.values.len()];
        let strips: Vec<Range<usize>> = (0..self.columns)
            .step_by(STRIP)
            .map(|first| first..(first + STRIP).min(self.columns))
            .collect();
        let lengths = || strips.iter().map(|s| indptr[s.end] - indptr[s.start]);
        let places = split(&mut indices, lengths())
            .into_par_iter()
            .zip(split(&mut values, lengths()));
        places.zip(&strips).for_each(|((indices, values), strip)| {
            self.turn(strip.clone(), &indptr, indices, values);
        });
        Csr {
            columns: self.rows(),
            indptr,
            indices,
            values,
        }
    }

    /// Writes some of the columns as rows, which begin at `indptr`.
    fn turn(&self, range: Range<usize>, indptr: &[usize], indices: &mut [u32], values: &mut [f32]) {
        let begin = indptr[range.start];
        let mut next: Vec<usize> = indptr[range.clone()].iter().map(|at| at - begin).collect();
        for row in 0..self.rows() {
            let (columns, row_values) = self.row(row);
            let from = columns.partition_point(|&column| (column as usize) < range.start);
            for (&column, &value) in columns[from..].iter().zip(&row_values[from..]) {
                if column as usize >= range.end {
                    break;
                }
                let next = &mut next[column as usize - range.start];
                indices[*next] = row as u32;
                values[*next] = value;
                *next += 1;
            }
        }
    }

    /// The product with a dense matrix of shape (columns, width): shape (rows, width).
    ///
    /// Each row is summed in the order of its columns, whatever the number of threads.
    ///
    /// # Panics
    ///
    /// When `dense` does not have a row for each column of the matrix.
    pub fn times(&self, dense: ArrayView2<f32>) -> Array2<f32> {
        assert_eq!(dense.nrows(), self.columns, "inner dimensions agree");
        let width = dense.ncols();
        let dense = dense.as_standard_layout();
        let source = dense.as_slice().expect("standard layout");
        let mut product = Array2::zeros((self.rows(), width));
        if width > 0 {
            let target = product.as_slice_mut().expect("a new array is contiguous");
            target
                .par_chunks_mut(width * CHUNK)
                .enumerate()
                .for_each(|(chunk, target)| {
                    widest(Product {
                        csr: self,
                        first: chunk * CHUNK,
                        source,
                        width,
                        target,
                    });
                });
        }
        product
    }

    /// Some rows of that product, by one worker.
    ///
    /// # Panics
    ///
    /// As [`Csr::times`].
    pub(super) fn some_times(&self, rows: Range<usize>, dense: ArrayView2<f32>) -> Array2<f32> {
        assert_eq!(dense.nrows(), self.columns, "inner dimensions agree");
        let width = dense.ncols();
        let dense = dense.as_standard_layout();
        let mut product = Array2::zeros((rows.len(), width));
        if width > 0 {
            widest(Product {
                csr: self,
                first: rows.start,
                source: dense.as_slice().expect("standard layout"),
                width,
                target: product.as_slice_mut().expect("a new array is contiguous"),
            });
        }
        product
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

/// Neighbouring pieces of these lengths.
fn split<T>(mut all: &mut [T], lengths: impl Iterator<Item = usize>) -> Vec<&mut [T]> {
    let mut pieces = Vec::new();
    for length in lengths {
        let (piece, rest) = all.split_at_mut(length);
        pieces.push(piece);
        all = rest;
    }
    pieces
}

/// Some rows of a product with a dense matrix.
struct Product<'a> {
    csr: &'a Csr,
    first: usize,
    source: &'a [f32],
    width: usize,
    target: &'a mut [f32],
}

impl Kernel for Product<'_> {
    type Output = ();

    #[inline(always)]
    fn call(self) {
        let rows = self.target.chunks_exact_mut(self.width);
        for (row, target) in (self.first..).zip(rows) {
            let (columns, values) = self.csr.row(row);
            let columns = columns.iter().map(|&column| column as usize);
            add_rows(target, columns.zip(values.iter().copied()), self.source);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ndarray::array;

    fn example() -> Csr {
        Csr::from_rows(
            3,
            vec![
                (vec![0, 2], vec![1.0, 2.0]),
                (vec![], vec![]),
                (vec![1], vec![3.0]),
            ],
        )
    }

    #[test]
    fn a_transposed_matrix_has_rows_for_columns() {
        assert_eq!(
            example().transposed().to_dense(),
            example().to_dense().reversed_axes()
        );
    }

    #[test]
    fn a_matrix_of_many_columns_is_transposed_strip_by_strip() {
        let rows = (0..50u32).map(|row| {
            let columns: Vec<u32> = (0..3 * STRIP as u32).step_by(701 + row as usize).collect();
            let values = columns
                .iter()
                .map(|&column| (column + row) as f32)
                .collect();
            (columns, values)
        });
        let matrix = Csr::from_rows(3 * STRIP - 5, rows);
        let transposed = matrix.transposed();
        assert_eq!(transposed.to_dense(), matrix.to_dense().reversed_axes());
        assert_eq!(transposed.transposed(), matrix);
    }

    #[test]
    fn a_product_agrees_with_the_dense_one() {
        let right = array![[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]];
        assert_eq!(
            example().times(right.view()),
            array![[11.0, 14.0], [0.0, 0.0], [9.0, 12.0]]
        );
    }
}
