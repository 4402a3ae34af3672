//! Formats in XML: PubMed, EndNote, arXiv and other repositories.

pub(in crate::corpus) mod arxiv;
mod element;
pub(in crate::corpus) mod endnote;
pub(in crate::corpus) mod pubmed;

use self::element::Element;
use super::{unless_all_failed, unreadable, without_records};
use crate::Result;
use crate::corpus::lines::LineNumbers;
use crate::corpus::record::Record;

/// Whether a text may be XML.
fn is_likely(head: &str) -> bool {
    head.trim_start_matches('\u{FEFF}')
        .trim_start()
        .starts_with('<')
}

/// One record for each element of one of these names. They are cut out by their start tags and
/// parsed one by one, so that a broken one costs itself alone.
///
/// # Errors
///
/// Fails when there is no such element, or when none can be read.
fn read(
    text: &str,
    file: &str,
    names: &[&str],
    record: fn(&Element) -> Record,
) -> Result<Vec<Record>> {
    let starts = starts(text, names);
    if starts.is_empty() {
        let tags: Vec<String> = names.iter().map(|name| format!("<{name}>")).collect();
        return Err(without_records(file, &tags.join(" or ")));
    }
    let mut lines = LineNumbers::new(text);
    let mut records = Vec::with_capacity(starts.len());
    for (place, &start) in starts.iter().enumerate() {
        let end = starts.get(place + 1).copied().unwrap_or(text.len());
        records.push(match Element::parse(&text[start..end]) {
            Ok(element) => record(&element),
            Err(fault) => {
                let line = lines.at(start + fault.offset.min(end - start));
                let place = format!("line {line}");
                unreadable(&place, &fault.reason, record(&fault.read))
            }
        });
    }
    unless_all_failed(records, file)
}

/// Where the start tags of these names stand.
fn starts(text: &str, names: &[&str]) -> Vec<usize> {
    let is_start = |place: usize| {
        let rest = &text[place + 1..];
        let name_end = rest
            .bytes()
            .take(64)
            .position(|byte| byte == b'>' || byte == b'/' || byte.is_ascii_whitespace());
        name_end.is_some_and(|end| names.contains(&element::local(&rest[..end])))
    };
    text.match_indices('<')
        .map(|(place, _)| place)
        .filter(|&place| is_start(place))
        .collect()
}
