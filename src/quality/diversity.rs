//! Do the themes say different things?

use std::collections::BTreeSet;

/// Topic diversity (Dieng, Ruiz & Blei 2020): distinct terms over listed terms, in (0, 1].
///
/// 1: no term is listed twice. Give stems, so that `network` and `networks` are one term. It says
/// nothing about sense: lists of rare and unrelated words score 1. Read it beside the coherence.
/// None without terms.
pub fn diversity<T: Ord>(lists: &[Vec<T>]) -> Option<f64> {
    let listed: usize = lists.iter().map(Vec::len).sum();
    let distinct: BTreeSet<&T> = lists.iter().flatten().collect();
    (listed > 0).then(|| distinct.len() as f64 / listed as f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_term_of_two_themes_counts_once() {
        let lists = [vec!["neural", "graph"], vec!["neural", "cell"]];
        assert_eq!(diversity(&lists), Some(0.75));
    }

    #[test]
    fn different_lists_score_one_and_equal_ones_their_share() {
        assert_eq!(diversity(&[vec![1, 2], vec![3]]), Some(1.0));
        assert_eq!(diversity(&vec![vec![1, 2]; 4]), Some(0.25));
    }

    #[test]
    fn no_terms_have_no_diversity() {
        assert_eq!(diversity::<u32>(&[vec![], vec![]]), None);
    }
}
