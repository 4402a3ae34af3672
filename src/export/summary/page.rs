//! The page that a summary gives.

use super::Summed;
use super::charts::{Charts, title};
use super::tables::figures;
use super::words::strange_words;
use crate::export::report::{Grid, Page, Section};
use crate::numbers::{count, fixed, percent, plural, quality_figure};

/// Keywords and words that the page shows.
const KEYWORDS: usize = 8;
const WORDS: usize = 25;

pub(super) fn page(summed: &Summed, charts: &Charts) -> Page {
    Page {
        title: title(summed),
        lead: lead(summed),
        sections: vec![
            themes(summed),
            Section {
                heading: "Charts".to_string(),
                charts: charts.shown(),
                ..Section::default()
            },
            weak(summed),
            quality(summed),
            not_here(),
            made(summed),
        ],
    }
}

fn lead(summed: &Summed) -> Vec<String> {
    let summary = summed.summary;
    let documents = summary.documents();
    let core = documents - summary.weak_documents();
    let unassigned = summary.unassigned.documents;
    let with_share = |number: u64| {
        let share = fixed(100.0 * number as f64 / documents as f64, 1);
        format!("{} ({share} %)", count(number as usize))
    };
    let mut lead = vec![format!(
        "The themes were found in {} documents; {} were then put into them one by one. {} sit \
         firmly in their theme, {} lie near the border of two, {} fit none.",
        count(summed.model.training.documents),
        count(documents as usize),
        with_share(core),
        with_share(summary.weak_documents() - unassigned),
        with_share(unassigned),
    )];
    let (empty, broken) = (summary.without_text, summary.unreadable);
    if empty + broken > 0 {
        lead.push(format!(
            "Not used: {} without text and {} that could not be read.",
            plural(empty as usize, "record"),
            count(broken as usize)
        ));
    }
    lead
}

fn themes(summed: &Summed) -> Section {
    let documents = summed.summary.documents() as f64;
    let rows = summed.themes().map(|(theme, group)| {
        let share = |part: u64, whole: f64| percent(part as f64 / whole.max(1.0));
        let size = count(group.documents as usize);
        vec![
            theme.number.to_string(),
            theme.name.label.clone(),
            format!("{size} ({})", share(group.documents, documents)),
            share(group.core, group.documents as f64),
            group
                .mean_score()
                .map_or(String::new(), |score| fixed(score, 2)),
            group
                .mean_year()
                .map_or(String::new(), |year| fixed(year, 0)),
            theme.keywords[..theme.keywords.len().min(KEYWORDS)].join(", "),
        ]
    });
    Section {
        heading: "Themes".to_string(),
        table: Some(Grid {
            head: vec![
                "",
                "Theme",
                "Documents",
                "Firmly",
                "Score",
                "Mean year",
                "Keywords",
            ],
            rows: rows.collect(),
        }),
        ..Section::default()
    }
}

fn weak(summed: &Summed) -> Section {
    let rows = strange_words(summed).into_iter().take(WORDS).map(|word| {
        let share = |share: f64| fixed(100.0 * share, 1) + " %";
        vec![
            word.spelling,
            share(word.share),
            word.before.map_or("not known".to_string(), share),
        ]
    });
    let rows: Vec<Vec<String>> = rows.collect();
    Section {
        heading: "What the weak documents are about".to_string(),
        paragraphs: vec![format!(
            "{} documents lie near the border of two themes or fit none. These words they hold more \
             often than the documents in which the themes were found. Words not known there are \
             counted in a sample of {} weak documents, drawn by hashes of their ids.",
            count(summed.summary.weak_documents() as usize),
            count(summed.summary.weak_sample.len()),
        )],
        table: (!rows.is_empty()).then(|| Grid {
            head: vec!["Word", "Share of the weak", "Share before"],
            rows,
        }),
        ..Section::default()
    }
}

fn quality(summed: &Summed) -> Section {
    let rows = figures(summed).into_iter().map(|figure| {
        let reading = match figure.metric {
            "documents" => "papers put into themes",
            "dropped" => "records without text, or that could not be read",
            "themes" => "groups found in the sample",
            "unassigned_share" => "share of the documents that fit no theme",
            "weak_share" => "share of the documents between themes or in none",
            _ => "mean cosine of all documents to the centre of their theme",
        };
        vec![
            figure.metric.to_string(),
            quality_figure(figure.value),
            reading.to_string(),
        ]
    });
    Section {
        heading: "Figures".to_string(),
        table: Some(Grid {
            head: vec!["Figure", "Value", "How to read it"],
            rows: rows.collect(),
        }),
        ..Section::default()
    }
}

fn not_here() -> Section {
    Section {
        heading: "What is not here".to_string(),
        paragraphs: vec![
            "This page is made of counts and sums, not of the documents. The map, the exemplars, \
             silhouette, stability, coherence and the similarity of themes take the documents: the \
             report on those in which the themes were found has them. Every document with its theme, \
             score and margin is a row of what `thememap assign` wrote."
                .to_string(),
        ],
        ..Section::default()
    }
}

fn made(summed: &Summed) -> Section {
    Section {
        heading: "How it was made".to_string(),
        paragraphs: vec![format!(
            "Made by thememap {} from summaries of the model {}. However the documents were split, \
             the same documents and the same model give this page again, byte for byte.",
            env!("CARGO_PKG_VERSION"),
            summed.summary.model
        )],
        ..Section::default()
    }
}
