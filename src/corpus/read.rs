//! Reading files: bytes, format, text, records.

use super::columns::Columns;
use super::encoding::{decode, decode_head};
use super::format::{Format, Read as Take, names, recognise};
use super::formats::text;
use super::input::{File, Input, find};
use super::record::{Candidate, Record, candidate, clean_all};
use super::{Encoding, Field, Source, blocks, ids, packing, prose};
use crate::{Error, Result};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// What can be chosen about reading.
#[derive(Debug, Clone)]
pub struct ReadOptions {
    /// The format of all inputs; none to recognise it. Of a directory, files of other formats are
    /// left out.
    pub format: Option<&'static Format>,
    /// The character encoding of all inputs without a byte-order mark; none for UTF-8, or a guess
    /// where that cannot be.
    pub encoding: Option<Encoding>,
    /// Names of columns or keys for fields; fields not named are found by the usual names.
    pub columns: BTreeMap<Field, String>,
    /// The column that holds the labels known beforehand.
    pub truth: Option<String>,
    /// A directory that is not entered below an input: that of the report, whose tables would be
    /// read as papers the next time.
    pub leave_out: Option<PathBuf>,
    /// Whether records that are one paper all become documents.
    pub keep_duplicates: bool,
    /// Most bytes that a packed file may have when unpacked.
    pub max_unpacked: u64,
}

impl Default for ReadOptions {
    fn default() -> Self {
        ReadOptions {
            format: None,
            encoding: None,
            columns: BTreeMap::new(),
            truth: None,
            leave_out: None,
            keep_duplicates: false,
            max_unpacked: 2_000_000_000,
        }
    }
}

/// All files of a run.
pub(super) struct Batch {
    /// The files of a known format, and those that the user named.
    pub files: Vec<Attempt>,
    /// Names of the other files.
    pub skipped: Vec<String>,
}

/// A file and what came of reading it.
pub(super) struct Attempt {
    pub name: String,
    pub format: Option<&'static Format>,
    /// Whether the user named this very file, not a directory above it.
    pub is_named: bool,
    /// SHA-256 of its bytes, empty when it could not be opened.
    pub sha256: String,
    pub result: Result<Reading<Candidate>>,
}

impl Attempt {
    /// The file's records; a file of a directory that cannot be read is one record with a problem,
    /// so that it stops no run and is not lost either.
    ///
    /// # Errors
    ///
    /// What is wrong with a file that the user named, or with the options.
    pub fn records(self) -> Result<Reading<Candidate>> {
        let problem = match self.result {
            Err(Error::Input { place, problem, .. }) if !self.is_named => {
                format!("{place}: {problem}")
            }
            Err(Error::File { problem, .. }) if !self.is_named => problem,
            other => return other,
        };
        let unread = Record {
            problem: Some(problem),
            ..Record::default()
        };
        Ok(Reading {
            source: Source {
                name: self.name,
                format: self.format.map_or("", |format| format.name),
                encoding: String::new(),
                sha256: self.sha256,
                records: 1,
            },
            records: vec![candidate(unread, 1)],
            problem: None,
        })
    }
}

/// A file's records, as they stand there or cleaned.
pub(super) struct Reading<R = Record> {
    pub source: Source,
    pub records: Vec<R>,
    /// What did not go smoothly with the file as a whole, in words.
    pub problem: Option<String>,
}

impl Reading {
    fn cleaned(self) -> Reading<Candidate> {
        Reading {
            source: self.source,
            records: clean_all(self.records),
            problem: self.problem,
        }
    }
}

/// Reads every file behind the inputs.
///
/// # Errors
///
/// Fails when an input cannot be found, or when the inputs as a whole hold nothing of a known
/// format or nothing that has columns where columns are asked for. What is wrong with a single file
/// is in its [`Attempt`].
pub(super) fn read_all(inputs: &[Input], options: &ReadOptions) -> Result<Batch> {
    let columns = Columns::new(options);
    let mut batch = Batch {
        files: Vec::new(),
        skipped: Vec::new(),
    };
    let files = find(inputs, options.leave_out.as_deref())?;
    let prose = prose::directories(&files, |file| fetch(file, options, false).ok());
    for file in files {
        let directory = file.path.as_deref().and_then(Path::parent);
        let is_prose = !file.is_named && directory.is_some_and(|path| prose.contains(path));
        match attempt(file, is_prose, options, &columns) {
            Ok(attempt) => batch.files.push(attempt),
            Err(skipped) => batch.skipped.push(skipped),
        }
    }
    if batch.files.is_empty() {
        return Err(nothing_known(inputs));
    }
    let any_columns = batch
        .files
        .iter()
        .any(|file| file.format.is_none_or(|format| format.has_columns));
    match columns.unused("the inputs are of formats that have no columns") {
        Some(error) if !any_columns => Err(error),
        _ => Ok(batch),
    }
}

/// What comes of reading a file; the name of one that is no input, of an unknown format and in a
/// directory.
fn attempt(
    mut file: File,
    is_prose: bool,
    options: &ReadOptions,
    columns: &Columns,
) -> std::result::Result<Attempt, String> {
    let put_by = file.put_by().map_err(failed(&file));
    let (format, sha256, result) = match blocks::read(&file, options, columns) {
        Some((format, reading)) => {
            let sha256 = reading.source.sha256.clone();
            (Some(format), sha256, Ok(reading))
        }
        None => {
            let is_prose = is_prose && text::may_be(&file.name);
            match put_by.and_then(|()| fetch(&file, options, is_prose)) {
                Ok((None, _)) if !file.is_named => return Err(file.name),
                Ok((Some(format), bytes)) => {
                    let sha256 = ids::hexadecimal(&Sha256::digest(&bytes));
                    let result = take_apart(bytes, format, &file.name, &sha256, options, columns);
                    (Some(format), sha256, result.map(Reading::cleaned))
                }
                Ok((None, bytes)) => (None, String::new(), Err(unknown_format(&file.name, &bytes))),
                Err(error) => (None, String::new(), Err(error)),
            }
        }
    };
    Ok(Attempt {
        name: file.name,
        format,
        is_named: file.is_named,
        sha256,
        result,
    })
}

/// The format and the bytes of a file; of a file that is not wanted, only its beginning is read.
/// Prose is a document where it is of no other format.
pub(super) fn fetch(
    file: &File,
    options: &ReadOptions,
    is_prose: bool,
) -> Result<(Option<&'static Format>, Vec<u8>)> {
    let mut reader = file.open().map_err(failed(file))?;
    let enough = 1 << 16;
    let mut bytes = Vec::new();
    reader
        .by_ref()
        .take(enough)
        .read_to_end(&mut bytes)
        .map_err(failed(file))?;
    let mut format = format_of(&bytes, file, options, is_prose);
    if format.is_none() && packing::shows_nothing(&bytes) {
        let mut more = reader.by_ref().take(packing::WINDOW);
        more.read_to_end(&mut bytes).map_err(failed(file))?;
        format = format_of(&bytes, file, options, is_prose);
    }
    if format.is_some() {
        reader.read_to_end(&mut bytes).map_err(failed(file))?;
    }
    Ok((format, bytes))
}

/// The format of a file that begins like this, if it is wanted.
pub(super) fn format_of(
    head: &[u8],
    file: &File,
    options: &ReadOptions,
    is_prose: bool,
) -> Option<&'static Format> {
    let seen = seen_format(head, &file.name, options);
    match options.format {
        Some(asked) if file.is_named || seen.is_some_and(|seen| seen.name == asked.name) => {
            Some(asked)
        }
        Some(asked) => Some(asked).filter(|asked| {
            let is_open = seen.is_none_or(|seen| seen.name == "listing");
            asked.name == text::NAME && is_open && text::may_be(&file.name)
        }),
        None => seen.or_else(|| Format::named(text::NAME).ok().filter(|_| is_prose)),
    }
}

/// The format that a file looks like by its beginning and its name.
pub(super) fn seen_format(
    bytes: &[u8],
    name: &str,
    options: &ReadOptions,
) -> Option<&'static Format> {
    let enough = 1 << 16;
    let head = match packing::of(bytes) {
        Some(packing) => packing.unpack_head(bytes, enough),
        None => bytes[..bytes.len().min(enough)].to_vec(),
    };
    recognise(&head, name)
        .filter(|format| format.as_text().is_none())
        .or_else(|| recognise(decode_head(&head, options.encoding).as_bytes(), name))
}

pub(super) fn failed(file: &File) -> impl Fn(io::Error) -> Error {
    let path = file
        .path
        .clone()
        .unwrap_or_else(|| file.name.clone().into());
    move |source| Error::Io {
        path: path.clone(),
        source,
    }
}

pub(super) fn take_apart(
    bytes: Vec<u8>,
    format: &'static Format,
    name: &str,
    sha256: &str,
    options: &ReadOptions,
    columns: &Columns,
) -> Result<Reading> {
    let file_fault = |problem: &str| Error::File {
        file: name.into(),
        problem: problem.into(),
    };
    let packing = packing::of(&bytes);
    let bytes = match packing {
        Some(packing) => {
            let unpacked = packing.unpack(&bytes, name, options.max_unpacked)?;
            drop(bytes);
            unpacked
        }
        None => bytes,
    };
    let packed = packing.map_or(String::new(), |packing| format!(" ({})", packing.name()));
    let (records, encoding, problem) = match &format.read {
        Take::Text(read) | Take::Rows(read, _) => {
            let decoded = decode(bytes, options.encoding, name)?;
            if decoded.text.trim().is_empty() {
                return Err(file_fault("it is empty; leave it out, or fetch it again"));
            }
            let records = read(&decoded.text, name, columns)?;
            (records, decoded.encoding, decoded.problem)
        }
        #[cfg(feature = "arrow")]
        Take::Bytes(_, read) => {
            let records = read(bytes, name, columns, options.max_unpacked)?;
            (records, "binary".to_owned(), None)
        }
    };
    if records.is_empty() {
        return Err(file_fault(
            "it holds no records; leave it out, or fetch it again",
        ));
    }
    let source = Source {
        name: name.to_owned(),
        format: format.name,
        encoding: encoding + &packed,
        sha256: sha256.to_owned(),
        records: records.len(),
    };
    Ok(Reading {
        source,
        records,
        problem,
    })
}

pub(super) fn unknown_format(name: &str, head: &[u8]) -> Error {
    if let Some(packing) = packing::of(head) {
        let unpacked = packing.unpack_head(head, 1 << 16);
        return match unpacked.is_empty() {
            true => Error::File {
                file: name.to_owned(),
                problem: packing.damage(&io::ErrorKind::UnexpectedEof.into()),
            },
            false => unknown_format(name, &unpacked),
        };
    }
    // Empty and binary files have a better reason than their format.
    if head.iter().all(u8::is_ascii_whitespace) {
        let problem = "it is empty; leave it out, or fetch it again".to_owned();
        return Error::File {
            file: name.to_owned(),
            problem,
        };
    }
    #[cfg(not(feature = "arrow"))]
    if head.starts_with(b"PAR1") || head.starts_with(&[0xFF; 4]) {
        return Error::File {
            file: name.to_owned(),
            problem: "it is Parquet or Arrow, which is read by a thememap that was built with \
                      `--features arrow`; use one, or write it as JSON Lines"
                .to_owned(),
        };
    }
    if let Err(error @ Error::File { .. }) = decode(head.to_vec(), None, name) {
        return error;
    }
    let problem = format!(
        "its format is not recognised; if it is one of {}, say so with `--format NAME`",
        names()
    );
    Error::File {
        file: name.to_owned(),
        problem,
    }
}

fn nothing_known(inputs: &[Input]) -> Error {
    let named = inputs.iter().find_map(|input| match input {
        Input::Path(path) => Some(path.display().to_string()),
        Input::Stdin => None,
    });
    Error::File {
        file: named.unwrap_or_default(),
        problem: format!(
            "there is no file of a known format in it ({}); if its files are of one of these, say \
             so with `--format NAME`",
            names()
        ),
    }
}
