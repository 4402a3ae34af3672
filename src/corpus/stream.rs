//! Records a batch at a time, none set aside: for what is placed and forgotten.

#[cfg(feature = "arrow")]
mod engine;
mod lines;

use super::columns::Columns;
use super::format::Format;
use super::ids::{self, Ids};
use super::input::{File, Input, find};
use super::read::{failed, fetch, seen_format, take_apart, unknown_format};
use super::record::{Record, clean_all};
use super::{Corpus, Document, Dropped, Encoding, ReadOptions, Reason, Source, packing};
use crate::Result;
use sha2::{Digest, Sha256};
use std::fs;
use std::io::{self, BufRead, BufReader, Read};

/// Records handed over at a time.
const BATCH: usize = 2048;
/// Bytes of JSON Lines read at a time, to the end of the line.
const PIECE: usize = 1 << 22;

impl Corpus {
    /// Hands the records of the inputs to `visit` in batches, cleaned, with ids, in input order;
    /// duplicates and records that are unreadable or without text are among them, the latter two
    /// also in `dropped`. Each batch has one source.
    ///
    /// JSON Lines in UTF-8, packed or not, Arrow and Parquet are never held as a whole, so that they
    /// may come without end, the first two through a pipe; other formats are read file by file. The
    /// ids of Arrow and Parquet stay as they are, also where they come twice: none is remembered.
    ///
    /// # Errors
    ///
    /// As [`Corpus::read`], when the reading comes to the place that is damaged, and what `visit`
    /// returns.
    pub fn stream(
        inputs: &[Input],
        options: &ReadOptions,
        mut visit: impl FnMut(Corpus) -> Result<()>,
    ) -> Result<()> {
        let mut ids = Ids::default();
        for file in find(inputs, options.leave_out.as_deref())? {
            read_file(&file, options, |records, source, first| {
                visit(batch(records, source, first, &mut ids))
            })?;
        }
        Ok(())
    }
}

fn batch(records: Vec<Record>, source: &Source, first: usize, ids: &mut Ids) -> Corpus {
    let own_ids: Option<Vec<String>> =
        is_of_columns(source).then(|| records.iter().map(|record| record.id.clone()).collect());
    let candidates = clean_all(records).into_iter();
    let (mut documents, problems): (Vec<Document>, Vec<Option<String>>) =
        candidates.map(|c| (c.document, c.problem)).unzip();
    for (index, document) in documents.iter_mut().enumerate() {
        document.record = first + index + 1;
    }
    match own_ids {
        Some(own) => ids::keep(documents.iter_mut().zip(own)),
        None => ids.assign(documents.iter_mut()),
    }
    let dropped = documents
        .iter()
        .zip(problems)
        .filter_map(|(document, problem)| not_usable(document, problem, source));
    Corpus {
        dropped: dropped.collect(),
        documents,
        sources: vec![source.clone()],
        ..Corpus::default()
    }
}

fn is_of_columns(source: &Source) -> bool {
    Format::named(source.format).is_ok_and(|format| format.as_text().is_none())
}

fn not_usable(document: &Document, problem: Option<String>, source: &Source) -> Option<Dropped> {
    let reason = match &problem {
        Some(_) => Reason::Unreadable,
        None if document.title.is_empty() && document.abstract_text.is_empty() => Reason::NoText,
        None => return None,
    };
    Some(Dropped {
        source: source.name.clone(),
        record: document.record,
        id: document.id.clone(),
        title: document.title.clone(),
        reason,
        kept_id: None,
        problem,
    })
}

/// Hands over the records of a file, its source and how many came before.
fn read_file(
    file: &File,
    options: &ReadOptions,
    mut visit: impl FnMut(Vec<Record>, &Source, usize) -> Result<()>,
) -> Result<()> {
    let mut bytes = Vec::new();
    let format = if let Some(mut reader) = opened(file, options)? {
        let head = reader.fill_buf().map_err(failed(file))?;
        #[cfg(feature = "arrow")]
        if let Some(format) = engine::format(head, file, options) {
            let visit = counted(file, format, "binary", visit);
            return engine::read(reader, format, file, options, visit);
        }
        if let Some(packing) = packing::of(head) {
            let head = packing.unpack_head(head, 1 << 16);
            if let Some(format) = lines::format(&head, file, options) {
                let reader = lines::unpacked(reader, packing);
                let visit = counted(file, format, "utf-8", visit);
                return lines::read(Vec::new(), reader, file, options, visit);
            }
        }
        reader
            .by_ref()
            .take(PIECE as u64)
            .read_until(b'\n', &mut bytes)
            .map_err(failed(file))?;
        if let Some(format) = lines::format(&bytes, file, options) {
            let visit = counted(file, format, "utf-8", visit);
            return lines::read(bytes, reader, file, options, visit);
        }
        reader.read_to_end(&mut bytes).map_err(failed(file))?;
        options
            .format
            .or_else(|| seen_format(&bytes, &file.name, options))
    } else {
        let (format, all) = fetch(file, options, false)?;
        bytes = all;
        format
    };
    let Some(format) = format else {
        return match file.is_named {
            true => Err(unknown_format(&file.name, &bytes)),
            false => Ok(()),
        };
    };
    let sha256 = ids::hexadecimal(&Sha256::digest(&bytes));
    let columns = Columns::new(options);
    let reading = take_apart(bytes, format, &file.name, &sha256, options, &columns)?;
    let mut first = 0;
    let mut records = reading.records.into_iter().peekable();
    while records.peek().is_some() {
        let batch: Vec<Record> = records.by_ref().take(BATCH).collect();
        let count = batch.len();
        visit(batch, &reading.source, first)?;
        first += count;
    }
    Ok(())
}

/// Hands over batches of a file, its source, and how many records came before.
fn counted(
    file: &File,
    format: &Format,
    encoding: &str,
    mut visit: impl FnMut(Vec<Record>, &Source, usize) -> Result<()>,
) -> impl FnMut(Vec<Record>) -> Result<()> {
    let mut source = Source {
        name: file.name.clone(),
        format: format.name,
        encoding: encoding.to_owned(),
        sha256: String::new(),
        records: 0,
    };
    move |records| {
        let first = source.records;
        source.records += records.len();
        visit(records, &source, first)
    }
}

/// A reader of a file that may be read a piece at a time: one that was named.
fn opened(file: &File, options: &ReadOptions) -> Result<Option<Box<dyn BufRead + Send>>> {
    if options
        .encoding
        .is_some_and(|asked| asked != Encoding::UTF_8)
    {
        return Ok(None);
    }
    Ok(match &file.path {
        None => Some(Box::new(BufReader::with_capacity(PIECE, io::stdin()))),
        Some(path) if file.is_named => {
            let opened = fs::File::open(path).map_err(failed(file))?;
            Some(Box::new(BufReader::with_capacity(PIECE, opened)))
        }
        Some(_) => None,
    })
}
