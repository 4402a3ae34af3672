//! Some rows for all, and all rows in a few parts.

use std::ops::Range;

/// Parts of rows of which something large is held for each, whatever the number of threads.
const MOST_PARTS: usize = 8;

/// At most `most` of so many rows, at even distances: all of them where they are no more.
pub(crate) fn evenly(rows: usize, most: usize) -> Vec<usize> {
    let count = rows.min(most);
    (0..count).map(|rank| rank * rows / count).collect()
}

/// So many rows in a part for each worker: what is held of each part must come to the same however
/// they are cut.
pub(crate) fn parts(rows: usize) -> Vec<Range<usize>> {
    let workers = rayon::current_num_threads().clamp(1, MOST_PARTS);
    let size = rows.div_ceil(workers).max(1);
    let firsts = (0..rows).step_by(size);
    firsts
        .map(|first| first..(first + size).min(rows))
        .collect()
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

    #[test]
    fn parts_hold_each_row_once() {
        for rows in [0, 1, 5, 1000] {
            assert!(parts(rows).into_iter().flatten().eq(0..rows));
        }
    }
}
