//! The readers: for each kind of file, what tells it from others and how it comes apart into
//! records.

mod alternation;
pub(super) mod bibtex;
pub(super) mod csv;
mod delimited;
pub(super) mod json;
pub(super) mod listing;
pub(super) mod tagged;
pub(super) mod text;
pub(super) mod tsv;
pub(super) mod xml;

#[cfg(test)]
mod mutations;

use super::record::Record;
use crate::{Error, Result};

/// A record that could not be read: where it stands, why, and what is known of it.
fn unreadable(place: &str, reason: &str, known: Record) -> Record {
    Record {
        problem: Some(format!("{place}: {reason}")),
        ..known
    }
}

/// The records of a file, unless not a single one could be read.
///
/// # Errors
///
/// Fails with the first problem when every record has one.
pub(super) fn unless_all_failed(records: Vec<Record>, file: &str) -> Result<Vec<Record>> {
    let first = records.first().and_then(|record| record.problem.as_deref());
    let Some(problem) = first.filter(|_| records.iter().all(|record| record.problem.is_some()))
    else {
        return Ok(records);
    };
    let (place, reason) = problem.split_once(": ").unwrap_or(("record 1", problem));
    Err(Error::Input {
        file: file.to_owned(),
        place: place.to_owned(),
        problem: reason.to_owned(),
    })
}

/// The error for a file that holds nothing that begins a record.
fn without_records(file: &str, beginning: &str) -> Error {
    Error::Input {
        file: file.to_owned(),
        place: "line 1".to_owned(),
        problem: format!(
            "it holds no records, neither here nor below; each begins with {beginning}. Export it \
             again, or name its format with `--format NAME`"
        ),
    }
}
