//! Records a batch at a time, none set aside: for what is placed and forgotten.

use super::columns::Columns;
use super::encoding::decode;
use super::format::{Format, recognise};
use super::ids::{self, Ids};
use super::input::{File, Input, find};
use super::read::{failed, fetch, take_apart, unknown_format};
use super::record::{Record, clean_all};
use super::{Corpus, Document, Encoding, ReadOptions, Source, packing};
use crate::{Error, Result};
use sha2::{Digest, Sha256};
use std::fs;
use std::io::{self, BufRead, BufReader, Read};

/// Records handed over at a time.
const BATCH: usize = 2048;
/// Bytes of JSON Lines read at a time, to the end of the line.
const PIECE: usize = 1 << 22;

impl Corpus {
    /// Hands the records of the inputs to `visit` in batches, cleaned, with ids, in input order;
    /// duplicates and records that are unreadable or without text are among them. Each batch has
    /// one source.
    ///
    /// JSON Lines in UTF-8 that are not packed are never held as a whole, so that they may come
    /// through a pipe without end; other formats are read file by file.
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
                let candidates = clean_all(records, 0).into_iter();
                let mut documents: Vec<Document> = candidates.map(|c| c.document).collect();
                for (index, document) in documents.iter_mut().enumerate() {
                    document.record = first + index + 1;
                }
                ids.assign(documents.iter_mut());
                visit(Corpus {
                    documents,
                    sources: vec![source.clone()],
                    ..Corpus::default()
                })
            })?;
        }
        Ok(())
    }
}

/// Hands over the records of a file, its source and how many came before.
fn read_file(
    file: &File,
    options: &ReadOptions,
    mut visit: impl FnMut(Vec<Record>, &Source, usize) -> Result<()>,
) -> Result<()> {
    let columns = Columns::new(options);
    let mut bytes = Vec::new();
    let format = if let Some(reader) = lines(file, options)? {
        let mut reader = reader;
        reader
            .by_ref()
            .take(PIECE as u64)
            .read_until(b'\n', &mut bytes)
            .map_err(failed(file))?;
        if let Some(format) = lines_format(&bytes, file, options) {
            return read_lines(bytes, reader, format, file, &columns, visit);
        }
        reader.read_to_end(&mut bytes).map_err(failed(file))?;
        let head = match packing::is_packed(&bytes) {
            true => packing::unpack_head(&bytes, 1 << 16),
            false => bytes[..bytes.len().min(1 << 16)].to_vec(),
        };
        options.format.or_else(|| recognise(&head, &file.name))
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

/// A reader of a file that may be JSON Lines: one that was named, or whose name says so.
fn lines(file: &File, options: &ReadOptions) -> Result<Option<Box<dyn BufRead>>> {
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

fn lines_format(head: &[u8], file: &File, options: &ReadOptions) -> Option<&'static Format> {
    let format = options.format.or_else(|| recognise(head, &file.name));
    format.filter(|format| format.name == "jsonl" && !packing::is_packed(head))
}

fn read_lines(
    mut piece: Vec<u8>,
    mut reader: Box<dyn BufRead>,
    format: &'static Format,
    file: &File,
    columns: &Columns,
    mut visit: impl FnMut(Vec<Record>, &Source, usize) -> Result<()>,
) -> Result<()> {
    let mut digest = Sha256::new();
    let mut source = Source {
        name: file.name.clone(),
        format: format.name,
        encoding: Encoding::UTF_8.name(),
        sha256: String::new(),
        records: 0,
    };
    let mut before = 0;
    while !piece.is_empty() {
        digest.update(&piece);
        let decoded = decode(
            std::mem::take(&mut piece),
            Some(Encoding::UTF_8),
            &file.name,
        )?;
        // Empty lines stand for those read before, so that messages name the right one.
        let text = "\n".repeat(before) + &decoded.text;
        before += decoded.text.matches('\n').count();
        if !decoded.text.trim().is_empty() {
            let records = (format.read)(&text, &file.name, columns)?;
            let first = source.records;
            source.records += records.len();
            visit(records, &source, first)?;
        }
        // What is there now, up to the end of a line: a pipe is not waited for.
        let ready = reader.fill_buf().map_err(failed(file))?.len() as u64;
        let mut now = reader.by_ref().take(ready);
        now.read_to_end(&mut piece).map_err(failed(file))?;
        if piece.last().is_some_and(|&byte| byte != b'\n') {
            reader.read_until(b'\n', &mut piece).map_err(failed(file))?;
        }
    }
    if source.records == 0 {
        let problem = "it holds no records; leave it out, or fetch it again".to_owned();
        return Err(Error::File {
            file: file.name.clone(),
            problem,
        });
    }
    source.sha256 = ids::hexadecimal(&digest.finalize());
    Ok(())
}
