//! documents.csv: a row a document, in input order.

use rayon::prelude::*;

use super::Table;
use crate::corpus::Document;
use crate::export::Report;
use crate::numbers::number;
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

const ROWS_A_CHUNK: usize = 4096;

pub fn documents(report: &Report) -> Result<Option<Vec<u8>>> {
    let map = report.map;
    let documents: Vec<usize> = (0..map.corpus.documents.len()).collect();
    let parts: Vec<Vec<u8>> = documents
        .par_chunks(ROWS_A_CHUNK)
        .map(|some| {
            let mut table = Table::headless();
            for &document in some {
                row(map, document, &mut table);
            }
            table.finish()
        })
        .collect();
    let mut all = Table::new(DOCUMENT_COLUMNS).finish();
    all.reserve_exact(parts.iter().map(Vec::len).sum());
    for part in parts {
        all.extend(part);
    }
    Ok(Some(all))
}

fn row(map: &ThemeMap, index: usize, table: &mut Table) {
    let document = &map.corpus.documents[index];
    let membership = &map.model.memberships[index];
    let theme = membership.assigned();
    let number_of = |theme: usize| map.model.numbers[theme].to_string();
    let position = map.layout.positions.row(index);
    table.row([
        document.id.as_str(),
        &document.title,
        &sources(map, document),
        &document.year.map_or(String::new(), |year| year.to_string()),
        &theme.map_or(String::new(), number_of),
        theme.map_or("", |theme| &map.themes.themes[theme].label),
        &number(membership.score.into(), 4),
        &number(membership.margin.into(), 4),
        &membership.second.map_or(String::new(), number_of),
        membership.status.name(),
        &number(position[0], 5),
        &number(position[1], 5),
        &map.themes.why[index].join("; "),
    ]);
}

/// Names of all sources that hold a document, its own first.
fn sources(map: &ThemeMap, document: &Document) -> String {
    let names = document
        .all_sources()
        .map(|source| map.corpus.sources[source].name.as_str());
    names.collect::<Vec<_>>().join("; ")
}
