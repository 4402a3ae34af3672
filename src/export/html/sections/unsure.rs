//! What is unsure: themes that may not come back, documents between themes or in none.

use crate::cluster::Status;
use crate::export::html::escape::{phrase, text};
use crate::export::report::{DocumentRow, ReportData, Summary, unstable_themes};
use crate::numbers::{count, fixed, plural};

/// Documents listed of each kind.
const LISTED: usize = 20;

pub(in crate::export::html) fn unsure(data: &ReportData) -> String {
    let summary = Summary::of(data);
    let mut border: Vec<&DocumentRow> = with(data, Status::Border);
    border.sort_by(|a, b| a.margin.total_cmp(&b.margin));
    let unassigned = with(data, Status::Unassigned);
    themes(data)
        + &list(
            &format!("{} between two themes", plural(summary.border, "document")),
            "Their nearest and second theme are almost equally near; the closest calls come first.",
            &border,
            |document| between(data, document),
        )
        + &list(
            &format!("{} in no theme", plural(summary.unassigned, "document")),
            "They are too far from every theme's centre to be put anywhere; they stay on the map in grey.",
            &unassigned,
            |document| format!("score {}", fixed(document.score, 2)),
        )
}

fn themes(data: &ReportData) -> String {
    let rows: String = unstable_themes(data)
        .map(|theme| {
            format!(
                "<li class=\"t{}\"><i class=\"dot\"></i>{} <span>stability {}</span></li>\n",
                theme.number,
                phrase(&theme.label),
                fixed(theme.stability, 2)
            )
        })
        .collect();
    if rows.is_empty() {
        return "<p>Every theme whose stability was measured comes back when the documents are drawn again.</p>\n".to_owned();
    }
    format!(
        "<h3>{}</h3>\n<p>Less than 0.6 of their members stay together when the documents are drawn again: read them as a hint, not as a finding.</p>\n<ul class=\"plain\">\n{rows}</ul>\n",
        plural(unstable_themes(data).count(), "unstable theme")
    )
}

fn with<'a>(data: &'a ReportData<'a>, status: Status) -> Vec<&'a DocumentRow<'a>> {
    data.documents
        .iter()
        .filter(|document| document.status == status)
        .collect()
}

fn list(
    heading: &str,
    remark: &str,
    documents: &[&DocumentRow],
    note: impl Fn(&DocumentRow) -> String,
) -> String {
    if documents.is_empty() {
        return String::new();
    }
    let rows: String = documents
        .iter()
        .take(LISTED)
        .map(|document| {
            format!(
                "<li>{} <span>{}</span></li>\n",
                phrase(document.heading()),
                note(document)
            )
        })
        .collect();
    let rest = documents.len().saturating_sub(LISTED);
    let more = if rest > 0 {
        format!(
            "<p class=\"remark\">and {} more, in <code>documents.csv</code></p>\n",
            count(rest)
        )
    } else {
        String::new()
    };
    format!(
        "<details>\n<summary>{}</summary>\n<p>{remark}</p>\n<ul class=\"plain\">\n{rows}</ul>\n{more}</details>\n",
        text(heading)
    )
}

/// The two themes that a document lies between.
fn between(data: &ReportData, document: &DocumentRow) -> String {
    let numbers = data.theme_indices();
    let label = |number: Option<usize>| {
        number
            .and_then(|number| numbers.get(&number))
            .map_or(String::new(), |&index| phrase(&data.themes[index].label))
    };
    let names: Vec<String> = [label(document.theme), label(document.second)]
        .into_iter()
        .filter(|name| !name.is_empty())
        .collect();
    format!(
        "{}, margin {}",
        names.join(" / "),
        fixed(document.margin, 3)
    )
}
