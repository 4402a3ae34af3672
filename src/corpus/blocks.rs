//! Large files of rows, some blocks at a time: the bytes of a block are gone when its records are
//! there, and the next ones are read and unpacked meanwhile.
//!
//! What is wrong with a file as a whole, and what only the whole of it tells, such as its encoding,
//! is left to reading it as a whole.

mod cut;

use super::columns::Columns;
use super::format::{Format, Read as Take};
use super::input::File;
use super::read::{Reading, format_of};
use super::record::{Candidate, candidate};
use super::rows::{Before, Rows};
use super::{Encoding, ReadOptions, Source, ids, packing};
use cut::Blocks;
use memchr::memchr;
use rayon::prelude::*;
use sha2::{Digest, Sha256};
use std::fs;
use std::io::{self, Read, Seek};

/// Bytes of a block, up to the end of a row.
const BLOCK: usize = 1 << 18;
/// Blocks that are taken apart side by side.
const BATCH: usize = 16;
/// Smaller files are read as a whole.
const LEAST: u64 = 1 << 16;
/// Bytes by which a file shows what it is.
const HEAD: u64 = 1 << 16;

/// Reads a file block by block; none where it is to be read as a whole.
pub(super) fn read(
    file: &File,
    options: &ReadOptions,
    columns: &Columns,
) -> Option<(&'static Format, Reading<Candidate>)> {
    let is_other = |&asked: &Encoding| asked != Encoding::UTF_8;
    let mut opened = file.open_again()?;
    let length = opened.metadata().ok()?.len();
    if length < LEAST || options.encoding.as_ref().is_some_and(is_other) {
        return None;
    }
    let mut head = Vec::new();
    opened.by_ref().take(HEAD).read_to_end(&mut head).ok()?;
    opened.rewind().ok()?;
    let format = format_of(&head, file, options, false)?;
    let Take::Rows(_, open) = format.read else {
        return None;
    };
    let packing = packing::of(&head);
    let mut packed = Hashed {
        inner: opened,
        digest: Sha256::new(),
    };
    let (unpacked, most): (Box<dyn Read + Send + '_>, u64) = match packing {
        Some(packing) => (packing.reader(&mut packed), options.max_unpacked),
        None => (Box::new(&mut packed), u64::MAX),
    };
    let mut blocks = Blocks::new(unpacked.take(most.saturating_add(1)), BLOCK);
    let opened = open(blocks.beginning()?, columns)?;
    blocks.skip(opened.above);
    let before = Before {
        lines: opened.lines,
        records: 0,
    };
    let candidates = candidates(&mut blocks, opened.rows.as_ref(), before, length)?;
    if blocks.reader.limit() == 0 {
        return None;
    }
    drop(blocks);
    let packed_as = packing.map_or(String::new(), |packing| format!(" ({})", packing.name()));
    let source = Source {
        name: file.name.clone(),
        format: format.name,
        encoding: Encoding::UTF_8.name() + &packed_as,
        sha256: ids::hexadecimal(&packed.digest.finalize()),
        records: candidates.len(),
    };
    let reading = Reading {
        source,
        records: candidates,
        problem: None,
    };
    Some((format, reading))
}

/// The records of all blocks, when nothing is wrong with the whole of them, of a file of some length.
fn candidates<R: Read + Send>(
    blocks: &mut Blocks<R>,
    rows: &dyn Rows,
    mut before: Before,
    length: u64,
) -> Option<Vec<Candidate>> {
    let mut candidates: Vec<Candidate> = Vec::new();
    let mut names: Vec<String> = Vec::new();
    let mut ready = blocks.batch(BATCH, rows).ok()?;
    while !ready.is_empty() {
        let (next, taken) = rayon::join(
            || blocks.batch(BATCH, rows),
            || -> Option<Vec<Block>> {
                let ready = ready.par_iter().with_max_len(1);
                let take = |bytes: &Vec<u8>| Block::take(bytes, rows, Before::default());
                ready.map(take).collect()
            },
        );
        let taken = taken?;
        if before.records == 0 {
            let bytes: usize = ready.iter().map(Vec::len).sum();
            let records: usize = taken.iter().map(|block| block.candidates.len()).sum();
            let expected = length as f64 / bytes as f64 * 1.1 * records as f64;
            // Without that room it grows as it goes.
            let _ = candidates.try_reserve(expected as usize);
        }
        for (mut block, bytes) in taken.into_iter().zip(&ready) {
            if block.candidates.iter().any(|c| c.problem.is_some()) {
                // Now it is known where it stands.
                block = Block::take(bytes, rows, before)?;
            }
            for mut candidate in block.candidates {
                before.records += 1;
                candidate.document.record = before.records;
                candidates.push(candidate);
            }
            before.lines += block.lines;
            if !names.ends_with(&block.names) {
                names.extend(block.names);
            }
        }
        ready = next.ok()?;
    }
    let is_any_read = candidates.iter().any(|c| c.problem.is_none());
    (is_any_read && rows.suffices(&names)).then_some(candidates)
}

/// What a block holds.
struct Block {
    candidates: Vec<Candidate>,
    names: Vec<String>,
    lines: usize,
}

impl Block {
    /// Takes a block apart and cleans its records; none where it takes the whole file to tell them.
    fn take(bytes: &[u8], rows: &dyn Rows, before: Before) -> Option<Block> {
        let text = str::from_utf8(bytes).ok()?;
        // Whether this is a text at all is to be asked of the whole.
        let is_binary = memchr(0, bytes).is_some();
        let part = rows.read(text, before).filter(|_| !is_binary)?;
        let numbered = (before.records + 1..).zip(part.records);
        Some(Block {
            candidates: numbered
                .map(|(number, record)| candidate(record, number))
                .collect(),
            names: part.names,
            lines: part.lines,
        })
    }
}

/// A file that counts towards its SHA-256 as it is read.
struct Hashed {
    inner: fs::File,
    digest: Sha256,
}

impl Read for Hashed {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buffer)?;
        self.digest.update(&buffer[..count]);
        Ok(count)
    }
}

#[cfg(test)]
mod tests;
