//! Agreement counted in pairs of documents.

use super::Contingency;

/// Adjusted Rand index (Hubert & Arabie 1985): how far two partitions agree on which pairs of
/// documents belong together, beyond chance.
///
/// 1 for equal partitions, about 0 for random ones, at least -0.5. Symmetric. Pairs grow with the
/// square of a group's size, so large groups decide: with very unequal groups prefer
/// [`adjusted_mutual_information`](super::adjusted_mutual_information).
pub fn adjusted_rand_index(table: &Contingency) -> f64 {
    let together: u64 = table.cells.iter().map(|&(_, _, count)| pairs(count)).sum();
    let rows: u64 = table.row_sizes.iter().copied().map(pairs).sum();
    let columns: u64 = table.column_sizes.iter().copied().map(pairs).sum();
    if together == rows && together == columns {
        return 1.0;
    }
    let expected = rows as f64 * columns as f64 / pairs(table.documents) as f64;
    let most = (rows as f64 + columns as f64) / 2.0;
    (together as f64 - expected) / (most - expected)
}

fn pairs(documents: u64) -> u64 {
    documents * documents.saturating_sub(1) / 2
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn six_documents_by_hand() {
        // Pairs together: in both 2, in rows 6, in columns 3, of 15. Expected 6 * 3 / 15 = 1.2.
        let table = Contingency::new(&[0, 0, 0, 1, 1, 1], &[0, 0, 1, 1, 2, 2]);
        let known = (2.0 - 1.2) / (4.5 - 1.2);
        assert!((adjusted_rand_index(&table) - known).abs() < 1e-15);
    }

    #[test]
    fn a_million_documents_do_not_overflow() {
        let labels: Vec<usize> = (0..1_000_000).map(|document| document % 2).collect();
        let halves: Vec<usize> = (0..1_000_000).map(|document| document / 500_000).collect();
        assert!(adjusted_rand_index(&Contingency::new(&labels, &halves)).abs() < 1e-5);
    }

    #[test]
    fn fewer_than_two_documents_always_agree() {
        assert_eq!(adjusted_rand_index(&Contingency::new(&[1], &[2])), 1.0);
        assert_eq!(
            adjusted_rand_index(&Contingency::new::<u8, u8>(&[], &[])),
            1.0
        );
    }
}
