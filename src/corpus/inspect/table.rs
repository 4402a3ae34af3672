//! An inspection as a table for a terminal.

use super::{Counts, Inspection};
use crate::corpus::ledger::in_words;
use std::fmt;

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
/// Names of skipped files shown.
const SKIPPED: usize = 20;

impl Counts {
    fn cells(&self) -> [String; 6] {
        let Counts {
            records,
            documents,
            with_title,
            with_abstract,
            with_year,
            duplicates,
            ..
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

/// A line for each file and the total; then languages, duplicates and problems of each file; then
/// what became of all records.
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
        write_aligned(f, &rows)?;
        self.write_remarks(f)?;
        writeln!(f)?;
        for (words, number) in self.ledger.lines() {
            writeln!(f, "{number:>9}  {words}")?;
        }
        Ok(())
    }
}

impl Inspection {
    fn write_remarks(&self, f: &mut fmt::Formatter) -> fmt::Result {
        for file in &self.files {
            if !file.languages.is_empty() {
                writeln!(f, "{}: languages: {}", file.path, in_words(&file.languages))?;
            }
            let Counts {
                duplicates_within: within,
                duplicates_across: across,
                ..
            } = file.counts;
            if within + across > 0 {
                writeln!(
                    f,
                    "{}: duplicates: {within} of records of this file, {across} of other files",
                    file.path
                )?;
            }
            for problem in &file.problems {
                writeln!(f, "{}: {problem}", file.path)?;
            }
        }
        for name in self.skipped.iter().take(SKIPPED) {
            writeln!(f, "{name}: skipped, not of a known format")?;
        }
        match self.skipped.len().saturating_sub(SKIPPED) {
            0 => Ok(()),
            more => writeln!(f, "and {more} more files skipped, not of a known format"),
        }
    }
}

fn write_aligned(f: &mut fmt::Formatter, rows: &[Vec<String>]) -> fmt::Result {
    let width = |column: usize| rows.iter().map(|row| row[column].chars().count()).max();
    let widths: Vec<usize> = (0..HEADER.len()).map(|c| width(c).unwrap_or(0)).collect();
    for row in rows {
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
    Ok(())
}
