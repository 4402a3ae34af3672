//! Texts of the corpus made harmless for each place in the page where they stand.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::Serialize;
use serde_json::ser::{Formatter, Serializer};
use std::io::{Result, Write};

/// A text between tags or within a quoted attribute.
pub(super) fn text(raw: &str) -> String {
    let mut safe = String::with_capacity(raw.len() + raw.len() / 16);
    for character in raw.chars() {
        match character {
            '&' => safe += "&amp;",
            '<' => safe += "&lt;",
            '>' => safe += "&gt;",
            '"' => safe += "&quot;",
            '\'' => safe += "&#39;",
            '\0' => safe.push('\u{fffd}'),
            other => safe.push(other),
        }
    }
    safe
}

/// A text of the corpus between tags, whose direction does not reach what stands around it.
pub(super) fn phrase(raw: &str) -> String {
    format!("<bdi>{}</bdi>", text(raw))
}

/// A value as JSON that may stand within a `script` element.
pub(super) fn json<T: Serialize>(value: &T) -> String {
    let mut safe = Vec::new();
    let mut serializer = Serializer::with_formatter(&mut safe, InScript);
    value
        .serialize(&mut serializer)
        .expect("columns of numbers and strings are JSON");
    String::from_utf8(safe).expect("JSON is UTF-8")
}

/// Writes markup characters as escapes, as they can only occur within strings of the JSON; so are the
/// line ends that older scripts trip over.
struct InScript;

impl Formatter for InScript {
    fn write_string_fragment<W: Write + ?Sized>(&mut self, to: &mut W, text: &str) -> Result<()> {
        let mut rest = text;
        while let Some(at) = rest.find(['<', '>', '&', '\u{2028}', '\u{2029}']) {
            let (plain, marked) = rest.split_at(at);
            let mark = marked.chars().next().expect("one was found");
            write!(to, "{plain}\\u{:04x}", u32::from(mark))?;
            rest = &marked[mark.len_utf8()..];
        }
        to.write_all(rest.as_bytes())
    }
}

/// An SVG document as the address of an image.
///
/// As an image it can run no script, load nothing and not disturb the page's own styles.
pub(super) fn svg_address(svg: &str) -> String {
    format!("data:image/svg+xml;base64,{}", STANDARD.encode(svg))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_in_a_title_is_text() {
        assert_eq!(
            text("<script>alert(\"x\")</script> & 'y'"),
            "&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt; &amp; &#39;y&#39;"
        );
    }

    #[test]
    fn json_cannot_end_its_script_element() {
        let titles = ["</script><!-- ]]> & \u{2028}\u{2029}"];
        let safe = json(&titles);
        assert_eq!(
            safe,
            r#"["\u003c/script\u003e\u003c!-- ]]\u003e \u0026 \u2028\u2029"]"#
        );
        let back: Vec<String> = serde_json::from_str(&safe).unwrap();
        assert_eq!(back, titles);
    }
}
