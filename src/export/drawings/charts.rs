//! The charts of a run beside its map, each a function from the result to a pair of drawings.

use super::standings::standings;
use super::years::years;
use super::{Pair, words};
use crate::cluster::{Trial, scores};
use crate::export::chart::{
    self, Caption, Curve, Drawing, Measure, Palette, SizesInput, Style, SweepInput,
};
use crate::quality::UNSTABLE;
use crate::{Result, ThemeMap};

/// The charts in the order in which [`super::Drawings`] has them.
pub(super) const ALL: [Chart; 5] = [sizes, similarity, sweep, timeline, strategic];

/// Draws a chart of a run in the colours of its map; none where there is nothing to show.
type Chart = fn(&ThemeMap, &Palette) -> Result<Option<Pair>>;

/// Documents and silhouette of each theme.
fn sizes(map: &ThemeMap, palette: &Palette) -> Result<Option<Pair>> {
    let themes = || map.themes.themes.iter();
    let sizes: Vec<usize> = themes().map(|theme| theme.size).collect();
    let silhouettes: Vec<f64> = themes().map(|theme| theme.silhouette).collect();
    let input = SizesInput {
        numbers: &map.model.numbers,
        labels: &labels(map),
        sizes: &sizes,
        measure: Measure {
            name: "Silhouette",
            note: "Silhouette: how much nearer documents are to their own theme than to the next, \
                   from -1 to 1.",
            values: &silhouettes,
        },
        unstable: &unstable(map),
    };
    pair(map, "Size of the themes", |caption, style| {
        chart::theme_sizes(caption, &input, palette, style)
    })
}

/// Cosine of every two themes; none for one theme.
fn similarity(map: &ThemeMap, palette: &Palette) -> Result<Option<Pair>> {
    if map.model.len() < 2 {
        return Ok(None);
    }
    let cosines = map.themes.similarity.view();
    pair(map, "Similarity of the themes", |caption, style| {
        let (labels, numbers) = (labels(map), &map.model.numbers);
        chart::theme_similarity(caption, &labels, numbers, cosines, palette, style)
    })
}

/// A figure of every number of themes tried, and what it says.
struct Tried {
    name: &'static str,
    note: &'static str,
    figure: fn(&Trial) -> f64,
}

/// What the score that decides is made of.
const COUNTS: [Tried; 2] = [
    Tried {
        name: "Modularity",
        note: "how much more often nearest neighbours share a theme than by chance",
        figure: |trial| trial.modularity,
    },
    Tried {
        name: "Silhouette",
        note: "how much nearer documents are to their own theme than to the next",
        figure: |trial| trial.silhouette,
    },
];

/// What does not count.
const TOLD: [Tried; 3] = [
    Tried {
        name: "Keyword coherence (NPMI)",
        note: "keywords of a theme stand together",
        figure: |trial| trial.npmi,
    },
    Tried {
        name: "Keyword diversity",
        note: "themes have keywords of their own",
        figure: |trial| trial.diversity,
    },
    Tried {
        name: "Stability",
        note: "samples fall into the same themes",
        figure: |trial| trial.stability,
    },
];

impl Tried {
    fn values(&self, trials: &[Trial]) -> Vec<f64> {
        trials.iter().map(self.figure).collect()
    }

    fn curve<'v>(&self, values: &'v [f64]) -> Curve<'v> {
        Curve {
            name: self.name,
            note: self.note,
            values,
        }
    }
}

/// The figures of every number of themes tried; none when the number was given.
fn sweep(map: &ThemeMap, _: &Palette) -> Result<Option<Pair>> {
    let trials = &map.model.trials;
    if trials.len() < 2 {
        return Ok(None);
    }
    let (counts, told) = (
        COUNTS.map(|tried| (tried.values(trials), tried)),
        TOLD.map(|tried| (tried.values(trials), tried)),
    );
    let input = SweepInput {
        themes: &trials.iter().map(|trial| trial.themes).collect::<Vec<_>>(),
        chosen: map.model.len(),
        decides: Curve {
            name: "Score: the largest decides",
            note: "modularity and silhouette, each as a share of the best below, less a fifth of \
                   the square root of the number of themes",
            values: &scores(trials),
        },
        counts: &counts.each_ref().map(|(values, tried)| tried.curve(values)),
        told: &told.each_ref().map(|(values, tried)| tried.curve(values)),
    };
    pair(map, "Choice of the number of themes", |caption, style| {
        chart::k_sweep(caption, &input, style)
    })
}

/// The themes by year; none where fewer than two years are known.
fn timeline(map: &ThemeMap, palette: &Palette) -> Result<Option<Pair>> {
    let Some(years) = years(map) else {
        return Ok(None);
    };
    pair(map, "Themes by year", |caption, style| {
        chart::timeline(caption, &labels(map), &years, palette, style)
    })
}

/// Centrality and density of the themes; none for one theme.
fn strategic(map: &ThemeMap, palette: &Palette) -> Result<Option<Pair>> {
    if map.model.len() < 2 {
        return Ok(None);
    }
    let standings = standings(map);
    pair(map, "Strategic diagram of the themes", |caption, style| {
        let (labels, unstable) = (labels(map), unstable(map));
        chart::strategic_diagram(caption, &labels, &standings, &unstable, palette, style)
    })
}

fn labels(map: &ThemeMap) -> Vec<String> {
    let themes = map.themes.themes.iter();
    themes.map(|theme| theme.label.clone()).collect()
}

fn unstable(map: &ThemeMap) -> Vec<bool> {
    let themes = map.themes.themes.iter();
    themes.map(|theme| theme.stability < UNSTABLE).collect()
}

/// The chart under its title in both looks.
fn pair(
    map: &ThemeMap,
    title: &str,
    draw: impl Fn(&Caption, &Style) -> Result<Drawing> + Sync,
) -> Result<Option<Pair>> {
    let caption = Caption {
        title,
        subtitle: &[format!("{}: {}", words::title(map), words::sources(map))],
        footer: &words::footer(map),
    };
    Pair::of(|style| draw(&caption, style)).map(Some)
}
