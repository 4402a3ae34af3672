//! The repulsion of all points from all others, far groups taken as one point.
//!
//! Barnes and Hut, "A hierarchical O(N log N) force-calculation algorithm", Nature 1986; for
//! t-SNE van der Maaten, "Accelerating t-SNE using tree-based algorithms", JMLR 2014. Points
//! side by side share one walk of the tree (Barnes 1990), and what it finds serves for some steps,
//! as points move little in one.

use rayon::prelude::*;

use super::Point;
use super::tree::{Bounds, Crowd, LEAF_POINTS, Tree};
use crate::vectors::kernels::{Kernel, widest};

/// A box is taken as one point when its diagonal is less than this share of its distance.
/// Below one, no point can meet its own box that way.
const OPENING: f32 = 0.8;
/// Leaves that one thread takes at a time.
const LEAVES_A_CHUNK: usize = 16;
const POINTS_A_CHUNK: usize = LEAVES_A_CHUNK * LEAF_POINTS;

/// What all points do to each. Who is taken together is found once; then points may move a little.
pub struct Repulsion {
    /// Over all ordered pairs, the sum of 1 / (1 + distance²).
    pub normaliser: f64,
    tree: Tree,
    /// What pushes the points of each leaf.
    sources: Vec<Sources>,
    /// Where each point stands in the tree's order.
    ranks: Vec<u32>,
    /// The points in that order.
    sorted: Vec<Point>,
    leaves: Vec<Crowd>,
    crowds: Vec<Crowd>,
    /// For each point in that order, the sum of (own place - other's place) / (1 + distance²)².
    forces: Vec<Point>,
}

/// What pushes the points of a leaf.
#[derive(Default)]
struct Sources {
    /// Nodes that are taken as one point.
    far: Vec<u32>,
    /// First points of the leaves that are not.
    near: Vec<u32>,
}

impl Repulsion {
    /// The repulsion among the points, which must be finite.
    pub fn of(points: &[Point]) -> Repulsion {
        let tree = Tree::of(points);
        let mut ranks = vec![0; points.len()];
        for (rank, &index) in (0..).zip(&tree.order) {
            ranks[index as usize] = rank;
        }
        let mut repulsion = Repulsion {
            normaliser: 0.0,
            sources: Vec::new(),
            ranks,
            sorted: vec![[0.0; 2]; points.len()],
            leaves: vec![Crowd::NOBODY; points.len().div_ceil(LEAF_POINTS)],
            crowds: Vec::new(),
            forces: vec![[0.0; 2]; points.len()],
            tree,
        };
        repulsion.sort(points);
        let leaves = repulsion.leaves.par_iter().with_min_len(LEAVES_A_CHUNK);
        repulsion.sources = leaves
            .map(|leaf| Sources::of(&repulsion.tree, &repulsion.crowds, &leaf.bounds))
            .collect();
        repulsion.push();
        repulsion
    }

    /// The repulsion where the points have moved to.
    pub fn update(&mut self, points: &[Point]) {
        self.sort(points);
        self.push();
    }

    /// What all others do to one point.
    pub fn force(&self, point: usize) -> Point {
        self.forces[self.ranks[point] as usize]
    }

    fn sort(&mut self, points: &[Point]) {
        let sorted = self.sorted.par_chunks_mut(POINTS_A_CHUNK);
        let leaves = self.leaves.par_chunks_mut(LEAVES_A_CHUNK);
        let order = self.tree.order.par_chunks(POINTS_A_CHUNK);
        sorted
            .zip(leaves)
            .zip(order)
            .for_each(|((sorted, leaves), order)| {
                for (to, &index) in sorted.iter_mut().zip(order) {
                    *to = points[index as usize];
                }
                for (leaf, points) in leaves.iter_mut().zip(sorted.chunks(LEAF_POINTS)) {
                    *leaf = Crowd::of(points);
                }
            });
        self.tree.crowds(&self.leaves, &mut self.crowds);
    }

    fn push(&mut self) {
        let (sorted, crowds) = (&self.sorted, &self.crowds);
        let chunks = self.forces.par_chunks_mut(POINTS_A_CHUNK);
        let chunks = chunks.zip(sorted.par_chunks(POINTS_A_CHUNK));
        let closeness: Vec<f64> = chunks
            .zip(self.sources.par_chunks(LEAVES_A_CHUNK))
            .map(|((forces, points), sources)| {
                let leaves = forces
                    .chunks_mut(LEAF_POINTS)
                    .zip(points.chunks(LEAF_POINTS));
                leaves
                    .zip(sources)
                    .fold(0.0, |sum, ((forces, group), sources)| {
                        let push = widest(Pushed {
                            group,
                            sources,
                            sorted,
                            crowds,
                        });
                        sum + push.settle(forces)
                    })
            })
            .collect();
        self.normaliser = closeness.into_iter().fold(0.0, |sum, part| sum + part);
    }
}

impl Sources {
    fn of(tree: &Tree, crowds: &[Crowd], group: &Bounds) -> Sources {
        let mut sources = Sources::default();
        let mut at = 0;
        while let Some(node) = tree.nodes.get(at) {
            if is_far(&crowds[at], group) {
                sources.far.push(at as u32);
                at = node.next as usize;
            } else {
                if node.is_leaf(at) {
                    sources.near.push(node.first);
                }
                at += 1;
            }
        }
        sources
    }
}

fn is_far(crowd: &Crowd, group: &Bounds) -> bool {
    let side = |axis: usize| crowd.bounds.high[axis] - crowd.bounds.low[axis];
    let gap = |axis: usize| {
        let below = group.low[axis] - crowd.centre[axis];
        let above = crowd.centre[axis] - group.high[axis];
        below.max(above).max(0.0)
    };
    let diagonal = side(0) * side(0) + side(1) * side(1);
    let distance = gap(0) * gap(0) + gap(1) * gap(1);
    diagonal < OPENING * OPENING * distance
}

/// A group of points and what pushes it.
struct Pushed<'a> {
    group: &'a [Point],
    sources: &'a Sources,
    sorted: &'a [Point],
    crowds: &'a [Crowd],
}

impl Kernel for Pushed<'_> {
    type Output = Push;

    #[inline(always)]
    fn call(self) -> Push {
        let member = |index: usize| self.group[index.min(self.group.len() - 1)];
        let x: [f32; LEAF_POINTS] = std::array::from_fn(|index| member(index)[0]);
        let y: [f32; LEAF_POINTS] = std::array::from_fn(|index| member(index)[1]);
        let mut push = Push::default();
        let far = |node: u32| {
            (
                self.crowds[node as usize].centre,
                self.crowds[node as usize].mass,
            )
        };
        let (pairs, last) = self.sources.far.as_chunks::<2>();
        for &[a, b] in pairs {
            push.by_two(&x, &y, far(a), far(b));
        }
        if let &[last] = last {
            push.by_two(&x, &y, far(last), NOBODY);
        }
        for &first in &self.sources.near {
            let first = first as usize;
            let leaf = &self.sorted[first..self.sorted.len().min(first + LEAF_POINTS)];
            let (pairs, last) = leaf.as_chunks::<2>();
            for &[a, b] in pairs {
                push.by_two(&x, &y, (a, 1.0), (b, 1.0));
            }
            if let &[last] = last {
                push.by_two(&x, &y, (last, 1.0), NOBODY);
            }
        }
        push
    }
}

/// A source that pushes nobody.
const NOBODY: (Point, f32) = ([0.0; 2], 0.0);

/// The sums over all sources, for each member of a group.
#[derive(Default)]
struct Push {
    x: [f32; LEAF_POINTS],
    y: [f32; LEAF_POINTS],
    closeness: [f32; LEAF_POINTS],
}

impl Push {
    /// Hands out the forces and returns the closeness of all members to all others.
    fn settle(&self, forces: &mut [Point]) -> f64 {
        let mut sum = 0.0;
        for (member, force) in forces.iter_mut().enumerate() {
            *force = [self.x[member], self.y[member]];
            // Each point met itself once, at distance zero.
            sum += f64::from(self.closeness[member]) - 1.0;
        }
        sum
    }

    /// Adds what two sources do, each a place and how many points it stands for: with one division
    /// for both, as that takes as long as all else.
    #[inline(always)]
    fn by_two(
        &mut self,
        x: &[f32; LEAF_POINTS],
        y: &[f32; LEAF_POINTS],
        (a, a_mass): (Point, f32),
        (b, b_mass): (Point, f32),
    ) {
        for member in 0..LEAF_POINTS {
            let (ax, ay) = (x[member] - a[0], y[member] - a[1]);
            let (bx, by) = (x[member] - b[0], y[member] - b[1]);
            let (a_far, b_far) = (1.0 + ax * ax + ay * ay, 1.0 + bx * bx + by * by);
            let both = 1.0 / (a_far * b_far);
            let (a_near, b_near) = (b_far * both, a_far * both);
            let (a_weight, b_weight) = (a_mass * a_near, b_mass * b_near);
            let (a_push, b_push) = (a_weight * a_near, b_weight * b_near);
            self.closeness[member] += a_weight + b_weight;
            self.x[member] += a_push * ax + b_push * bx;
            self.y[member] += a_push * ay + b_push * by;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand::{Rng, SeedableRng};
    use rand_xoshiro::Xoshiro256PlusPlus;

    fn exact(points: &[Point]) -> (Vec<Point>, f64) {
        let mut forces = vec![[0.0; 2]; points.len()];
        let mut normaliser = 0.0;
        for (i, a) in points.iter().enumerate() {
            for (j, b) in points.iter().enumerate() {
                let (dx, dy) = (a[0] - b[0], a[1] - b[1]);
                let near = 1.0 / (1.0 + dx * dx + dy * dy);
                forces[i] = [
                    forces[i][0] + near * near * dx,
                    forces[i][1] + near * near * dy,
                ];
                normaliser += if i == j { 0.0 } else { f64::from(near) };
            }
        }
        (forces, normaliser)
    }

    fn cloud(count: usize, spread: f32) -> Vec<Point> {
        let mut random = Xoshiro256PlusPlus::seed_from_u64(1);
        let mut coordinate =
            || spread * random.gen_range(-1.0f32..1.0) * random.gen_range(0.0f32..1.0);
        (0..count).map(|_| [coordinate(), coordinate()]).collect()
    }

    #[test]
    fn the_tree_agrees_with_the_sum_over_all_pairs() {
        for spread in [1e-4, 1.0, 60.0] {
            let points = cloud(2000, spread);
            let (fast, (slow, normaliser)) = (Repulsion::of(&points), exact(&points));
            let ratio = fast.normaliser / normaliser;
            assert!((ratio - 1.0).abs() < 0.01, "spread {spread}: {ratio}");
            let length = |f: &Point| (f[0] * f[0] + f[1] * f[1]).sqrt();
            let error = slow.iter().enumerate().map(|(point, slow)| {
                let fast = fast.force(point);
                length(&[fast[0] - slow[0], fast[1] - slow[1]])
            });
            let error: f32 = error.sum();
            let size: f32 = slow.iter().map(length).sum();
            assert!(error / size < 0.015, "spread {spread}: {}", error / size);
        }
    }

    #[test]
    fn a_few_points_are_summed_exactly() {
        let repulsion = Repulsion::of(&[[0.0, 0.0], [1.0, 0.0]]);
        assert_eq!(
            [0, 1].map(|point| repulsion.force(point)),
            [[-0.25, 0.0], [0.25, 0.0]]
        );
        assert_eq!(repulsion.normaliser, 1.0);
    }

    #[test]
    fn points_that_moved_a_little_are_pushed_from_where_they_are() {
        let points = cloud(500, 20.0);
        let moved: Vec<Point> = points.iter().map(|p| [1.01 * p[0], p[1] + 0.1]).collect();
        let mut kept = Repulsion::of(&points);
        kept.update(&moved);
        let anew = Repulsion::of(&moved);
        assert!((kept.normaliser / anew.normaliser - 1.0).abs() < 1e-3);
        let apart = (0..500).map(|point| {
            let (a, b) = (kept.force(point), anew.force(point));
            (a[0] - b[0]).abs().max((a[1] - b[1]).abs())
        });
        assert!(apart.fold(0.0, f32::max) < 0.2);
    }
}
