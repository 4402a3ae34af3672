//! A quadtree over points of the plane, kept as one list of nodes in the order of a walk.

use super::Point;

/// Steps of the grid on each axis, as a power of two.
const LEVELS: u32 = 16;
/// A square with no more points than this is not divided.
const LEAF_POINTS: usize = 24;

/// Points sorted along a Z-order curve, and the squares that hold them.
pub struct Quadtree {
    /// Sorted position to the point's index.
    pub order: Vec<u32>,
    /// The points in sorted order.
    pub points: Vec<Point>,
    /// A node is followed by its descendants.
    pub nodes: Vec<Node>,
}

/// A square of the plane that holds points.
#[derive(Clone, Copy)]
pub struct Node {
    /// The smallest box round the points.
    pub bounds: Bounds,
    /// Mean of the points.
    pub centre: Point,
    /// Sorted position of the first point.
    pub first: usize,
    /// Sorted position after the last point.
    pub end: usize,
    /// The first node that is not a descendant.
    pub next: usize,
    /// Whether the node has no descendants.
    pub is_leaf: bool,
}

impl Quadtree {
    /// Builds the tree; the points must be finite.
    pub fn build(points: &[Point]) -> Quadtree {
        let keys = sorted_keys(points);
        let order: Vec<u32> = keys.iter().map(|&key| key as u32).collect();
        let mut tree = Quadtree {
            points: order.iter().map(|&index| points[index as usize]).collect(),
            order,
            nodes: Vec::with_capacity(points.len() / 4),
        };
        if !keys.is_empty() {
            tree.grow(&keys, 0, keys.len(), 0);
        }
        tree
    }

    /// Adds the node of `first..end` and all below it; returns the sum of its points.
    fn grow(&mut self, keys: &[u64], first: usize, end: usize, level: u32) -> [f64; 2] {
        let at = self.nodes.len();
        let is_leaf = end - first <= LEAF_POINTS || level == LEVELS;
        let mut node = Node {
            bounds: Bounds::NOTHING,
            centre: [0.0; 2],
            first,
            end,
            next: 0,
            is_leaf,
        };
        self.nodes.push(node);
        let mut sum = [0.0; 2];
        if is_leaf {
            node.bounds = Bounds::of(&self.points[first..end]);
            for point in &self.points[first..end] {
                sum = [sum[0] + f64::from(point[0]), sum[1] + f64::from(point[1])];
            }
        } else {
            let mut start = first;
            while start < end {
                let quarter = quarter(keys[start], level);
                let length =
                    keys[start..end].partition_point(|&key| quarter == self::quarter(key, level));
                let child = self.nodes.len();
                let part = self.grow(keys, start, start + length, level + 1);
                sum = [sum[0] + part[0], sum[1] + part[1]];
                node.bounds = node.bounds.with(&self.nodes[child].bounds);
                start += length;
            }
        }
        node.centre = sum.map(|s| (s / (end - first) as f64) as f32);
        node.next = self.nodes.len();
        self.nodes[at] = node;
        sum
    }
}

impl Node {
    /// The number of points.
    pub fn count(&self) -> usize {
        self.end - self.first
    }
}

/// A box with sides along the axes.
#[derive(Clone, Copy)]
pub struct Bounds {
    /// The least coordinates.
    pub low: Point,
    /// The largest coordinates.
    pub high: Point,
}

impl Bounds {
    const NOTHING: Bounds = Bounds {
        low: [f32::INFINITY; 2],
        high: [f32::NEG_INFINITY; 2],
    };

    /// The smallest box round the points.
    pub fn of(points: &[Point]) -> Bounds {
        points.iter().fold(Bounds::NOTHING, |bounds, &point| {
            bounds.with(&Bounds {
                low: point,
                high: point,
            })
        })
    }

    fn with(self, other: &Bounds) -> Bounds {
        Bounds {
            low: [self.low[0].min(other.low[0]), self.low[1].min(other.low[1])],
            high: [
                self.high[0].max(other.high[0]),
                self.high[1].max(other.high[1]),
            ],
        }
    }
}

/// For each point its place on the Z-order curve, and below it the index, sorted.
fn sorted_keys(points: &[Point]) -> Vec<u64> {
    let whole = Bounds::of(points);
    let side = (whole.high[0] - whole.low[0]).max(whole.high[1] - whole.low[1]);
    let steps = ((1 << LEVELS) - 1) as f32;
    let scale = if side > 0.0 { steps / side } else { 0.0 };
    let step = |point: &Point, axis: usize| {
        spread(((point[axis] - whole.low[axis]) * scale).min(steps) as u32)
    };
    let mut keys: Vec<u64> = points
        .iter()
        .enumerate()
        .map(|(index, point)| (step(point, 0) | step(point, 1) << 1) << 32 | index as u64)
        .collect();
    keys.sort_unstable();
    keys
}

/// Puts a zero before each of the sixteen bits.
fn spread(bits: u32) -> u64 {
    let mut spread = u64::from(bits);
    spread = (spread | spread << 8) & 0x00ff_00ff;
    spread = (spread | spread << 4) & 0x0f0f_0f0f;
    spread = (spread | spread << 2) & 0x3333_3333;
    (spread | spread << 1) & 0x5555_5555
}

/// Which of the four squares of a level the key lies in.
fn quarter(key: u64, level: u32) -> u64 {
    key >> (32 + 2 * (LEVELS - 1 - level)) & 3
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
        let tree = Quadtree::build(&spiral(500));
        let mut covered = 0;
        for node in tree.nodes.iter().filter(|node| node.is_leaf) {
            assert_eq!(node.first, covered);
            assert!(node.count() <= LEAF_POINTS);
            covered = node.end;
        }
        assert_eq!(covered, 500);
        let mut order = tree.order.clone();
        order.sort_unstable();
        assert!(order.iter().copied().eq(0..500));
    }

    #[test]
    fn a_node_knows_its_points() {
        let tree = Quadtree::build(&spiral(500));
        for node in &tree.nodes {
            let points = &tree.points[node.first..node.end];
            for axis in 0..2 {
                let mean =
                    points.iter().map(|p| f64::from(p[axis])).sum::<f64>() / points.len() as f64;
                assert!((f64::from(node.centre[axis]) - mean).abs() < 1e-5);
                assert!(
                    points
                        .iter()
                        .all(|p| p[axis] >= node.bounds.low[axis]
                            && p[axis] <= node.bounds.high[axis])
                );
            }
        }
    }

    #[test]
    fn coinciding_points_do_not_divide_for_ever() {
        assert_eq!(
            Quadtree::build(&[[1.0, 2.0]; 100]).nodes.len(),
            LEVELS as usize + 1
        );
        assert!(Quadtree::build(&[]).nodes.is_empty());
    }
}
