//! How the number of themes was chosen: every number tried, with its figures.

use super::scrolling;
use crate::cluster::Trial;
use crate::export::html::escape::phrase;
use crate::export::report::{ReportData, fixed};

/// Width and height of a small chart.
const WIDTH: f64 = 280.0;
const HEIGHT: f64 = 120.0;
/// Room around its lines.
const EDGE: f64 = 12.0;

pub(in crate::export::html) fn number_of_themes(data: &ReportData) -> String {
    let reason = format!("<p>{}</p>\n", phrase(&data.reason));
    if data.sweep.len() < 2 {
        return reason;
    }
    let charts = chart(&data.sweep, "Silhouette", |trial| trial.silhouette)
        + &chart(&data.sweep, "Keyword coherence (NPMI)", |trial| trial.npmi)
        + &chart(&data.sweep, "Stability", |trial| trial.stability);
    let rows: String = data.sweep.iter().map(row).collect();
    let table = format!(
        "<table>\n<caption>Numbers of themes tried. Higher is better in every column but inertia.</caption>\n<thead><tr><th scope=\"col\">Themes</th><th scope=\"col\">Silhouette</th><th scope=\"col\">NPMI</th><th scope=\"col\">Diversity</th><th scope=\"col\">Stability</th><th scope=\"col\">Inertia</th></tr></thead>\n<tbody>\n{rows}</tbody>\n</table>\n"
    );
    format!(
        "{reason}<div class=\"sweep\">\n{charts}</div>\n<details>\n<summary>All figures</summary>\n{}</details>\n",
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

/// One figure over the numbers of themes, the chosen one marked.
fn chart(sweep: &[Trial], name: &str, figure: fn(&Trial) -> f64) -> String {
    let known: Vec<&Trial> = sweep
        .iter()
        .filter(|trial| figure(trial).is_finite())
        .collect();
    let (Some(first), Some(last)) = (known.first(), known.last()) else {
        return String::new();
    };
    let low = known
        .iter()
        .map(|trial| figure(trial))
        .fold(f64::INFINITY, f64::min);
    let high = known
        .iter()
        .map(|trial| figure(trial))
        .fold(f64::NEG_INFINITY, f64::max);
    let across = (last.themes - first.themes).max(1) as f64;
    let place = |trial: &Trial| {
        let x = EDGE + (trial.themes - first.themes) as f64 / across * (WIDTH - 2.0 * EDGE);
        let rise = if high > low {
            (figure(trial) - low) / (high - low)
        } else {
            0.5
        };
        (
            fixed(x, 1),
            fixed(HEIGHT - EDGE - rise * (HEIGHT - 2.0 * EDGE), 1),
        )
    };
    let line: Vec<String> = known
        .iter()
        .map(|trial| {
            let (x, y) = place(trial);
            format!("{x},{y}")
        })
        .collect();
    let chosen = known
        .iter()
        .find(|trial| trial.chosen)
        .map(|trial| (place(trial), *trial));
    let (mark, remark) = match chosen {
        Some(((x, y), trial)) => (
            format!("<circle cx=\"{x}\" cy=\"{y}\" r=\"5\"/>"),
            format!("{} at {} themes", fixed(figure(trial), 3), trial.themes),
        ),
        None => (String::new(), String::new()),
    };
    format!(
        "<figure><figcaption>{name} <b>{remark}</b></figcaption><svg viewBox=\"0 0 {WIDTH} {HEIGHT}\" role=\"img\" aria-label=\"{name} from {} to {} themes, between {} and {}\"><polyline points=\"{}\"/>{mark}</svg><p><span>{} themes</span><span>{} themes</span></p></figure>\n",
        first.themes,
        last.themes,
        fixed(low, 3),
        fixed(high, 3),
        line.join(" "),
        first.themes,
        last.themes,
    )
}
