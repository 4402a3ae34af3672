//! Vectors of the documents that were made elsewhere, say by a sentence encoder.

mod npy;
mod table;

use ndarray::Array2;
use sha2::{Digest, Sha256};
use std::fs;
use std::path::Path;

use crate::corpus::{Corpus, hexadecimal};
use crate::{Error, Result};
use table::Table;

/// The file that vectors were read from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VectorsFile {
    /// As it was named.
    pub name: String,
    /// SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
    /// Vectors that it holds.
    pub rows: usize,
}

/// Vectors from elsewhere, one a document of a corpus.
#[derive(Debug, Clone)]
pub struct GivenVectors {
    /// Where they come from.
    pub file: VectorsFile,
    /// Rows scaled to length one, in the order of the documents: shape (documents, dimensions).
    pub vectors: Array2<f32>,
}

impl GivenVectors {
    /// Reads the vectors of the documents of a corpus.
    ///
    /// An array of numpy (`.npy`: two dimensions, floats of 16, 32 or 64 bits) has a row for each
    /// record that was read, in input order, those that are no documents among them. A table
    /// (`.csv`) has so too, or its first column holds the ids of the documents, in any order.
    ///
    /// # Errors
    ///
    /// [`Error::Io`] when the file cannot be read, [`Error::File`] when it is neither or its rows
    /// are not those of the records, and [`Error::Input`] for a row with something that is no
    /// finite number.
    pub fn read(path: &Path, corpus: &Corpus) -> Result<GivenVectors> {
        let bytes = fs::read(path).map_err(|source| Error::Io {
            path: path.to_path_buf(),
            source,
        })?;
        let name = path.display().to_string();
        let (rows, by_document) = match npy::is_npy(&bytes) {
            true => {
                let rows = npy::read(&bytes, &name)?;
                let places = by_record(corpus, rows.nrows(), &name, "")?;
                (rows, places)
            }
            false => {
                let table = Table::read(&bytes, &name)?;
                let places = table.places(corpus, &name)?;
                (table.rows, places)
            }
        };
        Ok(GivenVectors {
            file: VectorsFile {
                sha256: hexadecimal(&Sha256::digest(&bytes)),
                rows: rows.nrows(),
                name,
            },
            vectors: units(&rows, &by_document),
        })
    }
}

/// The row of each document where there is one for each record; `hint` ends the message where
/// there is not.
fn by_record(corpus: &Corpus, rows: usize, name: &str, hint: &str) -> Result<Vec<usize>> {
    let mut first = Vec::with_capacity(corpus.sources.len());
    let mut records = 0;
    for source in &corpus.sources {
        first.push(records);
        records += source.records;
    }
    if rows != records {
        return Err(Error::File {
            file: name.to_string(),
            problem: format!(
                "it has {rows} vectors and {records} were expected, one for each record that was \
                 read, in that order ({} documents and {} that dropped.csv lists){hint}",
                corpus.documents.len(),
                corpus.dropped.len()
            ),
        });
    }
    let place = |document: &crate::corpus::Document| first[document.source] + document.record - 1;
    Ok(corpus.documents.iter().map(place).collect())
}

/// The chosen rows scaled to length one, whatever their length was; rows of zeros stay zeros.
fn units(rows: &Array2<f64>, chosen: &[usize]) -> Array2<f32> {
    let mut units = Array2::zeros((chosen.len(), rows.ncols()));
    for (&row, mut unit) in chosen.iter().zip(units.outer_iter_mut()) {
        let row = rows.row(row);
        let largest = row
            .iter()
            .fold(0.0, |most: f64, value| most.max(value.abs()));
        if largest > 0.0 {
            let squares = row
                .iter()
                .map(|value| (value / largest) * (value / largest));
            let length = squares.fold(0.0, |sum, square| sum + square).sqrt();
            for (to, from) in unit.iter_mut().zip(row) {
                *to = (from / largest / length) as f32;
            }
        }
    }
    units
}

/// Says which row has something that cannot be part of a vector.
fn not_finite(name: &str, row: usize, value: f64) -> Error {
    Error::Input {
        file: name.to_string(),
        place: format!("row {row}"),
        problem: format!("{value} is no place; give every record a vector of finite numbers"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ndarray::array;

    #[test]
    fn rows_of_any_length_become_units() {
        let rows = array![[3.0, 4.0], [0.0, 0.0], [3e300, 4e300], [3e-300, 4e-300]];
        let found = units(&rows, &[0, 1, 2, 3]);
        let unit = array![[0.6, 0.8], [0.0, 0.0], [0.6, 0.8], [0.6, 0.8]];
        assert!((found - unit).iter().all(|gap: &f32| gap.abs() < 1e-6));
    }
}
