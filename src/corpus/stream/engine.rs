//! Arrow and Parquet, a batch of an engine at a time.

use crate::Result;
use crate::corpus::columnar::{arrow, parquet};
use crate::corpus::columns::Columns;
use crate::corpus::format::{Format, recognise};
use crate::corpus::input::File;
use crate::corpus::read::failed;
use crate::corpus::record::Record;
use crate::corpus::{ReadOptions, Source};
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

/// Hands over the batches of a file, its source, and how many records came before: Arrow through the
/// reader; Parquet, whose table of contents is at the end, from its file.
pub(super) fn read(
    reader: Box<dyn BufRead>,
    format: &'static Format,
    file: &File,
    options: &ReadOptions,
    mut visit: impl FnMut(Vec<Record>, &Source, usize) -> Result<()>,
) -> Result<()> {
    let columns = Columns::new(options);
    let mut source = Source {
        name: file.name.clone(),
        format: format.name,
        encoding: "binary".to_owned(),
        sha256: String::new(),
        records: 0,
    };
    let pass_on = |records: Vec<Record>| {
        let first = source.records;
        source.records += records.len();
        visit(records, &source, first)
    };
    let (name, most) = (&file.name, options.max_unpacked);
    match &file.path {
        Some(path) if format.name == parquet::NAME => {
            let opened = fs::File::open(path).map_err(failed(file))?;
            parquet::stream(opened, name, &columns, u64::MAX, pass_on)
        }
        _ => arrow::stream(reader, name, &columns, most, pass_on),
    }
}
