//! K-means with centres that are pulled and rows that are held.

use ndarray::{Array2, ArrayView1, ArrayView2};

use super::kmeans::squared_distances;

/// What pulls a centre.
#[derive(Debug, Clone)]
pub(crate) struct Pull {
    /// Mean of the seeds, of length one.
    pub mean: Vec<f32>,
    /// Documents that it counts as.
    pub mass: f64,
    /// The least cosine of a row to the centre; none to take all that is nearest.
    pub reach: Option<f32>,
}

/// Rows parted round centres.
pub(crate) struct Settled {
    /// Shape (centres, dimensions); the first are those that are pulled.
    pub centres: Array2<f32>,
    /// The centre of each row.
    pub nearest: Vec<usize>,
}

/// At most so many passes of k-means (Lloyd 1982) from the given centres, the first of which are
/// pulled. A row that is `held` stays with its centre; no other goes to a centre that does not
/// reach it. A centre without rows stays where it is.
pub(crate) fn settle(
    vectors: ArrayView2<f32>,
    mut centres: Array2<f32>,
    pulls: &[Pull],
    held: &[Option<usize>],
    passes: usize,
) -> Settled {
    let mut nearest = part(vectors, &centres, pulls, held).0;
    for _ in 0..passes {
        centres = means(vectors, &nearest, centres, pulls);
        let next = part(vectors, &centres, pulls, held).0;
        if next == nearest {
            break;
        }
        nearest = next;
    }
    Settled { centres, nearest }
}

/// The nearest centre of each row that may have it, and what the row loses without it.
fn part(
    vectors: ArrayView2<f32>,
    centres: &Array2<f32>,
    pulls: &[Pull],
    held: &[Option<usize>],
) -> (Vec<usize>, Vec<f64>) {
    let squares: Vec<f32> = centres
        .outer_iter()
        .map(|centre| centre.iter().fold(0.0, |sum, x| sum + x * x))
        .collect();
    let distances = squared_distances(vectors, centres.view());
    let rows = distances.outer_iter().zip(held);
    rows.map(|(row, held)| {
        let mut best = (usize::MAX, f32::INFINITY);
        let mut second = f32::INFINITY;
        for (centre, &distance) in row.iter().enumerate() {
            let cosine = (squares[centre] - distance) / (2.0 * squares[centre].sqrt());
            let reach = pulls.get(centre).and_then(|pull| pull.reach);
            if reach.is_some_and(|reach| cosine < reach) {
                continue;
            }
            if distance < best.1 {
                second = best.1;
                best = (centre, distance);
            } else if distance < second {
                second = distance;
            }
        }
        match *held {
            Some(centre) => (centre, 0.0),
            // Where no centre reaches it, the nearest has it all the same.
            None if best.0 == usize::MAX => (least(row), 0.0),
            None if second == f32::INFINITY => (best.0, 0.0),
            None => (best.0, f64::from(second - best.1)),
        }
    })
    .unzip()
}

/// Where the smallest value stands, of several the first.
fn least(row: ArrayView1<f32>) -> usize {
    let values = row.iter().enumerate();
    values
        .fold((0, f32::INFINITY), |best, (at, &value)| {
            if value < best.1 { (at, value) } else { best }
        })
        .0
}

pub(super) fn means(
    vectors: ArrayView2<f32>,
    nearest: &[usize],
    mut centres: Array2<f32>,
    pulls: &[Pull],
) -> Array2<f32> {
    let mut sums = Array2::<f64>::zeros(centres.raw_dim());
    let mut sizes = vec![0f64; centres.nrows()];
    for (centre, pull) in pulls.iter().enumerate() {
        sizes[centre] = pull.mass;
        for (sum, &value) in sums.row_mut(centre).iter_mut().zip(&pull.mean) {
            *sum = pull.mass * f64::from(value);
        }
    }
    for (row, &centre) in vectors.outer_iter().zip(nearest) {
        sizes[centre] += 1.0;
        sums.row_mut(centre)
            .zip_mut_with(&row, |sum, &x| *sum += f64::from(x));
    }
    for ((mut centre, sum), &size) in centres.outer_iter_mut().zip(sums.outer_iter()).zip(&sizes) {
        if size > 0.0 {
            centre.zip_mut_with(&sum, |centre, sum| *centre = (sum / size) as f32);
        }
    }
    centres
}

/// The centre, none of those pulled, without which its rows lose least.
pub(super) fn missed_least(
    vectors: ArrayView2<f32>,
    centres: &Array2<f32>,
    pulls: &[Pull],
    held: &[Option<usize>],
) -> usize {
    let mut losses = vec![0f64; centres.nrows()];
    let (nearest, loss) = part(vectors, centres, pulls, held);
    for (centre, loss) in nearest.into_iter().zip(loss) {
        losses[centre] += loss;
    }
    let mut least = pulls.len();
    for centre in pulls.len()..losses.len() {
        if losses[centre] < losses[least] {
            least = centre;
        }
    }
    least
}

/// So many unit rows near each of four axes.
#[cfg(test)]
pub(super) fn planted(of_each: usize) -> Array2<f32> {
    let mut rows = Array2::zeros((4 * of_each, 4));
    for (index, mut row) in rows.outer_iter_mut().enumerate() {
        for axis in 0..4 {
            row[axis] = 0.04 * ((index * (axis + 3)) % 5) as f32;
        }
        row[index / of_each] = 1.0;
        crate::vectors::kernels::normalize(row.as_slice_mut().unwrap());
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;
    use ndarray::{Axis, array};

    #[test]
    fn a_pulled_centre_is_the_mean_with_the_seeds_as_so_many_documents_more() {
        let vectors = array![[1.0f32, 0.0], [0.8, 0.6], [0.0, 1.0]];
        let pull = Pull {
            mean: vec![1.0, 0.0],
            mass: 2.0,
            reach: None,
        };
        let start = array![[0.9f32, 0.1], [0.0, 1.0]];
        let settled = settle(vectors.view(), start, &[pull], &[None; 3], 10);
        assert_eq!(settled.nearest, [0, 0, 1]);
        let expected = [(1.0 + 0.8 + 2.0) / 4.0, 0.6 / 4.0];
        for (found, expected) in settled.centres.row(0).iter().zip(expected) {
            assert!((found - expected).abs() < 1e-6, "{}", settled.centres);
        }
        assert_eq!(settled.centres.row(1).to_vec(), [0.0, 1.0]);
    }

    #[test]
    fn no_pass_raises_what_rows_and_seeds_are_apart_from_their_centres() {
        let vectors = planted(6);
        let pulls = [Pull {
            mean: vec![0.6, 0.8, 0.0, 0.0],
            mass: 5.0,
            reach: None,
        }];
        let start = vectors.select(Axis(0), &[0, 1, 8]);
        let cost = |settled: &Settled| -> f64 {
            let apart = |row: &[f32], centre: usize| -> f64 {
                let pairs = row.iter().zip(settled.centres.row(centre));
                pairs.map(|(a, b)| f64::from((a - b) * (a - b))).sum()
            };
            let rows = vectors.outer_iter().zip(&settled.nearest);
            let rows: f64 = rows
                .map(|(row, &centre)| apart(&row.to_vec(), centre))
                .sum();
            rows + pulls[0].mass * apart(&pulls[0].mean, 0)
        };
        let held = vec![None; vectors.nrows()];
        let costs: Vec<f64> = (0..6)
            .map(|passes| {
                cost(&settle(
                    vectors.view(),
                    start.clone(),
                    &pulls,
                    &held,
                    passes,
                ))
            })
            .collect();
        assert!(
            costs.windows(2).all(|pair| pair[1] <= pair[0] + 1e-6),
            "{costs:?}"
        );
    }

    #[test]
    fn without_pulls_it_is_lloyds_algorithm() {
        let vectors = planted(5);
        let start = vectors.select(Axis(0), &[1, 3, 12]);
        let mut centres = start.clone();
        let held = vec![None; vectors.nrows()];
        let nearest = loop {
            let nearest = super::super::kmeans::assign(vectors.view(), centres.view());
            let before = centres.clone();
            for (index, mut centre) in centres.outer_iter_mut().enumerate() {
                let own: Vec<usize> = (0..20).filter(|&row| nearest[row] == index).collect();
                let mean = vectors.select(Axis(0), &own).mean_axis(Axis(0));
                if let Some(mean) = mean {
                    centre.assign(&mean);
                }
            }
            if (&centres - &before).iter().all(|x| x.abs() < 1e-6) {
                break nearest;
            }
        };
        assert_eq!(
            settle(vectors.view(), start, &[], &held, 50).nearest,
            nearest
        );
    }
}
