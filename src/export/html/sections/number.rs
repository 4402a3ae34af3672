//! How the number of themes was chosen: every number tried, with its figures.

use super::charts::figure;
use super::scrolling;
use crate::cluster::Trial;
use crate::export::html::escape::phrase;
use crate::export::report::{ReportData, fixed};

pub(in crate::export::html) fn number_of_themes(data: &ReportData) -> String {
    let reason = format!("<p>{}</p>\n", phrase(&data.reason));
    if data.sweep.len() < 2 {
        return reason;
    }
    let chart = data.sweep_chart.as_ref().map_or(String::new(), figure);
    let rows: String = data.sweep.iter().map(row).collect();
    let table = format!(
        "<table>\n<caption>Numbers of themes tried. Higher is better in every column but inertia.</caption>\n<thead><tr><th scope=\"col\">Themes</th><th scope=\"col\">Silhouette</th><th scope=\"col\">NPMI</th><th scope=\"col\">Diversity</th><th scope=\"col\">Stability</th><th scope=\"col\">Inertia</th></tr></thead>\n<tbody>\n{rows}</tbody>\n</table>\n"
    );
    format!(
        "{reason}{chart}<details>\n<summary>All figures</summary>\n{}</details>\n",
        scrolling("Numbers of themes tried", &table)
    )
}

fn row(trial: &Trial) -> String {
    let (class, mark) = if trial.chosen {
        (" class=\"chosen\"", " <span>chosen</span>")
    } else {
        ("", "")
    };
    format!(
        "<tr{class}><th scope=\"row\">{}{mark}</th><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td>{}</td></tr>\n",
        trial.themes,
        fixed(trial.silhouette, 3),
        fixed(trial.npmi, 3),
        fixed(trial.diversity, 3),
        fixed(trial.stability, 3),
        fixed(trial.inertia, 1),
    )
}
