//! Names on the map: how large, where, and with which line to their island.

use rayon::prelude::*;

use super::crowd::Crowd;
use super::font::{self, Weight};
use super::geometry::{Point, Rect, distance};
use super::place::{self, Place};
use super::wrap::{self, Block};

/// Most themes that are named on the map; the smaller ones are numbered.
pub(super) const MOST_NAMES: usize = 40;
/// Least font size of a label, in pixels.
const LEAST_SIZE: f64 = 11.0;
/// Pixels within which a label without a line must touch its own points.
const TOUCH: f64 = 14.0;
/// Steps of the direction and of the distance in which places are tried.
const DIRECTIONS: usize = 24;
const DISTANCES: [f64; 10] = [
    0.0, 14.0, 30.0, 50.0, 75.0, 105.0, 140.0, 185.0, 240.0, 310.0,
];

/// A theme to be named.
pub(super) struct Subject {
    /// Its index.
    pub theme: usize,
    /// Its number in the tables.
    pub number: usize,
    pub name: String,
    /// Where it is densest, in pixels.
    pub anchor: Point,
    /// Its points, in pixels.
    pub points: Vec<Point>,
    pub weight: Weight,
}

/// A label in its place.
#[derive(Debug, Clone)]
pub(super) struct Label {
    pub theme: usize,
    pub number: usize,
    pub block: Block,
    pub rect: Rect,
    /// Font size in pixels.
    pub size: f64,
    pub weight: Weight,
    pub leader: Option<(Point, Point)>,
    pub anchor: Point,
    /// Whether the name is in the key and only the number is here.
    pub numbered: bool,
}

/// Places a label for every subject inside `area`; the largest come first in `subjects`.
///
/// Where the names do not fit they shrink, and where they still do not fit the smallest themes
/// give theirs to the key.
pub(super) fn place(subjects: &[Subject], area: &Rect) -> Vec<Label> {
    let all = Crowd::of(subjects.iter().flat_map(|s| s.points.iter().copied()), area);
    let own: Vec<Crowd> = subjects
        .par_iter()
        .map(|s| Crowd::of(s.points.iter().copied(), area))
        .collect();
    let points: usize = subjects.iter().map(|s| s.points.len()).sum();
    let room = 0.35 * area.width() * area.height() / points.max(1) as f64;
    let scene = Scene {
        subjects,
        all,
        own,
        area: *area,
        room,
    };
    // Where not even numbers find room, no name does, and looking for it takes long.
    if subjects.len() > MOST_NAMES && scene.attempt(0, 1.0).is_none() {
        return Vec::new();
    }
    let mut named = subjects.len().min(MOST_NAMES);
    loop {
        for shrink in [1.0, 0.92, 0.85, 0.78, 0.7] {
            if let Some(labels) = scene.attempt(named, shrink) {
                return labels;
            }
        }
        if named == 0 {
            return Vec::new();
        }
        named = named * 4 / 5;
    }
}

struct Scene<'a> {
    subjects: &'a [Subject],
    all: Crowd,
    own: Vec<Crowd>,
    area: Rect,
    /// Square pixels a point, about, where there are points.
    room: f64,
}

/// The text of a label before it has a place.
struct Setting {
    blocks: Vec<Block>,
    size: f64,
    weight: Weight,
}

impl Scene<'_> {
    fn attempt(&self, named: usize, shrink: f64) -> Option<Vec<Label>> {
        let settings: Vec<Setting> = (0..self.subjects.len())
            .map(|i| self.setting(i, named, shrink))
            .collect();
        let places: Vec<Vec<Place>> = settings
            .par_iter()
            .enumerate()
            .map(|(i, setting)| self.places(i, setting))
            .collect();
        let chosen = place::choose(&places)?;
        let labels = self.subjects.iter().enumerate().map(|(i, subject)| {
            let place = &places[i][chosen[i]];
            Label {
                theme: subject.theme,
                number: subject.number,
                block: settings[i].blocks[place.block].clone(),
                rect: place.rect,
                size: settings[i].size,
                weight: settings[i].weight,
                leader: place.leader,
                anchor: subject.anchor,
                numbered: i >= named,
            }
        });
        Some(labels.collect())
    }

    fn setting(&self, i: usize, named: usize, shrink: f64) -> Setting {
        let subject = &self.subjects[i];
        if i >= named {
            let weight = Weight::SemiBold;
            let number = subject.number.to_string();
            return Setting {
                blocks: wrap::blocks(&number, LEAST_SIZE, weight),
                size: LEAST_SIZE,
                weight,
            };
        }
        let (small, large) = match named {
            0..=8 => (16.0, 24.0),
            9..=16 => (14.5, 21.0),
            17..=28 => (13.0, 17.5),
            _ => (12.0, 15.5),
        };
        let most = self.subjects[0].points.len().max(1) as f64;
        let share = (subject.points.len() as f64 / most).sqrt();
        let size = (shrink * (small + (large - small) * share)).max(LEAST_SIZE);
        let size = (size * 4.0).round() / 4.0;
        Setting {
            blocks: wrap::blocks(&subject.name, size, subject.weight),
            size,
            weight: subject.weight,
        }
    }

    /// Every place inside the area that hides no other theme's anchor.
    fn places(&self, i: usize, setting: &Setting) -> Vec<Place> {
        let anchor = self.subjects[i].anchor;
        let mut places = Vec::new();
        for (b, block) in setting.blocks.iter().enumerate() {
            let (w, h) = (block.width, block.height);
            let place = |centre: Point| self.place(i, b, setting, Rect::around(centre, w, h));
            places.extend(place(anchor));
            for direction in 0..DIRECTIONS {
                let turn = direction as f64 / DIRECTIONS as f64 * std::f64::consts::TAU;
                let (sin, cos) = libm::sincos(turn);
                // How far the middle is from the anchor when the near side touches it.
                let touch = (w / 2.0 / cos.abs().max(1e-9)).min(h / 2.0 / sin.abs().max(1e-9));
                places.extend(DISTANCES.iter().filter_map(|far| {
                    let away = touch + 6.0 + far;
                    place([anchor[0] + cos * away, anchor[1] + sin * away])
                }));
            }
        }
        places.sort_by(|a, b| a.cost.total_cmp(&b.cost));
        places
    }

    /// A block in a place with its line and its cost; none where it cannot stand.
    fn place(&self, i: usize, b: usize, setting: &Setting, rect: Rect) -> Option<Place> {
        if !self.may_stand(i, &rect) {
            return None;
        }
        let subject = &self.subjects[i];
        let length = distance(rect.nearest(subject.anchor, 0.0), subject.anchor);
        let leader = (!self.is_at_home(i, &rect) && length > 8.0).then(|| {
            let from = rect.grow(2.0).nearest(subject.anchor, setting.size);
            (from, subject.anchor)
        });
        let hidden = rect.grow(4.0);
        let own = self.own[i].under(&hidden);
        let others = self.all.under(&hidden) - own;
        let covered = |points: f64| (points * self.room / (rect.width() * rect.height())).min(2.0);
        let lost = own / subject.points.len().max(1) as f64;
        let cost = 0.75 * covered(others)
            + 0.8 * covered(own)
            + 1.6 * lost
            + length / 240.0
            + 0.02 * setting.off_measure(b)
            + if setting.is_tower(b) { 0.2 } else { 0.0 }
            + if leader.is_some() { 0.2 } else { 0.0 };
        Some(Place {
            block: b,
            rect,
            leader,
            cost,
        })
    }

    /// Whether a label is inside the area there and hides no other theme's anchor.
    fn may_stand(&self, i: usize, rect: &Rect) -> bool {
        let room = rect.grow(4.0);
        let mut others = self.subjects.iter().enumerate().filter(|(j, _)| *j != i);
        self.area.holds(rect) && !others.any(|(_, other)| room.contains(other.anchor))
    }

    /// Whether a label touches enough of its own points there, and few others.
    fn is_at_home(&self, i: usize, rect: &Rect) -> bool {
        let near = rect.grow(TOUCH);
        let own = self.own[i].under(&near);
        let enough = (0.04 * self.subjects[i].points.len() as f64).clamp(1.0, 12.0);
        own >= enough && own >= 0.6 * self.all.under(&near)
    }
}

impl Setting {
    /// By how many em lines are longer or shorter than the eight that look best.
    fn off_measure(&self, b: usize) -> f64 {
        (self.blocks[b].width / self.size - 8.0).abs()
    }

    /// Whether a name stands in three lines that is not long enough for that.
    fn is_tower(&self, b: usize) -> bool {
        self.blocks[b].lines.len() == 3 && self.blocks[0].width < 20.0 * self.size
    }
}

impl Label {
    /// The lines of the label: left end and baseline of each, in pixels. Text leans towards its
    /// island: flush left when it stands to the right of it, flush right on the left.
    pub fn lines(&self) -> Vec<(String, f64, f64)> {
        let lean = if self.rect.x0 > self.anchor[0] + 4.0 {
            0.0
        } else if self.rect.x1 < self.anchor[0] - 4.0 {
            1.0
        } else {
            0.5
        };
        let mut baseline = self.rect.y0 + font::ASCENT * self.size;
        let mut lines = Vec::new();
        for text in &self.block.lines {
            let spare = self.rect.width() - self.weight.width(text) * self.size;
            lines.push((text.clone(), self.rect.x0 + lean * spare, baseline));
            baseline += font::LEADING * self.size;
        }
        lines
    }
}

#[cfg(test)]
mod tests {
    use super::super::geometry::segments_cross;
    use super::*;

    const AREA: Rect = Rect {
        x0: 0.0,
        y0: 0.0,
        x1: 1100.0,
        y1: 760.0,
    };

    /// Themes so near to each other that most names need a line.
    fn crowded(themes: usize) -> Vec<Subject> {
        let subject = |theme: usize| {
            let (sin, cos) = libm::sincos(2.4 * theme as f64);
            let away = 16.0 * (theme as f64).sqrt();
            let anchor = [550.0 + away * cos, 380.0 + away * sin];
            let spread = |i: usize| [anchor[0] + (i % 9) as f64, anchor[1] + (i % 7) as f64];
            Subject {
                theme,
                number: theme + 1,
                name: format!("Distributed optimization methods {theme}"),
                anchor,
                points: (0..20).map(spread).collect(),
                weight: Weight::SemiBold,
            }
        };
        (0..themes).map(subject).collect()
    }

    #[test]
    fn names_keep_apart_stay_inside_hide_no_centre_and_their_lines_do_not_cross() {
        let subjects = crowded(40);
        let labels = place(&subjects, &AREA);
        assert_eq!(labels.len(), 40);
        for (i, a) in labels.iter().enumerate() {
            assert!(AREA.holds(&a.rect) && a.size >= LEAST_SIZE);
            assert!(
                !subjects
                    .iter()
                    .any(|s| s.theme != a.theme && a.rect.contains(s.anchor))
            );
            for b in &labels[..i] {
                assert!(!a.rect.overlaps(&b.rect));
                if let (Some(a), Some(b)) = (a.leader, b.leader) {
                    assert!(!segments_cross(a, b));
                }
            }
        }
    }

    #[test]
    fn a_name_away_from_its_points_has_a_line_and_one_beside_them_has_none() {
        let labels = place(&crowded(40), &AREA);
        for label in &labels {
            let away = distance(label.rect.nearest(label.anchor, 0.0), label.anchor);
            assert!(away < 40.0 || label.leader.is_some(), "{label:?}");
        }
        assert!(place(&crowded(1), &AREA)[0].leader.is_none());
    }

    #[test]
    fn past_forty_the_smallest_are_numbered() {
        let labels = place(&crowded(44), &AREA);
        assert_eq!(labels.len(), 44);
        assert!(labels.iter().filter(|label| label.numbered).count() >= 4);
    }

    #[test]
    fn larger_themes_have_larger_names() {
        let mut subjects = crowded(2);
        subjects[1].points.truncate(3);
        let labels = place(&subjects, &AREA);
        assert!(labels[0].size > labels[1].size);
    }
}
