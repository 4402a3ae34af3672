//! The tree that joins the most alike themes first.

use kodama::{Method, linkage};
use ndarray::ArrayView2;

/// A merge of two branches: (height, middle) of each and the distance at which they join.
pub(super) struct Merge {
    pub below: [(f64, f64); 2],
    pub distance: f64,
}

/// The dendrogram: leaves from top to bottom, merges from the nearest pair on.
pub(super) struct Dendrogram {
    pub order: Vec<usize>,
    pub merges: Vec<Merge>,
}

impl Dendrogram {
    /// The tree of average linkage over 1 - cosine; `similarity` is square.
    pub fn of(similarity: ArrayView2<f64>) -> Dendrogram {
        let n = similarity.nrows();
        if n < 2 {
            return Dendrogram {
                order: (0..n).collect(),
                merges: Vec::new(),
            };
        }
        let mut distances: Vec<f64> = (0..n)
            .flat_map(|a| (a + 1..n).map(move |b| (a, b)))
            .map(|(a, b)| 1.0 - similarity[[a, b]])
            .collect();
        let dendrogram = linkage(&mut distances, n, Method::Average);
        let steps = dendrogram.steps();
        let mut order = Vec::new();
        let mut open = vec![n + steps.len() - 1];
        while let Some(node) = open.pop() {
            match node.checked_sub(n) {
                None => order.push(node),
                Some(step) => open.extend([steps[step].cluster2, steps[step].cluster1]),
            }
        }
        let mut at = vec![(0.0, 0.0); n];
        for (row, &leaf) in order.iter().enumerate() {
            at[leaf] = (0.0, row as f64 + 0.5);
        }
        let mut merges = Vec::new();
        for step in steps {
            let below = [at[step.cluster1], at[step.cluster2]];
            let distance = step.dissimilarity;
            at.push((distance, (below[0].1 + below[1].1) / 2.0));
            merges.push(Merge { below, distance });
        }
        Dendrogram { order, merges }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_most_alike_themes_stand_side_by_side() {
        let cosines = ndarray::arr2(&[
            [1.0, 0.1, 0.9, 0.2],
            [0.1, 1.0, 0.2, 0.8],
            [0.9, 0.2, 1.0, 0.1],
            [0.2, 0.8, 0.1, 1.0],
        ]);
        let order = Dendrogram::of(cosines.view()).order;
        let at = |theme: usize| order.iter().position(|&t| t == theme).expect("every leaf");
        assert_eq!(at(0).abs_diff(at(2)), 1);
        assert_eq!(at(1).abs_diff(at(3)), 1);
    }
}
