//! Parquet files.

use super::guard::guarded;
use super::{Table, damaged};
use crate::corpus::columns::Columns;
use crate::corpus::record::Record;
use crate::{Error, Result};
use ::parquet::arrow::ProjectionMask;
use ::parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use ::parquet::file::reader::ChunkReader;

pub(in crate::corpus) const NAME: &str = "parquet";
pub(in crate::corpus) const MAGIC: &[u8] = b"PAR1";

/// Rows taken out at a time.
const BATCH: usize = 2048;

/// All records of a file.
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
    let mut all = Vec::new();
    stream(bytes::Bytes::from(bytes), file, columns, most, |records| {
        all.extend(records);
        Ok(())
    })?;
    Ok(all)
}

/// Hands over the records of a file batch by batch; only the columns that are used are read. All in
/// all no more than `most` bytes may come out.
///
/// # Errors
///
/// Fails when the file is damaged or packed in a way that is not read, when it has no column that is
/// known as a title or an abstract, and with what `visit` returns.
pub(in crate::corpus) fn stream(
    source: impl ChunkReader + 'static,
    file: &str,
    columns: &Columns,
    most: u64,
    mut visit: impl FnMut(Vec<Record>) -> Result<()>,
) -> Result<()> {
    let builder = whole(file, || ParquetRecordBatchReaderBuilder::try_new(source))?;
    let all = Table::new(builder.schema(), file, columns, most)?;
    let wanted: Vec<usize> = all.places.all().collect();
    let mask = ProjectionMask::roots(builder.parquet_schema(), wanted);
    let builder = builder.with_projection(mask).with_batch_size(BATCH);
    let mut batches = whole(file, || builder.build())?;
    let mut table: Option<Table> = None;
    while let Some(batch) = whole(file, || batches.next().transpose())? {
        let table = match &mut table {
            Some(table) => table,
            None => table.insert(Table::new(&batch.schema(), file, columns, most)?),
        };
        visit(table.records(&batch)?)?;
    }
    Ok(())
}

/// What a reader returns; a panic of it is a fault of the file.
fn whole<T, E: std::fmt::Display>(
    file: &str,
    read: impl FnOnce() -> std::result::Result<T, E>,
) -> Result<T> {
    let read = guarded(read).map_err(|panicked| damaged(file, "Parquet file", &panicked))?;
    read.map_err(|error| fault(file, &error))
}

fn fault(file: &str, error: &impl std::fmt::Display) -> Error {
    let words = error.to_string();
    let unread = ["zstd", "brotli", "LZO"]
        .into_iter()
        .find(|packing| words.to_lowercase().contains(&packing.to_lowercase()));
    match unread {
        Some(packing) => Error::File {
            file: file.to_owned(),
            problem: format!(
                "its pages are packed with {packing}, which is not read; write it with snappy, \
                 gzip, lz4 or none"
            ),
        },
        None => damaged(file, "Parquet file", error),
    }
}
