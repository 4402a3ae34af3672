//! Choosing one place for each label so that none is in another's way.
//!
//! Placing labels is NP-hard (Formann and Wagner 1991). This is a local search: each label has a
//! list of places with a cost, each pair of places may be in conflict, and pairs that stay in
//! conflict grow dearer until one of them gives way (Morris 1993, the breakout method).

use super::geometry::{Point, Rect, segments_cross};

/// What a pair pays more for each round that it stays in conflict: little, so that of two labels
/// the one with the better second choice moves.
const STEP: f64 = 0.05;
/// Rounds after which a search is given up.
const ROUNDS: usize = 150;
/// Clear space kept round a label, in pixels.
const AIR: f64 = 6.0;

/// A place where a label may go.
#[derive(Debug, Clone)]
pub(super) struct Place {
    /// Which way of breaking the name into lines.
    pub block: usize,
    pub rect: Rect,
    /// Line from the label to its theme, where it needs one.
    pub leader: Option<(Point, Point)>,
    /// What speaks against this place, whatever the other labels do.
    pub cost: f64,
}

impl Place {
    fn conflicts(&self, other: &Place) -> bool {
        if !self.reach().meets(&other.reach()) {
            return false;
        }
        if self.rect.grow(AIR).overlaps(&other.rect) {
            return true;
        }
        let cut = |place: &Place, leader: &Option<(Point, Point)>| {
            leader.is_some_and(|(a, b)| place.rect.grow(AIR).meets_segment(a, b))
        };
        cut(self, &other.leader)
            || cut(other, &self.leader)
            || matches!((self.leader, other.leader), (Some(a), Some(b)) if segments_cross(a, b))
    }

    /// All that the label and its line take up.
    fn reach(&self) -> Rect {
        let label = self.rect.grow(AIR);
        match self.leader {
            Some((from, to)) => label.with(from).with(to),
            None => label,
        }
    }
}

/// For each label the index of its place, or `None` when the search ends with a conflict.
///
/// The places of a label stand in the order of their cost.
pub(super) fn choose(places: &[Vec<Place>]) -> Option<Vec<usize>> {
    if places.iter().any(Vec::is_empty) || lack_room(places) {
        return None;
    }
    let n = places.len();
    let mut chosen = vec![0; n];
    let mut price = vec![vec![STEP; n]; n];
    for _ in 0..ROUNDS {
        let mut calm = true;
        for i in 0..n {
            let rivals = conflicts(&places[i][chosen[i]], i, places, &chosen);
            if rivals.is_empty() {
                continue;
            }
            calm = false;
            for j in rivals {
                price[i][j] += STEP;
                price[j][i] += STEP;
            }
            chosen[i] = cheapest(i, places, &chosen, &price);
        }
        if calm {
            return Some(settle(places, chosen));
        }
    }
    None
}

/// Whether the labels with the space round them are larger together than the area of all places.
fn lack_room(places: &[Vec<Place>]) -> bool {
    let size = |rect: &Rect| (rect.width() + AIR) * (rect.height() + AIR);
    let sizes = |places: &Vec<Place>| {
        let sizes = places.iter().map(|place| size(&place.rect));
        sizes.fold(f64::INFINITY, f64::min)
    };
    let mut rects = places.iter().flatten().map(|place| place.rect);
    let Some(first) = rects.next() else {
        return false;
    };
    let area = rects.fold(first, |area, rect| {
        area.with([rect.x0, rect.y0]).with([rect.x1, rect.y1])
    });
    places.iter().map(sizes).sum::<f64>() > size(&area)
}

/// The labels whose present places are in conflict with `place` of label `i`.
fn conflicts(place: &Place, i: usize, places: &[Vec<Place>], chosen: &[usize]) -> Vec<usize> {
    (0..places.len())
        .filter(|&j| j != i && place.conflicts(&places[j][chosen[j]]))
        .collect()
}

/// The place of label `i` whose cost, with the price of its conflicts, is least.
fn cheapest(i: usize, places: &[Vec<Place>], chosen: &[usize], price: &[Vec<f64>]) -> usize {
    let (mut best, mut least) = (chosen[i], f64::INFINITY);
    for (option, place) in places[i].iter().enumerate() {
        if place.cost >= least {
            break;
        }
        let mut cost = place.cost;
        for j in (0..places.len()).filter(|&j| j != i) {
            if cost >= least {
                break;
            }
            if place.conflicts(&places[j][chosen[j]]) {
                cost += price[i][j];
            }
        }
        if cost < least {
            (best, least) = (option, cost);
        }
    }
    best
}

/// Lets each label take a better place that has come free, until none has.
fn settle(places: &[Vec<Place>], mut chosen: Vec<usize>) -> Vec<usize> {
    for _ in 0..ROUNDS {
        let mut moved = false;
        for i in 0..places.len() {
            let free =
                |option: &usize| conflicts(&places[i][*option], i, places, &chosen).is_empty();
            if let Some(better) = (0..chosen[i]).find(free) {
                chosen[i] = better;
                moved = true;
            }
        }
        if !moved {
            break;
        }
    }
    chosen
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(x: f64, cost: f64) -> Place {
        let rect = Rect::around([x, 0.0], 50.0, 20.0);
        Place {
            block: 0,
            rect,
            leader: None,
            cost,
        }
    }

    #[test]
    fn of_two_labels_that_want_one_place_the_one_with_the_better_choice_moves() {
        let places = vec![
            vec![place(0.0, 0.0), place(100.0, 0.5)],
            vec![place(0.0, 0.0), place(200.0, 0.1)],
        ];
        assert_eq!(choose(&places), Some(vec![0, 1]));
    }

    #[test]
    fn labels_that_cannot_be_parted_are_reported() {
        assert_eq!(
            choose(&[vec![place(0.0, 0.0)], vec![place(10.0, 0.0)]]),
            None
        );
    }

    #[test]
    fn labels_fit_side_by_side_and_no_closer() {
        let row = |step: f64| -> Vec<Vec<Place>> {
            let places = |i: i32| vec![place(step * f64::from(i), 0.0)];
            (0..5).map(places).collect()
        };
        assert!(!lack_room(&row(50.0 + AIR)));
        assert_eq!(choose(&row(50.0 + AIR)), Some(vec![0; 5]));
        assert!(lack_room(&row(50.0)));
        assert_eq!(choose(&row(50.0)), None);
    }

    #[test]
    fn lines_that_would_cross_are_uncrossed() {
        let with = |x: f64, y: f64, to: Point, cost: f64| Place {
            block: 0,
            rect: Rect::around([x, y], 10.0, 10.0),
            leader: Some(([x, y], to)),
            cost,
        };
        let places = vec![
            vec![
                with(0.0, 0.0, [100.0, 100.0], 0.0),
                with(160.0, 100.0, [100.0, 100.0], 0.3),
            ],
            vec![
                with(0.0, 100.0, [100.0, 0.0], 0.0),
                with(160.0, 0.0, [100.0, 0.0], 0.3),
            ],
        ];
        let chosen = choose(&places).expect("one of them can move");
        assert!(!places[0][chosen[0]].conflicts(&places[1][chosen[1]]));
    }
}
