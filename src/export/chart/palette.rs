//! One colour a theme, taken from where the theme lies on the map.

use super::color::{Oklab, Rgb, Vision};
use super::style::Mode;
use crate::Result;
use crate::error::expect_count;

/// Neighbours on the map whose colours must differ most.
const NEIGHBOURS: usize = 5;
/// OKLab distance wanted between neighbours, for every way of seeing.
const WANTED_NEAR: f64 = 0.13;
/// OKLab distance wanted between any two themes.
const WANTED_FAR: f64 = 0.07;

/// The colours of the themes, the same in every chart, table and page.
#[derive(Debug, Clone, PartialEq)]
pub struct Palette {
    light: Vec<Rgb>,
    dark: Vec<Rgb>,
}

/// A way to depart from the hue that the angle gives.
#[derive(Debug, Clone, Copy)]
struct Variant {
    tier: usize,
    hue_shift: f64,
    chroma: f64,
}

impl Palette {
    /// Chooses a colour for each theme from its centre on the map.
    ///
    /// Hue follows the angle round the middle of the map, so that near themes look related;
    /// lightness, chroma and small turns of the hue are then chosen so that near themes can be
    /// told apart, also with protanopia, deuteranopia and tritanopia.
    pub fn fit(centres: &[[f64; 2]]) -> Palette {
        Palette::around(centres, &vec![None; centres.len()])
    }

    /// The same where some themes have their colours already, on light and on dark pages: the
    /// others are chosen to go with them. One entry of `kept` a theme.
    pub fn around(centres: &[[f64; 2]], kept: &[Option<[Rgb; 2]>]) -> Palette {
        let hues = hues(centres);
        let variants = variants();
        let colors: Vec<Vec<[Rgb; 2]>> = hues
            .iter()
            .zip(kept)
            .map(|(&hue, kept)| match kept {
                Some(pair) => vec![*pair],
                None => variants
                    .iter()
                    .map(|v| [color(Mode::Light, hue, v), color(Mode::Dark, hue, v)])
                    .collect(),
            })
            .collect();
        let seen: Vec<Vec<[Oklab; 8]>> = colors
            .iter()
            .map(|options| options.iter().map(all_views).collect())
            .collect();
        let chosen = settle(&seen, &near(centres));
        let pick = |mode: usize| {
            chosen
                .iter()
                .zip(&colors)
                .map(|(&v, options)| options[v][mode])
                .collect()
        };
        Palette {
            light: pick(0),
            dark: pick(1),
        }
    }

    /// The colours that themes have already, on light and on dark pages.
    pub fn given(colors: impl Iterator<Item = [Rgb; 2]>) -> Palette {
        let (light, dark) = colors.map(|[light, dark]| (light, dark)).unzip();
        Palette { light, dark }
    }

    /// The colours for `mode`, one a theme.
    pub fn colors(&self, mode: Mode) -> &[Rgb] {
        match mode {
            Mode::Light => &self.light,
            Mode::Dark => &self.dark,
        }
    }

    /// The same for so many themes.
    ///
    /// # Errors
    ///
    /// [`Error::Mismatch`](crate::Error::Mismatch) when it has colours for more or fewer.
    pub(super) fn colors_of(&self, themes: usize, mode: Mode) -> Result<&[Rgb]> {
        expect_count("colours beside the themes", themes, self.light.len())?;
        Ok(self.colors(mode))
    }
}

/// Hue in degrees: even steps in the order of the angles, turned to fit the angles best.
fn hues(centres: &[[f64; 2]]) -> Vec<f64> {
    let n = centres.len() as f64;
    let middle = [0, 1].map(|axis| centres.iter().map(|c| c[axis]).sum::<f64>() / n.max(1.0));
    let angles: Vec<f64> = centres
        .iter()
        .map(|c| libm::atan2(c[1] - middle[1], c[0] - middle[0]))
        .collect();
    let mut order: Vec<usize> = (0..centres.len()).collect();
    order.sort_by(|&a, &b| angles[a].total_cmp(&angles[b]).then(a.cmp(&b)));
    let mut even = vec![0.0; centres.len()];
    for (rank, &theme) in order.iter().enumerate() {
        even[theme] = rank as f64 / n * std::f64::consts::TAU;
    }
    let (mut sin, mut cos) = (0.0, 0.0);
    for (angle, even) in angles.iter().zip(&even) {
        let (s, c) = libm::sincos(angle - even);
        sin += s;
        cos += c;
    }
    let turn = libm::atan2(sin, cos);
    even.iter().map(|hue| (hue + turn).to_degrees()).collect()
}

/// The plain variant first: it wins where nothing is gained by another.
fn variants() -> Vec<Variant> {
    let mut all = Vec::new();
    for chroma in [1.0, 0.7] {
        for hue_shift in [0.0, -10.0, 10.0, -20.0, 20.0] {
            for tier in [2, 1, 3, 0, 4] {
                all.push(Variant {
                    tier,
                    hue_shift,
                    chroma,
                });
            }
        }
    }
    all
}

fn color(mode: Mode, hue: f64, variant: &Variant) -> Rgb {
    let (tiers, chroma) = match mode {
        Mode::Light => ([0.45, 0.52, 0.59, 0.66, 0.73], 0.18),
        Mode::Dark => ([0.58, 0.65, 0.72, 0.79, 0.86], 0.16),
    };
    let hue = hue + variant.hue_shift;
    // Yellow is only yellow when it is light, blue only blue when it is dark.
    let lift = 0.05 * libm::cos((hue - 100.0).to_radians());
    Rgb::from_lch(tiers[variant.tier] + lift, chroma * variant.chroma, hue)
}

/// The colour pair as each reader sees it, light then dark.
fn all_views(pair: &[Rgb; 2]) -> [Oklab; 8] {
    std::array::from_fn(|i| pair[i / 4].seen_by(Vision::ALL[i % 4]))
}

/// Which pairs of themes lie near each other.
fn near(centres: &[[f64; 2]]) -> Vec<Vec<bool>> {
    let n = centres.len();
    let mut near = vec![vec![false; n]; n];
    for i in 0..n {
        let distance = |j: usize| {
            let (x, y) = (centres[i][0] - centres[j][0], centres[i][1] - centres[j][1]);
            x * x + y * y
        };
        let mut others: Vec<usize> = (0..n).filter(|&j| j != i).collect();
        others.sort_by(|&a, &b| distance(a).total_cmp(&distance(b)).then(a.cmp(&b)));
        for &j in others.iter().take(NEIGHBOURS) {
            near[i][j] = true;
            near[j][i] = true;
        }
    }
    near
}

/// Coordinate descent: each theme in turn takes the variant that clashes least with the others.
fn settle(seen: &[Vec<[Oklab; 8]>], near: &[Vec<bool>]) -> Vec<usize> {
    let n = seen.len();
    let mut chosen = vec![0; n];
    for _ in 0..24 {
        let mut moved = false;
        for i in 0..n {
            let cost = |variant: usize| {
                let mut sum = variant as f64 * 1e-5;
                for j in (0..n).filter(|&j| j != i) {
                    let gap = least_difference(&seen[i][variant], &seen[j][chosen[j]]);
                    let (wanted, weight) = if near[i][j] {
                        (WANTED_NEAR, 1.0)
                    } else {
                        (WANTED_FAR, 0.2)
                    };
                    let short = (wanted - gap).max(0.0) / wanted;
                    sum += weight * short * short * short * short;
                }
                sum
            };
            let costs: Vec<f64> = (0..seen[i].len()).map(cost).collect();
            let best = (0..costs.len())
                .min_by(|&a, &b| costs[a].total_cmp(&costs[b]))
                .expect("the table of variants is not empty");
            if costs[best] + 1e-9 < costs[chosen[i]] {
                chosen[i] = best;
                moved = true;
            }
        }
        if !moved {
            break;
        }
    }
    chosen
}

fn least_difference(a: &[Oklab; 8], b: &[Oklab; 8]) -> f64 {
    let squares = a.iter().zip(b).map(|(a, b)| a.squared_distance(*b));
    squares.fold(f64::INFINITY, f64::min).sqrt()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spiral(n: usize) -> Vec<[f64; 2]> {
        (0..n)
            .map(|i| {
                let (sin, cos) = libm::sincos(2.4 * i as f64);
                let radius = (i as f64 / n as f64).sqrt() / 2.0;
                [0.5 + radius * cos, 0.5 + radius * sin]
            })
            .collect()
    }

    #[test]
    fn near_themes_can_be_told_apart_by_every_reader_in_light_and_dark() {
        for n in [2, 3, 5, 12, 25, 40] {
            let centres = spiral(n);
            let palette = Palette::fit(&centres);
            let near = near(&centres);
            for mode in [Mode::Light, Mode::Dark] {
                let colors = palette.colors(mode);
                for vision in Vision::ALL {
                    for i in 0..n {
                        for j in (0..i).filter(|&j| near[i][j]) {
                            let gap = colors[i]
                                .seen_by(vision)
                                .distance(colors[j].seen_by(vision));
                            assert!(gap >= 0.05, "{n} themes, {i} and {j}, {vision:?}: {gap:.3}");
                        }
                    }
                }
            }
        }
    }

    #[test]
    fn a_theme_to_the_right_and_one_to_the_left_have_opposite_hues() {
        let palette = Palette::fit(&[[1.0, 0.5], [0.0, 0.5]]);
        let [a, b] = [palette.light[0].oklab(), palette.light[1].oklab()];
        assert!(a.a * b.a + a.b * b.b < 0.0);
    }

    #[test]
    fn no_themes_and_one_theme_are_no_trouble() {
        assert!(Palette::fit(&[]).colors(Mode::Dark).is_empty());
        assert_eq!(Palette::fit(&[[0.5, 0.5]]).colors(Mode::Light).len(), 1);
    }

    #[test]
    fn a_new_theme_gets_a_colour_beside_those_that_stay() {
        let centres = spiral(6);
        let before = Palette::fit(&centres[..5]);
        let pair = |i: usize| [before.light[i], before.dark[i]];
        let kept: Vec<_> = (0..6).map(|i| (i < 5).then(|| pair(i))).collect();
        let after = Palette::around(&centres, &kept);
        assert_eq!(after.light[..5], before.light);
        let gap = |i: usize| after.light[5].oklab().distance(after.light[i].oklab());
        assert!((0..5).all(|i| gap(i) > 0.05));
        let all: Vec<_> = (0..5).map(|i| Some(pair(i))).collect();
        assert_eq!(Palette::around(&centres[..5], &all), before);
    }
}
