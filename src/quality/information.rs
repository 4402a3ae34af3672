//! Agreement counted in information.

use super::{Contingency, Hypergeometric};

/// Homogeneity, completeness and their harmonic mean (Rosenberg & Hirschberg 2007), each in [0, 1].
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct VMeasure {
    /// 1 when every theme (column) holds documents of one label (row) only.
    pub homogeneity: f64,
    /// 1 when all documents of a label are in one theme.
    pub completeness: f64,
    /// The harmonic mean of both.
    pub v: f64,
}

/// Mutual information of rows and columns in nats: what knowing a document's theme tells about its
/// label. At least 0, at most the smaller of both entropies; grows with the number of groups.
pub fn mutual_information(table: &Contingency) -> f64 {
    let documents = table.documents as f64;
    let mut sum = 0.0;
    for &(row, column, count) in &table.cells {
        let size = table.row_sizes[row] as f64 * table.column_sizes[column] as f64;
        let count = count as f64;
        sum += count / documents * libm::log(documents * count / size);
    }
    sum.max(0.0)
}

/// Homogeneity, completeness and V-measure of the columns (themes) against the rows (labels).
///
/// Not adjusted for chance: more themes raise homogeneity, so that random themes score well above
/// 0 when they are many and small. Swapping rows and columns swaps the first two. `v` equals
/// [`normalized_mutual_information`].
pub fn v_measure(table: &Contingency) -> VMeasure {
    let shared = mutual_information(table);
    let share_of = |entropy: f64| if entropy > 0.0 { shared / entropy } else { 1.0 };
    let homogeneity = share_of(entropy(&table.row_sizes, table.documents)).min(1.0);
    let completeness = share_of(entropy(&table.column_sizes, table.documents)).min(1.0);
    let sum = homogeneity + completeness;
    let v = if sum > 0.0 {
        2.0 * homogeneity * completeness / sum
    } else {
        0.0
    };
    VMeasure {
        homogeneity,
        completeness,
        v,
    }
}

/// Mutual information over the arithmetic mean of both entropies, in [0, 1] (Kvålseth 1987).
///
/// Symmetric, 1 for equal partitions, but not adjusted for chance: it rises with the number of
/// groups. Common in older papers; [`adjusted_mutual_information`] is the one to decide by.
pub fn normalized_mutual_information(table: &Contingency) -> f64 {
    if is_trivial(table) {
        return 1.0;
    }
    (mutual_information(table) / mean_entropy(table)).min(1.0)
}

/// Adjusted mutual information, normalised by the arithmetic mean of both entropies (Vinh, Epps &
/// Bailey 2010): agreement beyond what partitions with the same group sizes share by chance.
///
/// 1 for equal partitions, about 0 for random ones, slightly below 0 for less than chance.
/// Symmetric. It can be compared between different numbers of themes, but rewards themes as fine
/// as the labels: two good themes inside one label lower it. The expectation under permutation is
/// exact.
pub fn adjusted_mutual_information(table: &Contingency) -> f64 {
    if is_trivial(table) {
        return 1.0;
    }
    if table.row_sizes.len() == 1 || table.column_sizes.len() == 1 {
        return 0.0;
    }
    let expected = expected_mutual_information(table);
    let beyond_chance = mutual_information(table) - expected;
    let most = mean_entropy(table) - expected;
    // Where chance already explains all (every document alone in both), 0 / 0 stands for equality.
    away_from_zero(beyond_chance) / away_from_zero(most)
}

/// Neither partition divides the documents.
fn is_trivial(table: &Contingency) -> bool {
    table.row_sizes.len() <= 1 && table.column_sizes.len() <= 1
}

fn away_from_zero(value: f64) -> f64 {
    if value < 0.0 {
        value.min(-f64::EPSILON)
    } else {
        value.max(f64::EPSILON)
    }
}

fn mean_entropy(table: &Contingency) -> f64 {
    let rows = entropy(&table.row_sizes, table.documents);
    let columns = entropy(&table.column_sizes, table.documents);
    (rows + columns) / 2.0
}

fn entropy(sizes: &[u64], documents: u64) -> f64 {
    let documents = documents as f64;
    let mut sum = 0.0;
    for &size in sizes {
        let size = size as f64;
        sum += size / documents * libm::log(documents / size);
    }
    sum
}

/// Mean mutual information over all ways to deal the documents into groups of the same sizes: the
/// count in each cell is then hypergeometric.
fn expected_mutual_information(table: &Contingency) -> f64 {
    let documents = table.documents as f64;
    let largest = |sizes: &[u64]| sizes.iter().copied().max().unwrap_or(0);
    let most = largest(&table.row_sizes).min(largest(&table.column_sizes));
    let logs: Vec<f64> = (0..=most).map(|count| libm::log(count as f64)).collect();
    let mut sum = 0.0;
    for &row in &table.row_sizes {
        for &column in &table.column_sizes {
            let rarity = libm::log(documents / (row as f64 * column as f64));
            let cell = Hypergeometric::new(table.documents, row, column);
            sum += cell.expectation(|count| match count {
                0 => 0.0,
                _ => count as f64 / documents * (logs[count as usize] + rarity),
            });
        }
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn four_documents_by_hand() {
        // Halves against a pair and two singles: ln 2 is shared, of ln 2 and 1.5 ln 2.
        let table = Contingency::new(&[0, 0, 1, 1], &[0, 0, 1, 2]);
        assert!((mutual_information(&table) - std::f64::consts::LN_2).abs() < 1e-15);
        let measure = v_measure(&table);
        assert_eq!(measure.homogeneity, 1.0);
        assert!((measure.completeness - 2.0 / 3.0).abs() < 1e-15);
        assert!((normalized_mutual_information(&table) - 0.8).abs() < 1e-15);
    }

    #[test]
    fn chance_equals_the_mean_over_all_permutations() {
        let (rows, columns) = ([0, 0, 0, 1, 1, 2], [0, 0, 1, 1, 1, 1]);
        let (mut sum, mut count) = (0.0, 0);
        permute(&mut columns.clone(), 0, &mut |dealt| {
            sum += mutual_information(&Contingency::new(&rows, dealt));
            count += 1;
        });
        assert_eq!(count, 720);
        let expected = expected_mutual_information(&Contingency::new(&rows, &columns));
        assert!((expected - sum / 720.0).abs() < 1e-13);
    }

    fn permute(items: &mut [i32; 6], fixed: usize, visit: &mut impl FnMut(&[i32; 6])) {
        if fixed == items.len() {
            return visit(items);
        }
        for other in fixed..items.len() {
            items.swap(fixed, other);
            permute(items, fixed + 1, visit);
            items.swap(fixed, other);
        }
    }

    #[test]
    fn undivided_partitions_score_as_in_scikit_learn() {
        let whole = Contingency::new(&[0, 0, 0], &[4, 4, 4]);
        assert_eq!(adjusted_mutual_information(&whole), 1.0);
        assert_eq!(normalized_mutual_information(&whole), 1.0);
        let split = Contingency::new(&[0, 0, 0], &[0, 1, 2]);
        assert_eq!(adjusted_mutual_information(&split), 0.0);
        assert_eq!(normalized_mutual_information(&split), 0.0);
        let alone = Contingency::new(&[0, 1, 2], &[5, 4, 3]);
        assert!((adjusted_mutual_information(&alone) - 1.0).abs() < 1e-12);
        let none = Contingency::new::<u8, u8>(&[], &[]);
        assert_eq!(adjusted_mutual_information(&none), 1.0);
    }
}
