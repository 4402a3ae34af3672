//! HTML and JATS tags.

use super::within;
use std::borrow::Cow;

/// Tags inside a line: taken away without a trace, as in `H<sub>2</sub>O`.
const INLINE: &[&str] = &[
    "a",
    "abbr",
    "b",
    "bold",
    "cite",
    "code",
    "em",
    "ext-link",
    "fn",
    "font",
    "i",
    "inf",
    "inline",
    "inline-formula",
    "ital",
    "italic",
    "label",
    "monospace",
    "roman",
    "sc",
    "scp",
    "small",
    "span",
    "strike",
    "strong",
    "styled-content",
    "sub",
    "sup",
    "tt",
    "u",
    "underline",
    "xref",
];

/// Tags that end a line or a part: a space in the text.
const BLOCK: &[&str] = &[
    "abstract",
    "article",
    "blockquote",
    "body",
    "br",
    "dd",
    "div",
    "dl",
    "dt",
    "etx",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "head",
    "hr",
    "img",
    "li",
    "list",
    "list-item",
    "math",
    "mfenced",
    "mfrac",
    "mi",
    "mn",
    "mo",
    "mover",
    "mrow",
    "mspace",
    "mstyle",
    "msub",
    "msubsup",
    "msup",
    "mtext",
    "munder",
    "ol",
    "p",
    "para",
    "pre",
    "sec",
    "section",
    "table",
    "tbody",
    "td",
    "th",
    "title",
    "tr",
    "ul",
];

/// Tags around the heading of a part; a colon follows where the heading has none.
const HEADINGS: &[&str] = &["h1", "h2", "h3", "h4", "h5", "h6", "title"];

/// Takes tags away. A `<` that starts no known tag stays, as in `p < .001` or `a -> b`.
pub(super) fn strip(text: &str) -> Cow<'_, str> {
    if !text.contains('<') {
        return Cow::Borrowed(text);
    }
    let mut stripped = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find('<') {
        let (before, tail) = rest.split_at(start);
        stripped.push_str(before);
        match tag(tail) {
            Some(Tag {
                length,
                kind,
                is_closing,
            }) => {
                if kind == Kind::Heading && is_closing && ends_in_word(&stripped) {
                    stripped.push(':');
                }
                if kind != Kind::Inline {
                    stripped.push(' ');
                }
                rest = &tail[length..];
            }
            None => {
                stripped.push('<');
                rest = &tail[1..];
            }
        }
    }
    stripped.push_str(rest);
    Cow::Owned(stripped)
}

fn ends_in_word(text: &str) -> bool {
    text.ends_with(char::is_alphanumeric)
}

#[derive(PartialEq)]
enum Kind {
    Inline,
    Block,
    Heading,
}

struct Tag {
    length: usize,
    kind: Kind,
    is_closing: bool,
}

/// The tag at the beginning of `text`, which begins with `<`.
fn tag(text: &str) -> Option<Tag> {
    // Bounds how far a closing sign is looked for.
    let longest = 1000;
    if text.starts_with("<!--") {
        let length = within(text, longest).find("-->")? + 3;
        return Some(Tag {
            length,
            kind: Kind::Block,
            is_closing: false,
        });
    }
    let end = text.bytes().take(longest).position(|byte| byte == b'>')?;
    let inside = &text[1..end];
    let is_closing = inside.starts_with('/');
    let inside = inside
        .trim_start_matches('/')
        .trim_end_matches('/')
        .trim_end();
    let (name, attributes) = inside
        .split_once(char::is_whitespace)
        .unwrap_or((inside, ""));
    let name = name.rsplit(':').next().unwrap_or(name).to_lowercase();
    let kind = match name.as_str() {
        name if HEADINGS.contains(&name) => Kind::Heading,
        name if BLOCK.contains(&name) => Kind::Block,
        name if INLINE.contains(&name) => Kind::Inline,
        _ => return None,
    };
    // `a <b and c> d` compares.
    let is_tag = !inside.contains('<') && (attributes.is_empty() || attributes.contains('='));
    is_tag.then_some(Tag {
        length: end + 1,
        kind,
        is_closing,
    })
}

#[cfg(test)]
mod tests {
    use super::strip;

    #[test]
    fn tags_go_and_their_content_stays() {
        assert_eq!(strip("H<sub>2</sub>O in <i>E. coli</i>"), "H2O in E. coli");
        assert_eq!(
            strip("one<br/>two<p class=\"x\">three</p>"),
            "one two three "
        );
        assert_eq!(
            strip("<jats:title>Methods</jats:title><jats:p>We ask.</jats:p>"),
            " Methods:  We ask. "
        );
        assert_eq!(strip("a<!-- b -->c"), "a c");
    }

    #[test]
    fn comparisons_and_arrows_are_no_tags() {
        for text in [
            "p < .001",
            "<2% of",
            "A -> B",
            "a <b and c> d",
            "i<j",
            "x<",
            "<unknown>",
        ] {
            assert_eq!(strip(text), text);
        }
    }
}
