//! The repulsion of all points from all others, far groups taken as one point.
//!
//! Barnes and Hut, "A hierarchical O(N log N) force-calculation algorithm", Nature 1986; for
//! t-SNE van der Maaten, "Accelerating t-SNE using tree-based algorithms", JMLR 2014. Points
//! side by side share one walk of the tree (Barnes 1990), so that the sums run over plain lists, many points abreast.

use rayon::prelude::*;

use super::Point;
use super::quadtree::{Bounds, Node, Quadtree};
use crate::vectors::kernels::{Kernel, widest};

/// A square is taken as one point when its diagonal is less than this share of its distance.
/// Below one, no point can meet its own square that way.
const OPENING: f32 = 0.8;

/// Points that share one walk of the tree.
const GROUP_POINTS: usize = 16;
const GROUPS_A_CHUNK: usize = 16;

/// What all points do to each.
pub struct Repulsion {
    /// For each point, the sum of (own place - other's place) / (1 + distance²)².
    pub forces: Vec<Point>,
    /// Over all ordered pairs, the sum of 1 / (1 + distance²).
    pub normaliser: f64,
}

/// The repulsion among `points`.
pub fn repulsion(points: &[Point]) -> Repulsion {
    let tree = Quadtree::build(points);
    let pushes: Vec<Vec<Push>> = tree
        .points
        .par_chunks(GROUPS_A_CHUNK * GROUP_POINTS)
        .map(|chunk| {
            let mut sources = Vec::new();
            let groups = chunk.chunks(GROUP_POINTS);
            groups
                .map(|group| {
                    gather(&tree, group, &mut sources);
                    widest(Pushed {
                        group,
                        sources: &sources,
                    })
                })
                .collect()
        })
        .collect();
    let mut forces = vec![[0.0; 2]; points.len()];
    let mut normaliser = 0.0;
    let pushes = pushes.iter().flatten();
    for (push, order) in pushes.zip(tree.order.chunks(GROUP_POINTS)) {
        for (member, &index) in order.iter().enumerate() {
            forces[index as usize] = [push.x[member], push.y[member]];
            // Each point met itself once, at distance zero.
            normaliser += f64::from(push.closeness[member]) - 1.0;
        }
    }
    Repulsion { forces, normaliser }
}

/// A place that pushes, and how many points it stands for.
struct Source {
    place: Point,
    mass: f32,
}

/// Collects what pushes the points of a group: far squares as one, near points one by one.
fn gather(tree: &Quadtree, group: &[Point], sources: &mut Vec<Source>) {
    sources.clear();
    let bounds = Bounds::of(group);
    let mut at = 0;
    while let Some(node) = tree.nodes.get(at) {
        if is_far(node, &bounds) {
            sources.push(Source {
                place: node.centre,
                mass: node.count() as f32,
            });
            at = node.next;
        } else {
            if node.is_leaf {
                let points = tree.points[node.first..node.end].iter();
                sources.extend(points.map(|&place| Source { place, mass: 1.0 }));
            }
            at += 1;
        }
    }
}

fn is_far(node: &Node, group: &Bounds) -> bool {
    let side = |axis: usize| node.bounds.high[axis] - node.bounds.low[axis];
    let gap = |axis: usize| {
        let below = group.low[axis] - node.centre[axis];
        let above = node.centre[axis] - group.high[axis];
        below.max(above).max(0.0)
    };
    let diagonal = side(0) * side(0) + side(1) * side(1);
    let distance = gap(0) * gap(0) + gap(1) * gap(1);
    diagonal < OPENING * OPENING * distance
}

/// A group of points and what pushes it.
struct Pushed<'a> {
    group: &'a [Point],
    sources: &'a [Source],
}

impl Kernel for Pushed<'_> {
    type Output = Push;

    #[inline(always)]
    fn call(self) -> Push {
        Push::on(self.group, self.sources)
    }
}

/// The sums over all sources, for each member of a group.
struct Push {
    x: [f32; GROUP_POINTS],
    y: [f32; GROUP_POINTS],
    closeness: [f32; GROUP_POINTS],
}

impl Push {
    #[inline(always)]
    fn on(group: &[Point], sources: &[Source]) -> Push {
        let member = |index: usize| group[index.min(group.len() - 1)];
        let own_x: [f32; GROUP_POINTS] = std::array::from_fn(|index| member(index)[0]);
        let own_y: [f32; GROUP_POINTS] = std::array::from_fn(|index| member(index)[1]);
        let mut push = Push {
            x: [0.0; GROUP_POINTS],
            y: [0.0; GROUP_POINTS],
            closeness: [0.0; GROUP_POINTS],
        };
        for source in sources {
            for index in 0..GROUP_POINTS {
                let dx = own_x[index] - source.place[0];
                let dy = own_y[index] - source.place[1];
                let near = 1.0 / (1.0 + dx * dx + dy * dy);
                let weight = source.mass * near;
                push.closeness[index] += weight;
                push.x[index] += weight * near * dx;
                push.y[index] += weight * near * dy;
            }
        }
        push
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand::{Rng, SeedableRng};
    use rand_xoshiro::Xoshiro256PlusPlus;

    fn exact(points: &[Point]) -> Repulsion {
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
        Repulsion { forces, normaliser }
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
            let (fast, slow) = (repulsion(&points), exact(&points));
            let ratio = fast.normaliser / slow.normaliser;
            assert!((ratio - 1.0).abs() < 0.01, "spread {spread}: {ratio}");
            let length = |f: &Point| (f[0] * f[0] + f[1] * f[1]).sqrt();
            let error = fast.forces.iter().zip(&slow.forces);
            let error: f32 = error
                .map(|(f, s)| length(&[f[0] - s[0], f[1] - s[1]]))
                .sum();
            let size: f32 = slow.forces.iter().map(length).sum();
            assert!(error / size < 0.015, "spread {spread}: {}", error / size);
        }
    }

    #[test]
    fn a_few_points_are_summed_exactly() {
        let forces = repulsion(&[[0.0, 0.0], [1.0, 0.0]]);
        assert_eq!(forces.forces, [[-0.25, 0.0], [0.25, 0.0]]);
        assert_eq!(forces.normaliser, 1.0);
    }
}
