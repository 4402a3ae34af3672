//! What the program wrote.

use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fs;
use std::ops::Index;
use std::path::Path;

/// Files by their names.
#[derive(Clone, PartialEq, Eq)]
pub struct Files(pub BTreeMap<String, Vec<u8>>);

impl Files {
    /// All files below a directory; none when it is not there.
    pub fn below(directory: &Path) -> Files {
        let mut files = BTreeMap::new();
        let mut waiting = vec![directory.to_path_buf()];
        while let Some(place) = waiting.pop() {
            let Ok(entries) = fs::read_dir(&place) else {
                continue;
            };
            for entry in entries {
                let path = entry.expect("the directory can be listed").path();
                if path.is_dir() {
                    waiting.push(path);
                } else {
                    let name = path.strip_prefix(directory).expect("it lies below");
                    let bytes = fs::read(&path).expect("the file can be read");
                    files.insert(name.to_string_lossy().into_owned(), bytes);
                }
            }
        }
        Files(files)
    }

    pub fn names(&self) -> Vec<&str> {
        self.0.keys().map(String::as_str).collect()
    }

    pub fn has(&self, name: &str) -> bool {
        self.0.contains_key(name)
    }

    pub fn text(&self, name: &str) -> &str {
        std::str::from_utf8(&self[name]).unwrap_or_else(|_| panic!("{name} is not UTF-8"))
    }

    pub fn table(&self, name: &str) -> Table {
        Table::read(name, &self[name])
    }

    pub fn json(&self, name: &str) -> serde_json::Value {
        serde_json::from_str(self.text(name))
            .unwrap_or_else(|error| panic!("{name} is not JSON: {error}"))
    }

    /// A figure of quality.csv.
    pub fn figure(&self, metric: &str) -> f64 {
        let quality = self.table("quality.csv");
        let row = quality.rows().find(|row| row["metric"] == *metric);
        let row = row.unwrap_or_else(|| panic!("quality.csv has no {metric}"));
        row.number("value")
    }

    /// The SHA-256 of each file, for comparisons that fail with few words.
    pub fn sums(&self) -> BTreeMap<&str, String> {
        self.0
            .iter()
            .map(|(name, bytes)| (name.as_str(), sha256(bytes)))
            .collect()
    }
}

impl Index<&str> for Files {
    type Output = [u8];

    fn index(&self, name: &str) -> &[u8] {
        let file = self.0.get(name);
        file.unwrap_or_else(|| panic!("no {name} among {:?}", self.names()))
    }
}

pub fn sha256(bytes: &[u8]) -> String {
    let digest = Sha256::digest(bytes);
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// A CSV table, read back.
pub struct Table {
    name: String,
    pub header: Vec<String>,
    cells: Vec<Vec<String>>,
}

impl Table {
    fn read(name: &str, bytes: &[u8]) -> Table {
        let texts = |row: Result<csv::StringRecord, csv::Error>| -> Vec<String> {
            let row = row.unwrap_or_else(|error| panic!("{name}: {error}"));
            row.iter().map(str::to_owned).collect()
        };
        let mut reader = csv::Reader::from_reader(bytes);
        Table {
            name: name.to_owned(),
            header: texts(reader.headers().cloned()),
            cells: reader.records().map(texts).collect(),
        }
    }

    pub fn rows(&self) -> impl ExactSizeIterator<Item = Row<'_>> {
        self.cells.iter().map(|cells| Row { table: self, cells })
    }

    pub fn column(&self, name: &str) -> Vec<&str> {
        let place = self.place(name);
        self.cells.iter().map(|row| row[place].as_str()).collect()
    }

    fn place(&self, name: &str) -> usize {
        let place = self.header.iter().position(|column| column == name);
        place.unwrap_or_else(|| panic!("{} has no column {name}", self.name))
    }
}

/// A row, its cells by the names of their columns.
#[derive(Clone, Copy)]
pub struct Row<'a> {
    table: &'a Table,
    cells: &'a [String],
}

impl<'a> Row<'a> {
    pub fn text(&self, column: &str) -> &'a str {
        &self.cells[self.table.place(column)]
    }

    pub fn number(&self, column: &str) -> f64 {
        let text = self.text(column);
        let fail = |_| panic!("{}: {column} {text:?} is no number", self.table.name);
        let number: f64 = text.parse().unwrap_or_else(fail);
        assert!(number.is_finite(), "{}: {column} {text}", self.table.name);
        number
    }

    pub fn whole(&self, column: &str) -> usize {
        let text = self.text(column);
        let fail = |_| panic!("{}: {column} {text:?} is no count", self.table.name);
        text.parse().unwrap_or_else(fail)
    }

    /// The parts of a cell that holds a list.
    pub fn list(&self, column: &str) -> Vec<&'a str> {
        let text = self.text(column);
        text.split("; ").filter(|part| !part.is_empty()).collect()
    }
}

impl Index<&str> for Row<'_> {
    type Output = str;

    fn index(&self, column: &str) -> &str {
        self.text(column)
    }
}
