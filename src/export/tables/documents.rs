//! documents.csv: a row a document, in input order.

use super::{Table, number};
use crate::corpus::Document;
use crate::export::Report;
use crate::{Result, ThemeMap};

/// The columns of documents.csv; the first ten are those that a new paper has too.
pub(crate) const DOCUMENT_COLUMNS: [&str; 13] = [
    "id",
    "title",
    "source",
    "year",
    "theme",
    "label",
    "score",
    "margin",
    "second_theme",
    "status",
    "x",
    "y",
    "why",
];

pub fn documents(report: &Report) -> Result<Option<Vec<u8>>> {
    let map = report.map;
    let mut table = Table::new(DOCUMENT_COLUMNS);
    for (index, document) in map.corpus.documents.iter().enumerate() {
        let membership = &map.model.memberships[index];
        let theme = membership.assigned();
        let label = theme.map_or("", |theme| &map.themes.themes[theme].label);
        let position = map.layout.positions.row(index);
        table.row([
            document.id.as_str(),
            &document.title,
            &sources(map, document),
            &document.year.map_or(String::new(), |year| year.to_string()),
            &theme.map_or(String::new(), |theme| map.model.numbers[theme].to_string()),
            label,
            &number(membership.score.into(), 4),
            &number(membership.margin.into(), 4),
            &membership
                .second
                .map_or(String::new(), |theme| map.model.numbers[theme].to_string()),
            membership.status.name(),
            &number(position[0], 5),
            &number(position[1], 5),
            &map.themes.why[index].join("; "),
        ]);
    }
    Ok(Some(table.finish()))
}

/// Names of all sources that hold a document, its own first.
fn sources(map: &ThemeMap, document: &Document) -> String {
    let names = document
        .all_sources()
        .map(|source| map.corpus.sources[source].name.as_str());
    names.collect::<Vec<_>>().join("; ")
}
