//! Arrow's stream of batches, through a file or a pipe.

use super::guard::guarded;
use super::{Table, damaged};
use crate::corpus::columns::Columns;
use crate::corpus::record::Record;
use crate::{Error, Result};
use arrow_array::RecordBatch;
use arrow_buffer::Buffer;
use arrow_ipc::reader::StreamDecoder;
use std::io::Read;

pub(in crate::corpus) const NAME: &str = "arrow";
/// What every message of a stream begins with.
pub(in crate::corpus) const MAGIC: &[u8] = &[0xFF; 4];

/// Bytes read at a time.
const PIECE: usize = 1 << 18;

/// All records of a stream.
///
/// # Errors
///
/// As [`stream`].
pub(in crate::corpus) fn read(
    bytes: Vec<u8>,
    file: &str,
    columns: &Columns,
    most: u64,
) -> Result<Vec<Record>> {
    let mut batches = Batches::new(bytes.as_slice(), file);
    let Some(first) = batches.next()? else {
        return Ok(Vec::new());
    };
    let mut table = Table::new(&first.schema(), file, columns, most)?;
    let mut records = table.records(&first)?;
    while let Some(batch) = batches.next()? {
        records.extend(table.records(&batch)?);
    }
    Ok(records)
}

/// Hands over the records of a stream batch by batch as they come; none of a stream without rows.
/// Of each batch no more than `most` bytes may come.
///
/// # Errors
///
/// Fails when the stream is damaged or ends too soon, when it has no column that is known as a title
/// or an abstract, and with what `visit` returns.
pub(in crate::corpus) fn stream(
    reader: impl Read,
    file: &str,
    columns: &Columns,
    most: u64,
    mut visit: impl FnMut(Vec<Record>) -> Result<()>,
) -> Result<()> {
    let mut batches = Batches::new(reader, file);
    while let Some(batch) = batches.next()? {
        let records = Table::new(&batch.schema(), file, columns, most)?.records(&batch)?;
        if !records.is_empty() {
            visit(records)?;
        }
    }
    Ok(())
}

/// The batches of a stream. Room is taken for what has come, not for what a message says is coming.
struct Batches<'n, R> {
    reader: R,
    file: &'n str,
    decoder: StreamDecoder,
    piece: Buffer,
}

impl<'n, R: Read> Batches<'n, R> {
    fn new(reader: R, file: &'n str) -> Batches<'n, R> {
        Batches {
            reader,
            file,
            decoder: StreamDecoder::new(),
            piece: Buffer::default(),
        }
    }

    fn next(&mut self) -> Result<Option<RecordBatch>> {
        let kind = "stream of Arrow batches";
        let fault = |error| damaged(self.file, kind, &error);
        loop {
            let decoded = guarded(|| self.decoder.decode(&mut self.piece));
            let decoded = decoded.map_err(|panicked| damaged(self.file, kind, &panicked))?;
            if let Some(batch) = decoded.map_err(fault)? {
                return Ok(Some(batch));
            }
            let mut piece = vec![0; PIECE];
            let count = self.reader.read(&mut piece).map_err(|source| Error::Io {
                path: self.file.into(),
                source,
            })?;
            if count == 0 {
                self.decoder.finish().map_err(fault)?;
                return Ok(None);
            }
            piece.truncate(count);
            self.piece = Buffer::from_vec(piece);
        }
    }
}
