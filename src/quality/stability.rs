//! Would a theme come back from other documents?

use std::collections::BTreeMap;

/// How well each theme of a reference clustering is found again by a refit: its largest Jaccard
/// similarity to a group of the refit, in [0, 1] (Hennig 2007).
///
/// Entry `i` of `reference` and `refit` is the same document: those that the refit saw, such as
/// half of the corpus. Documents without a theme are in no group but still count in the unions.
/// The result has an entry for each of the first `themes` reference themes, numbered from 0; none
/// for a theme of which the refit saw no document.
///
/// # Panics
///
/// If the slices differ in length.
pub fn best_jaccard(
    reference: &[Option<usize>],
    refit: &[Option<usize>],
    themes: usize,
) -> Vec<Option<f64>> {
    assert_eq!(reference.len(), refit.len(), "one entry a document in both");
    let mut shared: BTreeMap<(usize, usize), u64> = BTreeMap::new();
    for (theme, group) in reference.iter().zip(refit) {
        if let (Some(theme), Some(group)) = (*theme, *group) {
            *shared.entry((theme, group)).or_insert(0) += 1;
        }
    }
    let theme_sizes = sizes(reference);
    let group_sizes = sizes(refit);
    let mut best: Vec<Option<f64>> = (0..themes)
        .map(|theme| theme_sizes.contains_key(&theme).then_some(0.0))
        .collect();
    for ((theme, group), both) in shared {
        let union = theme_sizes[&theme] + group_sizes[&group] - both;
        if let Some(Some(best)) = best.get_mut(theme) {
            *best = best.max(both as f64 / union as f64);
        }
    }
    best
}

fn sizes(labels: &[Option<usize>]) -> BTreeMap<usize, u64> {
    let mut sizes = BTreeMap::new();
    for &label in labels.iter().flatten() {
        *sizes.entry(label).or_insert(0) += 1;
    }
    sizes
}

/// Below this clusterwise stability the members of a theme are in doubt (Hennig 2007).
pub const UNSTABLE: f64 = 0.6;

/// Clusterwise Jaccard stability (Hennig 2007): for each theme the mean of [`best_jaccard`] over
/// the refits that saw any of its documents, in [0, 1]; none where no refit did.
///
/// Hennig's reading: above 0.85 the theme is highly stable, above 0.75 it is valid, from 0.6 it
/// shows a pattern whose exact members are in doubt, at 0.5 and below it is dissolved. Stable does
/// not mean meaningful: one huge theme or a block of duplicates is stable too, and few themes are
/// more stable than many.
pub fn mean_over_refits(refits: &[Vec<Option<f64>>]) -> Vec<Option<f64>> {
    let themes = refits.iter().map(Vec::len).max().unwrap_or(0);
    (0..themes)
        .map(|theme| {
            let seen: Vec<f64> = refits
                .iter()
                .filter_map(|refit| *refit.get(theme)?)
                .collect();
            (!seen.is_empty()).then(|| seen.iter().sum::<f64>() / seen.len() as f64)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn themes(numbers: &[usize]) -> Vec<Option<usize>> {
        numbers.iter().copied().map(Some).collect()
    }

    #[test]
    fn the_best_group_counts() {
        // Theme 0 meets groups of 2 and 3 documents: 2 / 3 and 1 / 5. Theme 1 meets the second.
        let best = best_jaccard(&themes(&[0, 0, 0, 1, 1]), &themes(&[7, 7, 4, 4, 4]), 2);
        assert_eq!(best, [Some(2.0 / 3.0), Some(2.0 / 3.0)]);
    }

    #[test]
    fn the_same_groups_under_other_names_are_found_whole() {
        let best = best_jaccard(&themes(&[0, 1, 1, 2]), &themes(&[5, 9, 9, 0]), 3);
        assert_eq!(best, [Some(1.0); 3]);
    }

    #[test]
    fn unassigned_documents_are_no_group() {
        let reference = [Some(0), Some(0), Some(1), None];
        let best = best_jaccard(&reference, &[None, Some(3), None, Some(3)], 2);
        assert_eq!(best, [Some(1.0 / 3.0), Some(0.0)]);
    }

    #[test]
    fn a_theme_that_was_not_seen_has_no_value() {
        assert_eq!(
            best_jaccard(&themes(&[1]), &themes(&[0]), 2),
            [None, Some(1.0)]
        );
        assert_eq!(best_jaccard(&[], &[], 1), [None]);
    }

    #[test]
    fn means_pass_over_refits_that_did_not_see_the_theme() {
        let refits = [vec![Some(0.5), None], vec![Some(1.0), None]];
        assert_eq!(mean_over_refits(&refits), [Some(0.75), None]);
        let refits = [vec![None], vec![Some(0.25)]];
        assert_eq!(mean_over_refits(&refits), [Some(0.25)]);
    }
}
