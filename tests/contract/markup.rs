//! Whether a page of HTML holds together: a strict reader of the few rules that our pages keep.

use std::collections::BTreeSet;

const VOID: [&str; 8] = ["br", "col", "hr", "img", "input", "link", "meta", "source"];
const RAW: [&str; 3] = ["script", "style", "title"];

/// An element's name and attributes.
#[derive(Debug, Default)]
pub struct Tag {
    pub name: String,
    pub attributes: Vec<(String, String)>,
}

impl Tag {
    pub fn attribute(&self, name: &str) -> Option<&str> {
        let mut attributes = self.attributes.iter();
        let found = attributes.find(|(key, _)| key == name);
        found.map(|(_, value)| value.as_str())
    }
}

/// The opening tags of a page in their order.
///
/// Panics where an element is not closed or closed out of turn, an attribute is not in double
/// quotes or stands twice, an id is used twice, or text has a bare `<`.
pub fn tags(page: &str) -> Vec<Tag> {
    let mut rest = page
        .strip_prefix("<!doctype html>")
        .expect("a page says what it is");
    let (mut open, mut found) = (Vec::<String>::new(), Vec::new());
    let mut ids = BTreeSet::new();
    while let Some(start) = rest.find('<') {
        let here: String = rest[start..].chars().take(80).collect();
        rest = &rest[start + 1..];
        if let Some(comment) = rest.strip_prefix("!--") {
            rest = comment
                .split_once("-->")
                .unwrap_or_else(|| panic!("{here}"))
                .1;
        } else if let Some(closing) = rest.strip_prefix('/') {
            let (name, after) = closing.split_once('>').unwrap_or_else(|| panic!("{here}"));
            assert_eq!(
                open.pop().as_deref(),
                Some(name),
                "closed out of turn: {here}"
            );
            rest = after;
        } else {
            let (tag, is_closed, after) = tag(rest).unwrap_or_else(|| panic!("no tag: {here}"));
            rest = after;
            if let Some(id) = tag.attribute("id") {
                assert!(ids.insert(id.to_owned()), "the id {id} twice: {here}");
            }
            if RAW.contains(&tag.name.as_str()) {
                let end = rest.find(&format!("</{}", tag.name));
                rest = &rest[end.unwrap_or_else(|| panic!("never closed: {here}"))..];
            }
            if !is_closed && !VOID.contains(&tag.name.as_str()) {
                open.push(tag.name.clone());
            }
            found.push(tag);
        }
    }
    assert!(open.is_empty(), "never closed: {open:?}");
    found
}

/// A tag behind its `<`, whether it closes itself, and what follows it.
fn tag(text: &str) -> Option<(Tag, bool, &str)> {
    let end = text.find(|c: char| !c.is_ascii_alphanumeric() && c != '-')?;
    let mut tag = Tag {
        name: text[..end].to_owned(),
        ..Tag::default()
    };
    let mut rest = &text[end..];
    loop {
        rest = rest.trim_start();
        if let Some(after) = rest.strip_prefix("/>") {
            return Some((tag, true, after));
        }
        if let Some(after) = rest.strip_prefix('>') {
            return (!tag.name.is_empty()).then_some((tag, false, after));
        }
        let end = rest.find(['=', '>', ' ', '\n', '/'])?;
        let name = rest[..end].to_owned();
        rest = &rest[end..];
        let value = match rest.strip_prefix("=\"") {
            Some(quoted) => {
                let (value, after) = quoted.split_once('"')?;
                rest = after;
                value
            }
            None => "",
        };
        if name.is_empty() || rest.starts_with('=') || tag.attribute(&name).is_some() {
            return None;
        }
        tag.attributes.push((name, value.to_owned()));
    }
}

#[test]
fn a_page_that_holds_together_is_taken_apart() {
    let tags =
        tags("<!doctype html><p id=\"a\" hidden>1 &lt; 2<br><svg><path d=\"M0\"/></svg></p>");
    let names: Vec<&str> = tags.iter().map(|tag| tag.name.as_str()).collect();
    assert_eq!(names, ["p", "br", "svg", "path"]);
    assert_eq!(tags[0].attribute("id"), Some("a"));
}

#[test]
fn a_page_that_does_not_is_refused() {
    for page in [
        "<p>",
        "<p></b>",
        "<b><i></b></i>",
        "<p id=a></p>",
        "1 < 2",
        "<p a=\"1\" a=\"2\"></p>",
    ] {
        let page = format!("<!doctype html>{page}");
        assert!(std::panic::catch_unwind(|| tags(&page)).is_err(), "{page}");
    }
}
