//! Points of the plane in boxes within boxes, each box halved across its longer side (Bentley 1975).

use super::Point;
use crate::vectors::neighbours::rising;

/// Points of a leaf; the last one alone may hold fewer.
pub const LEAF_POINTS: usize = 16;

/// Which points are near each other. It stays of use while they move a little.
pub struct Tree {
    /// The points' indices, leaf by leaf.
    pub order: Vec<u32>,
    /// A node is followed by its descendants.
    pub nodes: Vec<Node>,
}

/// Points of the order that lie in one box.
#[derive(Clone, Copy)]
pub struct Node {
    /// The first in the order.
    pub first: u32,
    /// The first node that is not a descendant.
    pub next: u32,
}

/// A node's points as a whole.
#[derive(Clone, Copy)]
pub struct Crowd {
    /// Their mean.
    pub centre: Point,
    /// How many they are.
    pub mass: f32,
    /// The smallest box round them.
    pub bounds: Bounds,
}

/// A box with sides along the axes.
#[derive(Clone, Copy)]
pub struct Bounds {
    /// The least coordinates.
    pub low: Point,
    /// The largest coordinates.
    pub high: Point,
}

impl Tree {
    /// Sorts the points, which must be finite.
    pub fn of(points: &[Point]) -> Tree {
        let mut order: Vec<u32> = (0..points.len() as u32).collect();
        let mut nodes = Vec::with_capacity(points.len() / (LEAF_POINTS / 2));
        if !points.is_empty() {
            grow(points, &mut order, 0, &mut nodes);
        }
        Tree { order, nodes }
    }

    /// What each node holds, where this is what each leaf holds.
    pub fn crowds(&self, leaves: &[Crowd], crowds: &mut Vec<Crowd>) {
        crowds.resize(self.nodes.len(), Crowd::NOBODY);
        for (at, node) in self.nodes.iter().enumerate().rev() {
            crowds[at] = if node.is_leaf(at) {
                leaves[node.first as usize / LEAF_POINTS]
            } else {
                let second = self.nodes[at + 1].next as usize;
                crowds[at + 1].with(&crowds[second])
            };
        }
    }
}

impl Node {
    /// Whether the node at that place has no descendants.
    pub fn is_leaf(&self, at: usize) -> bool {
        self.next as usize == at + 1
    }
}

/// Adds the node of a part of the order that begins at `first`, and all below it.
fn grow(points: &[Point], order: &mut [u32], first: u32, nodes: &mut Vec<Node>) {
    let at = nodes.len();
    nodes.push(Node { first, next: 0 });
    if order.len() > LEAF_POINTS {
        let leaves = order.len().div_ceil(LEAF_POINTS);
        let half = LEAF_POINTS * (leaves.next_power_of_two() / 2);
        halve(points, order, half);
        let (one, other) = order.split_at_mut(half);
        grow(points, one, first, nodes);
        grow(points, other, first + half as u32, nodes);
    } else {
        order.sort_unstable();
    }
    nodes[at].next = nodes.len() as u32;
}

/// Brings the `half` points that lie lowest on the longer axis of their box to the front; of points
/// side by side the earlier ones.
fn halve(points: &[Point], order: &mut [u32], half: usize) {
    let bounds = Bounds::of(order.iter().map(|&index| points[index as usize]));
    let [width, height] = [0, 1].map(|axis| bounds.high[axis] - bounds.low[axis]);
    let axis = usize::from(height > width);
    let mut keys: Vec<u64> = order
        .iter()
        .map(|&index| u64::from(rising(points[index as usize][axis])) << 32 | u64::from(index))
        .collect();
    keys.select_nth_unstable(half);
    for (index, key) in order.iter_mut().zip(keys) {
        *index = key as u32;
    }
}

impl Crowd {
    /// An empty box.
    pub const NOBODY: Crowd = Crowd {
        centre: [0.0; 2],
        mass: 0.0,
        bounds: Bounds::NOTHING,
    };

    /// Some points, at least one.
    pub fn of(points: &[Point]) -> Crowd {
        let sum = points.iter().fold([0.0; 2], |sum: Point, point| {
            [sum[0] + point[0], sum[1] + point[1]]
        });
        let mass = points.len() as f32;
        Crowd {
            centre: sum.map(|x| x / mass),
            mass,
            bounds: Bounds::of(points.iter().copied()),
        }
    }

    fn with(&self, other: &Crowd) -> Crowd {
        let mass = self.mass + other.mass;
        let share = other.mass / mass;
        Crowd {
            centre: [0, 1]
                .map(|axis| self.centre[axis] + share * (other.centre[axis] - self.centre[axis])),
            mass,
            bounds: self.bounds.with(&other.bounds),
        }
    }
}

impl Bounds {
    const NOTHING: Bounds = Bounds {
        low: [f32::INFINITY; 2],
        high: [f32::NEG_INFINITY; 2],
    };

    /// The smallest box round the points.
    fn of(points: impl Iterator<Item = Point>) -> Bounds {
        points.fold(Bounds::NOTHING, |bounds, point| {
            bounds.with(&Bounds {
                low: point,
                high: point,
            })
        })
    }

    fn with(&self, other: &Bounds) -> Bounds {
        Bounds {
            low: [0, 1].map(|axis| self.low[axis].min(other.low[axis])),
            high: [0, 1].map(|axis| self.high[axis].max(other.high[axis])),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spiral(count: usize) -> Vec<Point> {
        (0..count)
            .map(|i| {
                let t = i as f64 * 0.1;
                [(t * libm::cos(t)) as f32, (t * libm::sin(t)) as f32]
            })
            .collect()
    }

    #[test]
    fn every_point_is_in_exactly_one_leaf() {
        for count in [1, 16, 17, 500] {
            let tree = Tree::of(&spiral(count));
            let mut covered = 0;
            for (at, node) in tree.nodes.iter().enumerate() {
                if node.is_leaf(at) {
                    assert_eq!(node.first, covered);
                    covered += LEAF_POINTS as u32;
                }
            }
            assert_eq!(covered as usize, count.next_multiple_of(LEAF_POINTS));
            let mut order = tree.order;
            order.sort_unstable();
            assert!(order.into_iter().eq(0..count as u32));
        }
    }

    #[test]
    fn a_node_knows_its_points() {
        let points = spiral(500);
        let tree = Tree::of(&points);
        let sorted: Vec<Point> = tree.order.iter().map(|&at| points[at as usize]).collect();
        let leaves: Vec<Crowd> = sorted.chunks(LEAF_POINTS).map(Crowd::of).collect();
        let mut crowds = Vec::new();
        tree.crowds(&leaves, &mut crowds);
        assert_eq!(crowds[0].mass, 500.0);
        for (node, crowd) in tree.nodes.iter().zip(crowds) {
            let points = &sorted[node.first as usize..][..crowd.mass as usize];
            for axis in 0..2 {
                let mean =
                    points.iter().map(|p| f64::from(p[axis])).sum::<f64>() / points.len() as f64;
                assert!((f64::from(crowd.centre[axis]) - mean).abs() < 1e-4);
                let reach = crowd.bounds.low[axis]..=crowd.bounds.high[axis];
                assert!(points.iter().all(|point| reach.contains(&point[axis])));
            }
        }
    }

    #[test]
    fn points_on_one_spot_are_divided_by_their_order() {
        let tree = Tree::of(&[[1.0, -0.0]; 100]);
        assert!(tree.order.into_iter().eq(0..100));
        assert!(Tree::of(&[]).nodes.is_empty());
    }
}
