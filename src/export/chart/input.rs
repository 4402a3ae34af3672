//! What the theme map shows.

use super::sheet::Caption;
use crate::cluster::Status;
use crate::{Error, Result};

/// What the map shows: one entry a document in the first three slices, one a theme in the next two.
#[derive(Debug, Clone, Copy)]
pub struct MapInput<'a> {
    /// Positions in [0, 1], y upwards.
    pub points: &'a [[f64; 2]],
    /// Theme of each document from 0; `None` for a document in no theme.
    pub theme: &'a [Option<usize>],
    /// How firmly each document belongs; of those in no theme it does not count.
    pub status: &'a [Status],
    /// Number of each theme in the tables.
    pub numbers: &'a [usize],
    /// Name of each theme.
    pub labels: &'a [String],
    /// Whether a theme comes out differently when documents change.
    pub unstable: &'a [bool],
    /// Title and the lines round the map.
    pub caption: Caption<'a>,
}

impl MapInput<'_> {
    /// Mean position of each theme's documents: what [`super::Palette::fit`] takes.
    ///
    /// A theme without documents lies in the middle of the map.
    pub fn centres(&self) -> Vec<[f64; 2]> {
        let mut sums = vec![[0.0, 0.0]; self.labels.len()];
        let sizes = self.sizes();
        for (point, theme) in self.points.iter().zip(self.theme) {
            if let Some(sum) = theme.and_then(|theme| sums.get_mut(theme)) {
                sum[0] += point[0];
                sum[1] += point[1];
            }
        }
        let mean = |(sum, size): ([f64; 2], usize)| {
            if size == 0 {
                [0.5, 0.5]
            } else {
                sum.map(|v| v / size as f64)
            }
        };
        sums.into_iter().zip(sizes).map(mean).collect()
    }

    /// Documents of each theme.
    pub(super) fn sizes(&self) -> Vec<usize> {
        let mut sizes = vec![0; self.labels.len()];
        for &theme in self.theme.iter().flatten() {
            if let Some(size) = sizes.get_mut(theme) {
                *size += 1;
            }
        }
        sizes
    }

    pub(super) fn check(&self) -> Result<()> {
        let documents = self.points.len();
        let themes = self.labels.len();
        let fits = self.theme.len() == documents
            && self.status.len() == documents
            && self.unstable.len() == themes
            && self.numbers.len() == themes
            && self.theme.iter().flatten().all(|&theme| theme < themes);
        if fits {
            return Ok(());
        }
        Err(Error::Output {
            file: "the theme map".to_owned(),
            problem: format!("its {documents} points and {themes} themes do not fit together"),
        })
    }

    /// The map in words, for readers who cannot see it.
    pub(super) fn description(&self) -> String {
        let mut words = String::from("Scatter plot of documents, coloured by theme. ");
        words += &self.notes();
        words += " Themes by number, with documents:";
        for (theme, (label, size)) in self.labels.iter().zip(self.sizes()).enumerate() {
            let end = if theme + 1 == self.labels.len() {
                "."
            } else {
                ";"
            };
            words += &format!(" {}. {label} ({size}){end}", self.numbers[theme]);
        }
        words
    }

    /// What a reader of the map has to know; only what occurs on it.
    pub(super) fn notes(&self) -> String {
        let mut notes = vec!["Near points use similar words; the axes have no unit."];
        let pale =
            |(theme, status): (&Option<usize>, &Status)| theme.is_some() && *status != Status::Core;
        if self.theme.iter().zip(self.status).any(pale) {
            notes.push("Pale: close to a second theme.");
        }
        if self.theme.contains(&None) {
            notes.push("Grey: in no theme.");
        }
        if self.unstable.contains(&true) {
            notes.push("Light names: unstable themes.");
        }
        notes.join(" ")
    }
}
