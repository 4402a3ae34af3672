//! A page of text, tables and charts as Markdown.

use super::escape::text;
use super::sections::{picture, table};
use crate::export::report::{Page, Section};

/// The page in UTF-8; charts are shown by the names of their files.
pub fn plain(page: &Page) -> Vec<u8> {
    let mut parts = vec![format!("# {}", text(&page.title))];
    parts.extend(page.lead.iter().map(|paragraph| text(paragraph)));
    parts.extend(page.sections.iter().map(section));
    (parts.join("\n\n") + "\n").into_bytes()
}

fn section(section: &Section) -> String {
    let mut parts = vec![format!("## {}", text(&section.heading))];
    parts.extend(section.paragraphs.iter().map(|paragraph| text(paragraph)));
    parts.extend(section.table.iter().map(|grid| {
        let rows = grid.rows.iter();
        table(
            &grid.head,
            rows.map(|row| row.iter().map(|cell| text(cell)).collect()),
        )
    }));
    let charts = section.charts.iter();
    parts.extend(charts.map(|chart| picture(chart, &chart.title)));
    parts.join("\n\n")
}
