//! Vectors of the documents that were made elsewhere, say by a sentence encoder.

mod npy;
mod table;

use ndarray::{Array2, ArrayView2};
use sha2::{Digest, Sha256};
use std::fs;
use std::path::{Path, PathBuf};

use crate::corpus::{Corpus, hexadecimal};
use crate::{Error, Result};
use table::Table;

/// Where the vectors of documents come from when they are not made here.
#[derive(Debug, Clone, PartialEq)]
pub enum VectorSource {
    /// A file, as [`GivenVectors::read`] takes it.
    File(PathBuf),
    /// An array in memory, one row a document. A run that took it cannot be repeated by `check`.
    Memory(GivenVectors),
}

impl VectorSource {
    /// What the run's records call it.
    pub(crate) fn name(&self) -> String {
        match self {
            VectorSource::File(path) => path.display().to_string(),
            VectorSource::Memory(vectors) => vectors.file.name.clone(),
        }
    }

    /// The vectors of the documents of a corpus.
    pub(crate) fn vectors(&self, corpus: &Corpus) -> Result<GivenVectors> {
        match self {
            VectorSource::File(path) => GivenVectors::read(path, corpus),
            VectorSource::Memory(vectors) => Ok(vectors.clone()),
        }
    }
}

impl From<PathBuf> for VectorSource {
    fn from(path: PathBuf) -> Self {
        VectorSource::File(path)
    }
}

impl From<GivenVectors> for VectorSource {
    fn from(vectors: GivenVectors) -> Self {
        VectorSource::Memory(vectors)
    }
}

/// What vectors were read from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VectorsFile {
    /// The file as it was named, or what an array in memory is called.
    pub name: String,
    /// SHA-256 of its bytes, in hexadecimal; of an array, of its rows scaled to length one.
    pub sha256: String,
    /// Vectors that it holds.
    pub rows: usize,
}

/// Vectors from elsewhere, one a document of a corpus.
#[derive(Debug, Clone, PartialEq)]
pub struct GivenVectors {
    /// Where they come from.
    pub file: VectorsFile,
    /// Rows scaled to length one, in the order of the documents: shape (documents, dimensions).
    pub vectors: Array2<f32>,
}

impl GivenVectors {
    /// Takes vectors that are in memory, shape (documents, dimensions), in the order of the documents
    /// and of any length: they are scaled to length one. `name` is what records and reports call them.
    ///
    /// ```
    /// use ndarray::array;
    /// use thememap::cluster::ThemeCount;
    /// use thememap::corpus::Corpus;
    /// use thememap::vectors::GivenVectors;
    /// use thememap::{Options, ThemeMap};
    ///
    /// let corpus = Corpus::from_texts(["memory in sleep", "sleep", "coral reefs", "reefs"]);
    /// let vectors = array![[3.0, 0.1], [2.0, 0.2], [0.1, 0.5], [0.0, 1.0]];
    /// let vectors = GivenVectors::new("my encoder", vectors.view())?;
    /// let mut options = Options { vectors: Some(vectors.into()), ..Options::default() };
    /// options.clustering.themes = ThemeCount::Fixed(2);
    /// let map = ThemeMap::build(corpus, options)?;
    /// assert_eq!(map.model.members(), [vec![0, 1], vec![2, 3]]);
    /// # Ok::<(), thememap::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// [`Error::File`] when there are no dimensions, and [`Error::Input`] for a row with something
    /// that is no finite number.
    pub fn new<A: Copy + Into<f64>>(name: &str, rows: ArrayView2<A>) -> Result<GivenVectors> {
        if rows.ncols() == 0 {
            return Err(Error::File {
                file: name.to_string(),
                problem: "its vectors have no numbers".to_string(),
            });
        }
        let rows = rows.mapv(Into::into);
        for (row, number) in rows.outer_iter().zip(1..) {
            if let Some(&value) = row.iter().find(|value| !value.is_finite()) {
                return Err(not_finite(name, number, value));
            }
        }
        let vectors = units(&rows, &(0..rows.nrows()).collect::<Vec<_>>());
        let mut digest = Sha256::new();
        vectors
            .iter()
            .for_each(|value| digest.update(value.to_le_bytes()));
        Ok(GivenVectors {
            file: VectorsFile {
                sha256: hexadecimal(&digest.finalize()),
                rows: rows.nrows(),
                name: name.to_string(),
            },
            vectors,
        })
    }

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

    #[test]
    fn an_array_in_memory_is_scaled_and_checked() {
        let given = GivenVectors::new("mine", array![[3.0f64, 4.0], [0.0, 0.0]].view()).unwrap();
        assert_eq!(given.vectors, array![[0.6f32, 0.8], [0.0, 0.0]]);
        let error = GivenVectors::new("mine", array![[1.0f32], [f32::NAN]].view()).unwrap_err();
        assert!(error.to_string().starts_with("mine, row 2: NaN"), "{error}");
    }
}
