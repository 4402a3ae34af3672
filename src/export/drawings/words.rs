//! The words round the charts.

use crate::ThemeMap;
use crate::numbers::{count, plural};

/// `12 themes in 423 abstracts`.
pub(in crate::export) fn title(map: &ThemeMap) -> String {
    format!(
        "{} in {} abstracts",
        plural(map.model.len(), "theme"),
        count(map.corpus.documents.len())
    )
}

/// The sources, as far as they can be named on a line, and the years.
pub(super) fn sources(map: &ThemeMap) -> String {
    let names: Vec<&str> = map
        .corpus
        .sources
        .iter()
        .map(|source| source.name.as_str())
        .collect();
    let sources = match names.as_slice() {
        [] => String::new(),
        [first] => (*first).to_string(),
        [first, second] => format!("{first} and {second}"),
        [first, rest @ ..] => format!("{first} and {} other files", rest.len()),
    };
    let years = map
        .corpus
        .documents
        .iter()
        .filter_map(|document| document.year);
    match (years.clone().min(), years.max()) {
        (Some(first), Some(last)) if first == last => format!("{sources}, {first}"),
        (Some(first), Some(last)) => format!("{sources}, {first} to {last}"),
        _ => sources,
    }
}

/// What made the chart.
pub(super) fn footer(map: &ThemeMap) -> String {
    let version = env!("CARGO_PKG_VERSION");
    format!("thememap {version}, seed {}", map.options.seed)
}
