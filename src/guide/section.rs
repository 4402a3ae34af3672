//! A table of a TOML file, read key by key, with the place of whatever is wrong.

use std::ops::Range;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::{Error, Result};

/// The text of a file with the name that messages call it.
#[derive(Clone, Copy)]
pub(super) struct Source<'a> {
    pub name: &'a str,
    pub text: &'a str,
}

impl Source<'_> {
    /// An error at a place of the file.
    pub fn fault(&self, at: usize, problem: impl Into<String>) -> Error {
        Error::Input {
            file: self.name.to_string(),
            place: self.place_in_words(at),
            problem: problem.into(),
        }
    }

    pub fn place_in_words(&self, at: usize) -> String {
        let (line, column) = self.place(at);
        format!("line {line}, column {column}")
    }

    /// Line and column of a byte, both from 1; columns count characters.
    fn place(&self, at: usize) -> (usize, usize) {
        let mut end = at.min(self.text.len());
        while !self.text.is_char_boundary(end) {
            end -= 1;
        }
        let before = &self.text[..end];
        let line_start = before.rfind('\n').map_or(0, |end| end + 1);
        let line = 1 + before.bytes().filter(|&byte| byte == b'\n').count();
        (line, 1 + before[line_start..].chars().count())
    }
}

/// A table whose keys are taken one by one.
pub(super) struct Section<'a> {
    pub source: Source<'a>,
    /// What messages call it: `[text]`, `[[theme]]`.
    pub name: &'a str,
    /// Where it begins.
    pub start: usize,
    table: &'a DeTable<'a>,
}

type Value<'a> = &'a Spanned<DeValue<'a>>;

impl<'a> Section<'a> {
    /// The table of a value that has no other keys than these.
    pub fn new(
        source: Source<'a>,
        name: &'a str,
        value: Value<'a>,
        keys: &[&str],
    ) -> Result<Section<'a>> {
        let table = value.get_ref().as_table().ok_or_else(|| {
            let found = kind(value);
            source.fault(
                value.span().start,
                format!("{name} is a table, not {found}"),
            )
        })?;
        Section::of_table(source, name, table, value.span(), keys)
    }

    /// A table that has no other keys than these.
    pub fn of_table(
        source: Source<'a>,
        name: &'a str,
        table: &'a DeTable<'a>,
        span: Range<usize>,
        keys: &[&str],
    ) -> Result<Section<'a>> {
        // The key that stands first is the one to tell.
        let unknown = table
            .keys()
            .filter(|key| !keys.contains(&key.get_ref().as_ref()));
        if let Some(key) = unknown.min_by_key(|key| key.span().start) {
            let problem = format!(
                "{name} has no `{}`{}",
                key.get_ref(),
                hint(key.get_ref(), keys)
            );
            return Err(source.fault(key.span().start, problem));
        }
        Ok(Section {
            source,
            name,
            start: span.start,
            table,
        })
    }

    pub fn get(&self, key: &str) -> Option<Value<'a>> {
        self.table.get(key)
    }

    /// Keys in the order of the file, with their values.
    pub fn entries(&self) -> Vec<(&'a Spanned<std::borrow::Cow<'a, str>>, Value<'a>)> {
        let mut entries: Vec<_> = self.table.iter().collect();
        entries.sort_by_key(|(key, _)| key.span().start);
        entries
    }

    /// The value of a key that must be there.
    pub fn required(&self, key: &str) -> Result<Value<'a>> {
        self.get(key).ok_or_else(|| {
            let problem = format!("{} needs `{key}`", self.name);
            self.source.fault(self.start, problem)
        })
    }

    /// A text that is not blank.
    pub fn text(&self, key: &str) -> Result<Option<String>> {
        self.get(key)
            .map(|value| text(self.source, &format!("`{key}`"), value))
            .transpose()
    }

    /// A text that must be there and is not blank.
    pub fn required_text(&self, key: &str) -> Result<String> {
        text(self.source, &format!("`{key}`"), self.required(key)?)
    }

    /// Texts that are not blank; none where the key is absent.
    pub fn texts(&self, key: &str) -> Result<Vec<String>> {
        let Some(value) = self.get(key) else {
            return Ok(Vec::new());
        };
        texts(self.source, &format!("`{key}`"), value)
    }
}

/// The values of a list.
pub(super) fn list<'a>(source: Source, name: &str, value: Value<'a>) -> Result<Vec<Value<'a>>> {
    match value.get_ref() {
        DeValue::Array(values) => Ok(values.iter().collect()),
        _ => {
            let problem = format!("{name} is a list, as in [\"…\"], not {}", kind(value));
            Err(source.fault(value.span().start, problem))
        }
    }
}

pub(super) fn texts(source: Source, name: &str, value: Value) -> Result<Vec<String>> {
    let one = |value| text(source, &format!("an entry of {name}"), value);
    list(source, name, value)?.into_iter().map(one).collect()
}

pub(super) fn text(source: Source, name: &str, value: Value) -> Result<String> {
    let fault = |problem| Err(source.fault(value.span().start, problem));
    match value.get_ref().as_str() {
        None => fault(format!("{name} is a text in quotes, not {}", kind(value))),
        Some(text) if text.trim().is_empty() => fault(format!("{name} is empty")),
        Some(text) if text.chars().any(char::is_control) => fault(format!(
            "{name} has a line break or another control character"
        )),
        Some(text) => Ok(text.trim().to_string()),
    }
}

/// A value as messages name it.
pub(super) fn kind(value: Value) -> String {
    match value.get_ref() {
        DeValue::String(text) => format!("the text {text:?}"),
        DeValue::Integer(number) => format!("the number {number}"),
        DeValue::Float(number) => format!("the number {number}"),
        DeValue::Boolean(value) => value.to_string(),
        DeValue::Datetime(date) => format!("the date {date}"),
        DeValue::Array(_) => "a list".to_string(),
        DeValue::Table(_) => "a table".to_string(),
    }
}

/// Names the key that is nearest to a wrong one, or all of them.
pub(super) fn hint(wrong: &str, keys: &[&str]) -> String {
    let wrong = wrong.replace('_', "-").to_lowercase();
    let near = keys
        .iter()
        .map(|key| (strsim::jaro_winkler(&wrong, &key.to_lowercase()), key));
    match near.max_by(|a, b| a.0.total_cmp(&b.0)) {
        Some((likeness, key)) if likeness > 0.75 => format!("; is `{key}` meant?"),
        _ if keys.len() < 10 => format!("; it has `{}`", keys.join("`, `")),
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_key_is_named_and_without_one_all_are() {
        assert_eq!(
            hint("exemplar", &["terms", "exemplars"]),
            "; is `exemplars` meant?"
        );
        assert_eq!(
            hint("stop_words", &["stop-words", "protect"]),
            "; is `stop-words` meant?"
        );
        assert_eq!(hint("zzz", &["terms", "name"]), "; it has `terms`, `name`");
    }

    #[test]
    fn columns_count_characters() {
        let source = Source {
            name: "a.toml",
            text: "é = 1\nö = 2",
        };
        assert_eq!(source.place(7), (2, 1));
        assert_eq!(source.place(9), (2, 2));
    }
}
