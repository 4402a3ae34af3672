//! JSON Lines, as they come.

use super::PIECE;
use crate::corpus::columns::Columns;
use crate::corpus::encoding::decode;
use crate::corpus::format::{Format, recognise};
use crate::corpus::input::File;
use crate::corpus::packing::{self, Packing};
use crate::corpus::read::failed;
use crate::corpus::record::Record;
use crate::corpus::{Encoding, ReadOptions};
use crate::{Error, Result};
use std::io::{self, BufRead, BufReader, Read};

/// The format of a file that begins like this, when it is JSON Lines.
pub(super) fn format(head: &[u8], file: &File, options: &ReadOptions) -> Option<&'static Format> {
    let format = options.format.or_else(|| recognise(head, &file.name));
    format.filter(|format| format.name == "jsonl" && packing::of(head).is_none())
}

/// A reader of what a packed file holds.
pub(super) fn unpacked(
    packed: Box<dyn BufRead + Send>,
    packing: Packing,
) -> Box<dyn BufRead + Send> {
    let content = packing.reader(packed);
    Box::new(BufReader::with_capacity(PIECE, Whole { packing, content }))
}

/// Fills what it is given as far as there is something: unpackers hand over little at a time.
struct Whole<R> {
    packing: Packing,
    content: R,
}

impl<R: Read> Read for Whole<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let mut filled = 0;
        while filled < buffer.len() {
            let read = self.content.read(&mut buffer[filled..]);
            match read.map_err(|error| io::Error::new(error.kind(), self.packing.damage(&error)))? {
                0 => break,
                count => filled += count,
            }
        }
        Ok(filled)
    }
}

/// Visits the records of lines, those of a piece at a time; `piece` is what was read already.
pub(super) fn read(
    mut piece: Vec<u8>,
    mut reader: Box<dyn BufRead + Send>,
    format: &'static Format,
    file: &File,
    options: &ReadOptions,
    mut visit: impl FnMut(Vec<Record>) -> Result<()>,
) -> Result<()> {
    let columns = Columns::new(options);
    let mut is_empty = true;
    let mut lines = 0;
    loop {
        if piece.is_empty() {
            next_lines(&mut reader, &mut piece, file, options)?;
        }
        if piece.is_empty() {
            break;
        }
        let taken = std::mem::take(&mut piece);
        let text = decode(taken, Some(Encoding::UTF_8), &file.name)?.text;
        if !text.trim().is_empty() {
            let records = records_after(lines, &text, format, file, &columns)?;
            is_empty &= records.is_empty();
            visit(records)?;
        }
        lines += text.matches('\n').count();
    }
    if is_empty {
        return Err(file_fault(
            file,
            "it holds no records; leave it out, or fetch it again",
        ));
    }
    Ok(())
}

/// What is there now, up to the end of a line: a pipe is not waited for.
fn next_lines(
    reader: &mut impl BufRead,
    piece: &mut Vec<u8>,
    file: &File,
    options: &ReadOptions,
) -> Result<()> {
    let ready = reader.fill_buf().map_err(failed(file))?.len() as u64;
    let mut now = reader.by_ref().take(ready);
    now.read_to_end(piece).map_err(failed(file))?;
    if piece.last().is_none_or(|&byte| byte == b'\n') {
        return Ok(());
    }
    let mut rest = reader.by_ref().take(options.max_unpacked);
    rest.read_until(b'\n', piece).map_err(failed(file))?;
    if piece.len() as u64 > options.max_unpacked && piece.last() != Some(&b'\n') {
        return Err(file_fault(
            file,
            "it has a line that does not end; look for the file that was meant",
        ));
    }
    Ok(())
}

/// The records of a text that follows a number of lines. Where something is wrong it is read again
/// behind as many empty lines, so that messages name the right one.
fn records_after(
    lines: usize,
    text: &str,
    format: &'static Format,
    file: &File,
    columns: &Columns,
) -> Result<Vec<Record>> {
    let Some(read) = format.as_text() else {
        return Ok(Vec::new());
    };
    match read(text, &file.name, columns) {
        Ok(records) if records.iter().all(|record| record.problem.is_none()) => Ok(records),
        _ => read(&("\n".repeat(lines) + text), &file.name, columns),
    }
}

fn file_fault(file: &File, problem: &str) -> Error {
    Error::File {
        file: file.name.clone(),
        problem: problem.to_owned(),
    }
}
