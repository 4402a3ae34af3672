//! The charts of a run, drawn once for all files that show them.

use super::chart::{
    Caption, Drawing, Lint, MapInput, Membership, Mode, Palette, Style, lint, theme_map,
};
use crate::cluster::Status;
use crate::quality::UNSTABLE;
use crate::{Result, ThemeMap};

/// Pixels of the PNG for each pixel of the drawing.
const PNG_SCALE: f32 = 2.0;

/// The theme map in both looks, and the colours that it gave the themes.
#[derive(Debug, Clone)]
pub struct Drawings {
    /// The map for light pages and paper.
    pub light: Drawing,
    /// The map for dark pages.
    pub dark: Drawing,
    /// What the two maps promise their readers, the worse of each figure.
    pub lint: Lint,
    /// The colour of each theme, the same in all charts, tables and pages.
    pub palette: Palette,
}

impl Drawings {
    /// Draws the charts of a run.
    ///
    /// # Errors
    ///
    /// [`Error::Output`](crate::Error::Output) when a chart cannot be drawn.
    pub fn of(map: &ThemeMap) -> Result<Drawings> {
        let points: Vec<[f64; 2]> = map
            .layout
            .positions
            .rows()
            .into_iter()
            .map(|row| [row[0], row[1]])
            .collect();
        let theme: Vec<Option<usize>> = map
            .model
            .memberships
            .iter()
            .map(|membership| membership.assigned())
            .collect();
        let membership: Vec<Membership> = map.model.memberships.iter().map(firmness).collect();
        let labels: Vec<String> = map
            .themes
            .themes
            .iter()
            .map(|theme| theme.label.clone())
            .collect();
        let unstable: Vec<bool> = map
            .themes
            .themes
            .iter()
            .map(|theme| theme.stability < UNSTABLE)
            .collect();
        let input = MapInput {
            points: &points,
            theme: &theme,
            membership: &membership,
            labels: &labels,
            unstable: &unstable,
            caption: Caption {
                title: &title(map),
                subtitle: &[subtitle(map)],
                footer: &format!(
                    "thememap {}, seed {}",
                    env!("CARGO_PKG_VERSION"),
                    map.options.seed
                ),
            },
        };
        let palette = Palette::fit(&input.centres());
        let draw = |mode| {
            let drawing = theme_map(&input, &palette, &Style::new(mode))?;
            let lint = lint(&drawing)?;
            Ok((drawing, lint))
        };
        let (light, dark) = rayon::join(|| draw(Mode::Light), || draw(Mode::Dark));
        let ((light, light_lint), (dark, dark_lint)) = (light?, dark?);
        let lint = worse(light_lint, dark_lint);
        Ok(Drawings {
            light,
            dark,
            lint,
            palette,
        })
    }

    /// The light map as PNG, at twice its size.
    ///
    /// # Errors
    ///
    /// As [`Drawing::png`].
    pub fn png(&self) -> Result<Vec<u8>> {
        self.light.png(PNG_SCALE)
    }
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

/// `12 themes in 423 abstracts`.
pub fn title(map: &ThemeMap) -> String {
    let (themes, documents) = (map.model.len(), map.corpus.documents.len());
    let theme = if themes == 1 { "theme" } else { "themes" };
    format!(
        "{themes} {theme} in {} abstracts",
        super::report::count(documents)
    )
}

/// The sources, as far as they can be named on a line, and the years.
fn subtitle(map: &ThemeMap) -> String {
    let names: Vec<&str> = map
        .corpus
        .sources
        .iter()
        .map(|source| source.name.as_str())
        .collect();
    let sources = match names.as_slice() {
        [] => String::new(),
        [first] => (*first).to_string(),
        [first, second] => format!("{first} and {second}"),
        [first, rest @ ..] => format!("{first} and {} other files", rest.len()),
    };
    let years = map
        .corpus
        .documents
        .iter()
        .filter_map(|document| document.year);
    match (years.clone().min(), years.max()) {
        (Some(first), Some(last)) if first == last => format!("{sources}, {first}"),
        (Some(first), Some(last)) => format!("{sources}, {first} to {last}"),
        _ => sources,
    }
}
