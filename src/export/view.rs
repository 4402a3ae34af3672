//! The result as the report's pages show it.

use std::collections::BTreeMap;

use super::chart::Mode;
use super::drawings::{Drawings, title};
use super::report::{Chart, DocumentRow, ReportData, SourceRow, ThemeRow};
use super::{Report, tables};
use crate::ThemeMap;
use crate::corpus::Ledger;
use crate::numbers::{count, plural};
use crate::recorded::GUIDE;

/// Neighbours named for each theme.
const NEIGHBOURS: usize = 3;

/// Everything that report.html and report.md show.
pub fn report_data<'a>(report: &Report<'a>) -> ReportData<'a> {
    let map = report.map;
    let known = map.embedding.known.as_ref();
    let file = map.embedding.file.as_ref();
    ReportData {
        title: title(map),
        version: env!("CARGO_PKG_VERSION").to_string(),
        seed: map.options.seed,
        ledger: Ledger::of(&map.corpus),
        sources: sources(map),
        options: options(map),
        guide: map.outcome.clone(),
        reason: map.model.reason.clone(),
        sweep: map.model.trials.clone(),
        quality: quality(report),
        themes: themes(report),
        documents: documents(map),
        dropped: &map.corpus.dropped,
        notes: notes(map),
        by_words: map.model.space.evidence.is_some(),
        teacher: known.map(|known| known.card.teacher.clone()),
        vectors: file.map(|file| file.name.clone()),
        themes_from: map.options.given_column().cloned(),
        map: theme_map(report),
        sweep_chart: sweep_chart(&report.drawings),
        charts: charts(&report.drawings),
    }
}

/// The options but for the guide, which has a section of its own.
fn options(map: &ThemeMap) -> Vec<(String, String)> {
    let entries = map.options.entries().into_iter();
    entries
        .filter(|(name, _)| *name != GUIDE)
        .map(|(name, value)| (name.to_string(), value))
        .collect()
}

fn quality(report: &Report) -> Vec<(String, f64)> {
    let figures = tables::figures(report).into_iter();
    figures
        .map(|figure| (figure.metric.to_string(), figure.value))
        .collect()
}

fn theme_map(report: &Report) -> Chart {
    let title = match report.map.embedding.file {
        None => "The themes on a plane: near documents use similar words",
        Some(_) => "The themes on a plane: near documents have similar vectors",
    };
    report.drawings.map.shown("theme-map", title)
}

fn sweep_chart(drawings: &Drawings) -> Option<Chart> {
    let title = "Figures of every number of themes tried; the ring marks the one chosen";
    Some(drawings.sweep.as_ref()?.shown("k-sweep", title))
}

/// The charts that the pages show on their own, in that order.
fn charts(drawings: &Drawings) -> Vec<Chart> {
    [
        (
            "theme-sizes",
            "Documents of each theme, and how well it holds together",
            &drawings.sizes,
        ),
        (
            "timeline",
            "Share of each theme in the documents of a year",
            &drawings.timeline,
        ),
        (
            "theme-similarity",
            "Which themes are alike, and in which order they would join",
            &drawings.similarity,
        ),
        (
            "strategic-diagram",
            "Which themes are tied to others, and which hang together within",
            &drawings.strategic,
        ),
    ]
    .into_iter()
    .filter_map(|(name, title, pair)| Some(pair.as_ref()?.shown(name, title)))
    .collect()
}

fn notes(map: &ThemeMap) -> Vec<String> {
    let unreadable = map.corpus.unreadable_note().into_iter();
    unreadable
        .chain(map.corpus.skipped_note())
        .chain(map.corpus.language_notes(map.options.language))
        .chain(knowledge_note(map))
        .chain(vectors_note(map))
        .chain(query_word_notes(map))
        .chain(continued_note(map))
        .chain(renamed_notes(map))
        .chain(sampled_note(map))
        .collect()
}

fn knowledge_note(map: &ThemeMap) -> Option<String> {
    let known = map.embedding.known.as_ref()?;
    Some(format!(
        "Words count by their use here and by what the sentence encoder {} knows of them, learnt \
         beforehand from {} texts ({}): it knows {:.0} % of the weight of the words here. The option \
         --knowledge none goes without.",
        known.card.teacher,
        count(known.card.count),
        known.source,
        100.0 * known.coverage
    ))
}

fn vectors_note(map: &ThemeMap) -> Option<String> {
    let file = map.embedding.file.as_ref()?;
    Some(format!(
        "Documents lie where the vectors of {} put them, {} numbers each; their words give names \
         and keywords alone.",
        file.name,
        map.embedding.vectors.ncols()
    ))
}

fn query_word_notes(map: &ThemeMap) -> impl Iterator<Item = String> {
    map.query_words.iter().map(|word| {
        format!(
            "“{}” stands in {:.0} % of the documents of {}: taken for a word of the search that \
             found them, it carries no weight.",
            word.text,
            100.0 * word.share,
            map.corpus.sources[word.source].name
        )
    })
}

fn continued_note(map: &ThemeMap) -> Option<String> {
    let found_in = map.model.training.documents;
    (found_in != map.corpus.documents.len()).then(|| {
        format!(
            "The themes were found in {} of an earlier run; the documents of this one were put \
             into them.",
            plural(found_in, "document")
        )
    })
}

fn renamed_notes(map: &ThemeMap) -> impl Iterator<Item = String> {
    let themes = map.themes.themes.iter().zip(&map.model.numbers);
    themes.filter_map(|(theme, number)| {
        let formerly = theme.naming.formerly.last()?;
        Some(format!(
            "Theme {number} was called “{formerly}” in an earlier run; that name no longer finds \
             its documents."
        ))
    })
}

fn sampled_note(map: &ThemeMap) -> Option<String> {
    let sampled = map.sampled();
    let steps = sampled.iter();
    let steps = steps.map(|sampled| format!("{} ({})", sampled.step, count(sampled.documents)));
    let steps: Vec<String> = steps.collect();
    (!steps.is_empty()).then(|| {
        format!(
            "Of {}, these steps looked at some, taken at even distances or drawn by the seed: {}.",
            plural(map.corpus.documents.len(), "document"),
            steps.join(", ")
        )
    })
}

fn sources(map: &ThemeMap) -> Vec<SourceRow> {
    map.corpus
        .sources
        .iter()
        .map(|source| SourceRow {
            name: source.name.clone(),
            format: source.format.to_string(),
            records: source.records,
            sha256: source.sha256.clone(),
        })
        .collect()
}

fn themes(report: &Report) -> Vec<ThemeRow> {
    let map = report.map;
    let light = report.drawings.palette.colors(Mode::Light);
    let dark = report.drawings.palette.colors(Mode::Dark);
    let members = map.model.members();
    map.themes
        .themes
        .iter()
        .enumerate()
        .map(|(index, theme)| ThemeRow {
            number: map.model.numbers[index],
            label: theme.label.clone(),
            given: map
                .given
                .as_ref()
                .map(|given| given[index].clone())
                .filter(|name| !name.is_empty()),
            light: light[index].hex(),
            dark: dark[index].hex(),
            keywords: theme.keywords.clone(),
            size: theme.size,
            share: theme.share,
            cohesion: theme.cohesion,
            silhouette: theme.silhouette,
            stability: theme.stability,
            npmi: theme.npmi,
            mean_year: theme.mean_year,
            exemplars: theme.exemplars.clone(),
            neighbours: neighbours(map, index),
            years: years(map, &members[index]),
        })
        .collect()
}

/// The nearest other themes by the cosine of their centres.
fn neighbours(map: &ThemeMap, theme: usize) -> Vec<(usize, f64)> {
    let row = map.themes.similarity.row(theme);
    let mut others: Vec<(usize, f64)> = (0..row.len())
        .filter(|&other| other != theme)
        .map(|other| (map.model.numbers[other], row[other]))
        .collect();
    others.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    others.truncate(NEIGHBOURS);
    others
}

fn years(map: &ThemeMap, members: &[usize]) -> Vec<(i32, usize)> {
    let mut counts: BTreeMap<i32, usize> = BTreeMap::new();
    for year in members
        .iter()
        .filter_map(|&document| map.corpus.documents[document].year)
    {
        *counts.entry(year).or_default() += 1;
    }
    counts.into_iter().collect()
}

fn documents(map: &ThemeMap) -> Vec<DocumentRow<'_>> {
    map.corpus
        .documents
        .iter()
        .enumerate()
        .map(|(index, document)| {
            let membership = &map.model.memberships[index];
            DocumentRow {
                id: &document.id,
                title: &document.title,
                abstract_text: &document.abstract_text,
                source: document.source,
                further_sources: &document.further_sources,
                year: document.year,
                theme: membership.assigned().map(|theme| map.model.numbers[theme]),
                score: membership.score.into(),
                margin: membership.margin.into(),
                second: membership.second.map(|theme| map.model.numbers[theme]),
                status: membership.status,
                x: map.layout.positions[[index, 0]],
                y: map.layout.positions[[index, 1]],
                why: &map.themes.why[index],
            }
        })
        .collect()
}
