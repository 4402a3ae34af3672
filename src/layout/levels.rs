//! Large shape first: t-SNE for a quarter of the documents, then for all from there.
//!
//! The steps in which groups gather are most of the work and need few documents; once these lie where
//! they should, the others find their places beside them in few steps (Kobak and Berens 2019 start
//! large maps from small ones in the same way).

use ndarray::Array2;

use super::Point;
use super::landmarks::place_by;
use super::tsne;

/// With fewer documents a start from a part of them saves nothing.
const FEWEST_DOCUMENTS: usize = 4_000;
/// One of so many documents is laid out first.
const SHARE: usize = 4;

/// A place for each row of `units`, which have length one; at least eight rows.
pub fn project(units: &Array2<f32>, seed: u64) -> Vec<Point> {
    let documents = units.nrows();
    if documents < FEWEST_DOCUMENTS {
        return tsne::project(units, seed);
    }
    let first = documents / SHARE;
    let places = place_by(first, units, seed);
    // Points keep their distance from each other, so that more of them need more room.
    let scale = (documents as f32 / first as f32).sqrt();
    let start = places.into_iter().map(|place| place.map(|x| scale * x));
    tsne::refine(units, start.collect())
}
