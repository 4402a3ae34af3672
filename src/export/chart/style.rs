//! The look that all charts share, in light and in dark.

use super::color::Rgb;

/// Light or dark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// Dark ink on a light ground.
    Light,
    /// Light ink on a dark ground.
    Dark,
}

/// Colours and opacities that do not depend on the data.
#[derive(Debug, Clone, Copy)]
pub struct Style {
    /// Which of the two looks this is.
    pub mode: Mode,
    /// The ground.
    pub background: Rgb,
    /// Titles.
    pub ink: Rgb,
    /// Other text.
    pub muted: Rgb,
    /// Rules and grid lines.
    pub rule: Rgb,
    /// Documents in no theme.
    pub unassigned: Rgb,
    /// Lines that stand for no theme.
    pub accent: Rgb,
    /// Opacity of each layer of a theme's glow.
    pub glow: f64,
}

impl Style {
    /// The style for `mode`.
    pub const fn new(mode: Mode) -> Style {
        match mode {
            Mode::Light => Style {
                mode,
                background: Rgb(255, 255, 255),
                ink: Rgb(24, 28, 33),
                muted: Rgb(92, 99, 107),
                rule: Rgb(222, 226, 230),
                unassigned: Rgb(184, 189, 195),
                accent: Rgb(20, 110, 190),
                glow: 0.085,
            },
            Mode::Dark => Style {
                mode,
                background: Rgb(17, 20, 24),
                ink: Rgb(237, 239, 242),
                muted: Rgb(156, 163, 171),
                rule: Rgb(48, 53, 60),
                unassigned: Rgb(88, 94, 102),
                accent: Rgb(90, 170, 240),
                glow: 0.1,
            },
        }
    }
}
