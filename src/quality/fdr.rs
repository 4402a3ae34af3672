//! Many tests at once.

/// Benjamini-Hochberg adjusted p-values ("q-values"), in the order given, in [0, 1].
///
/// Keeping every test with a q of at most 0.05 keeps, on average, at most 5 % false ones
/// (Benjamini & Hochberg 1995). That holds for independent or positively dependent tests; it says
/// nothing about a single test, and a q depends on which other tests were asked: leave out those
/// that could never be significant, or include them always.
///
/// `p_values` lie in [0, 1].
pub fn benjamini_hochberg(p_values: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..p_values.len()).collect();
    order.sort_by(|&a, &b| p_values[a].total_cmp(&p_values[b]));
    let mut adjusted = vec![0.0; p_values.len()];
    let mut smallest = 1.0_f64;
    for (rank, &test) in order.iter().enumerate().rev() {
        smallest = smallest.min(p_values[test] * p_values.len() as f64 / (rank + 1) as f64);
        adjusted[test] = smallest;
    }
    adjusted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(serde::Deserialize)]
    struct Fixture {
        p_values: Vec<f64>,
        adjusted: Vec<f64>,
    }

    #[test]
    fn adjusted_values_equal_those_of_scipy() {
        let text = include_str!("../../tests/fixtures/quality/fdr.json");
        let fixture: Fixture = serde_json::from_str(text).unwrap();
        let adjusted = benjamini_hochberg(&fixture.p_values);
        assert_eq!(adjusted.len(), fixture.adjusted.len());
        for (ours, theirs) in adjusted.iter().zip(&fixture.adjusted) {
            assert!((ours - theirs).abs() < 1e-12);
        }
    }

    #[test]
    fn four_tests_by_hand() {
        // Sorted: 0.01 * 4, 0.02 * 2, 0.03 * 4/3, 0.5; the first two share the third's 0.04.
        let adjusted = benjamini_hochberg(&[0.5, 0.01, 0.03, 0.02]);
        let known = [0.5, 0.04, 0.04, 0.04];
        assert!((0..4).all(|test| (adjusted[test] - known[test]).abs() < 1e-15));
    }

    #[test]
    fn one_test_keeps_its_value_and_none_gives_none() {
        assert_eq!(benjamini_hochberg(&[0.3]), [0.3]);
        assert!(benjamini_hochberg(&[]).is_empty());
    }
}
