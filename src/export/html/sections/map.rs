//! The map: a drawing for paper and for readers without JavaScript, and the room for the live one.

use super::charts::picture;
use crate::export::html::sample::Sample;
use crate::export::report::ReportData;
use crate::numbers::count;

pub(in crate::export::html) fn map(data: &ReportData, sample: &Sample) -> String {
    let description = format!(
        "Theme map: {} documents as points, near each other where their texts are alike, coloured by theme",
        count(data.documents.len())
    );
    format!("{}{}", picture(&data.map, &description), sampled(sample))
}

/// Says so when the page does not hold every document.
pub(super) fn sampled(sample: &Sample) -> String {
    if !sample.is_partial() {
        return String::new();
    }
    format!(
        "<p class=\"remark\">This page holds {} of {} documents, the same share of every theme; <code>documents.csv</code> has them all.</p>\n",
        count(sample.documents.len()),
        count(sample.of)
    )
}
