//! Terms inside other terms.

/// Whether a run of words stands inside a longer one.
pub fn is_part(short: &[u32], long: &[u32]) -> bool {
    short.len() < long.len() && long.windows(short.len()).any(|run| run == short)
}

/// Whether all words are among the others.
pub fn is_subset(words: &[u32], others: &[u32]) -> bool {
    words.iter().all(|word| others.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_is_a_run_and_a_subset_is_in_any_order() {
        assert!(is_part(&[1, 2], &[0, 1, 2]) && !is_part(&[0, 2], &[0, 1, 2]));
        assert!(!is_part(&[1, 2], &[1, 2]));
        assert!(is_subset(&[2, 0], &[0, 1, 2]) && !is_subset(&[3], &[0, 1, 2]));
    }
}
