//! The sections of the page, each a function from the data to Markdown.

use super::escape::text;
use crate::cluster::{Status, scores};
use crate::export::report::{
    Chart, DocumentRow, ReportData, Summary, ThemeRow, confidence, meaning, quality_name,
    unstable_themes,
};
use crate::numbers::{count, fixed, ledger_number, percent, plural, quality_figure};

/// Keywords, exemplars and rows of a list that the page shows.
const KEYWORDS: usize = 8;
const EXEMPLARS: usize = 2;
const LISTED: usize = 10;
const SOURCES: usize = 50;

pub(super) fn summary(data: &ReportData) -> String {
    let summary = Summary::of(data);
    let mut parts = vec![summary.reading(data), summary.certainty(data)];
    if !data.notes.is_empty() {
        parts.push(
            data.notes
                .iter()
                .map(|note| format!("- {}", text(note)))
                .collect::<Vec<_>>()
                .join("\n"),
        );
    }
    parts.join("\n\n")
}

pub(super) fn map(data: &ReportData) -> String {
    let documents = plural(data.documents.len(), "document");
    picture(
        &data.map,
        &format!("Theme map of {documents}, coloured by theme"),
    )
}

pub(super) fn charts(data: &ReportData) -> String {
    if data.charts.is_empty() {
        return String::new();
    }
    let charts = data.charts.iter();
    let shown: Vec<String> = charts
        .map(|chart| {
            format!(
                "{}:\n\n{}",
                text(&chart.title),
                picture(chart, &chart.title)
            )
        })
        .collect();
    format!("## Charts\n\n{}", shown.join("\n\n"))
}

/// A drawing by the names of its files; nothing when there is none.
pub(super) fn picture(chart: &Chart, description: &str) -> String {
    if chart.light.is_empty() {
        return String::new();
    }
    let (name, description) = (text(&chart.name), text(description));
    format!(
        "<picture>\n  <source media=\"(prefers-color-scheme: dark)\" srcset=\"{name}-dark.svg\">\n  <img alt=\"{description}\" src=\"{name}.svg\">\n</picture>"
    )
}

pub(super) fn themes(data: &ReportData) -> String {
    let rows = data.themes.iter().map(|theme| {
        vec![
            theme.number.to_string(),
            format!("**{}**{}", text(&theme.label), given(theme)),
            format!("{} ({})", count(theme.size), percent(theme.share)),
            format!(
                "{} {}",
                fixed(theme.stability, 2),
                confidence(theme.stability)
            ),
            keywords(theme),
            data.exemplars(theme)
                .take(EXEMPLARS)
                .map(|document| text(document.heading()))
                .collect::<Vec<_>>()
                .join("<br>"),
        ]
    });
    "## Themes\n\n".to_owned()
        + &table(
            &[
                "",
                "Theme",
                "Documents",
                "Stability",
                "Keywords",
                "Shown best by",
            ],
            rows,
        )
}

/// What became of the themes asked for and of the decisions.
pub(super) fn guide(data: &ReportData) -> String {
    let lines: Vec<String> = data
        .guide
        .lines()
        .map(|line| format!("- {}", text(&line)))
        .collect();
    match lines.is_empty() {
        true => String::new(),
        false => format!("## What was asked for and decided\n\n{}", lines.join("\n")),
    }
}

pub(super) fn number_of_themes(data: &ReportData) -> String {
    let heading = format!(
        "## How the number of themes was chosen\n\n{}",
        text(&data.reason)
    );
    if data.sweep.len() < 2 {
        return heading;
    }
    let scored = data.sweep.iter().zip(scores(&data.sweep));
    let rows = scored.map(|(trial, score)| {
        let mark = if trial.chosen { "**" } else { "" };
        vec![
            format!("{mark}{}{mark}", trial.themes),
            fixed(score, 3),
            fixed(trial.modularity, 3),
            fixed(trial.silhouette, 3),
            fixed(trial.npmi, 3),
            fixed(trial.diversity, 3),
            fixed(trial.stability, 3),
        ]
    });
    let columns = [
        "Themes",
        "Score",
        "Modularity",
        "Silhouette",
        "NPMI",
        "Diversity",
        "Stability",
    ];
    let figures = table(&columns, rows);
    let chart = data.sweep_chart.as_ref();
    let chart = chart.map_or(String::new(), |chart| {
        format!("\n\n{}", picture(chart, &chart.title))
    });
    format!(
        "{heading}{chart}\n\n<details>\n<summary>All figures</summary>\n\nThe largest score decides: modularity and silhouette, each as a share of the best in its column, less a fifth of the square root of the number of themes.\n\n{figures}\n\n</details>"
    )
}

pub(super) fn unsure(data: &ReportData) -> String {
    let summary = Summary::of(data);
    let mut parts = vec!["## What is unsure".to_owned()];
    for theme in unstable_themes(data) {
        parts.push(format!(
            "- **{}** is {} ({}): read it as a hint, not as a finding.",
            text(&theme.label),
            confidence(theme.stability),
            fixed(theme.stability, 2)
        ));
    }
    parts.push(format!(
        "- {} near the border of two themes. {}",
        lie(summary.border),
        closest_calls(data)
    ));
    parts.push(format!(
        "- {} in no theme. {}",
        lie(summary.unassigned),
        strays(data)
    ));
    let bullets = parts
        .split_off(1)
        .iter()
        .map(|part| part.trim_end().to_owned())
        .collect::<Vec<_>>();
    format!("{}\n\n{}", parts[0], bullets.join("\n"))
}

pub(super) fn quality(data: &ReportData) -> String {
    let rows = data.quality.iter().map(|(metric, value)| {
        vec![
            text(&quality_name(metric)),
            quality_figure(*value),
            text(meaning(metric)),
        ]
    });
    "## Quality\n\n".to_owned() + &table(&["Figure", "Value", "How to read it"], rows)
}

pub(super) fn made(data: &ReportData) -> String {
    let more = match data.sources.len().saturating_sub(SOURCES) {
        0 => String::new(),
        more => format!("\n\nAnd {} more, in `run.json`.", count(more)),
    };
    let sources = data.sources.iter().take(SOURCES).map(|source| {
        vec![
            text(&source.name),
            text(&source.format),
            count(source.records),
            format!("`{}`", source.sha256.replace('`', "")),
        ]
    });
    let options = data
        .options
        .iter()
        .map(|(name, value)| vec![text(name), text(value)]);
    format!(
        "## How it was made\n\nMade by thememap {} with seed {}. The same files, options and version give this page again, byte for byte.\n\n{}{more}\n\n<details>\n<summary>Options</summary>\n\n{}\n\n</details>",
        text(&data.version),
        data.seed,
        table(&["Source", "Format", "Records", "SHA-256"], sources),
        table(&["Option", "Value"], options)
    )
}

/// The flow of records, in the words of PRISMA.
pub(super) fn ledger(data: &ReportData) -> String {
    let lines = data.ledger.lines();
    let rows = lines
        .into_iter()
        .map(|(words, number)| vec![text(&words), ledger_number(number)]);
    "## Flow of records\n\n".to_owned() + &table(&["Records", "Number"], rows)
}

pub(super) fn dropped(data: &ReportData) -> String {
    if data.dropped.is_empty() {
        return "## Dropped records\n\nEvery record that was read is on the map.".to_owned();
    }
    let rows = data.dropped.iter().take(LISTED).map(|record| {
        let more = match (&record.kept_id, &record.problem) {
            (Some(id), _) => format!(" of {}", text(id)),
            (None, Some(problem)) => format!(": {}", text(problem)),
            (None, None) => String::new(),
        };
        vec![
            text(if record.title.is_empty() {
                &record.id
            } else {
                &record.title
            }),
            format!("{}{more}", record.reason.name()),
            text(&record.source),
            record.record.to_string(),
        ]
    });
    let more = data.dropped.len().saturating_sub(LISTED);
    let rest = if more > 0 {
        format!("\n\nAnd {} more, in `dropped.csv`.", count(more))
    } else {
        String::new()
    };
    "## Dropped records\n\n".to_owned()
        + &table(&["Record", "Reason", "Source", "Number in source"], rows)
        + &rest
}

/// A table; its cells are Markdown already.
pub(super) fn table(head: &[&str], rows: impl Iterator<Item = Vec<String>>) -> String {
    let line = |cells: &[String]| format!("| {} |", cells.join(" | "));
    let names: Vec<String> = head.iter().map(|&name| name.to_owned()).collect();
    let rule = vec!["---".to_owned(); head.len()];
    let mut lines = vec![line(&names), line(&rule)];
    lines.extend(rows.map(|cells| line(&cells)));
    lines.join("\n")
}

fn keywords(theme: &ThemeRow) -> String {
    theme
        .keywords
        .iter()
        .take(KEYWORDS)
        .map(|word| text(word))
        .collect::<Vec<_>>()
        .join(", ")
}

fn given(theme: &ThemeRow) -> String {
    let name = theme.given.as_ref();
    name.map_or(String::new(), |name| format!("<br>given as {}", text(name)))
}

fn lie(documents: usize) -> String {
    let verb = if documents == 1 { "lies" } else { "lie" };
    format!("{} {verb}", plural(documents, "document"))
}

/// The documents whose two themes are almost equally near.
fn closest_calls(data: &ReportData) -> String {
    let mut border: Vec<&DocumentRow> = data
        .documents
        .iter()
        .filter(|document| document.status == Status::Border)
        .collect();
    border.sort_by(|a, b| a.margin.total_cmp(&b.margin));
    titles("The closest calls", &border)
}

/// Documents in no theme, in input order.
fn strays(data: &ReportData) -> String {
    let strays: Vec<&DocumentRow> = data
        .documents
        .iter()
        .filter(|document| document.status == Status::Unassigned)
        .collect();
    titles("Among them", &strays)
}

fn titles(opening: &str, documents: &[&DocumentRow]) -> String {
    if documents.is_empty() {
        return String::new();
    }
    let shown: Vec<String> = documents
        .iter()
        .take(3)
        .map(|document| format!("“{}”", text(document.heading())))
        .collect();
    format!("{opening}: {}.", shown.join("; "))
}
