//! Themes against known labels.

use super::{
    Contingency, adjusted_mutual_information, adjusted_rand_index, normalized_mutual_information,
    purity, v_measure,
};

/// What to do with documents that are in no theme.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unassigned {
    /// They form one more theme: leaving documents out costs. The figure to compare methods by.
    OneMoreTheme,
    /// They are not counted: how good are the themes where there is one? To be read beside the
    /// share of unassigned documents, since leaving out all but the easiest makes it 1.
    LeftOut,
}

/// How well themes match known labels.
///
/// Labels are one opinion of how to divide a corpus. A low figure may mean that the themes are
/// bad, or that they are good along another line; equal figures mean nothing about the names.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct Agreement {
    /// Documents counted.
    pub documents: usize,
    /// [Adjusted mutual information](adjusted_mutual_information): 1 equal, about 0 chance.
    pub ami: f64,
    /// [Adjusted Rand index](adjusted_rand_index): 1 equal, about 0 chance.
    pub ari: f64,
    /// [Normalized mutual information](normalized_mutual_information), in [0, 1].
    pub nmi: f64,
    /// Whether themes hold one label each ([`v_measure`]), in [0, 1].
    pub homogeneity: f64,
    /// Whether labels lie in one theme each ([`v_measure`]), in [0, 1].
    pub completeness: f64,
    /// The harmonic mean of both ([`v_measure`]), in [0, 1].
    pub v_measure: f64,
    /// Share of documents with the commonest label of their theme ([`purity()`]), in [0, 1].
    pub purity: f64,
}

impl Agreement {
    fn of(table: &Contingency) -> Self {
        let v = v_measure(table);
        Self {
            documents: table.documents as usize,
            ami: adjusted_mutual_information(table),
            ari: adjusted_rand_index(table),
            nmi: normalized_mutual_information(table),
            homogeneity: v.homogeneity,
            completeness: v.completeness,
            v_measure: v.v,
            purity: purity(table),
        }
    }
}

/// Scores themes against known labels; entry `i` of both slices is document `i`.
///
/// Documents without a label are never counted; for those without a theme see [`Unassigned`].
/// None when the known labels are fewer than two different ones, or when no document is left.
///
/// # Panics
///
/// If the slices differ in length.
pub fn agreement<L: Ord>(
    labels: &[Option<L>],
    themes: &[Option<usize>],
    unassigned: Unassigned,
) -> Option<Agreement> {
    assert_eq!(labels.len(), themes.len(), "one entry a document in both");
    let labelled: Vec<(&L, Option<usize>)> = labels
        .iter()
        .zip(themes)
        .filter_map(|(label, &theme)| Some((label.as_ref()?, theme)))
        .collect();
    if labelled.iter().all(|(label, _)| *label == labelled[0].0) {
        return None;
    }
    let (labels, themes): (Vec<&L>, Vec<Option<usize>>) = labelled
        .into_iter()
        .filter(|(_, theme)| unassigned == Unassigned::OneMoreTheme || theme.is_some())
        .unzip();
    (!labels.is_empty()).then(|| Agreement::of(&Contingency::new(&labels, &themes)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand::{Rng, SeedableRng};
    use rand_xoshiro::Xoshiro256PlusPlus;

    #[derive(serde::Deserialize)]
    struct Case {
        name: String,
        labels: Vec<Option<String>>,
        themes: Vec<Option<usize>>,
        one_more_theme: Known,
        left_out: Known,
    }

    #[derive(serde::Deserialize)]
    struct Known {
        documents: usize,
        ami: f64,
        ari: f64,
        nmi: f64,
        homogeneity: f64,
        completeness: f64,
        v_measure: f64,
        purity: f64,
    }

    fn assert_known(name: &str, ours: Agreement, known: &Known) {
        assert_eq!(ours.documents, known.documents, "{name}");
        for (figure, ours, known) in [
            ("ami", ours.ami, known.ami),
            ("ari", ours.ari, known.ari),
            ("nmi", ours.nmi, known.nmi),
            ("homogeneity", ours.homogeneity, known.homogeneity),
            ("completeness", ours.completeness, known.completeness),
            ("v_measure", ours.v_measure, known.v_measure),
            ("purity", ours.purity, known.purity),
        ] {
            assert!(
                (ours - known).abs() < 1e-9,
                "{name} {figure}: {ours} {known}"
            );
        }
    }

    #[test]
    fn figures_equal_those_of_scikit_learn() {
        let text = include_str!("../../tests/fixtures/quality/agreement.json");
        let cases: Vec<Case> = serde_json::from_str(text).unwrap();
        assert!(cases.len() > 3);
        for case in cases {
            let score = |unassigned| agreement(&case.labels, &case.themes, unassigned).unwrap();
            assert_known(
                &case.name,
                score(Unassigned::OneMoreTheme),
                &case.one_more_theme,
            );
            assert_known(&case.name, score(Unassigned::LeftOut), &case.left_out);
        }
    }

    fn random(seed: u64, documents: usize, groups: usize) -> Vec<Option<usize>> {
        let mut generator = Xoshiro256PlusPlus::seed_from_u64(seed);
        (0..documents)
            .map(|_| Some(generator.gen_range(0..groups)))
            .collect()
    }

    fn score(labels: &[Option<usize>], themes: &[Option<usize>]) -> Agreement {
        agreement(labels, themes, Unassigned::OneMoreTheme).unwrap()
    }

    #[test]
    fn equal_partitions_score_one_whatever_the_names() {
        let labels = random(1, 200, 7);
        let renamed: Vec<_> = labels.iter().map(|l| l.map(|l| (l * 3 + 5) % 7)).collect();
        let ours = score(&labels, &renamed);
        for figure in [ours.ami, ours.ari, ours.nmi, ours.v_measure, ours.purity] {
            assert!((figure - 1.0).abs() < 1e-12);
        }
    }

    #[test]
    fn names_of_labels_change_nothing() {
        let (labels, themes) = (random(2, 300, 5), random(3, 300, 4));
        let renamed: Vec<_> = themes.iter().map(|t| t.map(|t| 9 - t)).collect();
        let (ours, other) = (score(&labels, &themes), score(&labels, &renamed));
        assert_eq!(ours.documents, other.documents);
        assert!((ours.ami - other.ami).abs() < 1e-13);
        assert!((ours.v_measure - other.v_measure).abs() < 1e-13);
        assert_eq!((ours.ari, ours.purity), (other.ari, other.purity));
    }

    #[test]
    fn labels_and_themes_can_change_places() {
        for seed in 0..20 {
            let (a, b) = (random(seed, 60, 4), random(seed + 100, 60, 6));
            let (there, back) = (score(&a, &b), score(&b, &a));
            assert!((there.ami - back.ami).abs() < 1e-13);
            assert!((there.ari - back.ari).abs() < 1e-13);
            assert!((there.nmi - back.nmi).abs() < 1e-13);
            assert!((there.homogeneity - back.completeness).abs() < 1e-13);
        }
    }

    #[test]
    fn random_themes_score_nothing_however_many_they_are() {
        for groups in [2, 20, 100] {
            let ours = score(&random(4, 2000, 10), &random(5, 2000, groups));
            assert!(ours.ami.abs() < 0.01 && ours.ari.abs() < 0.01, "{ours:?}");
        }
        let unadjusted = score(&random(4, 2000, 10), &random(5, 2000, 100)).nmi;
        assert!(
            unadjusted > 0.05,
            "what the adjustment is for: {unadjusted}"
        );
    }

    #[test]
    fn unassigned_documents_are_one_more_theme_or_left_out() {
        let labels: Vec<_> = (0..20).map(|i| Some(i / 10)).collect();
        let themes: Vec<_> = (0..20).map(|i| (i % 10 < 5).then_some(i / 10)).collect();
        let all = agreement(&labels, &themes, Unassigned::OneMoreTheme).unwrap();
        assert_eq!((all.documents, all.purity), (20, 0.75));
        assert!(all.ari < 0.6);
        let assigned = agreement(&labels, &themes, Unassigned::LeftOut).unwrap();
        assert_eq!((assigned.documents, assigned.ari), (10, 1.0));
    }

    #[test]
    fn documents_without_a_label_are_not_counted() {
        let labels = [Some("a"), None, Some("b"), Some("a")];
        let ours = agreement(
            &labels,
            &[Some(0), Some(1), Some(1), Some(0)],
            Unassigned::LeftOut,
        );
        assert_eq!(ours.map(|ours| (ours.documents, ours.ari)), Some((3, 1.0)));
    }

    #[test]
    fn a_single_label_or_no_theme_cannot_be_scored() {
        let one = [Some("a"), Some("a"), None];
        assert_eq!(
            agreement(&one, &[Some(0), Some(1), None], Unassigned::LeftOut),
            None
        );
        let two = [Some("a"), Some("b")];
        assert_eq!(agreement(&two, &[None, None], Unassigned::LeftOut), None);
        assert_eq!(agreement::<u8>(&[], &[], Unassigned::LeftOut), None);
    }
}
