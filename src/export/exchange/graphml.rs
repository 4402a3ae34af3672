//! themes.graphml: the themes as a network by likeness (GraphML: Brandes et al. 2002,
//! <http://graphml.graphdrawing.org/primer/graphml-primer.html>).

use crate::Result;
use crate::export::Report;
use crate::export::chart::{Mode, escape};
use crate::numbers::number;

/// The data of a node or an edge: what it belongs to, its name, its type.
const KEYS: &[(&str, &str, &str)] = &[
    ("node", "label", "string"),
    ("node", "size", "int"),
    ("node", "share", "double"),
    ("node", "keywords", "string"),
    ("node", "cohesion", "double"),
    ("node", "stability", "double"),
    ("node", "color", "string"),
    ("node", "given", "string"),
    ("edge", "weight", "double"),
];

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
    <graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\" \
    xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" \
    xsi:schemaLocation=\"http://graphml.graphdrawing.org/xmlns \
    http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd\">\n";

/// A node a theme, its id the theme's number; an edge for each two themes whose centres point
/// the same way at all, weighted by their cosine.
pub fn graphml(report: &Report) -> Result<Option<Vec<u8>>> {
    let map = report.map;
    let given = map.given.as_ref();
    let keys = KEYS
        .iter()
        .filter(|(_, name, _)| *name != "given" || given.is_some());
    let mut text = HEAD.to_string();
    for (owner, name, kind) in keys {
        text += &format!(
            "  <key id=\"{name}\" for=\"{owner}\" attr.name=\"{name}\" attr.type=\"{kind}\"/>\n"
        );
    }
    text += "  <graph id=\"themes\" edgedefault=\"undirected\">\n";
    let colors = report.drawings.palette.colors(Mode::Light);
    for (index, theme) in map.themes.themes.iter().enumerate() {
        text += &format!("    <node id=\"{}\">\n", map.model.numbers[index]);
        let data = [
            ("label", theme.label.clone()),
            ("size", theme.size.to_string()),
            ("share", number(theme.share, 4)),
            ("keywords", theme.keywords.join("; ")),
            ("cohesion", number(theme.cohesion, 4)),
            ("stability", number(theme.stability, 4)),
            ("color", colors[index].hex()),
        ];
        let given = given.map(|given| ("given", given[index].clone()));
        for (key, value) in data.into_iter().chain(given) {
            text += &format!("      <data key=\"{key}\">{}</data>\n", escape(&value));
        }
        text += "    </node>\n";
    }
    for (a, b) in pairs(map.model.len()) {
        let cosine = number(map.themes.similarity[[a, b]], 4);
        if map.themes.similarity[[a, b]] > 0.0 {
            text += &format!(
                "    <edge source=\"{}\" target=\"{}\"><data key=\"weight\">{cosine}</data></edge>\n",
                map.model.numbers[a], map.model.numbers[b]
            );
        }
    }
    text += "  </graph>\n</graphml>\n";
    Ok(Some(text.into_bytes()))
}

fn pairs(count: usize) -> impl Iterator<Item = (usize, usize)> {
    (0..count).flat_map(move |a| (a + 1..count).map(move |b| (a, b)))
}
