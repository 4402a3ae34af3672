//! The documents that show a theme best.

use ndarray::ArrayView2;

use crate::cluster::{Membership, Status};
use crate::vectors::kernels::dot;

/// Documents named for each theme.
const EXEMPLARS: usize = 3;
/// Two documents closer than this (cosine) show the same thing twice.
const NEAR_DUPLICATE: f32 = 0.95;

/// Up to three members of a theme, best first: core before border, nearest to the centre
/// first, and no two that are nearly the same.
pub fn exemplars(
    vectors: ArrayView2<f32>,
    memberships: &[Membership],
    members: &[usize],
) -> Vec<usize> {
    let mut ranked = members.to_vec();
    ranked.sort_by(|&a, &b| {
        let key = |document: usize| memberships[document].status != Status::Core;
        let (first, second) = (&memberships[a], &memberships[b]);
        key(a)
            .cmp(&key(b))
            .then(second.score.total_cmp(&first.score))
            .then(a.cmp(&b))
    });
    let mut chosen: Vec<usize> = Vec::new();
    for &document in &ranked {
        let row = vectors.row(document);
        let row = row.to_slice().expect("rows are contiguous");
        let repeats = chosen.iter().any(|&other| {
            dot(
                row,
                vectors.row(other).to_slice().expect("rows are contiguous"),
            ) > NEAR_DUPLICATE
        });
        if !repeats {
            chosen.push(document);
        }
        if chosen.len() == EXEMPLARS {
            break;
        }
    }
    chosen
}

#[cfg(test)]
mod tests {
    use super::*;
    use ndarray::array;

    fn member(score: f32, status: Status) -> Membership {
        Membership {
            theme: 0,
            second: None,
            score,
            margin: score,
            status,
        }
    }

    #[test]
    fn core_documents_come_first_and_twins_count_once() {
        let vectors = array![[1.0, 0.0], [1.0, 0.0], [0.8, 0.6], [0.0, 1.0]];
        let memberships = [
            member(0.9, Status::Core),
            member(0.9, Status::Core),
            member(0.5, Status::Core),
            member(0.95, Status::Border),
        ];
        assert_eq!(
            exemplars(vectors.view(), &memberships, &[0, 1, 2, 3]),
            [0, 2, 3]
        );
    }
}
