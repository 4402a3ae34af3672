//! From vectors to a plane: where each document lies on the map.
//!
//! Documents with near vectors are drawn near each other by t-SNE, started from the two principal
//! axes so that the large shape is the same for any seed. Above [`MOST_DOCUMENTS`] documents a
//! sample of landmarks is drawn that way and the others are placed among them.

mod affinities;
mod axes;
mod cells;
mod frame;
mod kernels;
mod landmarks;
mod neighbours;
mod quadtree;
mod repulsion;
mod themes;
mod tsne;

use ndarray::{Array2, ArrayView2};

/// A place on the plane, before it is scaled to the map's frame.
type Point = [f32; 2];

/// Up to this many documents every one takes part in t-SNE.
const MOST_DOCUMENTS: usize = 20_000;

/// With fewer documents there are no neighbourhoods to keep: the principal axes say it all.
const FEWEST_DOCUMENTS: usize = 8;

/// Where the documents lie on the map.
#[derive(Debug, Clone, Default)]
pub struct Layout {
    /// Coordinates in [0, 1], shape (documents, 2), one scale for both axes.
    pub positions: Array2<f64>,
}

impl Layout {
    /// Lays documents out on a plane so that neighbours stay neighbours.
    ///
    /// `vectors` has shape (documents, dimensions), rows of length one; `themes` has the theme of
    /// each document, and draws the members of a theme slightly together. The same arguments
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
        assert_eq!(
            vectors.nrows(),
            themes.len(),
            "one theme entry for each document"
        );
        let placed: Vec<usize> = (0..vectors.nrows())
            .filter(|&document| kernels::has_direction(vectors.row(document)))
            .collect();
        let placed_themes: Vec<_> = placed.iter().map(|&document| themes[document]).collect();
        let units = kernels::unit_rows(vectors, &placed);
        let leaning = themes::lean(units, &placed_themes);
        let points = project(&leaning, seed);
        Layout {
            positions: frame::frame(&points, &placed, vectors.nrows()),
        }
    }
}

fn project(units: &Array2<f32>, seed: u64) -> Vec<Point> {
    match units.nrows() {
        0..FEWEST_DOCUMENTS => axes::start(units, seed),
        FEWEST_DOCUMENTS..=MOST_DOCUMENTS => tsne::project(units, seed),
        _ => landmarks::project(units, seed),
    }
}
