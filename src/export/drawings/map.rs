//! The theme map of a run.

use super::{Pair, words};
use crate::cluster::Status;
use crate::export::chart::{
    Caption, Drawing, Lint, MapInput, Membership, Mode, Palette, Style, lint, theme_map,
};
use crate::quality::UNSTABLE;
use crate::{Result, ThemeMap};

/// The map, what it promises its readers (the worse of each figure of the two looks), and the
/// colours that it gives the themes.
pub(super) fn map(map: &ThemeMap) -> Result<(Pair, Lint, Palette)> {
    let points: Vec<[f64; 2]> = map
        .layout
        .positions
        .rows()
        .into_iter()
        .map(|row| [row[0], row[1]])
        .collect();
    let members = || map.model.memberships.iter();
    let themes = || map.themes.themes.iter();
    let input = MapInput {
        points: &points,
        theme: &members().map(|m| m.assigned()).collect::<Vec<_>>(),
        membership: &members().map(firmness).collect::<Vec<_>>(),
        numbers: &map.model.numbers,
        labels: &themes().map(|t| t.label.clone()).collect::<Vec<_>>(),
        unstable: &themes().map(|t| t.stability < UNSTABLE).collect::<Vec<_>>(),
        caption: Caption {
            title: &words::title(map),
            subtitle: &[words::sources(map)],
            footer: &words::footer(map),
        },
    };
    let palette = Palette::around(&input.centres(), &map.colors);
    let draw = |mode| -> Result<(Drawing, Lint)> {
        let drawing = theme_map(&input, &palette, &Style::new(mode))?;
        let lint = lint(&drawing)?;
        Ok((drawing, lint))
    };
    let (light, dark) = rayon::join(|| draw(Mode::Light), || draw(Mode::Dark));
    let ((light, light_lint), (dark, dark_lint)) = (light?, dark?);
    Ok((Pair { light, dark }, worse(light_lint, dark_lint), palette))
}

fn worse(a: Lint, b: Lint) -> Lint {
    Lint {
        label_overlaps: a.label_overlaps.max(b.label_overlaps),
        min_contrast: a.min_contrast.min(b.min_contrast),
        min_text_px: a.min_text_px.min(b.min_text_px),
    }
}

fn firmness(membership: &crate::cluster::Membership) -> Membership {
    match membership.status {
        Status::Core => Membership::Core,
        Status::Border | Status::Unassigned => Membership::Border,
    }
}
