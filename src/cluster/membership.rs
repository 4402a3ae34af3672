//! How sure a document's place is, by its cosines to the themes: shape (documents, themes).

use ndarray::{ArrayView1, ArrayView2};

use super::model::{Membership, Status};

/// A score below this share of the median is far from every theme.
const FAR: f32 = 0.5;
/// A far document is between themes when its margin is below this share of its own score: a short
/// text scores low everywhere and may still belong clearly to one theme.
const BETWEEN: f32 = 0.25;
/// Core documents score at least this share of the median.
const NEAR: f32 = 0.7;
/// Core documents lead by at least this share of the median margin.
const CLEAR: f32 = 0.5;

/// From which score and margin on a document is somewhere, and surely so.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Thresholds {
    /// A score below this is far from every theme; a cosine.
    pub far: f32,
    /// Core documents score at least this; a cosine.
    pub near: f32,
    /// Core documents lead by at least this; a difference of cosines.
    pub clear: f32,
}

impl Thresholds {
    /// By the medians of scores and margins: 0.5 and 0.7 of the median score, half of the median
    /// margin.
    fn of(placed: &[Membership]) -> Thresholds {
        let score = median(placed.iter().map(|m| m.score));
        Thresholds {
            far: FAR * score,
            near: NEAR * score,
            clear: CLEAR * median(placed.iter().map(|m| m.margin)),
        }
    }

    /// How surely a document of this score and margin belongs to its nearest theme: *unassigned*
    /// when it is far and its margin below a quarter of its score (unless `assign_all`), *core*
    /// when it is near and leads clearly, else *border*.
    fn status(&self, score: f32, margin: f32, assign_all: bool) -> Status {
        let between = margin < BETWEEN * score;
        let nowhere = score < self.far && between || score <= 0.0;
        if nowhere && !assign_all {
            Status::Unassigned
        } else if score >= self.near && margin >= self.clear {
            Status::Core
        } else {
            Status::Border
        }
    }
}

/// Places each document in its nearest theme, by thresholds from these very documents, which are
/// returned too.
///
/// With the medians over all documents, a document is *unassigned* when its score is below half
/// of the median score and its margin below a quarter of its own score (unless `assign_all`),
/// *core* when its score is at least 0.7 of the median score and its margin at least half of the
/// median margin, else *border*.
///
/// Some themes take a document only from a least cosine on (`reach`, one entry a theme, or none at
/// all): a document that it does not reach is as far as can be from that theme.
pub(super) fn place_reaching(
    near: ArrayView2<f32>,
    reach: &[Option<f32>],
    assign_all: bool,
) -> (Vec<Membership>, Thresholds) {
    let nearest = nearest(near, reach);
    let thresholds = Thresholds::of(&nearest);
    (judged(nearest, &thresholds, assign_all), thresholds)
}

/// The documents with the themes that they are given, none for those in no theme, by thresholds from
/// those that are in one. A document may be nearer to the second theme than to its own: then its
/// margin is below 0.
pub(super) fn place_given(
    near: ArrayView2<f32>,
    themes: &[Option<usize>],
) -> (Vec<Membership>, Thresholds) {
    let mut placed = place_as_told(near, &[], &Thresholds::of(&[]), themes);
    let members = placed.iter().copied().zip(themes);
    let members = members.filter_map(|(membership, theme)| theme.map(|_| membership));
    let thresholds = Thresholds::of(&members.collect::<Vec<_>>());
    for membership in placed.iter_mut().filter(|m| m.assigned().is_some()) {
        membership.status = thresholds.status(membership.score, membership.margin, true);
    }
    (placed, thresholds)
}

/// Says of each document how surely it belongs to the theme that it is in, by thresholds from these
/// very documents, which are returned too. Where another theme is nearer the margin is 0.
pub(super) fn judge(
    near: ArrayView2<f32>,
    theme_of: &[usize],
    assign_all: bool,
) -> (Vec<Membership>, Thresholds) {
    let placed = in_themes(near, theme_of);
    let thresholds = Thresholds::of(&placed);
    let mut judged = judged(placed, &thresholds, assign_all);
    keep_nearest(&mut judged, near.ncols());
    (judged, thresholds)
}

/// A theme has at least the document that is nearest to it.
fn keep_nearest(judged: &mut [Membership], themes: usize) {
    for theme in 0..themes {
        let own = |membership: &&mut Membership| membership.theme == theme;
        if judged.iter().any(|m| m.assigned() == Some(theme)) {
            continue;
        }
        let nearest =
            judged.iter_mut().filter(own).reduce(
                |best, next| {
                    if next.score > best.score { next } else { best }
                },
            );
        if let Some(membership) = nearest {
            membership.status = Status::Border;
        }
    }
}

/// The same by the thresholds of other documents.
pub(super) fn judge_within(
    near: ArrayView2<f32>,
    theme_of: &[usize],
    thresholds: &Thresholds,
    assign_all: bool,
) -> Vec<Membership> {
    judged(in_themes(near, theme_of), thresholds, assign_all)
}

fn in_themes(near: ArrayView2<f32>, theme_of: &[usize]) -> Vec<Membership> {
    near.outer_iter()
        .zip(theme_of)
        .map(|(row, &theme)| in_theme(theme, row.iter().copied()))
        .collect()
}

/// A theme beside the nearest of the others, of equal ones the first.
fn in_theme(theme: usize, cosines: impl Iterator<Item = f32>) -> Membership {
    let mut score = 0.0;
    let mut second: Option<(usize, f32)> = None;
    for (other, cosine) in cosines.enumerate() {
        if other == theme {
            score = cosine;
        } else if second.is_none_or(|(_, kept)| cosine > kept) {
            second = Some((other, cosine));
        }
    }
    Membership {
        theme,
        second: second.map(|(theme, _)| theme),
        score,
        margin: second.map_or(score, |(_, cosine)| (score - cosine).max(0.0)),
        status: Status::Border,
    }
}

/// Places each document by the thresholds of other documents: those in which the themes were found.
pub(super) fn place_within_reach(
    near: ArrayView2<f32>,
    reach: &[Option<f32>],
    thresholds: &Thresholds,
    assign_all: bool,
) -> Vec<Membership> {
    judged(nearest(near, reach), thresholds, assign_all)
}

/// The memberships of documents in the themes where they are to be, whatever is nearest; `None` is to
/// be in none. What is said of score, margin and status holds for the theme that it is.
pub(super) fn place_as_told(
    near: ArrayView2<f32>,
    reach: &[Option<f32>],
    thresholds: &Thresholds,
    told: &[Option<usize>],
) -> Vec<Membership> {
    let place = |(row, told): (ArrayView1<f32>, &Option<usize>)| {
        let nearest = two_nearest(row, reach);
        let Some(theme) = *told else {
            return Membership {
                status: Status::Unassigned,
                ..nearest
            };
        };
        let second = match nearest.theme == theme {
            true => nearest.second,
            false => Some(nearest.theme),
        };
        let margin = second.map_or(row[theme], |second| row[theme] - row[second]);
        Membership {
            theme,
            second,
            score: row[theme],
            margin,
            status: thresholds.status(row[theme], margin, true),
        }
    };
    near.outer_iter().zip(told).map(place).collect()
}

fn nearest(near: ArrayView2<f32>, reach: &[Option<f32>]) -> Vec<Membership> {
    near.outer_iter()
        .map(|row| two_nearest(row, reach))
        .collect()
}

/// The nearest and the next nearest centre that reach a row of cosines; one that does not comes
/// after all that do.
fn two_nearest(row: ArrayView1<f32>, reach: &[Option<f32>]) -> Membership {
    let limits = reach.iter().copied().chain(std::iter::repeat(None));
    let ranked = row.iter().zip(limits).map(|(&cosine, limit)| match limit {
        Some(limit) if cosine < limit => cosine - 2.0,
        _ => cosine,
    });
    let found = two_best(ranked);
    let score = row[found.theme];
    Membership {
        score,
        margin: found.second.map_or(score, |second| score - row[second]),
        ..found
    }
}

fn judged(
    mut placed: Vec<Membership>,
    thresholds: &Thresholds,
    assign_all: bool,
) -> Vec<Membership> {
    for membership in &mut placed {
        membership.status = thresholds.status(membership.score, membership.margin, assign_all);
    }
    placed
}

/// The nearest and the next nearest of a row of cosines; of equal ones the first.
fn two_best(cosines: impl Iterator<Item = f32>) -> Membership {
    let mut best = (0, f32::NEG_INFINITY);
    let mut second: Option<(usize, f32)> = None;
    for (theme, cosine) in cosines.enumerate() {
        if cosine > best.1 {
            second = (theme > 0).then_some(best);
            best = (theme, cosine);
        } else if second.is_none_or(|(_, kept)| cosine > kept) {
            second = Some((theme, cosine));
        }
    }
    Membership {
        theme: best.0,
        second: second.map(|(theme, _)| theme),
        score: best.1,
        margin: second.map_or(best.1, |(_, cosine)| best.1 - cosine),
        status: Status::Border,
    }
}

/// The middle value, the upper one of two; 0 of none.
fn median(values: impl Iterator<Item = f32>) -> f32 {
    let mut sorted: Vec<f32> = values.collect();
    sorted.sort_by(f32::total_cmp);
    sorted.get(sorted.len() / 2).copied().unwrap_or(0.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cluster::kmeans::cosines;
    use ndarray::array;

    #[test]
    fn the_two_best_are_found_in_any_order_of_themes() {
        for cosines in [[0.1, 0.9, 0.4], [0.9, 0.4, 0.1], [0.4, 0.1, 0.9]] {
            let found = two_best(cosines.into_iter());
            assert_eq!(cosines[found.theme], 0.9);
            assert_eq!(cosines[found.second.unwrap()], 0.4);
            assert!((found.margin - 0.5).abs() < 1e-6);
        }
    }

    #[test]
    fn a_single_theme_has_no_second() {
        let found = two_best([0.7].into_iter());
        assert_eq!((found.second, found.margin), (None, 0.7));
    }

    #[test]
    fn a_far_document_is_unassigned_only_between_themes() {
        let far = 0.3;
        let third = (1.0f32 - 2.0 * far * far).sqrt();
        let rest = (1.0f32 - far * far).sqrt();
        let vectors = array![
            [1.0, 0.0, 0.0],
            [0.0, 1.0, 0.0],
            [0.0, 1.0, 0.0],
            [far, far, third],
            [far, 0.0, rest],
        ];
        let centres = array![[1.0, 0.0, 0.0], [0.0, 1.0, 0.0]];
        let (placed, _) =
            place_reaching(cosines(vectors.view(), centres.view()).view(), &[], false);
        assert_eq!(placed[3].status, Status::Unassigned);
        assert_eq!((placed[4].theme, placed[4].status), (0, Status::Border));
    }

    #[test]
    fn a_document_between_themes_is_border_and_one_without_words_unassigned() {
        let half = 0.5f32.sqrt();
        let vectors = array![[1.0, 0.0], [1.0, 0.0], [0.0, 1.0], [half, half], [0.0, 0.0]];
        let centres = array![[1.0, 0.0], [0.0, 1.0]];
        let status: Vec<Status> =
            place_reaching(cosines(vectors.view(), centres.view()).view(), &[], false)
                .0
                .iter()
                .map(|m| m.status)
                .collect();
        use Status::*;
        assert_eq!(status, [Core, Core, Core, Border, Unassigned]);
        assert_eq!(
            place_reaching(cosines(vectors.view(), centres.view()).view(), &[], true).0[4].status,
            Border
        );
    }

    #[test]
    fn a_given_theme_is_kept_and_told_when_another_is_nearer() {
        let vectors = array![[1.0, 0.0], [0.6, 0.8], [0.0, 1.0], [0.0, 1.0]];
        let centres = array![[1.0, 0.0], [0.0, 1.0]];
        let given = [Some(0), Some(0), Some(1), None];
        let (placed, _) = place_given(cosines(vectors.view(), centres.view()).view(), &given);
        let themes: Vec<_> = placed.iter().map(Membership::assigned).collect();
        assert_eq!(themes, given);
        assert_eq!(
            (placed[1].second, placed[1].status),
            (Some(1), Status::Border)
        );
        assert!((placed[1].margin + 0.2).abs() < 1e-6);
        assert_eq!(placed[3].theme, 1, "the nearest is told of one in none");
    }

    #[test]
    fn a_document_is_placed_by_the_thresholds_of_others_as_among_them() {
        let half = 0.5f32.sqrt();
        let vectors = array![[1.0, 0.0], [1.0, 0.0], [0.0, 1.0], [half, half]];
        let centres = array![[1.0, 0.0], [0.0, 1.0]];
        let (placed, thresholds) =
            place_reaching(cosines(vectors.view(), centres.view()).view(), &[], false);
        let alone = array![[half, half]];
        let alone = place_within_reach(
            cosines(alone.view(), centres.view()).view(),
            &[],
            &thresholds,
            false,
        );
        assert_eq!(alone, placed[3..]);
    }
}
