//! Where the objects of a JSON file begin and end.
//!
//! They are found by their brackets alone and parsed one by one later, so that a broken object costs
//! itself alone and a list of any length needs no more room than its records.

use super::super::super::lines::{LineNumbers, numbered};

/// An object as it stands in the file, and where.
pub(super) struct Slice<'t> {
    pub text: &'t str,
    /// The line on which it begins.
    line: usize,
    /// Its number, where lines do not tell objects apart.
    number: Option<usize>,
}

impl Slice<'_> {
    /// The place in words: `line 3`, or `record 2 (line 3)`.
    pub fn place(&self) -> String {
        match self.number {
            Some(number) => format!("record {number} (line {})", self.line),
            None => format!("line {}", self.line),
        }
    }
}

/// Keys of the list of works in what services answer.
const LISTS: &[&str] = &["items", "results", "data", "works", "papers", "records"];

/// The lines of a text with an object a line; otherwise the elements of its list, or its values one
/// after another. It stands behind some other lines.
pub(super) fn slices(text: &str, before: usize) -> Vec<Slice<'_>> {
    let text = text.trim_start_matches('\u{FEFF}');
    if are_lines(text) {
        return lines(text, before);
    }
    let is_object = text.trim_start().starts_with('{');
    let start = if is_object {
        list_start(text)
    } else {
        text.find('[').map(|bracket| bracket + 1)
    };
    let mut slices = values(text, start.unwrap_or(0));
    if let [only] = &mut slices[..] {
        only.number = None;
    }
    for slice in &mut slices {
        slice.line += before;
    }
    slices
}

/// Whether a text has an object a line, by the first two.
pub(super) fn are_lines(text: &str) -> bool {
    let mut filled = numbered(text).map(|(_, line)| line.trim());
    let [first, second] =
        [(); 2].map(|()| filled.find(|line| !line.is_empty()).unwrap_or_default());
    let ends = first.ends_with('}') || second.ends_with('}');
    first.starts_with('{') && second.starts_with('{') && ends
}

/// The filled lines of a text behind some others.
pub(super) fn lines(text: &str, before: usize) -> Vec<Slice<'_>> {
    let filled = numbered(text).filter(|(_, line)| !line.trim().is_empty());
    let slice = |(line, text)| Slice {
        text,
        line: before + line,
        number: None,
    };
    filled.map(slice).collect()
}

/// The offset behind the bracket of the list of works, if the first object has one.
fn list_start(text: &str) -> Option<usize> {
    let deepest = 2;
    let mut scan = Scan::new(text, 0);
    let mut key = "";
    let mut depth = 0_usize;
    while let Some((place, mark)) = scan.next() {
        match mark {
            b'"' => {
                key = text
                    .get(place + 1..scan.place.saturating_sub(1))
                    .unwrap_or("")
            }
            b'{' => depth += 1,
            b'[' if depth <= deepest && LISTS.contains(&key) && is_list(text, place) => {
                return Some(place + 1);
            }
            b'[' => depth += 1,
            _ => depth = depth.saturating_sub(1),
        }
        if depth == 0 {
            return inner_object(text);
        }
    }
    None
}

/// The offset of the only work in an answer such as `{"status": "ok", "message": {…}}`.
fn inner_object(text: &str) -> Option<usize> {
    let key = "\"message\":";
    let longest = 500;
    let start = text.find(key).filter(|&start| start < longest)? + key.len();
    text[start..].trim_start().starts_with('{').then_some(start)
}

/// Whether the bracket at `place` opens a list of objects, or an empty one, below a key.
fn is_list(text: &str, place: usize) -> bool {
    text[..place].trim_end().ends_with(':')
        && text[place + 1..].trim_start().starts_with(['{', ']'])
}

/// The objects from an offset on, up to the bracket that closes their list. What is no object is a
/// piece as well, up to the next comma or line.
fn values(text: &str, start: usize) -> Vec<Slice<'_>> {
    let mut lines = LineNumbers::new(text);
    let mut found: Vec<Slice> = Vec::new();
    let mut from = start;
    loop {
        let rest = text[from..].trim_start_matches(|c: char| c == ',' || c.is_whitespace());
        let begin = text.len() - rest.len();
        let is_end = |c: char| c == '}' || c.is_whitespace();
        if rest.trim_start_matches(is_end).is_empty() || rest.starts_with(']') {
            return found;
        }
        let end = if rest.starts_with(['{', '[']) {
            value_end(text, begin)
        } else {
            rest.find([',', '\n', ']', '{'])
                .map_or(text.len(), |end| begin + end)
        };
        found.push(Slice {
            text: &text[begin..end],
            line: lines.at(begin),
            number: Some(found.len() + 1),
        });
        from = end;
    }
}

/// The offset behind the bracket that closes the one at `begin`; the end of the text if none does.
fn value_end(text: &str, begin: usize) -> usize {
    let mut depth = 0_usize;
    let mut scan = Scan::new(text, begin);
    while let Some((_, mark)) = scan.next() {
        match mark {
            b'{' | b'[' => depth += 1,
            b'}' | b']' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 {
            return scan.place;
        }
    }
    text.len()
}

/// Brackets and strings of a text, one after another.
struct Scan<'t> {
    text: &'t str,
    /// The offset behind the last mark.
    place: usize,
}

impl<'t> Scan<'t> {
    fn new(text: &'t str, place: usize) -> Scan<'t> {
        Scan { text, place }
    }

    /// The offset and the byte of the next bracket, or of the quote that opens a string.
    fn next(&mut self) -> Option<(usize, u8)> {
        let bytes = self.text.as_bytes();
        let is_mark = |byte: &u8| b"{}[]\"".contains(byte);
        let start = self.place + bytes[self.place..].iter().position(is_mark)?;
        self.place = match bytes[start] {
            b'"' => string_end(bytes, start + 1),
            _ => start + 1,
        };
        Some((start, bytes[start]))
    }
}

/// The offset behind the quote that closes a string.
fn string_end(bytes: &[u8], start: usize) -> usize {
    let mut place = start;
    while let Some(&byte) = bytes.get(place) {
        match byte {
            b'"' => return place + 1,
            b'\\' => place += 2,
            _ => place += 1,
        }
    }
    bytes.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<&str> {
        slices(text, 0)
            .into_iter()
            .map(|slice| slice.text)
            .collect()
    }

    #[test]
    fn objects_are_found_in_lines_lists_and_answers() {
        let object = r#"{"a": "}]\"", "b": [{}]}"#;
        for text in [
            format!("{object}\n\n{object}\r\n"),
            format!("[{object},\n {object}]"),
            format!("{object},\n  {{\"a\": \"}}]\\\"\", \"b\": [{{}}]}}"),
            format!("{{\"meta\": {{\"n\": 2}},\n\"results\": [{object}, {object}]}}"),
            format!("{{\"message\": {{\"x\": [1], \"items\": [{object}, {object}]}}}}"),
        ] {
            let lines: Vec<&str> = found(&text).iter().map(|slice| slice.trim()).collect();
            assert_eq!(lines.len(), 2, "{text}");
            assert_eq!(lines[0].trim_end_matches(','), object);
        }
        assert_eq!(found("{\n \"a\": 1\n}\n{\n \"a\": 2\n}\n").len(), 2);
        let answer = r#"{"status": "ok", "message": {"DOI": "10.1/a"}}"#;
        assert_eq!(found(answer), [r#"{"DOI": "10.1/a"}"#]);
    }

    #[test]
    fn the_place_of_an_object_is_told() {
        let list = slices("[\n{},\n\n{}, 7\n]", 0);
        let places: Vec<String> = list.iter().map(Slice::place).collect();
        assert_eq!(
            places,
            [
                "record 1 (line 2)",
                "record 2 (line 4)",
                "record 3 (line 4)"
            ]
        );
        assert_eq!(slices("{}\n\n{}", 0)[1].place(), "line 3");
        assert_eq!(slices("[\n{}]", 10)[0].place(), "line 12");
    }

    #[test]
    fn what_is_cut_off_or_empty_ends() {
        assert_eq!(found("[{\"a\": [1, 2"), ["{\"a\": [1, 2"]);
        assert_eq!(found("{\"a\": \"b\\"), ["{\"a\": \"b\\"]);
        assert_eq!(found("[]"), Vec::<&str>::new());
        assert_eq!(found("[[[[").len(), 1);
        assert_eq!(found(""), Vec::<&str>::new());
    }
}
