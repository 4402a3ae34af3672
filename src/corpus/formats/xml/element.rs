//! An element of XML with all below it.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// Deeper than any export; what goes below it is refused.
const DEEPEST: usize = 100;

/// An element: names are without their namespace prefixes.
#[derive(Debug, Default)]
pub(super) struct Element {
    pub name: String,
    attributes: Vec<(String, String)>,
    nodes: Vec<Node>,
}

#[derive(Debug)]
enum Node {
    Element(Element),
    Text(String),
}

/// Where an element is broken, and what was read before.
#[derive(Debug)]
pub(super) struct Fault {
    /// The offset from the element's beginning.
    pub offset: usize,
    pub reason: String,
    pub read: Element,
}

impl Element {
    /// The element that a text begins with. Entities are those of XML and numbers of characters;
    /// others stay as they are written, so nothing expands.
    ///
    /// # Errors
    ///
    /// Fails when tags do not match, when the text ends within the element, and on elements within
    /// elements without end.
    pub fn parse(text: &str) -> Result<Element, Fault> {
        let mut reader = Reader::from_str(text);
        reader.config_mut().allow_dangling_amp = true;
        let mut open: Vec<Element> = Vec::new();
        loop {
            let offset = usize::try_from(reader.buffer_position()).unwrap_or(text.len());
            let event = match reader.read_event() {
                Ok(event) => event,
                Err(error) => return Err(fault(open, offset, format!("{error}; mend it here"))),
            };
            match event {
                Event::Start(tag) if open.len() >= DEEPEST => {
                    let reason = format!(
                        "<{}> lies below {DEEPEST} other elements; no export does so",
                        tag.local_name().as_ref()
                    );
                    return Err(fault(open, offset, reason));
                }
                Event::Start(tag) => open.push(Element::from_tag(&tag)),
                Event::Empty(tag) => {
                    let element = Element::from_tag(&tag);
                    match open.last_mut() {
                        Some(parent) => parent.nodes.push(Node::Element(element)),
                        None => return Ok(element),
                    }
                }
                Event::End(_) => {
                    let Some(element) = open.pop() else {
                        return Err(fault(open, offset, "an end without a start".to_owned()));
                    };
                    match open.last_mut() {
                        Some(parent) => parent.nodes.push(Node::Element(element)),
                        None => return Ok(element),
                    }
                }
                Event::Text(text) => write(&mut open, &text.into_inner()),
                Event::CData(text) => write(&mut open, &text.into_inner()),
                Event::GeneralRef(reference) => match reference.resolve_char_ref() {
                    Ok(Some(character)) => write(&mut open, character.encode_utf8(&mut [0; 4])),
                    _ => write(&mut open, &named_entity(&reference.into_inner())),
                },
                Event::Eof => {
                    let reason = "the file is cut off within this record; export it again";
                    return Err(fault(open, 0, reason.to_owned()));
                }
                Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
            }
        }
    }

    fn from_tag(tag: &BytesStart) -> Element {
        let mut attributes = tag.attributes();
        // Looking for attributes that come twice takes the square of their number.
        let attributes = attributes.with_checks(false).flatten().map(|attribute| {
            let name = local(attribute.key.as_ref()).to_owned();
            (name, attribute.value.into_owned())
        });
        Element {
            name: tag.local_name().as_ref().to_owned(),
            attributes: attributes.collect(),
            nodes: Vec::new(),
        }
    }

    /// The value of an attribute as it is written; empty when it is not there.
    pub fn attribute(&self, name: &str) -> &str {
        let mut found = self.attributes.iter().filter(|(key, _)| key == name);
        found.next().map_or("", |(_, value)| value)
    }

    /// The elements directly below that have this name.
    pub fn children<'e>(&'e self, name: &'e str) -> impl Iterator<Item = &'e Element> {
        self.elements().filter(move |element| element.name == name)
    }

    fn elements(&self) -> impl Iterator<Item = &Element> {
        self.nodes.iter().filter_map(|node| match node {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
    }

    /// The first element at the end of a path such as `Article/Journal/Title`.
    pub fn find<'e>(&'e self, path: &'e str) -> Option<&'e Element> {
        let (name, rest) = match path.split_once('/') {
            Some((name, rest)) => (name, Some(rest)),
            None => (path, None),
        };
        self.children(name).find_map(move |child| match rest {
            Some(rest) => child.find(rest),
            None => Some(child),
        })
    }

    /// The text at the end of the first of these paths that has any.
    pub fn first_text(&self, paths: &[&str]) -> String {
        let texts = paths
            .iter()
            .filter_map(|path| Some(self.find(path)?.text()));
        let mut filled = texts.filter(|text| !text.is_empty());
        filled.next().unwrap_or_default()
    }

    /// All text below, with single spaces. Elements within a line, as of italics, leave no trace;
    /// others, as of formulas, stand apart.
    pub fn text(&self) -> String {
        let mut text = String::new();
        self.write_text(&mut text);
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    fn write_text(&self, out: &mut String) {
        for node in &self.nodes {
            match node {
                Node::Text(text) => out.push_str(text),
                // Formulas come a second time as TeX.
                Node::Element(element) if element.name.starts_with("annotation") => {}
                Node::Element(element) => {
                    let is_inline = INLINE.contains(&element.name.as_str());
                    let gap = if is_inline { "" } else { " " };
                    out.push_str(gap);
                    element.write_text(out);
                    out.push_str(gap);
                }
            }
        }
    }
}

/// Elements within a line.
const INLINE: &[&str] = &[
    "b",
    "bold",
    "em",
    "i",
    "italic",
    "sc",
    "strong",
    "style",
    "sub",
    "sup",
    "u",
    "underline",
];

/// A name without its namespace prefix.
pub(super) fn local(name: &str) -> &str {
    name.rsplit_once(':').map_or(name, |(_, local)| local)
}

fn write(open: &mut [Element], text: &str) {
    let Some(element) = open.last_mut() else {
        return;
    };
    match element.nodes.last_mut() {
        Some(Node::Text(before)) => before.push_str(text),
        _ => element.nodes.push(Node::Text(text.to_owned())),
    }
}

/// What an entity with a name stands for; names that are not of XML stay for the cleaning, which
/// knows those of HTML.
fn named_entity(name: &str) -> String {
    let character = match name {
        "amp" => "&",
        "lt" => "<",
        "gt" => ">",
        "quot" => "\"",
        "apos" => "'",
        _ => return format!("&{name};"),
    };
    character.to_owned()
}

/// A fault with all that was read before it, put together as if every element ended there.
fn fault(mut open: Vec<Element>, offset: usize, reason: String) -> Fault {
    let mut read = open.pop().unwrap_or_default();
    while let Some(mut parent) = open.pop() {
        parent.nodes.push(Node::Element(read));
        read = parent;
    }
    Fault {
        offset,
        reason,
        read,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_of_all_below_are_joined() {
        let element = Element::parse(
            "<a x='1'>\n p &lt; 5 &amp; H<sub>2</sub>O <!-- no --> <![CDATA[<b> c]]>\n  \
             <m:math><m:mi>x</m:mi><m:mo>=</m:mo><m:mn>1</m:mn><annotation>x=1</annotation></m:math>\
             &#233;&#xe9; &eacute; AT&T</a>",
        )
        .unwrap();
        assert_eq!(element.text(), "p < 5 & H2O <b> c x = 1 éé &eacute; AT&T");
        assert_eq!(element.attribute("x"), "1");
    }

    #[test]
    fn paths_lead_to_the_first_element_that_fits() {
        let element =
            Element::parse("<r><a/><a><b>1</b></a><a><b>2</b></a><n:c>3</n:c></r>").unwrap();
        assert_eq!(element.first_text(&["x", "a/b"]), "1");
        assert_eq!(element.first_text(&["c"]), "3");
        assert_eq!(element.children("a").count(), 3);
    }

    #[test]
    fn entities_do_not_expand() {
        let text = "<!DOCTYPE r [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;\">]><r>&b;</r>";
        assert_eq!(Element::parse(text).unwrap().text(), "&b;");
    }

    #[test]
    fn faults_tell_their_place_and_keep_what_was_read() {
        let fault = Element::parse("<r><a>x</a><b>y</r>").unwrap_err();
        assert_eq!(fault.offset, 15);
        assert!(
            fault.reason.contains("</b>") || fault.reason.contains("b"),
            "{}",
            fault.reason
        );
        assert_eq!(fault.read.first_text(&["a"]), "x");
        let fault = Element::parse("<r><a>x</a><b>y").unwrap_err();
        assert!(fault.reason.contains("cut off"), "{}", fault.reason);
        assert_eq!(fault.read.first_text(&["b"]), "y");
    }

    #[test]
    fn depth_without_end_is_refused() {
        let fault = Element::parse(&"<a>".repeat(100_000)).unwrap_err();
        assert!(fault.reason.contains("below 100"), "{}", fault.reason);
    }
}
