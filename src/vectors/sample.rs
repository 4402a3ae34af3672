//! Some rows for all.

/// At most `most` of so many rows, at even distances: all of them where they are no more.
pub(crate) fn evenly(rows: usize, most: usize) -> Vec<usize> {
    let count = rows.min(most);
    (0..count).map(|rank| rank * rows / count).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sample_covers_the_rows_evenly_and_few_rows_are_all_taken() {
        assert_eq!(evenly(10, 4), [0, 2, 5, 7]);
        assert_eq!(evenly(3, 4), [0, 1, 2]);
        assert!(evenly(0, 4).is_empty());
    }
}
