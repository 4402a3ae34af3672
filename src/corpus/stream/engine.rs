//! Arrow and Parquet, a batch of an engine at a time.

use crate::Result;
use crate::corpus::ReadOptions;
use crate::corpus::columnar::{arrow, parquet};
use crate::corpus::columns::Columns;
use crate::corpus::format::{Format, recognise};
use crate::corpus::input::File;
use crate::corpus::read::failed;
use crate::corpus::record::Record;
use std::fs;
use std::io::BufRead;

/// The format of a file that begins like this, when it is Arrow or Parquet and can be read batch by
/// batch.
pub(super) fn format(head: &[u8], file: &File, options: &ReadOptions) -> Option<&'static Format> {
    let format = options.format.or_else(|| recognise(head, &file.name));
    format.filter(|format| match format.name {
        arrow::NAME => true,
        _ => format.as_text().is_none() && file.path.is_some(),
    })
}

/// Visits the batches of a file: of Arrow through the reader; of Parquet, whose table of contents is at
/// the end, from its file.
pub(super) fn read(
    reader: Box<dyn BufRead + Send>,
    format: &'static Format,
    file: &File,
    options: &ReadOptions,
    visit: impl FnMut(Vec<Record>) -> Result<()>,
) -> Result<()> {
    let columns = Columns::new(options);
    let (name, most) = (&file.name, options.max_unpacked);
    match &file.path {
        Some(path) if format.name == parquet::NAME => {
            let opened = fs::File::open(path).map_err(failed(file))?;
            parquet::stream(opened, name, &columns, u64::MAX, visit)
        }
        _ => arrow::stream(reader, name, &columns, most, visit),
    }
}
