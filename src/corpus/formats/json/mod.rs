//! JSON: one object a line, a list of objects, or the answer of a service with a list in it.

pub(in crate::corpus) mod arxiv;
pub(in crate::corpus) mod crossref;
mod fields;
mod halves;
pub(in crate::corpus) mod openalex;
pub(in crate::corpus) mod plain;
pub(in crate::corpus) mod semantic_scholar;
mod slices;

use self::fields::Fields;
use self::halves::mended;
use self::slices::{Slice, slices};
use super::{unless_all_failed, unreadable};
use crate::Result;
use crate::corpus::columns::Columns;
use crate::corpus::record::Record;
use rayon::prelude::*;
use serde_json::{Map, Value};
use std::borrow::Cow;

type Object = Map<String, Value>;

/// Whether a text may be JSON.
fn is_likely(head: &str) -> bool {
    head.trim_start_matches('\u{FEFF}')
        .trim_start()
        .starts_with(['{', '['])
}

/// One record for each object; a piece that is no object is one that cannot be read.
///
/// # Errors
///
/// Fails when nothing could be read.
fn read(
    text: &str,
    file: &str,
    columns: &Columns,
    record: fn(&Object) -> Record,
) -> Result<Vec<Record>> {
    let has_choice = columns.are_chosen();
    // With what is chosen by name, the objects are kept until all names are known.
    let read: Vec<(Record, Vec<(String, String)>)> = slices(text, 0)
        .par_iter()
        .map(|slice| match object(slice) {
            Ok(object) if has_choice => (record(&object), named_texts(&object)),
            Ok(object) => (record(&object), Vec::new()),
            Err(reason) => (
                unreadable(&slice.place(), &reason, Record::default()),
                Vec::new(),
            ),
        })
        .collect();
    let (mut records, texts): (Vec<Record>, Vec<Vec<(String, String)>>) = read.into_iter().unzip();
    columns.choose(file, &mut records, |index| {
        let texts = texts[index].iter();
        texts.map(|(name, text)| (name.as_str(), text.as_str()))
    })?;
    unless_all_failed(records, file)
}

/// The keys and texts of an object.
fn fields<'t>(slice: &Slice<'t>) -> std::result::Result<Fields<'t>, String> {
    serde_json::from_str(slice.text).or_else(|_| {
        let mended = mended(slice.text);
        let fields =
            mended.and_then(|text| Some(serde_json::from_str::<Fields>(&text).ok()?.owned()));
        // What is wrong with a piece is told in the same words as when it is read as an object.
        fields.ok_or_else(|| match object(slice) {
            Err(reason) => reason,
            Ok(_) => "this is not JSON".to_owned(),
        })
    })
}

fn object(slice: &Slice) -> std::result::Result<Object, String> {
    let mut value = serde_json::from_str(slice.text);
    if value.is_err()
        && let Some(mended) = mended(slice.text)
    {
        value = serde_json::from_str(&mended);
    }
    match value {
        Ok(Value::Object(object)) => Ok(object),
        Ok(other) => Err(format!(
            "{} where an object {{…}} should stand",
            kind(&other)
        )),
        Err(error) => {
            let message = error.to_string();
            let reason = message.split(" at line ").next().unwrap_or(&message);
            Err(format!(
                "this is not JSON (column {}: {reason})",
                error.column()
            ))
        }
    }
}

fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "true or false",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "an array",
        Value::Object(_) => "an object",
    }
}

fn named_texts(object: &Object) -> Vec<(String, String)> {
    let texts = object
        .iter()
        .map(|(name, value)| (name.clone(), text_of(value).into_owned()));
    texts.collect()
}

/// Strings, numbers and truth values as they are, a list of them with spaces between; anything else
/// is no text.
fn text_of(value: &Value) -> Cow<'_, str> {
    match value {
        Value::String(text) => Cow::Borrowed(text),
        Value::Number(_) | Value::Bool(_) => Cow::Owned(value.to_string()),
        Value::Array(values) => values
            .iter()
            .map(text_of)
            .collect::<Vec<_>>()
            .join(" ")
            .into(),
        Value::Null | Value::Object(_) => Cow::Borrowed(""),
    }
}

/// The text of the first of these keys that has any.
fn first_text(object: &Object, names: &[&str]) -> String {
    let texts = names
        .iter()
        .filter_map(|&name| object.get(name))
        .map(text_of);
    let mut filled = texts.filter(|text| !text.trim().is_empty());
    filled.next().map_or(String::new(), Cow::into_owned)
}
