//! The tables that a summary gives.

use std::collections::BTreeMap;

use super::Summed;
use super::words::strange_words;
use crate::Figure;
use crate::export::tables::{THEME_COLUMNS, TIMELINE_COLUMNS, Table, optional};
use crate::numbers::number;

/// themes.csv: a row a theme; cells that need the documents are empty.
pub(super) fn themes(summed: &Summed) -> Vec<u8> {
    let documents = summed.summary.documents() as f64;
    let mut table = Table::new(THEME_COLUMNS);
    for (theme, group) in summed.themes() {
        let unknown = String::new;
        table.row([
            theme.number.to_string(),
            theme.name.label.clone(),
            theme.keywords.join("; "),
            group.documents.to_string(),
            number(group.documents as f64 / documents, 4),
            optional(group.mean_score(), 4),
            unknown(),
            unknown(),
            unknown(),
            optional(group.mean_year(), 1),
            unknown(),
        ]);
    }
    table.finish()
}

/// timeline.csv: a row for each year of each theme; none where no year is known.
pub(super) fn timeline(summed: &Summed) -> Option<Vec<u8>> {
    let mut of_year: BTreeMap<i32, u64> = BTreeMap::new();
    for (year, count) in summed.groups().flat_map(|group| &group.years) {
        *of_year.entry(*year).or_default() += count;
    }
    if of_year.is_empty() {
        return None;
    }
    let mut table = Table::new(TIMELINE_COLUMNS);
    for (&year, &all) in &of_year {
        for (theme, group) in summed.themes() {
            if let Some(&count) = group.years.get(&year) {
                table.row([
                    year.to_string(),
                    theme.number.to_string(),
                    count.to_string(),
                    number(count as f64 / all as f64, 4),
                ]);
            }
        }
    }
    Some(table.finish())
}

/// quality.csv: a row for each figure.
pub(super) fn quality(summed: &Summed) -> Vec<u8> {
    let mut table = Table::new(["metric", "value"]);
    for figure in figures(summed) {
        let decimals = if figure.is_count { 0 } else { 6 };
        table.row([figure.metric, &number(figure.value, decimals)]);
    }
    table.finish()
}

pub(super) fn figures(summed: &Summed) -> Vec<Figure> {
    let summary = summed.summary;
    let documents = summary.documents() as f64;
    let unassigned = summary.unassigned.documents as f64;
    let all = summed.groups().map(|group| group.score_sum);
    let score = all.sum::<i64>() as f64 * crate::model::SCORE_UNIT / documents;
    let figure = |metric, value, is_count| Figure {
        metric,
        value,
        is_count,
    };
    vec![
        figure("documents", documents, true),
        figure(
            "dropped",
            (summary.without_text + summary.unreadable) as f64,
            true,
        ),
        figure("themes", summed.model.themes.len() as f64, true),
        figure("unassigned_share", unassigned / documents, false),
        figure(
            "weak_share",
            summary.weak_documents() as f64 / documents,
            false,
        ),
        figure("mean_score", score, false),
    ]
}

/// weak_words.csv: a row for each word that weak documents hold more often than those in which the
/// themes were found, the most telling first.
pub(super) fn weak_words(summed: &Summed) -> Vec<u8> {
    let mut table = Table::new(["word", "documents", "share", "share_before"]);
    for word in strange_words(summed) {
        table.row([
            word.spelling,
            word.documents.to_string(),
            number(word.share, 4),
            optional(word.before, 4),
        ]);
    }
    table.finish()
}
