//! The share that a majority vote gets right.

use super::Contingency;

/// Purity of the columns (themes) in terms of the rows (labels), in [0, 1]: the share of documents
/// that carry the commonest label of their theme (Manning, Raghavan & Schütze, "Introduction to
/// Information Retrieval", 2008, section 16.3).
///
/// Easy to read and easy to fool: more themes always raise it, up to 1 for one theme a document.
/// Compare it only between runs with the same number of themes. Not symmetric. Without documents
/// it is 0.
pub fn purity(table: &Contingency) -> f64 {
    let mut commonest = vec![0; table.column_sizes.len()];
    for &(_, column, count) in &table.cells {
        commonest[column] = count.max(commonest[column]);
    }
    commonest.iter().sum::<u64>() as f64 / table.documents.max(1) as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn five_documents_by_hand() {
        let table = Contingency::new(&["a", "a", "b", "b", "b"], &[0, 0, 0, 1, 1]);
        assert_eq!(purity(&table), 0.8);
    }

    #[test]
    fn one_theme_a_document_is_pure_and_no_document_is_not() {
        assert_eq!(purity(&Contingency::new(&[5, 5, 6], &[0, 1, 2])), 1.0);
        assert_eq!(purity(&Contingency::new::<u8, u8>(&[], &[])), 0.0);
    }
}
