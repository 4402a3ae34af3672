//! Made-up documents whose themes are known, for tests.

use ndarray::Array2;
use rand::{Rng, SeedableRng};
use rand_xoshiro::Xoshiro256PlusPlus;

use crate::vectors::kernels::unit_rows;

/// Rows of length one scattered round `islands` random directions, and the island of each.
pub fn islands(documents: usize, dimensions: usize, islands: usize) -> (Array2<f32>, Vec<usize>) {
    let mut random = Xoshiro256PlusPlus::seed_from_u64(11);
    let centres =
        Array2::from_shape_simple_fn((islands, dimensions), || random.gen_range(-1.0f32..1.0));
    let island: Vec<usize> = (0..documents).map(|document| document % islands).collect();
    let vectors = Array2::from_shape_fn((documents, dimensions), |(document, dimension)| {
        centres[[island[document], dimension]] + random.gen_range(-0.4..0.4)
    });
    let all: Vec<usize> = (0..documents).collect();
    (unit_rows(vectors.view(), &all), island)
}
