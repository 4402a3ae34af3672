//! Assignments as a stream of Arrow batches.

use arrow_array::{ArrayRef, Float32Array, Int32Array, RecordBatch, StringArray};
use arrow_buffer::Buffer;
use arrow_ipc::writer::StreamEncoder;
use arrow_schema::{DataType, Field, Schema, SchemaRef};
use rustc_hash::FxHashMap;
use std::fmt;
use std::sync::Arc;

use super::Assigned;
use crate::corpus::{Dropped, Reason};

/// Encodes batches one after another.
pub(super) struct Stream {
    schema: SchemaRef,
    encoder: StreamEncoder,
}

impl fmt::Debug for Stream {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.debug_struct("Stream")
            .field("schema", &self.schema)
            .finish()
    }
}

impl Stream {
    pub fn new() -> Stream {
        let field = |name: &str, kind, nullable| Field::new(name, kind, nullable);
        let schema = Arc::new(Schema::new(vec![
            field("id", DataType::Utf8, false),
            field("year", DataType::Int32, true),
            field("theme", DataType::Int32, true),
            field("label", DataType::Utf8, true),
            field("score", DataType::Float32, false),
            field("margin", DataType::Float32, false),
            field("second_theme", DataType::Int32, true),
            field("status", DataType::Utf8, false),
            field("reason", DataType::Utf8, true),
        ]));
        let encoder = StreamEncoder::try_new(&schema).expect("texts and numbers can be streamed");
        Stream { schema, encoder }
    }

    /// The rows as a batch; those of `dropped` have a reason.
    pub fn batch<'a>(
        &mut self,
        rows: impl Iterator<Item = Assigned<'a>>,
        dropped: &[Dropped],
    ) -> Vec<u8> {
        let rows: Vec<Assigned> = rows.collect();
        let reasons: FxHashMap<usize, String> = dropped
            .iter()
            .map(|dropped| (dropped.record, reason(dropped)))
            .collect();
        let number = |number: Option<usize>| number.and_then(|n| i32::try_from(n).ok());
        let texts = |text: fn(&Assigned<'a>) -> String| -> ArrayRef {
            Arc::new(StringArray::from_iter_values(rows.iter().map(text)))
        };
        let numbers = |value: fn(&Assigned<'a>) -> Option<usize>| -> ArrayRef {
            let values = rows.iter().map(|row| number(value(row)));
            Arc::new(Int32Array::from_iter(values))
        };
        let shares = |value: fn(&Assigned<'a>) -> f32| -> ArrayRef {
            Arc::new(Float32Array::from_iter_values(rows.iter().map(value)))
        };
        let years = rows.iter().map(|row| row.document.year);
        let labels = rows.iter().map(Assigned::label);
        let told = rows.iter().map(|row| reasons.get(&row.document.record));
        let columns: Vec<ArrayRef> = vec![
            texts(|row| row.document.id.clone()),
            Arc::new(Int32Array::from_iter(years)),
            numbers(Assigned::theme),
            Arc::new(StringArray::from_iter(labels)),
            shares(|row| row.membership.score),
            shares(|row| row.membership.margin),
            numbers(Assigned::second),
            texts(|row| row.membership.status.name().to_owned()),
            Arc::new(StringArray::from_iter(told)),
        ];
        let batch = RecordBatch::try_new(self.schema.clone(), columns);
        let batch = batch.expect("columns of one length and of the types of the schema");
        joined(self.encoder.encode(&batch))
    }

    /// The mark at the end, and before it the columns where no batch came.
    pub fn end(self) -> Vec<u8> {
        joined(self.encoder.finish())
    }
}

fn joined(buffers: std::result::Result<Vec<Buffer>, arrow_schema::ArrowError>) -> Vec<u8> {
    let buffers = buffers.expect("plain columns can be encoded");
    buffers.iter().flat_map(|buffer| buffer.to_vec()).collect()
}

fn reason(dropped: &Dropped) -> String {
    match (&dropped.problem, dropped.reason) {
        (Some(problem), _) => problem.clone(),
        (None, Reason::NoText) => "neither title nor abstract".to_owned(),
        (None, other) => other.name().to_owned(),
    }
}
