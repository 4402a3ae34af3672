//! Lines with their numbers, whatever ends them.

use memchr::memchr2;

/// The lines of a text with their numbers from 1; `\n`, `\r\n` and a lone `\r` end a line.
pub(super) fn numbered(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut start = 0;
    let lines = std::iter::from_fn(move || {
        let rest = text.get(start..).filter(|rest| !rest.is_empty())?;
        let end = memchr2(b'\n', b'\r', rest.as_bytes()).unwrap_or(rest.len());
        let behind = if rest[end..].starts_with("\r\n") {
            2
        } else {
            1
        };
        start += end + behind;
        Some(&rest[..end])
    });
    (1..).zip(lines)
}

/// Tells the lines of places in a text, which are asked for in rising order.
pub(super) struct LineNumbers<'t> {
    text: &'t str,
    offset: usize,
    line: usize,
}

impl<'t> LineNumbers<'t> {
    pub fn new(text: &'t str) -> LineNumbers<'t> {
        LineNumbers {
            text,
            offset: 0,
            line: 1,
        }
    }

    /// The line, from 1, on which the byte at `offset` stands.
    pub fn at(&mut self, offset: usize) -> usize {
        let bytes = self.text.as_bytes();
        let end = offset.min(bytes.len());
        for place in self.offset..end {
            let ends_line = match bytes[place] {
                b'\n' => true,
                b'\r' => bytes.get(place + 1) != Some(&b'\n'),
                _ => false,
            };
            self.line += usize::from(ends_line);
        }
        self.offset = self.offset.max(end);
        self.line
    }
}

#[cfg(test)]
mod tests {
    use super::{LineNumbers, numbered};

    #[test]
    fn places_tell_their_lines_as_counted_lines_do() {
        let text = "a\nb\r\nc\rd\n\ne";
        let mut numbers = LineNumbers::new(text);
        for (number, line) in numbered(text).filter(|(_, line)| !line.is_empty()) {
            assert_eq!(numbers.at(text.find(line).unwrap()), number);
        }
    }

    #[test]
    fn every_kind_of_line_end_counts_once() {
        let lines: Vec<_> = numbered("a\nb\r\nc\rd\n\ne").collect();
        assert_eq!(
            lines,
            [(1, "a"), (2, "b"), (3, "c"), (4, "d"), (5, ""), (6, "e")]
        );
        assert_eq!(numbered("a\n").count(), 1);
        assert_eq!(numbered("").count(), 0);
    }
}
