//! Where blocks end.

use crate::corpus::rows::Rows;
use std::io::{self, Read};

const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

/// Cuts what it reads into blocks of whole rows.
pub(super) struct Blocks<R> {
    pub reader: R,
    /// Bytes of a block at most, unless a row has more.
    pub size: usize,
    /// What was read and not yet handed over.
    rest: Vec<u8>,
}

impl<R: Read> Blocks<R> {
    pub fn new(reader: R, size: usize) -> Blocks<R> {
        Blocks {
            reader,
            size,
            rest: Vec::new(),
        }
    }

    /// The text that the first block begins with, up to a character that is cut off; none of what is
    /// no UTF-8. A byte-order mark is no text.
    pub fn beginning(&mut self) -> Option<&str> {
        self.read_on().ok()?;
        if self.rest.starts_with(BYTE_ORDER_MARK) {
            self.skip(BYTE_ORDER_MARK.len());
        }
        let first = self.rest.utf8_chunks().next()?;
        let cut_off = self.rest.len() - first.valid().len();
        (cut_off < 4).then_some(first.valid())
    }

    /// Leaves out the first bytes of those that the beginning has.
    pub fn skip(&mut self, bytes: usize) {
        self.rest.drain(..bytes);
    }

    /// So many of the next blocks, or those that are left.
    pub fn batch(&mut self, most: usize, rows: &dyn Rows) -> io::Result<Vec<Vec<u8>>> {
        let mut blocks = Vec::with_capacity(most);
        while blocks.len() < most
            && let Some(block) = self.next(rows)?
        {
            blocks.push(block);
        }
        Ok(blocks)
    }

    fn next(&mut self, rows: &dyn Rows) -> io::Result<Option<Vec<u8>>> {
        loop {
            let is_end = self.read_on()? == 0;
            let whole = match is_end {
                true => self.rest.len(),
                false => rows.whole(&self.rest),
            };
            if whole > 0 {
                let mut rest = Vec::with_capacity(self.size);
                rest.extend_from_slice(&self.rest[whole..]);
                self.rest.truncate(whole);
                return Ok(Some(std::mem::replace(&mut self.rest, rest)));
            }
            if is_end {
                return Ok(None);
            }
        }
    }

    /// Reads on to the length of a block, or to twice the length of a row that has more; returns how
    /// many bytes that was.
    fn read_on(&mut self) -> io::Result<usize> {
        let there = self.rest.len();
        let wanted = match there < self.size {
            true => self.size - there,
            false => there,
        };
        self.rest.reserve(wanted);
        let mut more = self.reader.by_ref().take(wanted as u64);
        more.read_to_end(&mut self.rest)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn beginning(bytes: &[u8]) -> Option<String> {
        Blocks::new(bytes, 100).beginning().map(str::to_owned)
    }

    #[test]
    fn a_text_begins_behind_its_mark_and_ends_before_a_cut_character() {
        assert_eq!(beginning("\u{FEFF}été".as_bytes()).unwrap(), "été");
        assert_eq!(beginning(&"été".as_bytes()[..4]).unwrap(), "ét");
        assert_eq!(beginning(b"\xE9t\xE9 \xE0 la nuit"), None);
        assert_eq!(beginning(b""), None);
    }
}
