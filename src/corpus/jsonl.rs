//! JSON Lines: one object a line.

use super::columns::{Columns, names_text};
use super::lines::numbered;
use super::record::Record;
use crate::{Error, Result};
use rayon::prelude::*;
use serde_json::{Map, Value};
use std::borrow::Cow;
use std::collections::BTreeSet;

type Object = Map<String, Value>;

/// Whether the first line is an object with a title or an abstract.
pub(super) fn recognise(head: &str, _file: &str) -> bool {
    let first = numbered(head)
        .map(|(_, line)| line)
        .find(|line| !line.trim().is_empty());
    first
        .and_then(|line| serde_json::from_str::<Object>(line).ok())
        .is_some_and(|object| object.keys().any(|name| names_text(name)))
}

/// One record for each line that is not empty.
///
/// # Errors
///
/// Fails on a line that is not JSON or not an object, and when no line has the columns asked for.
pub(super) fn read(text: &str, file: &str, columns: &Columns) -> Result<Vec<Record>> {
    let lines: Vec<(usize, &str)> = numbered(text)
        .filter(|(_, line)| !line.trim().is_empty())
        .collect();
    let mut seen = BTreeSet::new();
    let mut names: Vec<String> = Vec::new();
    let mut records = Vec::with_capacity(lines.len());
    // A chunk at a time, because a parsed object takes several times the room of its record.
    for chunk in lines.chunks(4096) {
        let objects: Vec<Result<(Record, Object)>> = chunk
            .par_iter()
            .map(|&(number, line)| {
                let object = object(line, number, file)?;
                Ok((record(&object, columns), object))
            })
            .collect();
        for object in objects {
            let (record, object) = object?;
            records.push(record);
            for (name, _) in object {
                if !seen.contains(&name) {
                    seen.insert(name.clone());
                    names.push(name);
                }
            }
        }
    }
    if !records.is_empty() {
        columns.check(file, &names.iter().map(String::as_str).collect::<Vec<_>>())?;
    }
    Ok(records)
}

fn object(line: &str, number: usize, file: &str) -> Result<Object> {
    let problem = match serde_json::from_str(line) {
        Ok(Value::Object(object)) => return Ok(object),
        Ok(other) => format!("{} where an object {{…}} should stand", kind(&other)),
        Err(error) => {
            let message = error.to_string();
            let reason = message.split(" at line ").next().unwrap_or(&message);
            format!("this is not JSON (column {}: {reason})", error.column())
        }
    };
    Err(Error::Input {
        file: file.to_owned(),
        place: format!("line {number}"),
        problem,
    })
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

fn record(object: &Object, columns: &Columns) -> Record {
    let (names, values): (Vec<&str>, Vec<&Value>) = object
        .iter()
        .map(|(name, value)| (name.as_str(), value))
        .unzip();
    columns
        .locate(&names)
        .record(|place| text_of(values[place]))
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::{Field, ReadOptions};

    fn records(text: &str) -> Result<Vec<Record>> {
        read(text, "a.jsonl", &Columns::new(&ReadOptions::default()))
    }

    #[test]
    fn numbers_lists_and_missing_values_are_understood() {
        let text = "{\"id\": 7, \"Title\": [\"On\", \"cats\"], \"abstract\": null, \"year\": 2001}\r\n\
                    \n{\"title\": \"Dogs\", \"summary\": \"They bark.\", \"created\": \"2016-09-04\"}\n";
        let records = records(text).unwrap();
        assert_eq!(
            (records[0].id.as_str(), records[0].title.as_str()),
            ("7", "On cats")
        );
        assert_eq!(
            (records[0].abstract_text.as_str(), records[0].year),
            ("", Some(2001))
        );
        assert_eq!(
            (records[1].abstract_text.as_str(), records[1].year),
            ("They bark.", Some(2016))
        );
    }

    #[test]
    fn a_broken_line_is_named() {
        let error = records("{\"title\": \"a\"}\n\n{\"title\": oops}\n")
            .unwrap_err()
            .to_string();
        assert!(
            error.starts_with("a.jsonl, line 3: this is not JSON (column 11"),
            "{error}"
        );
    }

    #[test]
    fn a_line_that_is_not_an_object_is_named() {
        let error = records("{\"title\": \"a\"}\n[1]\n")
            .unwrap_err()
            .to_string();
        assert!(
            error.starts_with("a.jsonl, line 2: an array where an object"),
            "{error}"
        );
    }

    #[test]
    fn a_key_need_not_stand_on_every_line_but_on_one() {
        let mut options = ReadOptions::default();
        options.columns.insert(Field::Title, "head".to_owned());
        let text = "{\"text\": \"a\"}\n{\"head\": \"b\", \"text\": \"c\"}\n";
        let records = read(text, "a.jsonl", &Columns::new(&options)).unwrap();
        assert_eq!(
            (records[0].title.as_str(), records[1].title.as_str()),
            ("", "b")
        );
        options.columns.insert(Field::Title, "heading".to_owned());
        let error = read(text, "a.jsonl", &Columns::new(&options))
            .unwrap_err()
            .to_string();
        assert!(
            error.contains("title=heading") && error.contains("text, head"),
            "{error}"
        );
    }
}
