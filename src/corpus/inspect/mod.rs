//! What is in some files, without using it.

mod problems;
mod table;

#[cfg(test)]
mod tests;

use super::ledger::by_number;
use super::record::Candidate;
use super::{Corpus, Input, Ledger, ReadOptions, Reason, duplicates, ids, read, record};
use crate::{Error, Result};
use rustc_hash::FxHashMap;
use serde::{Serialize, Serializer};

/// What is in the inputs: the object that `inspect --json` prints.
#[derive(Debug, Clone, Serialize)]
pub struct Inspection {
    /// Every file, in the order read.
    pub files: Vec<FileInspection>,
    /// The sums over all files.
    pub total: Counts,
    /// What became of the records.
    pub ledger: Ledger,
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
    /// Records by language, the commonest first; those whose language cannot be told are left out.
    #[serde(serialize_with = "as_object")]
    pub languages: Vec<(&'static str, usize)>,
    /// The first problem of each kind, in words; a file that could not be read has no records.
    pub problems: Vec<String>,
}

/// Numbers of records.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// Records that are there.
    pub records: usize,
    /// Documents that they make: records less duplicates and records unreadable or without text.
    pub documents: usize,
    /// Records with a title.
    pub with_title: usize,
    /// Records with an abstract.
    pub with_abstract: usize,
    /// Records with a plausible year.
    pub with_year: usize,
    /// Records that are the same paper as another one, of this file or of another.
    pub duplicates: usize,
    /// Those of them whose paper is kept from the same file.
    pub duplicates_within: usize,
    /// Those of them whose paper is kept from another file.
    pub duplicates_across: usize,
    /// Records that could not be read.
    pub unreadable: usize,
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
    let mut candidates: Vec<Candidate> = Vec::new();
    // For every source, the place of its file.
    let mut places = Vec::new();
    for attempt in batch.files {
        files.push(inspected(&attempt));
        if let Ok(reading) = attempt.result {
            places.push(files.len() - 1);
            record::add(&mut candidates, reading.records, sources.len());
            sources.push(reading.source);
        }
    }
    ids::assign(
        candidates
            .iter_mut()
            .map(|candidate| &mut candidate.document),
    );
    let settled = duplicates::settle(candidates, &sources, options.keep_duplicates);
    let corpus = Corpus {
        documents: settled.documents,
        dropped: settled.dropped,
        sources,
        skipped: batch.skipped,
    };
    count_fates(&corpus, &places, &mut files);
    let total = files
        .iter()
        .fold(Counts::default(), |total, file| total.plus(&file.counts));
    Ok(Inspection {
        files,
        total,
        ledger: Ledger::of(&corpus),
        skipped: corpus.skipped,
    })
}

/// What is known of a file before duplicates are set aside.
fn inspected(attempt: &read::Attempt) -> FileInspection {
    let mut file = FileInspection {
        path: attempt.name.clone(),
        format: attempt.format.map_or("", |format| format.name).to_owned(),
        encoding: String::new(),
        counts: Counts::default(),
        languages: Vec::new(),
        problems: Vec::new(),
    };
    match &attempt.result {
        Ok(reading) => {
            let cleaned = &reading.records;
            file.encoding = reading.source.encoding.clone();
            file.counts = count(cleaned);
            file.languages = by_number(cleaned.iter().filter_map(|c| c.document.language));
            file.problems.extend(reading.problem.clone());
            let told = cleaned.iter().filter_map(|c| c.problem.as_deref());
            file.problems.extend(problems::first_of_each_kind(told));
        }
        Err(error) => file.problems.push(without_name(error)),
    }
    file
}

fn count(candidates: &[Candidate]) -> Counts {
    let number = |test: fn(&Candidate) -> bool| candidates.iter().filter(|&c| test(c)).count();
    Counts {
        records: candidates.len(),
        with_title: number(|candidate| !candidate.document.title.is_empty()),
        with_abstract: number(|candidate| !candidate.document.abstract_text.is_empty()),
        with_year: number(|candidate| candidate.document.year.is_some()),
        unreadable: number(|candidate| candidate.problem.is_some()),
        ..Counts::default()
    }
}

/// Adds to each file what became of its records.
fn count_fates(corpus: &Corpus, places: &[usize], files: &mut [FileInspection]) {
    let names = corpus.sources.iter().map(|source| source.name.as_str());
    let place_of: FxHashMap<&str, usize> = names.zip(places.iter().copied()).collect();
    let mut kept_at: FxHashMap<&str, usize> = FxHashMap::default();
    for document in &corpus.documents {
        let place = places[document.source];
        files[place].counts.documents += 1;
        kept_at.insert(&document.id, place);
    }
    let mut without_text = vec![0usize; files.len()];
    for record in &corpus.dropped {
        let place = place_of[record.source.as_str()];
        let counts = &mut files[place].counts;
        match (record.reason, &record.kept_id) {
            (Reason::Duplicate, Some(id)) if kept_at[id.as_str()] == place => {
                counts.duplicates += 1;
                counts.duplicates_within += 1;
            }
            (Reason::Duplicate, _) => {
                counts.duplicates += 1;
                counts.duplicates_across += 1;
            }
            (Reason::NoText, _) => without_text[place] += 1,
            (Reason::Unreadable | Reason::Excluded, _) => {}
        }
    }
    for (file, without_text) in files.iter_mut().zip(without_text) {
        file.problems.extend(match without_text {
            0 => None,
            1 => Some("1 record has neither title nor abstract".to_owned()),
            n => Some(format!("{n} records have neither title nor abstract")),
        });
    }
}

/// An error's message where the file's name stands beside it anyway.
fn without_name(error: &Error) -> String {
    match error {
        Error::Input { place, problem, .. } => format!("{place}: {problem}"),
        Error::File { problem, .. } => problem.clone(),
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
            duplicates_within: self.duplicates_within + other.duplicates_within,
            duplicates_across: self.duplicates_across + other.duplicates_across,
            unreadable: self.unreadable + other.unreadable,
        }
    }
}

/// Pairs as an object, in their order.
pub(super) fn as_object<S: Serializer>(
    pairs: &[(&'static str, usize)],
    serializer: S,
) -> std::result::Result<S::Ok, S::Error> {
    serializer.collect_map(pairs.iter().copied())
}
