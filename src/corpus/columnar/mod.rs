//! Tables by columns, as engines exchange them: Arrow and Parquet.

pub(super) mod arrow;
mod cells;
mod guard;
pub(super) mod parquet;

use super::columns::Columns;
use super::places::Places;
use super::record::Record;
use crate::{Error, Result};
use arrow_array::RecordBatch;
use arrow_schema::Schema;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// Room that a record takes beside its texts, in bytes: a batch may claim any number of rows.
const ROW: u64 = 64;

/// How the records of a table are taken out of its columns.
struct Table<'n> {
    file: &'n str,
    places: Places,
    /// Most bytes that may come out of it.
    most: u64,
    unpacked: u64,
}

impl<'n> Table<'n> {
    /// # Errors
    ///
    /// As [`Columns::check`], and when a column that is to be read holds no texts.
    fn new(schema: &Schema, file: &'n str, columns: &Columns, most: u64) -> Result<Table<'n>> {
        let fields = schema.fields();
        let names: Vec<&str> = fields.iter().map(|field| field.name().as_str()).collect();
        columns.check(file, &names)?;
        let places = columns.locate(&names);
        for place in places.all() {
            let field = &fields[place];
            if !cells::is_readable(field.data_type()) {
                return Err(Error::File {
                    file: file.to_owned(),
                    problem: format!(
                        "the column {} is of type {}, which is no text; cast it to a string",
                        field.name(),
                        field.data_type()
                    ),
                });
            }
        }
        Ok(Table {
            file,
            places,
            most,
            unpacked: 0,
        })
    }

    /// The records of a batch, in its order.
    ///
    /// # Errors
    ///
    /// Fails when more bytes come out than may.
    fn records(&mut self, batch: &RecordBatch) -> Result<Vec<Record>> {
        self.spend(ROW.saturating_mul(batch.num_rows() as u64))?;
        let columns: BTreeMap<usize, Vec<Cow<str>>> = self
            .places
            .all()
            .map(|place| (place, cells::texts(batch.column(place).as_ref())))
            .collect();
        let mut records = Vec::with_capacity(batch.num_rows());
        (0..batch.num_rows()).try_for_each(|row| -> Result<()> {
            let cell = |place: usize| Cow::Borrowed(&*columns[&place][row]);
            let record = self.places.record(cell);
            self.spend((record.title.len() + record.abstract_text.len()) as u64)?;
            records.push(record);
            Ok(())
        })?;
        Ok(records)
    }

    fn spend(&mut self, bytes: u64) -> Result<()> {
        self.unpacked = self.unpacked.saturating_add(bytes);
        if self.unpacked <= self.most {
            return Ok(());
        }
        Err(Error::File {
            file: self.file.to_owned(),
            problem: format!(
                "its texts have more than {} MB; if it really holds that many papers, allow more \
                 with `--max-unpacked MB`",
                self.most / 1_000_000
            ),
        })
    }
}

fn damaged(file: &str, kind: &str, error: &impl std::fmt::Display) -> Error {
    Error::File {
        file: file.to_owned(),
        problem: format!("it is no {kind}, or it is damaged ({error}); write it anew"),
    }
}
