//! What the student learns from: texts, and the teacher's vector of each.

use ndarray::Array2;
use std::fs;
use std::path::{Path, PathBuf};
use thememap::corpus::{Corpus, Document};

/// Texts and the teacher's unit vectors, in one order.
pub struct Lessons {
    /// The texts.
    pub corpus: Corpus,
    /// One row a text, shape (texts, dimensions of the teacher).
    pub vectors: Array2<f32>,
}

/// Anything that stops the program, with the file concerned.
pub type Failure = Box<dyn std::error::Error>;

impl Lessons {
    /// Reads the pairs of `NAME.jsonl` and `NAME.f32` in some directories, in the order of their
    /// names, up to `most` texts of each directory.
    pub fn read(directories: &[PathBuf], most: usize) -> Result<Lessons, Failure> {
        let mut documents = Vec::new();
        let mut values: Vec<f32> = Vec::new();
        let mut dimensions = 0;
        for directory in directories {
            let end = documents.len().saturating_add(most);
            for part in parts(directory)? {
                let texts = texts(&part)?;
                let vectors = vectors(&part.with_extension("f32"))?;
                dimensions = vectors.len() / texts.len().max(1);
                if vectors.len() != texts.len() * dimensions {
                    return Err(format!("{}: not one vector a text", part.display()).into());
                }
                documents.extend(texts);
                values.extend(vectors);
                if documents.len() >= end {
                    documents.truncate(end);
                    values.truncate(end * dimensions);
                    break;
                }
            }
        }
        Ok(Lessons {
            vectors: Array2::from_shape_vec((documents.len(), dimensions), values)?,
            corpus: Corpus::from_documents(documents),
        })
    }
}

fn parts(directory: &Path) -> Result<Vec<PathBuf>, Failure> {
    let entries =
        fs::read_dir(directory).map_err(|error| format!("{}: {error}", directory.display()))?;
    let mut parts = Vec::new();
    for entry in entries {
        let path = entry?.path();
        if path.extension().is_some_and(|kind| kind == "jsonl") {
            parts.push(path);
        }
    }
    parts.sort();
    Ok(parts)
}

fn texts(path: &Path) -> Result<Vec<Document>, Failure> {
    let mut texts = Vec::new();
    for line in fs::read_to_string(path)?.lines() {
        let record: serde_json::Value = serde_json::from_str(line)?;
        let field = |name: &str| record[name].as_str().unwrap_or_default();
        texts.push(Document::new(field("title"), field("abstract")));
    }
    Ok(texts)
}

/// Little-endian 32-bit floats, row after row.
fn vectors(path: &Path) -> Result<Vec<f32>, Failure> {
    let bytes = fs::read(path).map_err(|error| format!("{}: {error}", path.display()))?;
    let (values, _) = bytes.as_chunks::<4>();
    Ok(values
        .iter()
        .map(|&value| f32::from_le_bytes(value))
        .collect())
}
