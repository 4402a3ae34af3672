//! From the projection's own plane to the map's frame, the unit square.

use ndarray::Array2;

use super::Point;

/// Turn from one document to the next in the corner, in radians: the golden angle fills a disc
/// evenly.
const GOLDEN_ANGLE: f64 = 2.399_963_229_728_653;

/// Distance between documents in the corner, as a share of the map's side.
const CORNER_SPACING: f64 = 0.01;

/// Coordinates in [0, 1], shape (documents, 2): one scale for both axes, centred.
///
/// `points[i]` is the place of document `placed[i]`; the documents in no `placed` lie in a disc
/// at the lower right corner.
pub fn frame(points: &[Point], placed: &[usize], documents: usize) -> Array2<f64> {
    let mut plane = vec![None; documents];
    for (point, &document) in points.iter().zip(placed) {
        plane[document] = Some(point.map(f64::from));
    }
    let (low, high) = bounds(plane.iter().flatten());
    let side = (high[0] - low[0]).max(high[1] - low[1]);
    let spacing = CORNER_SPACING * if side > 0.0 { side } else { 1.0 };
    let mut corner = (0..).map(|rank| spiral([high[0], low[1]], spacing, rank));
    let plane: Vec<[f64; 2]> = plane
        .into_iter()
        .map(|place| {
            place
                .or_else(|| corner.next())
                .expect("the corner has no end")
        })
        .collect();
    unit_square(&plane)
}

/// The place of that rank in a disc about a middle, filled evenly.
pub fn spiral(middle: [f64; 2], spacing: f64, rank: u32) -> [f64; 2] {
    let (sine, cosine) = libm::sincos(f64::from(rank) * GOLDEN_ANGLE);
    let radius = spacing * f64::from(rank).sqrt();
    [middle[0] + radius * cosine, middle[1] + radius * sine]
}

fn unit_square(plane: &[[f64; 2]]) -> Array2<f64> {
    let (low, high) = bounds(plane.iter());
    let side = (high[0] - low[0]).max(high[1] - low[1]);
    Array2::from_shape_fn((plane.len(), 2), |(document, axis)| {
        if side > 0.0 {
            let centre = (low[axis] + high[axis]) / 2.0;
            written((0.5 + (plane[document][axis] - centre) / side).clamp(0.0, 1.0))
        } else {
            0.5
        }
    })
}

/// A coordinate as tables write it, so that a map drawn from a table is the same map.
pub fn written(coordinate: f64) -> f64 {
    (coordinate * 1e5).round() / 1e5
}

/// The corners of the smallest box round the places; the origin when there are none.
fn bounds<'a>(places: impl Iterator<Item = &'a [f64; 2]>) -> ([f64; 2], [f64; 2]) {
    places
        .map(|&place| (place, place))
        .reduce(|(low, high), (place, _)| {
            (
                [low[0].min(place[0]), low[1].min(place[1])],
                [high[0].max(place[0]), high[1].max(place[1])],
            )
        })
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use ndarray::array;

    #[test]
    fn the_longer_side_fills_the_frame_and_the_other_is_centred() {
        let positions = frame(&[[10.0, 1.0], [14.0, 3.0]], &[0, 1], 2);
        assert_eq!(positions, array![[0.0, 0.25], [1.0, 0.75]]);
    }

    #[test]
    fn a_lone_document_lies_in_the_middle() {
        assert_eq!(frame(&[[9.0, 9.0]], &[0], 1), array![[0.5, 0.5]]);
        assert_eq!(frame(&[], &[], 1), array![[0.5, 0.5]]);
        assert_eq!(frame(&[], &[], 0).dim(), (0, 2));
    }

    #[test]
    fn documents_that_are_not_placed_lie_apart_in_the_corner() {
        let positions = frame(&[[0.0, 0.0], [1.0, 1.0]], &[1, 3], 5);
        for document in [0, 2, 4] {
            assert!(positions[[document, 0]] > 0.9 && positions[[document, 1]] < 0.1);
        }
        assert_ne!(positions.row(0), positions.row(2));
    }
}
