//! Vectors as a table: a row of numbers a record, with or without ids in front.

use ndarray::Array2;
use rustc_hash::{FxHashMap, FxHashSet};

use super::{by_record, not_finite};
use crate::corpus::Corpus;
use crate::{Error, Result};

/// The numbers of a table, and what stands in front of them.
pub(super) struct Table {
    /// Shape (rows, dimensions); without the first column where that holds names.
    pub rows: Array2<f64>,
    front: Front,
}

/// The first column.
enum Front {
    /// Part of the vectors.
    Number,
    /// Names of the rows, from a column that pandas would write for an index: without a heading.
    Index(Vec<String>),
    /// Ids.
    Ids(Vec<String>),
}

impl Table {
    /// Reads comma-separated values. A first row that holds something else than numbers, or
    /// counts 0, 1, 2 and so on as pandas names columns, is a heading. The first column holds ids
    /// when its heading is a word, or when something in it is no number.
    ///
    /// # Errors
    ///
    /// [`Error::Input`] with the row for a cell that is no finite number or a row of another
    /// length; [`Error::File`] for a file without numbers.
    pub fn read(bytes: &[u8], name: &str) -> Result<Table> {
        let mut cells = cells(bytes, name)?;
        let heading = cells.first().filter(|row| is_heading(row)).cloned();
        let skipped = usize::from(heading.is_some());
        cells.drain(..skipped);
        let first = || cells.iter().map(|row| row[0].clone());
        let front = match heading.as_deref().map(|row| row[0].as_str()) {
            Some("") => Front::Index(first().collect()),
            Some(word) if is_word(word) && names_ids(word) => Front::Ids(first().collect()),
            _ if cells.iter().any(|row| is_word(&row[0])) => Front::Ids(first().collect()),
            _ => Front::Number,
        };
        let from = usize::from(!matches!(front, Front::Number));
        let width = cells.first().map_or(0, |row| row.len() - from);
        if width == 0 {
            return Err(Error::File {
                file: name.to_string(),
                problem: "it holds no vectors; name an array of numpy (.npy), or a table (.csv) \
                          with a row of numbers for each record"
                    .to_string(),
            });
        }
        let mut values = Vec::with_capacity(cells.len() * width);
        for (row, number) in cells.iter().zip(skipped + 1..) {
            for cell in &row[from..] {
                let value = cell.parse().map_err(|_| Error::Input {
                    file: name.to_string(),
                    place: format!("row {number}"),
                    problem: format!("{cell:?} is no number"),
                })?;
                if !f64::is_finite(value) {
                    return Err(not_finite(name, number, value));
                }
                values.push(value);
            }
        }
        let rows = Array2::from_shape_vec((cells.len(), width), values)
            .expect("every row has the same number of cells");
        Ok(Table { rows, front })
    }

    /// The row of each document: by ids where the first column holds them, else by record.
    ///
    /// # Errors
    ///
    /// [`Error::File`] when a document has no row, when two different rows have its id, and when
    /// there are not as many rows as records.
    pub fn places(&self, corpus: &Corpus, name: &str) -> Result<Vec<usize>> {
        match &self.front {
            Front::Number => by_record(
                corpus,
                self.rows.nrows(),
                name,
                "; or put the ids of the documents into its first column, under the heading id",
            ),
            Front::Index(names) if is_count(names) && !are_ids(names, corpus) => {
                by_record(corpus, self.rows.nrows(), name, "")
            }
            Front::Index(ids) | Front::Ids(ids) => self.by_id(ids, corpus, name),
        }
    }

    fn by_id(&self, ids: &[String], corpus: &Corpus, name: &str) -> Result<Vec<usize>> {
        let fail = |problem: String| Error::File {
            file: name.to_string(),
            problem,
        };
        let mut row_of: FxHashMap<&str, usize> = FxHashMap::default();
        let mut twice: FxHashMap<&str, usize> = FxHashMap::default();
        for (row, id) in ids.iter().enumerate() {
            let first = *row_of.entry(id).or_insert(row);
            if self.rows.row(first) != self.rows.row(row) {
                twice.entry(id).or_insert(row);
            }
        }
        let missing = |id: &&str| !row_of.contains_key(id);
        let wanted = || corpus.documents.iter().map(|document| document.id.as_str());
        if let Some(id) = wanted().find(missing) {
            return Err(fail(format!(
                "it has {} vectors, but none for {} of {} documents, such as {id:?}; ids are \
                 those of documents.csv",
                ids.len(),
                wanted().filter(missing).count(),
                corpus.documents.len(),
            )));
        }
        if let Some((id, second)) = wanted().find_map(|id| Some((id, twice.get(id)?))) {
            return Err(fail(format!(
                "vectors {} and {} are both of {id:?} and differ; leave one of them",
                row_of[id] + 1,
                second + 1
            )));
        }
        Ok(wanted().map(|id| row_of[id]).collect())
    }
}

/// All cells, trimmed, every row as long as the first.
fn cells(bytes: &[u8], name: &str) -> Result<Vec<Vec<String>>> {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .trim(csv::Trim::All)
        .from_reader(bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes));
    let mut rows = Vec::new();
    for (row, number) in reader.records().zip(1..) {
        let row = row.map_err(|error| {
            let problem = match error.kind() {
                csv::ErrorKind::UnequalLengths {
                    expected_len, len, ..
                } => format!("it has {len} cells and the rows before have {expected_len}"),
                _ => "this is no text of comma-separated numbers; name a .npy or a .csv file"
                    .to_string(),
            };
            Error::Input {
                file: name.to_string(),
                place: format!("row {number}"),
                problem,
            }
        })?;
        rows.push(row.iter().map(str::to_string).collect());
    }
    Ok(rows)
}

fn is_word(cell: &str) -> bool {
    cell.parse::<f64>().is_err()
}

/// Whether a heading is one that people give to a column of ids.
fn names_ids(heading: &str) -> bool {
    let letters = heading.chars().filter(|c| c.is_alphanumeric());
    let plain: String = letters.flat_map(char::to_lowercase).collect();
    crate::corpus::Field::Id
        .usual_names()
        .contains(&plain.as_str())
}

fn is_heading(row: &[String]) -> bool {
    row[1..].iter().any(|cell| is_word(cell))
        || is_count(row) && row.len() > 2
        || is_count(&row[1..]) && row.len() > 1 && is_word(&row[0])
}

/// Whether these are 0, 1, 2 and so on.
fn is_count(cells: &[String]) -> bool {
    cells
        .iter()
        .enumerate()
        .all(|(at, cell)| *cell == at.to_string())
}

fn are_ids(names: &[String], corpus: &Corpus) -> bool {
    let names: FxHashSet<&str> = names.iter().map(String::as_str).collect();
    corpus
        .documents
        .iter()
        .all(|document| names.contains(document.id.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::Document;

    fn corpus(ids: &[&str]) -> Corpus {
        let document = |id: &&str| Document {
            id: id.to_string(),
            ..Document::new(id, "A text.")
        };
        Corpus::from_documents(ids.iter().map(document).collect())
    }

    fn places(text: &str, ids: &[&str]) -> Result<Vec<usize>> {
        let table = Table::read(text.as_bytes(), "a.csv")?;
        assert_eq!(table.rows.ncols(), 3, "{text}");
        table.places(&corpus(ids), "a.csv")
    }

    #[test]
    fn rows_are_found_by_id_or_by_their_order() {
        for (text, found) in [
            ("id,a,b,c\ny,1,2,3\nx,4,5,6\nz,0,0,1\n", [1, 0]),
            ("y,1,2,3\nx,4,5,6\n", [1, 0]),
            ("1,2,3\n4,5,6\n", [0, 1]),
            ("0,1,2\n1,2,3\n4,5,6\n", [0, 1]),
            (",0,1,2\n0,1,2,3\n1,4,5,6\n", [0, 1]),
            ("\u{feff}PMID,0,1,2\ny,1,2,3\nx,4,5,6\n", [1, 0]),
        ] {
            assert_eq!(places(text, &["x", "y"]).unwrap(), found, "{text}");
        }
    }

    #[test]
    fn numbers_are_ids_where_the_heading_or_the_index_says_so() {
        let by_heading = "pmid,a,b,c\n17,1,2,3\n4,4,5,6\n";
        assert_eq!(places(by_heading, &["4", "17"]).unwrap(), [1, 0]);
        let by_index = ",0,1,2\n0,1,2,3\n1,4,5,6\n";
        assert_eq!(places(by_index, &["1", "0"]).unwrap(), [1, 0]);
    }

    #[test]
    fn counts_ids_and_cells_that_do_not_fit_are_named() {
        for (text, part) in [
            ("1,2,3\n", "it has 1 vectors and 2 were expected"),
            (
                "id,a,b,c\nx,1,2,3\n",
                "none for 1 of 2 documents, such as \"y\"",
            ),
            (
                "x,1,2,3\ny,1,2,3\nx,4,5,6\n",
                "vectors 1 and 3 are both of \"x\"",
            ),
            ("x,1,2,3\ny,1,nil,3\n", "row 2: \"nil\" is no number"),
            ("x,1,2,3\ny,1,inf,3\n", "row 2: inf"),
            ("x,1,2,3\ny,1,3\n", "row 2: it has 3 cells"),
        ] {
            let error = places(text, &["x", "y"]).unwrap_err().to_string();
            assert!(error.contains(part), "{error}");
        }
        assert!(Table::read(b"", "a.csv").is_err());
    }

    #[test]
    fn an_id_that_comes_twice_with_one_vector_is_no_fault() {
        let text = "x,1,2,3\ny,4,5,6\nx,1,2,3\n";
        assert_eq!(places(text, &["x", "y"]).unwrap(), [0, 1]);
    }
}
