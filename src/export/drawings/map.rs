//! The theme map of a run.

use super::{Pair, words};
use crate::cluster::Status;
use crate::export::chart::{Caption, Lint, MapInput, Palette, Plan, lint};
use crate::quality::UNSTABLE;
use crate::{Result, ThemeMap};

/// What the map shows, in the slices that it is drawn from.
pub(super) struct Shown<'a> {
    map: &'a ThemeMap,
    points: Vec<[f64; 2]>,
    theme: Vec<Option<usize>>,
    status: Vec<Status>,
    labels: Vec<String>,
    unstable: Vec<bool>,
    title: String,
    subtitle: [String; 1],
    footer: String,
}

impl<'a> Shown<'a> {
    pub fn of(map: &'a ThemeMap) -> Shown<'a> {
        let members = map.model.memberships.iter();
        let themes = || map.themes.themes.iter();
        Shown {
            map,
            points: map.layout.points(),
            theme: map.model.assignments(),
            status: members.map(|member| member.status).collect(),
            labels: themes().map(|theme| theme.label.clone()).collect(),
            unstable: themes().map(|theme| theme.stability < UNSTABLE).collect(),
            title: words::title(map),
            subtitle: [words::sources(map)],
            footer: words::footer(map),
        }
    }

    pub fn input(&self) -> MapInput<'_> {
        MapInput {
            points: &self.points,
            theme: &self.theme,
            status: &self.status,
            numbers: &self.map.model.numbers,
            labels: &self.labels,
            unstable: &self.unstable,
            caption: Caption {
                title: &self.title,
                subtitle: &self.subtitle,
                footer: &self.footer,
            },
        }
    }
}

/// The map, and what it promises its readers: the worse of each figure of the two looks.
pub(super) fn map(input: &MapInput, palette: &Palette) -> Result<(Pair, Lint)> {
    let plan = Plan::of(input)?;
    let pair = Pair::of(|style| plan.draw(palette, style))?;
    let (light, dark) = rayon::join(|| lint(&pair.light), || lint(&pair.dark));
    Ok((pair, worse(light?, dark?)))
}

fn worse(a: Lint, b: Lint) -> Lint {
    Lint {
        label_overlaps: a.label_overlaps.max(b.label_overlaps),
        min_contrast: a.min_contrast.min(b.min_contrast),
        min_text_px: a.min_text_px.min(b.min_text_px),
    }
}
