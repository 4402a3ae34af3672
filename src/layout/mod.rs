//! From vectors to a plane: where each document lies on the map.
//!
//! Documents with near vectors are drawn near each other by t-SNE, started from the two principal
//! axes so that the large shape is the same for any seed. Above 20,000 documents a sample of
//! landmarks is drawn that way and the others are placed among them.

mod affinities;
mod axes;
mod bandwidth;
mod continued;
mod frame;
mod landmarks;
mod levels;
#[cfg(test)]
pub(crate) mod planted;
mod repulsion;
mod themes;
mod tree;
mod tsne;

pub(crate) use landmarks::LANDMARKS;

use ndarray::{Array2, ArrayView2};
use themes::Leaning;

/// A place on the plane, before it is scaled to the map's frame.
type Point = [f32; 2];

/// Up to this many documents every one takes part in t-SNE.
pub(crate) const MOST_LAID_OUT: usize = 20_000;

/// With fewer documents there are no neighbourhoods to keep: the principal axes say it all.
const FEWEST_DOCUMENTS: usize = 8;

/// Where the documents lie on the map.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Layout {
    /// Coordinates in [0, 1], shape (documents, 2), one scale for both axes.
    pub positions: Array2<f64>,
}

impl Layout {
    /// Lays documents out on a plane so that neighbours stay neighbours.
    ///
    /// `vectors` has shape (documents, dimensions), rows of any length, of which the direction
    /// counts; `themes` has the theme of each document, and draws the members of a theme slightly
    /// together. The same arguments
    /// give the same bits for any number of threads. Documents without a direction (rows of
    /// zeros) lie together in a corner. Documents with equal vectors lie near each other, not
    /// on one spot.
    ///
    /// The method is t-SNE (van der Maaten and Hinton, "Visualizing Data using t-SNE", JMLR
    /// 2008), started and tuned as by Kobak and Berens ("The art of using t-SNE for single-cell
    /// transcriptomics", Nature Communications 2019).
    ///
    /// # Panics
    ///
    /// When `themes` does not have one entry for each row of `vectors`.
    pub fn fit(vectors: ArrayView2<f32>, themes: &[Option<usize>], seed: u64) -> Layout {
        let leaning = Leaning::of(vectors.view(), themes);
        let points = project(&leaning, seed);
        Layout {
            positions: frame::frame(&points, &leaning.documents, vectors.nrows()),
        }
    }

    /// The coordinates as pairs, one a document: what
    /// [`MapInput`](crate::export::chart::MapInput) takes.
    pub fn points(&self) -> Vec<[f64; 2]> {
        let rows = self.positions.rows().into_iter();
        rows.map(|row| [row[0], row[1]]).collect()
    }
}

fn project(leaning: &Leaning, seed: u64) -> Vec<Point> {
    match leaning.documents.len() {
        0..FEWEST_DOCUMENTS => axes::start(&leaning.units(), seed),
        FEWEST_DOCUMENTS..=MOST_LAID_OUT => levels::project(&leaning.units(), seed),
        _ => landmarks::project(leaning, seed),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::vectors::neighbours::{self, Nearest};
    use std::collections::BTreeSet;

    fn nearest_on_map(positions: &Array2<f64>, document: usize, wanted: usize) -> Vec<usize> {
        let mut nearest = Nearest::new(wanted);
        let own = positions.row(document);
        for (other, place) in positions.outer_iter().enumerate() {
            if other != document {
                let (dx, dy) = (own[0] - place[0], own[1] - place[1]);
                nearest.offer(other, -(dx * dx + dy * dy) as f32);
            }
        }
        nearest
            .into_sorted()
            .map(|(index, _)| index as usize)
            .collect()
    }

    /// Venna and Kaski 2001: one, less a penalty for each neighbour on the map that is none in
    /// the vectors.
    fn trustworthiness(units: &Array2<f32>, positions: &Array2<f64>, count: usize) -> f64 {
        let documents = units.nrows();
        let true_order = neighbours::Neighbours::find(units, documents - 1);
        let mut penalty = 0;
        for (document, order) in true_order.indices.chunks(documents - 1).enumerate() {
            for neighbour in nearest_on_map(positions, document, count) {
                let rank = order.iter().position(|&i| i as usize == neighbour);
                penalty += (rank.expect("all others are ranked") + 1).saturating_sub(count);
            }
        }
        let worst = documents * count * (2 * documents - 3 * count - 1);
        1.0 - 2.0 * penalty as f64 / worst as f64
    }

    fn assert_in_frame(positions: &Array2<f64>) {
        assert!(
            positions.iter().all(|x| (0.0..=1.0).contains(x)),
            "{positions}"
        );
    }

    #[test]
    fn planted_islands_are_apart_and_neighbours_are_kept() {
        let (units, islands) = planted::islands(400, 20, 8);
        let layout = Layout::fit(units.view(), &[None; 400], 42);
        assert_in_frame(&layout.positions);
        for (document, island) in islands.iter().enumerate() {
            for neighbour in nearest_on_map(&layout.positions, document, 5) {
                assert_eq!(islands[neighbour], *island);
            }
        }
        let trust = trustworthiness(&units, &layout.positions, 15);
        assert!(trust > 0.96, "{trust}");
    }

    #[test]
    fn the_number_of_threads_does_not_change_a_bit() {
        let (units, islands) = planted::islands(700, 20, 5);
        let themes: Vec<_> = islands
            .into_iter()
            .map(|island| island.checked_sub(1))
            .collect();
        let with_threads = |threads| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
            pool.expect("a few threads can be had")
                .install(|| Layout::fit(units.view(), &themes, 42).positions)
        };
        let one = with_threads(1);
        assert_eq!(one, with_threads(2));
        assert_eq!(one, with_threads(7));
    }

    #[test]
    fn documents_with_equal_vectors_do_not_lie_on_one_spot() {
        for documents in [2, 3, 7, 8, 50, 300] {
            let vectors = Array2::from_elem((documents, 5), 0.2);
            let positions = Layout::fit(vectors.view(), &vec![Some(0); documents], 42).positions;
            assert_in_frame(&positions);
            let places: BTreeSet<String> = positions.outer_iter().map(|p| p.to_string()).collect();
            assert!(20 * places.len() >= 19 * documents, "{documents} documents");
        }
    }

    #[test]
    fn a_handful_of_documents_is_laid_out() {
        for documents in 0..12 {
            let units = planted::islands(documents, 5, 2).0;
            let positions = Layout::fit(units.view(), &vec![None; documents], 42).positions;
            assert_eq!(positions.dim(), (documents, 2));
            assert_in_frame(&positions);
        }
    }

    #[test]
    fn documents_without_a_direction_do_not_disturb_the_others() {
        let mut units = planted::islands(60, 10, 3).0;
        units.row_mut(7).fill(0.0);
        units.row_mut(8).fill(f32::NAN);
        assert_in_frame(&Layout::fit(units.view(), &[None; 60], 42).positions);
        let nothing = Array2::zeros((20, 4));
        assert_in_frame(&Layout::fit(nothing.view(), &[None; 20], 42).positions);
        let no_dimensions = Array2::zeros((3, 0));
        assert_in_frame(&Layout::fit(no_dimensions.view(), &[None; 3], 42).positions);
    }
}
