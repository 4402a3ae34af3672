//! How the number of themes was chosen: every number tried, with its figures.

use super::charts::figure;
use super::scrolling;
use crate::cluster::{Trial, scores};
use crate::export::html::escape::phrase;
use crate::export::report::ReportData;
use crate::numbers::fixed;

pub(in crate::export::html) fn number_of_themes(data: &ReportData) -> String {
    let reason = format!("<p>{}</p>\n", phrase(&data.reason));
    if data.sweep.len() < 2 {
        return reason;
    }
    let chart = data.sweep_chart.as_ref().map_or(String::new(), figure);
    let scored = data.sweep.iter().zip(scores(&data.sweep));
    let rows: String = scored.map(|(trial, score)| row(trial, score)).collect();
    let table = format!(
        "<table>\n<caption>Numbers of themes tried: the largest score decides. It is modularity and silhouette, each as a share of the best in its column, less a fifth of the square root of the number of themes. Higher is better in every column but inertia.</caption>\n<thead><tr><th scope=\"col\">Themes</th><th scope=\"col\">Score</th><th scope=\"col\">Modularity</th><th scope=\"col\">Silhouette</th><th scope=\"col\">NPMI</th><th scope=\"col\">Diversity</th><th scope=\"col\">Stability</th><th scope=\"col\">Inertia</th></tr></thead>\n<tbody>\n{rows}</tbody>\n</table>\n"
    );
    format!(
        "{reason}{chart}<details>\n<summary>All figures</summary>\n{}</details>\n",
        scrolling("Numbers of themes tried", &table)
    )
}

fn row(trial: &Trial, score: f64) -> String {
    let (class, mark) = if trial.chosen {
        (" class=\"chosen\"", " <span>chosen</span>")
    } else {
        ("", "")
    };
    format!(
        "<tr{class}><th scope=\"row\">{}{mark}</th><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td>{}</td></tr>\n",
        trial.themes,
        fixed(score, 3),
        fixed(trial.modularity, 3),
        fixed(trial.silhouette, 3),
        fixed(trial.npmi, 3),
        fixed(trial.diversity, 3),
        fixed(trial.stability, 3),
        fixed(trial.inertia, 1),
    )
}
