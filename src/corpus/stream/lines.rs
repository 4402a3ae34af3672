//! JSON Lines, as they come.

use super::PIECE;
use crate::corpus::columns::Columns;
use crate::corpus::encoding::decode;
use crate::corpus::format::{Format, recognise};
use crate::corpus::formats::json::plain;
use crate::corpus::formats::unless_all_failed;
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

/// Visits the records of lines, those of a piece at a time; `piece` is what was read already. Lines
/// that cannot be read wait for the first that can.
pub(super) fn read(
    mut piece: Vec<u8>,
    mut reader: Box<dyn BufRead + Send>,
    file: &File,
    options: &ReadOptions,
    mut visit: impl FnMut(Vec<Record>) -> Result<()>,
) -> Result<()> {
    let columns = Columns::new(options);
    let mut lines = 0;
    let mut names: Vec<String> = Vec::new();
    let (mut records, mut is_any_read) = (Vec::new(), false);
    loop {
        if piece.is_empty() {
            next_lines(&mut reader, &mut piece, file, options)?;
        }
        if piece.is_empty() {
            break;
        }
        let taken = std::mem::take(&mut piece);
        let text = decode(taken, Some(Encoding::UTF_8), &file.name)?.text;
        let part = plain::part(&text, lines, &columns);
        lines += part.lines;
        is_any_read |= part.records.iter().any(|record| record.problem.is_none());
        records.extend(part.records);
        if !names.ends_with(&part.names) {
            names.extend(part.names);
            plain::check(&names, &file.name, &columns)?;
        }
        if is_any_read {
            visit(std::mem::take(&mut records))?;
        }
    }
    if is_any_read {
        return plain::check(&names, &file.name, &columns);
    }
    unless_all_failed(records, &file.name)?;
    Err(file_fault(
        file,
        "it holds no records; leave it out, or fetch it again",
    ))
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

fn file_fault(file: &File, problem: &str) -> Error {
    Error::File {
        file: file.name.clone(),
        problem: problem.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::input::{Input, find};

    fn records(text: &'static str, at_once: usize) -> Result<Vec<Record>> {
        let file = &find(&[Input::Stdin], None)?[0];
        let reader = Box::new(BufReader::with_capacity(at_once, text.as_bytes()));
        let mut records = Vec::new();
        read(Vec::new(), reader, file, &ReadOptions::default(), |more| {
            records.extend(more);
            Ok(())
        })?;
        Ok(records)
    }

    #[test]
    fn lines_are_the_same_however_few_come_at_once() {
        let text = "{\"title\": oops}\n{\"title\": \"Cats\"}\r\n\n{oops}\n{\"title\": \"Dogs\"}";
        let all = records(text, 1000).unwrap();
        let problem = all[2].problem.as_deref().unwrap();
        assert!(problem.starts_with("line 4: this is not JSON"), "{problem}");
        assert_eq!(records(text, 1).unwrap(), all);
    }

    #[test]
    fn lines_of_which_none_can_be_read_are_refused() {
        for at_once in [1, 1000] {
            let error = records("{\"title\": oops}\n{oops}\n", at_once).unwrap_err();
            assert!(
                error.to_string().contains("line 1: this is not JSON"),
                "{error}"
            );
        }
    }
}
