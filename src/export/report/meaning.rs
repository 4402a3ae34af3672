//! What the figures of a run mean, in words.

use crate::quality::UNSTABLE;

/// Name of a figure and one line on how to read it, by its name in `quality.csv`.
const MEANINGS: &[(&str, &str, &str)] = &[
    ("documents", "Documents", "papers on the map"),
    (
        "dropped",
        "Dropped records",
        "records read and not used, each listed with its reason",
    ),
    ("themes", "Themes", "groups found"),
    (
        "unassigned_share",
        "Unassigned",
        "share of the documents that fit no theme",
    ),
    (
        "silhouette",
        "Silhouette",
        "how much nearer documents are to their own theme than to the next; −1 to 1, and values near 0.1 are usual for text",
    ),
    (
        "npmi",
        "Keyword coherence (NPMI)",
        "how often a theme's keywords stand within ten words of each other; −1 to 1, above 0 more often than by chance",
    ),
    (
        "c_v",
        "Keyword coherence (C_v)",
        "the same on a scale from 0 to 1 that follows human ratings more closely",
    ),
    (
        "diversity",
        "Keyword diversity",
        "share of keywords that only one theme has; 1 when no two themes share any",
    ),
    (
        "stability",
        "Stability",
        "how far the same themes come back when the documents are drawn again; 1 is always",
    ),
    (
        "label_separation",
        "Names find their documents",
        "probability that a search for a theme's name ranks one of its documents above another; 0.5 is chance, 1 is always",
    ),
    (
        "map_label_overlaps",
        "Overlapping names on the map",
        "pairs of texts that overlap, and texts that leave the drawing; 0 is promised",
    ),
    (
        "map_min_contrast",
        "Least contrast on the map",
        "of a text to what lies under it, as WCAG counts it; at least 4.5 is promised",
    ),
    (
        "map_min_text_px",
        "Smallest text on the map",
        "in pixels at 1,200 pixels width; at least 11 is promised",
    ),
    (
        "ami",
        "Agreement with known labels (AMI)",
        "adjusted mutual information; 0 is chance, 1 is the same grouping",
    ),
    (
        "ari",
        "Agreement with known labels (ARI)",
        "adjusted Rand index; 0 is chance, 1 is the same grouping",
    ),
    (
        "nmi",
        "Agreement with known labels (NMI)",
        "normalised mutual information; 0 to 1, not adjusted for chance",
    ),
    (
        "v_measure",
        "V-measure",
        "balance of pure themes and labels kept together; 0 to 1",
    ),
    (
        "purity",
        "Purity",
        "share of documents whose label is the commonest of their theme; 0 to 1",
    ),
    (
        "labelled_documents",
        "Labelled documents",
        "documents whose label is known beforehand",
    ),
];

/// One line on how to read a figure; empty for a figure that has none.
pub(crate) fn meaning(metric: &str) -> &'static str {
    MEANINGS
        .iter()
        .find(|row| row.0 == metric)
        .map_or("", |row| row.2)
}

/// The name of a figure for readers.
pub(crate) fn quality_name(metric: &str) -> String {
    match MEANINGS.iter().find(|row| row.0 == metric) {
        Some(row) => row.1.to_owned(),
        None => metric.replace('_', " "),
    }
}

/// How far a theme can be trusted, in the steps of Hennig (2007) for Jaccard stability.
pub(crate) fn confidence(stability: f64) -> &'static str {
    match stability {
        value if value >= 0.75 => "stable",
        value if value >= UNSTABLE => "fairly stable",
        value if value.is_finite() => "unstable",
        _ => "not measured",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_figure_without_an_entry_keeps_its_name() {
        assert_eq!(quality_name("median_score"), "median score");
        assert_eq!(meaning("median_score"), "");
    }

    #[test]
    fn a_theme_is_called_unstable_below_six_tenths() {
        assert_eq!(confidence(0.75), "stable");
        assert_eq!(confidence(0.6), "fairly stable");
        assert_eq!(confidence(0.599), "unstable");
        assert_eq!(confidence(f64::NAN), "not measured");
    }
}
