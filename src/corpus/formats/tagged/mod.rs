//! Formats that write a field as a tag and its value: RIS, MEDLINE, Web of Science, EndNote, Ovid.

pub(in crate::corpus) mod enw;
pub(in crate::corpus) mod nbib;
pub(in crate::corpus) mod ovid;
pub(in crate::corpus) mod ris;
pub(in crate::corpus) mod wos;

use super::{unless_all_failed, unreadable};
use crate::Result;
use crate::corpus::columns::Columns;
use crate::corpus::lines::numbered;
use crate::corpus::record::Record;
use crate::corpus::year::year_of;

/// The fields of one record.
struct Entry<'t> {
    /// The line on which it begins.
    line: usize,
    /// Tags and values, in order; a tag may come several times.
    fields: Vec<(&'t str, String)>,
    /// What is wrong with it.
    problem: Option<&'static str>,
}

impl<'t> Entry<'t> {
    fn new(line: usize) -> Entry<'t> {
        Entry {
            line,
            fields: Vec::new(),
            problem: None,
        }
    }

    fn push(&mut self, tag: &'t str, value: &str) {
        self.fields.push((tag, value.trim().to_owned()));
    }

    /// Adds a further line to the last field.
    fn extend(&mut self, line: &str) {
        let line = line.trim();
        if let Some((_, value)) = self.fields.last_mut()
            && !line.is_empty()
        {
            if !value.is_empty() {
                value.push(' ');
            }
            value.push_str(line);
        }
    }

    /// The values of a tag that are not empty.
    fn values<'e>(&'e self, tag: &'e str) -> impl Iterator<Item = &'e str> {
        let fields = self.fields.iter().filter(move |field| field.0 == tag);
        fields
            .map(|(_, value)| value.as_str())
            .filter(|value| !value.is_empty())
    }

    /// The first value of the first tag that has one.
    fn first(&self, tags: &[&str]) -> String {
        let value = tags.iter().find_map(|&tag| self.values(tag).next());
        value.unwrap_or_default().to_owned()
    }

    /// All values of the first tag that has one.
    fn joined(&self, tags: &[&str]) -> String {
        let values = tags.iter().map(|&tag| self.values(tag).collect::<Vec<_>>());
        values
            .into_iter()
            .find(|values| !values.is_empty())
            .unwrap_or_default()
            .join(" ")
    }

    /// The first plausible year in these tags.
    fn year(&self, tags: &[&str]) -> Option<i32> {
        tags.iter()
            .find_map(|&tag| self.values(tag).find_map(year_of))
    }
}

/// Makes records of the entries.
///
/// # Errors
///
/// Fails when no entry could be read, and when a field asked for is not there.
fn records(
    entries: &[Entry],
    file: &str,
    columns: &Columns,
    record: fn(&Entry) -> Record,
) -> Result<Vec<Record>> {
    let known_or_not = |entry: &Entry| match entry.problem {
        None => record(entry),
        Some(problem) => unreadable(&format!("line {}", entry.line), problem, record(entry)),
    };
    let mut records: Vec<Record> = entries.iter().map(known_or_not).collect();
    columns.choose(file, &mut records, |index| {
        let fields = entries[index].fields.iter();
        fields.map(|(tag, value)| (*tag, value.as_str()))
    })?;
    unless_all_failed(records, file)
}

/// The first lines of a file that hold anything.
fn first_lines(head: &str) -> impl Iterator<Item = &str> {
    let enough = 30;
    numbered(head)
        .map(|(_, line)| line.trim_start_matches('\u{FEFF}'))
        .filter(|line| !line.trim().is_empty())
        .take(enough)
}

/// Whether a tag is two capital letters or digits, the first of them a letter.
fn is_short_tag(tag: &[u8]) -> bool {
    matches!(tag, [first, second]
        if first.is_ascii_uppercase() && (second.is_ascii_uppercase() || second.is_ascii_digit()))
}
