//! Do nearest neighbours share a theme?

/// How much more often nearest neighbours share a theme than they would by chance (Newman & Girvan,
/// "Finding and evaluating community structure in networks", 2004): in [-1/2, 1], 0 for one theme,
/// below 0 where neighbours avoid each other's themes.
///
/// `neighbours` has the nearest others of each document, as
/// [`Embedding::neighbours`](crate::vectors::Embedding::neighbours) does, `themes` its theme, numbered
/// from 0. Values compare
/// divisions of one corpus by the same neighbours; 0.5 to 0.7 is usual for abstracts with ten each.
///
/// It misleads where themes are few and vast: a theme in two halves has nearly as many neighbours
/// in common. It passes over themes of few documents, which are better joined by it though they lie
/// apart (Fortunato & Barthélemy, "Resolution limit in community detection", 2007). And vectors that
/// are themselves means over neighbours fall into themes that look better by it than they are.
///
/// # Panics
///
/// When a neighbour has no theme in `themes`.
pub fn modularity(neighbours: &[Vec<u32>], themes: &[usize]) -> f64 {
    let k = themes.iter().max().map_or(0, |&most| most + 1);
    let mut ends = vec![0u64; k];
    let mut shared = 0u64;
    for (near, &theme) in neighbours.iter().zip(themes) {
        for &other in near {
            let other = themes[other as usize];
            ends[theme] += 1;
            ends[other] += 1;
            shared += u64::from(other == theme);
        }
    }
    let all: u64 = ends.iter().sum();
    if all == 0 {
        return 0.0;
    }
    let share = |count: u64| count as f64 / all as f64;
    let by_chance = |sum: f64, &count: &u64| sum + share(count) * share(count);
    2.0 * share(shared) - ends.iter().fold(0.0, by_chance)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two triangles with one edge between them.
    fn triangles() -> Vec<Vec<u32>> {
        vec![vec![1, 2], vec![2], vec![3], vec![4, 5], vec![5], vec![]]
    }

    #[test]
    fn two_triangles_joined_by_an_edge_have_the_value_of_the_paper() {
        let found = modularity(&triangles(), &[0, 0, 0, 1, 1, 1]);
        assert!((found - (6.0 / 7.0 - 0.5)).abs() < 1e-12, "{found}");
    }

    #[test]
    fn one_theme_is_no_better_than_chance() {
        assert_eq!(modularity(&triangles(), &[0; 6]), 0.0);
    }

    #[test]
    fn documents_without_neighbours_say_nothing() {
        assert_eq!(modularity(&[vec![], vec![]], &[0, 1]), 0.0);
        assert_eq!(modularity(&[], &[]), 0.0);
    }
}
