//! JSON over lines down to a certain depth: what people read has a line each, tables of numbers are
//! compact.

use serde::Serialize;
use serde_json::ser::{CompactFormatter, Formatter, Serializer};
use std::io::{Result, Write};

/// Objects nested less deep than this have a line a value.
const OBJECTS: usize = 3;
/// Lists nested less deep than this have a line an item.
const LISTS: usize = 2;

/// A value as JSON with a line end at the end; single precision is written with the digits of
/// double precision, so that every program reads the same number.
///
/// # Errors
///
/// What `value` says when it cannot be written down.
pub fn outline(value: &impl Serialize) -> serde_json::Result<Vec<u8>> {
    let mut text = Vec::new();
    let mut serializer = Serializer::with_formatter(&mut text, Outline::default());
    value.serialize(&mut serializer)?;
    text.push(b'\n');
    Ok(text)
}

#[derive(Default)]
struct Outline {
    /// Lists and objects that are open.
    depth: usize,
    /// Whether nothing stands in the innermost of them yet.
    is_empty: bool,
}

impl Outline {
    fn open<W: Write + ?Sized>(&mut self, to: &mut W, bracket: &[u8]) -> Result<()> {
        self.depth += 1;
        self.is_empty = true;
        to.write_all(bracket)
    }

    fn close<W: Write + ?Sized>(&mut self, to: &mut W, deepest: usize, with: &[u8]) -> Result<()> {
        self.depth -= 1;
        if self.depth < deepest && !self.is_empty {
            self.new_line(to)?;
        }
        self.is_empty = false;
        to.write_all(with)
    }

    /// Before a value of the innermost list or object.
    fn next<W: Write + ?Sized>(&mut self, to: &mut W, deepest: usize, first: bool) -> Result<()> {
        self.is_empty = false;
        if !first {
            to.write_all(b",")?;
        }
        match self.depth <= deepest {
            true => self.new_line(to),
            false => Ok(()),
        }
    }

    fn new_line<W: Write + ?Sized>(&self, to: &mut W) -> Result<()> {
        to.write_all(b"\n")?;
        (0..self.depth).try_for_each(|_| to.write_all(b"  "))
    }
}

impl Formatter for Outline {
    fn write_f32<W: Write + ?Sized>(&mut self, to: &mut W, value: f32) -> Result<()> {
        CompactFormatter.write_f64(to, value.into())
    }

    fn begin_array<W: Write + ?Sized>(&mut self, to: &mut W) -> Result<()> {
        self.open(to, b"[")
    }

    fn end_array<W: Write + ?Sized>(&mut self, to: &mut W) -> Result<()> {
        self.close(to, LISTS, b"]")
    }

    fn begin_array_value<W: Write + ?Sized>(&mut self, to: &mut W, first: bool) -> Result<()> {
        self.next(to, LISTS, first)
    }

    fn begin_object<W: Write + ?Sized>(&mut self, to: &mut W) -> Result<()> {
        self.open(to, b"{")
    }

    fn end_object<W: Write + ?Sized>(&mut self, to: &mut W) -> Result<()> {
        self.close(to, OBJECTS, b"}")
    }

    fn begin_object_key<W: Write + ?Sized>(&mut self, to: &mut W, first: bool) -> Result<()> {
        self.next(to, OBJECTS, first)
    }

    fn begin_object_value<W: Write + ?Sized>(&mut self, to: &mut W) -> Result<()> {
        match self.depth <= OBJECTS {
            true => to.write_all(b": "),
            false => to.write_all(b":"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn the_outer_values_have_a_line_each_and_the_inner_are_compact() {
        let value = json!({
            "name": "run",
            "none": [],
            "rows": [[1, 2], [3, 4]],
            "deep": {"er": {"list": [1, {"a": 2, "b": {}}], "more": {"x": 1, "y": 2}}},
        });
        let expected = r#"{
  "name": "run",
  "none": [],
  "rows": [
    [1,2],
    [3,4]
  ],
  "deep": {
    "er": {
      "list": [1,{"a":2,"b":{}}],
      "more": {"x":1,"y":2}
    }
  }
}
"#;
        assert_eq!(
            String::from_utf8(outline(&value).unwrap()).unwrap(),
            expected
        );
    }

    #[test]
    fn single_precision_reads_the_same_in_double() {
        assert_eq!(outline(&0.1f32).unwrap(), b"0.10000000149011612\n");
        assert_eq!(outline(&f32::NAN).unwrap(), b"null\n");
    }
}
