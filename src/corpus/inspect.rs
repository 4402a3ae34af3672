//! What is in some files, without using it.

use super::{Document, Input, ReadOptions, Reason, duplicates, ids, read, record};
use crate::{Error, Result};
use serde::Serialize;
use std::fmt;

/// What is in the inputs: the object that `inspect --json` prints.
#[derive(Debug, Clone, Serialize)]
pub struct Inspection {
    /// Every file, in the order read.
    pub files: Vec<FileInspection>,
    /// The sums over all files.
    pub total: Counts,
    /// Names of the files in input directories that are of no known format.
    #[serde(skip)]
    pub skipped: Vec<String>,
}

/// What is in one file.
#[derive(Debug, Clone, Serialize)]
pub struct FileInspection {
    /// The file's name, as in the `source` column of the tables.
    pub path: String,
    /// Name of its format; empty when that is not known.
    pub format: String,
    /// Name of its encoding; empty when it could not be read.
    pub encoding: String,
    /// Its figures; all 0 when it could not be read.
    #[serde(flatten)]
    pub counts: Counts,
    /// What is wrong with it, in words; a file with a problem in reading has no records.
    pub problems: Vec<String>,
}

/// Numbers of records.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// Records that are there.
    pub records: usize,
    /// Documents that they make: records less duplicates and records without text.
    pub documents: usize,
    /// Records with a title.
    pub with_title: usize,
    /// Records with an abstract.
    pub with_abstract: usize,
    /// Records with a plausible year.
    pub with_year: usize,
    /// Records that are the same paper as another one, of this file or of another.
    pub duplicates: usize,
}

/// Reads the inputs as [`Corpus::read`](super::Corpus::read) does and counts what is there. A file
/// that cannot be read is no error here, but has its problem told.
///
/// # Errors
///
/// Fails when an input does not exist, or when nothing among the inputs is of a known format.
pub fn inspect(inputs: &[Input], options: &ReadOptions) -> Result<Inspection> {
    let batch = read::read_all(inputs, options)?;
    let mut files = Vec::new();
    let mut sources = Vec::new();
    let mut documents: Vec<Document> = Vec::new();
    // For every source, the place of its file.
    let mut places = Vec::new();
    for attempt in batch.files {
        let mut file = FileInspection {
            path: attempt.name,
            format: attempt.format.map_or("", |format| format.name).to_owned(),
            encoding: String::new(),
            counts: Counts::default(),
            problems: Vec::new(),
        };
        match attempt.result {
            Ok(reading) => {
                let cleaned = record::clean_all(reading.records, sources.len());
                file.encoding = reading.source.encoding.clone();
                file.counts = count(&cleaned);
                places.push(files.len());
                sources.push(reading.source);
                documents.extend(cleaned);
            }
            Err(error) => file.problems.push(without_name(error)),
        }
        files.push(file);
    }
    ids::assign(&mut documents);
    let (documents, dropped) = duplicates::settle(documents, &sources);
    for document in &documents {
        files[places[document.source]].counts.documents += 1;
    }
    for (source, &place) in sources.iter().zip(&places) {
        let file = &mut files[place];
        let number_of = |reason| {
            dropped
                .iter()
                .filter(|record| record.source == source.name && record.reason == reason)
                .count()
        };
        file.counts.duplicates = number_of(Reason::Duplicate);
        match number_of(Reason::NoText) {
            0 => {}
            1 => file
                .problems
                .push("1 record has neither title nor abstract".to_owned()),
            n => file
                .problems
                .push(format!("{n} records have neither title nor abstract")),
        }
    }
    let total = files
        .iter()
        .fold(Counts::default(), |total, file| total.plus(&file.counts));
    Ok(Inspection {
        files,
        total,
        skipped: batch.skipped,
    })
}

fn count(documents: &[Document]) -> Counts {
    let number = |test: fn(&Document) -> bool| documents.iter().filter(|&d| test(d)).count();
    Counts {
        records: documents.len(),
        with_title: number(|document| !document.title.is_empty()),
        with_abstract: number(|document| !document.abstract_text.is_empty()),
        with_year: number(|document| document.year.is_some()),
        ..Counts::default()
    }
}

/// An error's message where the file's name stands beside it anyway.
fn without_name(error: Error) -> String {
    match error {
        Error::Input { place, problem, .. } => format!("{place}: {problem}"),
        Error::File { problem, .. } => problem,
        Error::Io { source, .. } => source.to_string(),
        other => other.to_string(),
    }
}

impl Counts {
    fn plus(self, other: &Counts) -> Counts {
        Counts {
            records: self.records + other.records,
            documents: self.documents + other.documents,
            with_title: self.with_title + other.with_title,
            with_abstract: self.with_abstract + other.with_abstract,
            with_year: self.with_year + other.with_year,
            duplicates: self.duplicates + other.duplicates,
        }
    }

    fn cells(&self) -> [String; 6] {
        let Counts {
            records,
            documents,
            with_title,
            with_abstract,
            with_year,
            duplicates,
        } = self;
        [
            records,
            documents,
            with_title,
            with_abstract,
            with_year,
            duplicates,
        ]
        .map(usize::to_string)
    }
}

const HEADER: [&str; 9] = [
    "file",
    "format",
    "encoding",
    "records",
    "documents",
    "titles",
    "abstracts",
    "years",
    "duplicates",
];
/// Columns from here on hold numbers.
const FIRST_NUMBER: usize = 3;

/// A table for a terminal: a line for each file, the total, then the problems.
impl fmt::Display for Inspection {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let row = |name: &str, format: &str, encoding: &str, counts: &Counts| -> Vec<String> {
            let words = [name, format, encoding].map(str::to_owned);
            words.into_iter().chain(counts.cells()).collect()
        };
        let mut rows = vec![HEADER.map(str::to_owned).to_vec()];
        rows.extend(
            self.files
                .iter()
                .map(|file| row(&file.path, &file.format, &file.encoding, &file.counts)),
        );
        rows.push(row("total", "", "", &self.total));

        let width = |column: usize| rows.iter().map(|row| row[column].chars().count()).max();
        let widths: Vec<usize> = (0..HEADER.len()).map(|c| width(c).unwrap_or(0)).collect();
        for row in &rows {
            let cells = row
                .iter()
                .zip(&widths)
                .enumerate()
                .map(|(column, (cell, &width))| {
                    if column < FIRST_NUMBER {
                        format!("{cell:<width$}")
                    } else {
                        format!("{cell:>width$}")
                    }
                });
            writeln!(f, "{}", cells.collect::<Vec<_>>().join("  "))?;
        }
        for file in &self.files {
            for problem in &file.problems {
                writeln!(f, "{}: {problem}", file.path)?;
            }
        }
        for name in &self.skipped {
            writeln!(f, "{name}: skipped, not of a known format")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    fn sample() -> Inspection {
        let directory = tempfile::tempdir().unwrap();
        let write = |name: &str, text: &str| fs::write(directory.path().join(name), text).unwrap();
        write(
            "a.csv",
            "title,abstract,year\nWhy cats purr at night,They do.,2019\n,,\n",
        );
        write(
            "b.jsonl",
            "{\"title\": \"Why cats purr at night\"}\n{\"title\": \"Dogs\"}\n",
        );
        write("c.csv", "title,abstract\nx\n");
        write("notes.md", "Hello.\n");
        inspect(&[Input::from(directory.path())], &ReadOptions::default()).unwrap()
    }

    #[test]
    fn the_json_has_the_promised_keys_in_order() {
        let json = serde_json::to_value(sample()).unwrap();
        assert_eq!(
            json["files"][0].to_string(),
            "{\"path\":\"a.csv\",\"format\":\"csv\",\"encoding\":\"utf-8\",\"records\":2,\
             \"documents\":1,\"with_title\":1,\"with_abstract\":1,\"with_year\":1,\"duplicates\":0,\
             \"problems\":[\"1 record has neither title nor abstract\"]}"
        );
        assert_eq!(
            json["total"].to_string(),
            "{\"records\":4,\"documents\":2,\"with_title\":3,\"with_abstract\":1,\"with_year\":1,\
             \"duplicates\":1}"
        );
        assert_eq!(json.as_object().unwrap().len(), 2);
    }

    #[test]
    fn a_file_that_cannot_be_read_has_its_problem_told() {
        let inspection = sample();
        let broken = &inspection.files[2];
        assert_eq!(
            (broken.path.as_str(), broken.counts),
            ("c.csv", Counts::default())
        );
        assert!(
            broken.problems[0].starts_with("record 1 (line 2): 1 cell"),
            "{broken:?}"
        );
    }

    #[test]
    fn the_table_is_aligned_and_names_what_was_skipped() {
        let text = sample().to_string();
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(
            lines[0],
            "file     format  encoding  records  documents  titles  abstracts  years  duplicates"
        );
        assert_eq!(
            lines[1],
            "a.csv    csv     utf-8           2          1       1          1      1           0"
        );
        assert!(lines[4].starts_with("total "));
        assert_eq!(
            lines.last().unwrap(),
            &"notes.md: skipped, not of a known format"
        );
    }
}
