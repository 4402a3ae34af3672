//! Objects with keys of any name, one a line or in a list.

use super::slices::{Slice, are_lines, lines, slices};
use super::{fields, is_likely, object};
use crate::Result;
use crate::corpus::columns::{Columns, names_text};
use crate::corpus::formats::{unless_all_failed, unreadable};
use crate::corpus::lines::numbered;
use crate::corpus::places::Places;
use crate::corpus::record::Record;
use crate::corpus::rows::{Before, Opened, Part, Rows};
use memchr::memrchr;
use rayon::prelude::*;
use std::borrow::Cow;
use std::collections::BTreeSet;

/// Objects read by one worker at a time.
const CHUNK: usize = 1024;

/// Whether the first object has a title or an abstract.
pub(in crate::corpus) fn recognise(head: &str, _file: &str) -> bool {
    let first = slices(head, 0)
        .into_iter()
        .next()
        .filter(|_| is_likely(head));
    first
        .and_then(|slice| object(&slice).ok())
        .is_some_and(|object| object.keys().any(|name| names_text(name)))
}

/// One record for each object.
///
/// # Errors
///
/// Fails when nothing could be read, and when no object has the columns asked for.
pub(in crate::corpus) fn read(text: &str, file: &str, columns: &Columns) -> Result<Vec<Record>> {
    let Part { records, names, .. } = part(text, 0, columns);
    let records = unless_all_failed(records, file)?;
    if !records.is_empty() {
        check(&names, file, columns)?;
    }
    Ok(records)
}

/// The objects of a text that stands behind some lines.
pub(in crate::corpus) fn part(text: &str, before: usize, columns: &Columns) -> Part {
    let slices = slices(text, before);
    let chunks: Vec<Chunk> = slices
        .par_chunks(CHUNK)
        .map(|slices| Chunk::read(slices, columns))
        .collect();
    let mut part = Part {
        records: Vec::with_capacity(slices.len()),
        names: Vec::new(),
        lines: numbered(text).count(),
    };
    for chunk in chunks {
        part.records.extend(chunk.records);
        part.names.extend(chunk.names);
    }
    part
}

/// Checks the keys of objects, in any number, against the columns asked for.
///
/// # Errors
///
/// As [`Columns::check`].
pub(in crate::corpus) fn check(names: &[String], file: &str, columns: &Columns) -> Result<()> {
    columns.check(file, &each_once(names))
}

/// The names without those that came before.
fn each_once(names: &[String]) -> Vec<&str> {
    let mut seen = BTreeSet::new();
    let names = names.iter().map(String::as_str);
    names.filter(|&name| seen.insert(name)).collect()
}

/// Objects one a line, when the first two are.
pub(in crate::corpus) fn open<'c>(head: &str, columns: &'c Columns<'c>) -> Option<Opened<'c>> {
    let whole = &head[..=head.rfind('\n')?];
    are_lines(whole).then(|| Opened {
        rows: Box::new(Lines { columns }),
        above: 0,
        lines: 0,
    })
}

struct Lines<'c> {
    columns: &'c Columns<'c>,
}

impl Rows for Lines<'_> {
    fn whole(&self, text: &[u8]) -> usize {
        memrchr(b'\n', text).map_or(0, |end| end + 1)
    }

    fn read(&self, text: &str, before: Before) -> Option<Part> {
        let Chunk { records, names } = Chunk::read(&lines(text, before.lines), self.columns);
        Some(Part {
            records,
            names,
            lines: numbered(text).count(),
        })
    }

    fn suffices(&self, names: &[String]) -> bool {
        check(names, "", self.columns).is_ok()
    }
}

/// The records of some neighbouring objects.
struct Chunk {
    records: Vec<Record>,
    /// The keys met, in that order.
    names: Vec<String>,
}

impl Chunk {
    fn read(slices: &[Slice], columns: &Columns) -> Chunk {
        let mut chunk = Chunk {
            records: Vec::with_capacity(slices.len()),
            names: Vec::new(),
        };
        // Nearly always all objects have the same keys in the same order.
        let mut last: Option<(Vec<Cow<str>>, Places)> = None;
        for slice in slices {
            let fields = match fields(slice) {
                Ok(fields) => fields,
                Err(reason) => {
                    let unread = unreadable(&slice.place(), &reason, Record::default());
                    chunk.records.push(unread);
                    continue;
                }
            };
            let places = match last.take().filter(|(names, _)| *names == fields.names) {
                Some((_, places)) => places,
                None => {
                    let names: Vec<&str> = fields.names.iter().map(AsRef::as_ref).collect();
                    for name in &names {
                        if chunk.names.iter().all(|known| known != name) {
                            chunk.names.push((*name).to_owned());
                        }
                    }
                    columns.locate(&names)
                }
            };
            let record = places.record(|place| fields.texts[place].as_ref().into());
            chunk.records.push(record);
            last = Some((fields.names, places));
        }
        chunk
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
    fn a_list_of_objects_is_read_as_lines_are() {
        let text =
            "[\n  {\"title\": \"Cats\",\n   \"doi\": \"10.1/a\"},\n  {\"title\": \"Dogs\"}\n]\n";
        assert!(recognise(text, "a.json"));
        let records = records(text).unwrap();
        assert_eq!(
            (&records[0].doi[..], &records[1].title[..]),
            ("10.1/a", "Dogs")
        );
    }

    #[test]
    fn a_broken_line_is_named_and_costs_itself_alone() {
        let records = records("{\"title\": \"a\"}\n\n{\"title\": oops}\n[1]\n{\"title\": \"b\"}\n");
        let records = records.unwrap();
        assert_eq!(records.len(), 4);
        assert_eq!(records[3].title, "b");
        let problem = |place: usize| records[place].problem.as_deref().unwrap();
        assert!(
            problem(1).starts_with("line 3: this is not JSON (column 11"),
            "{}",
            problem(1)
        );
        assert!(
            problem(2).starts_with("line 4: an array where an object"),
            "{}",
            problem(2)
        );
    }

    #[test]
    fn a_character_cut_in_half_costs_itself_alone() {
        let cut = r#"{"title": "Cats \ud83d", "abstract": "They \udc00purr \ud83d\ude00."}"#;
        let text = format!("{cut}\n{{\"title\": \"Dogs\"}}\n{{\"title\": \"\\ud83d\", oops}}\n");
        let records = records(&text).unwrap();
        assert_eq!(
            (&records[0].title[..], &records[0].abstract_text[..]),
            ("Cats \u{FFFD}", "They \u{FFFD}purr 😀.")
        );
        let problem = records[2].problem.as_deref().unwrap();
        assert!(
            problem.starts_with("line 3: this is not JSON (column 21"),
            "{problem}"
        );
    }

    #[test]
    fn a_file_of_nothing_but_broken_lines_is_refused() {
        let error = records("{\"title\": \n").unwrap_err().to_string();
        assert!(
            error.contains("line 1") && error.contains("this is not JSON"),
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

    #[test]
    fn depth_without_end_is_refused_and_does_no_harm() {
        let deep = "[".repeat(200_000);
        let text = format!("{{\"title\": \"a\"}}\n{{\"title\": {deep}}}\n");
        let records = records(&text).unwrap();
        assert!(
            records[1]
                .problem
                .as_deref()
                .unwrap()
                .contains("recursion limit")
        );
    }
}
