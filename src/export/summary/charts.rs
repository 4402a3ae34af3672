//! The charts that a summary gives.

use std::collections::BTreeMap;

use super::Summed;
use crate::Result;
use crate::export::Pair;
use crate::export::chart::{self, Caption, Drawing, Measure, SizesInput, Style};
use crate::export::drawings::timeline;
use crate::export::report::Chart;
use crate::numbers::{count, plural};

/// The charts in both looks.
pub(super) struct Charts {
    sizes: Pair,
    timeline: Option<Pair>,
}

impl Charts {
    pub fn of(summed: &Summed) -> Result<Charts> {
        Ok(Charts {
            sizes: sizes(summed)?,
            timeline: by_year(summed)?,
        })
    }

    pub fn files(&self) -> Vec<(&'static str, Vec<u8>)> {
        let mut files = vec![
            ("theme-sizes.svg", self.sizes.light.svg().into()),
            ("theme-sizes-dark.svg", self.sizes.dark.svg().into()),
        ];
        if let Some(pair) = &self.timeline {
            files.push(("timeline.svg", pair.light.svg().into()));
            files.push(("timeline-dark.svg", pair.dark.svg().into()));
        }
        files
    }

    /// The charts as a page shows them.
    pub fn shown(&self) -> Vec<Chart> {
        let sizes = self.sizes.shown(
            "theme-sizes",
            "Documents of each theme, and how near they are to its centre",
        );
        let title = "Share of each theme in the documents of a year";
        let timeline = self.timeline.as_ref();
        let timeline = timeline.map(|pair| pair.shown("timeline", title));
        [sizes].into_iter().chain(timeline).collect()
    }
}

/// `12 themes in 200,000 abstracts`.
pub(super) fn title(summed: &Summed) -> String {
    let documents = summed.summary.documents() as usize;
    let themes = plural(summed.model.themes.len(), "theme");
    format!("{themes} in {} abstracts", count(documents))
}

fn sizes(summed: &Summed) -> Result<Pair> {
    let sizes: Vec<usize> = summed.themes().map(|(_, g)| g.documents as usize).collect();
    let scores = summed.themes().map(|(_, g)| g.mean_score().unwrap_or(0.0));
    let scores: Vec<f64> = scores.collect();
    let numbers: Vec<usize> = summed
        .model
        .themes
        .iter()
        .map(|theme| theme.number)
        .collect();
    let input = SizesInput {
        numbers: &numbers,
        labels: &labels(summed),
        sizes: &sizes,
        measure: Measure {
            name: "Score",
            note: "Score: mean cosine of the documents to the centre of their theme, at most 1.",
            values: &scores,
        },
        unstable: &vec![false; numbers.len()],
    };
    pair(summed, "Size of the themes", |caption, style| {
        chart::theme_sizes(caption, &input, &summed.palette, style)
    })
}

fn by_year(summed: &Summed) -> Result<Option<Pair>> {
    let themes = summed.model.themes.len();
    let mut of_year: BTreeMap<i32, Vec<usize>> = BTreeMap::new();
    for (index, group) in summed.groups().enumerate() {
        for (&year, &count) in &group.years {
            of_year.entry(year).or_insert_with(|| vec![0; themes + 1])[index] = count as usize;
        }
    }
    let Some(years) = timeline(&of_year, themes) else {
        return Ok(None);
    };
    let drawn = pair(summed, "Themes by year", |caption, style| {
        chart::timeline(caption, &labels(summed), &years, &summed.palette, style)
    });
    drawn.map(Some)
}

fn labels(summed: &Summed) -> Vec<String> {
    let themes = summed.model.themes.iter();
    themes.map(|theme| theme.name.label.clone()).collect()
}

fn pair(
    summed: &Summed,
    title_text: &str,
    draw: impl Fn(&Caption, &Style) -> Result<Drawing> + Sync,
) -> Result<Pair> {
    let found_in = count(summed.model.training.documents);
    let caption = Caption {
        title: title_text,
        subtitle: &[format!("{}, themes found in {found_in}", title(summed))],
        footer: &format!("thememap {}", env!("CARGO_PKG_VERSION")),
    };
    Pair::of(|style| draw(&caption, style))
}
