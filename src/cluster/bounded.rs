//! K-means that looks again only at rows whose nearest mean may have become another.
//!
//! How near a row was to its mean and how far from all others, and how far means have moved since,
//! tells of most rows that they stay (Hamerly, "Making k-means even faster", SDM 2010).

use ndarray::{Array2, ArrayView2};
use rayon::prelude::*;

use super::kmeans::slices;
use super::lloyd::{means_of, sums};
use crate::vectors::kernels::{Kernel, dot, squared_distance, widest};
use crate::vectors::tiles::Tiles;

/// Rows looked at by one worker at a time.
const CHUNK: usize = 256;

/// Rows parted round means.
pub(super) struct Parted {
    /// Shape (groups, dimensions).
    pub means: Array2<f32>,
    /// The group of each row.
    pub nearest: Vec<usize>,
}

/// At most so many passes of k-means (Lloyd 1982) from the given means, until no more than
/// `restless` rows change their group; a group that loses all its rows keeps its mean. The groups
/// are those that come of looking at every row in every pass.
pub(super) fn part(
    vectors: ArrayView2<f32>,
    mut means: Array2<f32>,
    passes: usize,
    restless: usize,
) -> Parted {
    let rows = slices(&vectors);
    let slack = slack(&rows, &means);
    let mut places = places(&rows, &means, slack);
    let nearest: Vec<usize> = places.iter().map(|place| place.mean).collect();
    let mut totals = sums(vectors, &nearest, means.nrows());
    for _ in 0..passes {
        let next = means_of(&totals, means.clone());
        let moves = Moves::between(&means, &next);
        means = next;
        let moved = follow(&mut places, &rows, &means, &moves, slack);
        transfer(&mut totals, &rows, &moved);
        if moved.len() <= restless {
            break;
        }
    }
    Parted {
        means,
        nearest: places.into_iter().map(|place| place.mean).collect(),
    }
}

/// Where a row is.
#[derive(Clone, Copy)]
struct Place {
    /// Its nearest mean, of several the first.
    mean: usize,
    /// It is no farther from that mean.
    near: f64,
    /// It is no nearer to any other mean.
    far: f64,
}

impl Place {
    /// Whether no other mean can have become the nearest by numbers that are off by `slack`.
    fn is_sure(&self, slack: f64) -> bool {
        let far = self.far.max(0.0);
        self.near * self.near + slack < far * far
    }
}

/// More than rounding can change a squared distance of two rows, be it summed from products or from
/// differences.
fn slack(rows: &[&[f32]], means: &Array2<f32>) -> f64 {
    let means = means.view();
    let means = slices(&means);
    let all = rows.iter().chain(&means);
    let largest = all.map(|row| dot(row, row)).fold(0.0, f32::max);
    let dimensions = rows.first().map_or(0, |row| row.len()) + 16;
    16.0 * dimensions as f64 * f64::from(f32::EPSILON) * f64::from(largest)
}

/// The places of rows that were not looked at before.
fn places(rows: &[&[f32]], means: &Array2<f32>, slack: f64) -> Vec<Place> {
    let centres = Centres::new(means);
    rows.par_chunks(CHUNK)
        .flat_map_iter(|rows| centres.places(rows, slack))
        .collect()
}

/// Looks at the rows that may have another nearest mean after the means have moved; returns those
/// that have, with the mean before and after.
fn follow(
    places: &mut [Place],
    rows: &[&[f32]],
    means: &Array2<f32>,
    moves: &Moves,
    slack: f64,
) -> Vec<(usize, usize, usize)> {
    let centres = Centres::new(means);
    let changed = |(chunk, (places, rows)): (usize, (&mut [Place], &[&[f32]]))| {
        let unsure = widest(Unsure {
            places,
            rows,
            centres: &centres,
            moves,
            slack,
        });
        let looked_at: Vec<&[f32]> = unsure.iter().map(|&index| rows[index]).collect();
        let mut changed = Vec::new();
        for (index, place) in unsure.into_iter().zip(centres.places(&looked_at, slack)) {
            let before = std::mem::replace(&mut places[index], place).mean;
            if before != place.mean {
                changed.push((chunk * CHUNK + index, before, place.mean));
            }
        }
        changed
    };
    places
        .par_chunks_mut(CHUNK)
        .zip(rows.par_chunks(CHUNK))
        .enumerate()
        .flat_map_iter(changed)
        .collect()
}

/// Means laid out for products with rows.
struct Centres<'m> {
    means: Vec<&'m [f32]>,
    squares: Vec<f32>,
    tiles: Tiles,
}

impl<'m> Centres<'m> {
    fn new(means: &'m Array2<f32>) -> Centres<'m> {
        let means = crate::vectors::kernels::rows(means);
        Centres {
            squares: means.iter().map(|mean| dot(mean, mean)).collect(),
            tiles: Tiles::new(&means),
            means,
        }
    }

    /// The places of some rows by all means.
    fn places(&self, rows: &[&[f32]], slack: f64) -> Vec<Place> {
        let mut found = vec![(0, f32::INFINITY, f32::INFINITY); rows.len()];
        self.tiles.runs(rows, |row, first, products| {
            let (nearest, near, far) = &mut found[row];
            let squares = &self.squares[first..];
            for ((mean, product), square) in (first..).zip(products).zip(squares) {
                let distance = square - 2.0 * product;
                // Chosen without a branch, which would often be guessed wrong.
                let nearer = distance < *near;
                let farther = if nearer { *near } else { distance };
                *far = if farther < *far { farther } else { *far };
                *nearest = if nearer { mean } else { *nearest };
                *near = if nearer { distance } else { *near };
            }
        });
        let place = |(&row, (mean, near, far)): (&&[f32], (usize, f32, f32))| {
            let square = f64::from(dot(row, row));
            Place {
                mean,
                near: (square + f64::from(near) + slack).max(0.0).sqrt(),
                far: (square + f64::from(far) - slack).max(0.0).sqrt(),
            }
        };
        rows.iter().zip(found).map(place).collect()
    }
}

/// How far means have moved.
struct Moves {
    of: Vec<f64>,
    /// The mean that moved farthest.
    farthest: usize,
    /// How far the others moved at most.
    second: f64,
}

impl Moves {
    fn between(before: &Array2<f32>, after: &Array2<f32>) -> Moves {
        let pairs = before.outer_iter().zip(after.outer_iter());
        let apart = pairs.map(|(before, after)| {
            let differences = before.iter().zip(after);
            let squares = differences.map(|(&a, &b)| f64::from(a) - f64::from(b));
            squares.fold(0.0, |sum, x| sum + x * x).sqrt()
        });
        let of: Vec<f64> = apart.collect();
        let (mut farthest, mut second) = (0, 0.0);
        for mean in 1..of.len() {
            if of[mean] > of[farthest] {
                (farthest, second) = (mean, of[farthest]);
            } else {
                second = f64::max(second, of[mean]);
            }
        }
        Moves {
            of,
            farthest,
            second,
        }
    }

    /// How far any other mean moved at most.
    #[inline(always)]
    fn of_others(&self, mean: usize) -> f64 {
        match mean == self.farthest {
            true => self.second,
            false => self.of[self.farthest],
        }
    }
}

/// Which of some rows may have another nearest mean after the means have moved.
struct Unsure<'a> {
    places: &'a mut [Place],
    rows: &'a [&'a [f32]],
    centres: &'a Centres<'a>,
    moves: &'a Moves,
    slack: f64,
}

impl Kernel for Unsure<'_> {
    type Output = Vec<usize>;

    #[inline(always)]
    fn call(self) -> Vec<usize> {
        let mut unsure = Vec::new();
        for (index, (place, row)) in self.places.iter_mut().zip(self.rows).enumerate() {
            place.near += self.moves.of[place.mean];
            place.far -= self.moves.of_others(place.mean);
            if place.is_sure(self.slack) {
                continue;
            }
            let exactly = squared_distance(row, self.centres.means[place.mean]);
            place.near = (f64::from(exactly) + self.slack).sqrt();
            if !place.is_sure(self.slack) {
                unsure.push(index);
            }
        }
        unsure
    }
}

/// Takes rows that have changed their group out of the sums of the one and into those of the other.
fn transfer(
    (sums, sizes): &mut (Array2<f64>, Vec<usize>),
    rows: &[&[f32]],
    moved: &[(usize, usize, usize)],
) {
    for &(row, before, after) in moved {
        sizes[before] -= 1;
        sizes[after] += 1;
        let pairs = sums.row_mut(before).into_iter().zip(rows[row]);
        pairs.for_each(|(sum, &x)| *sum -= f64::from(x));
        let pairs = sums.row_mut(after).into_iter().zip(rows[row]);
        pairs.for_each(|(sum, &x)| *sum += f64::from(x));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cluster::distances::Rows;
    use crate::cluster::lloyd::Groups;
    use crate::vectors::kernels::normalize;
    use ndarray::Axis;
    use rand::{Rng, SeedableRng};
    use rand_xoshiro::Xoshiro256PlusPlus;

    /// Unit rows about a few directions, some of them twice.
    fn rows(count: usize, width: usize, seed: u64) -> Array2<f32> {
        let mut random = Xoshiro256PlusPlus::seed_from_u64(seed);
        let mut rows = Array2::from_shape_fn((count, width), |(row, axis)| {
            let towards = if row % 7 == axis { 0.5 } else { 0.0 };
            towards + random.r#gen::<f32>() - 0.5
        });
        for row in 1..count / 50 {
            let other = rows.row(row * 31 % count).to_owned();
            rows.row_mut(row).assign(&other);
        }
        for mut row in rows.outer_iter_mut() {
            normalize(row.as_slice_mut().unwrap());
        }
        rows
    }

    #[test]
    fn the_groups_are_those_of_looking_at_every_row_in_every_pass() {
        for (count, width, k) in [(700, 9, 2), (900, 20, 7), (600, 30, 17), (300, 5, 40)] {
            let vectors = rows(count, width, k as u64);
            let chosen: Vec<usize> = (0..k).map(|mean| mean * count / k).collect();
            let start = vectors.select(Axis(0), &chosen);
            for (passes, restless) in [(0, 0), (1, 0), (4, 0), (100, 0), (100, 9)] {
                let found = part(vectors.view(), start.clone(), passes, restless);
                let laid_out = Rows::new(vectors.view());
                let textbook = Groups::settle(&laid_out, start.clone(), passes, restless);
                assert_eq!(
                    found.nearest, textbook.nearest,
                    "{k} groups, {passes} passes"
                );
                let apart = &found.means - &textbook.means;
                assert!(apart.iter().all(|x| x.abs() < 1e-6), "{k} groups");
            }
        }
    }

    #[test]
    fn most_rows_are_not_looked_at_again() {
        let vectors = rows(2000, 20, 3);
        let slices = crate::vectors::kernels::rows(&vectors);
        let start = vectors.select(Axis(0), &[0, 1, 2, 3, 4, 5, 6]);
        let means = part(vectors.view(), start, 20, 0).means;
        let mut after = means.clone();
        after.row_mut(3)[0] += 1e-3;
        let slack = slack(&slices, &means);
        let moves = Moves::between(&means, &after);
        let unsure = widest(Unsure {
            places: &mut places(&slices, &means, slack),
            rows: &slices,
            centres: &Centres::new(&after),
            moves: &moves,
            slack,
        });
        assert!(unsure.len() < 100, "{}", unsure.len());
    }

    #[test]
    fn a_mean_without_rows_stays_where_it_is() {
        let vectors = rows(50, 4, 1);
        let mut start = vectors.select(Axis(0), &[0, 1, 2]);
        start.row_mut(1).fill(-9.0);
        let found = part(vectors.view(), start, 20, 0);
        assert!(found.nearest.iter().all(|&mean| mean != 1));
        assert_eq!(found.means.row(1).to_vec(), [-9.0; 4]);
    }
}
