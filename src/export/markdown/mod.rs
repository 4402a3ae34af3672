//! `report.md`: the report as a page that a code host renders.

mod escape;
mod methods;
mod plain;
mod sections;

use super::report::ReportData;
pub(crate) use escape::text;
pub(super) use plain::plain;

/// The report as a Markdown page (CommonMark with tables) in UTF-8.
///
/// It shows the charts by the names of their files, which are to lie beside it.
pub fn markdown(data: &ReportData) -> Vec<u8> {
    let parts = [
        format!("# {}", text(&data.title)),
        sections::summary(data),
        sections::map(data),
        sections::themes(data),
        sections::charts(data),
        sections::guide(data),
        sections::number_of_themes(data),
        sections::unsure(data),
        sections::quality(data),
        sections::made(data),
        sections::ledger(data),
        sections::dropped(data),
        methods::methods(data),
    ];
    let mut page = parts
        .iter()
        .filter(|part| !part.is_empty())
        .cloned()
        .collect::<Vec<_>>()
        .join("\n\n");
    page.push('\n');
    page.into_bytes()
}
