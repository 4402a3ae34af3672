//! Where the entries of a BibTeX file begin and end.

use super::macros::Macros;
use super::names::mended;
use biblatex::{ParseErrorKind, RawBibliography};
use std::collections::BTreeMap;

/// An entry as it stands in the file.
pub(super) struct Entry<'t> {
    /// What follows the `@`.
    pub kind: &'t str,
    /// What stands before the first comma.
    pub key: &'t str,
    /// What stands between the first comma and the end.
    body: &'t str,
    /// The offsets of the entry and of its body in the file.
    pub start: usize,
    body_start: usize,
    /// Whether its end is missing.
    pub is_open: bool,
}

/// All entries of a file, those that are no papers included.
pub(super) fn entries(text: &str) -> impl Iterator<Item = Entry<'_>> {
    let mut from = 0;
    std::iter::from_fn(move || {
        loop {
            let start = from + text[from..].find('@')?;
            from = start + 1;
            if let Some(head) = head(text, start) {
                let entry = entry(text, &head);
                from = entry.body_start + entry.body.len();
                return Some(entry);
            }
        }
    })
}

/// `@`, a type, and an opening brace or parenthesis.
struct Head<'t> {
    start: usize,
    kind: &'t str,
    /// The offset behind the opening.
    inside: usize,
    is_brace: bool,
}

fn head(text: &str, start: usize) -> Option<Head<'_>> {
    let longest = 40;
    let rest = &text[start + 1..];
    let rest = &rest[rest.len() - rest.trim_start_matches([' ', '\t']).len()..];
    let end = rest
        .bytes()
        .take(longest)
        .position(|byte| !byte.is_ascii_alphabetic())
        .filter(|&end| end > 0)?;
    let after = rest[end..].trim_start_matches([' ', '\t', '\r', '\n']);
    let is_brace = after.starts_with('{');
    (is_brace || after.starts_with('(')).then(|| Head {
        start,
        kind: &rest[..end],
        inside: text.len() - after.len() + 1,
        is_brace,
    })
}

/// Reads on to the brace that closes the entry. A line that begins another entry ends one that is
/// not closed.
fn entry<'t>(text: &'t str, head: &Head<'t>) -> Entry<'t> {
    let mut depth = 0_usize;
    let mut in_quotes = false;
    let mut end = text.len();
    let mut is_open = true;
    let mut begins_line = false;
    for (place, byte) in text.bytes().enumerate().skip(head.inside) {
        match byte {
            b'{' => depth += 1,
            b'}' if depth > 0 => depth -= 1,
            b'}' => is_open = false,
            b'"' if depth == 0 => in_quotes = !in_quotes,
            b')' if depth == 0 && !in_quotes && !head.is_brace => is_open = false,
            b'@' if begins_line && begins_paper(text, place) => {
                end = place;
                break;
            }
            _ => {}
        }
        if !is_open {
            end = place;
            break;
        }
        begins_line = matches!(byte, b'\n' | b'\r') || begins_line && matches!(byte, b' ' | b'\t');
    }
    let inside = &text[head.inside..end];
    let (key, body) = match inside.find([',', '=']) {
        Some(comma) if inside[comma..].starts_with(',') => (&inside[..comma], &inside[comma + 1..]),
        Some(_) => ("", inside),
        None => (inside, ""),
    };
    Entry {
        kind: head.kind,
        key,
        body,
        start: head.start,
        body_start: end - body.len(),
        is_open,
    }
}

fn begins_paper(text: &str, place: usize) -> bool {
    head(text, place)
        .is_some_and(|head| !is_other(head.kind) && head.is_brace && has_key(&text[head.inside..]))
}

/// Whether a text begins with a key and its comma, on one line.
fn has_key(text: &str) -> bool {
    let longest = 300;
    let text = text.trim_start_matches([' ', '\t']);
    let end = text
        .bytes()
        .take(longest)
        .position(|byte| b",={}\"\r\n;".contains(&byte));
    end.is_some_and(|end| text.as_bytes()[end] == b',')
}

/// Entries that are no papers.
fn is_other(kind: &str) -> bool {
    ["string", "preamble", "comment"]
        .iter()
        .any(|other| kind.eq_ignore_ascii_case(other))
}

impl Entry<'_> {
    pub fn is_paper(&self) -> bool {
        !is_other(self.kind)
    }

    /// Whether the key stands on one line, as no other language has it.
    pub fn has_key_line(&self) -> bool {
        let is_one_line = !self.key.trim().contains(['\n', '\r', ';', '"', '{']);
        is_one_line && !self.key.trim().is_empty() && self.body.contains('=')
    }

    /// The fields of the entry, names in small letters.
    ///
    /// # Errors
    ///
    /// Fails with the offset in the file and the reason when the entry is not well formed.
    pub fn fields(&self, macros: &Macros) -> Result<BTreeMap<String, String>, (usize, String)> {
        // The key is left out: there is more in use than the parser takes.
        let frame = "@misc{k,";
        let source = format!("{frame}{}}}", mended(self.body));
        let failed = |offset: usize, reason: String| {
            let within = offset.saturating_sub(frame.len()).min(self.body.len());
            (self.body_start + within, reason)
        };
        if self.is_open {
            return Err(failed(0, UNCLOSED.to_owned()));
        }
        let raw = RawBibliography::parse(&source)
            .map_err(|error| failed(error.span.start, reason(&error.kind)))?;
        let mut fields = BTreeMap::new();
        for pair in raw.entries.iter().flat_map(|entry| &entry.v.fields) {
            let value = macros.text(pair.value.v.iter().map(|chunk| &chunk.v));
            fields.entry(pair.key.v.to_lowercase()).or_insert(value);
        }
        Ok(fields)
    }

    /// The title of an entry that is not well formed, so that people can find it.
    pub fn rough_fields(&self) -> BTreeMap<String, String> {
        let names = self.body.match_indices(['t', 'T']).filter(|&(place, _)| {
            let name = self.body.as_bytes().get(place..place + 5);
            let is_whole = !self.body[..place].ends_with(|c: char| c.is_alphanumeric());
            is_whole && name.is_some_and(|name| name.eq_ignore_ascii_case(b"title"))
        });
        let value = names.filter_map(|(place, _)| {
            let value = self.body[place + 5..].trim_start().strip_prefix('=')?;
            let value = value.trim_start().strip_prefix(['{', '"'])?;
            Some(value.lines().next()?.trim_end_matches(['}', '"', ',', ' ']))
        });
        let title = value.map(|value| ("title".to_owned(), value.to_owned()));
        title.take(1).collect()
    }

    /// The definitions of a `@string`: names and what they stand for.
    pub fn definitions(&self, macros: &Macros) -> Vec<(String, String)> {
        let source = format!("@string{{{}}}", self.body);
        let Ok(raw) = RawBibliography::parse(&source) else {
            return Vec::new();
        };
        let pairs = raw.abbreviations.iter().map(|pair| {
            let value = macros.text(pair.value.v.iter().map(|chunk| &chunk.v));
            (pair.key.v.to_lowercase(), value)
        });
        pairs.collect()
    }
}

const UNCLOSED: &str = "the brace of this entry never closes; close it with `}`";

fn reason(kind: &ParseErrorKind) -> String {
    match kind {
        ParseErrorKind::UnexpectedEof => {
            "a value of this entry never closes, or is none; put values in \
                                          braces: `title = {…},`"
                .to_owned()
        }
        ParseErrorKind::Expected(token) => {
            format!("{token} is missing here; fields are written `title = {{…}},`")
        }
        ParseErrorKind::Unexpected(token) => {
            format!("{token} is out of place here; fields are written `title = {{…}},`")
        }
        other => other.to_string(),
    }
}
