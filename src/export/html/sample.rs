//! Which documents are on the page when there are too many for a browser.

use crate::export::report::ReportData;

/// Most documents that a page holds.
pub(crate) const MOST_DOCUMENTS: usize = 50_000;

/// The documents of the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Sample {
    /// Indices into [`ReportData::documents`], ascending.
    pub documents: Vec<usize>,
    /// Number of documents of the run.
    pub of: usize,
}

impl Sample {
    pub(super) fn of(data: &ReportData) -> Self {
        Self::at_most(data, MOST_DOCUMENTS)
    }

    /// All documents if they are few enough; else the same share of each theme at an even stride,
    /// and every exemplar.
    fn at_most(data: &ReportData, most: usize) -> Self {
        let total = data.documents.len();
        if total <= most {
            return Sample {
                documents: (0..total).collect(),
                of: total,
            };
        }
        let numbers = data.theme_indices();
        let mut groups = vec![Vec::new(); data.themes.len() + 1];
        for (index, document) in data.documents.iter().enumerate() {
            let group = document.theme.and_then(|number| numbers.get(&number));
            groups[group.copied().unwrap_or(data.themes.len())].push(index);
        }
        let mut documents: Vec<usize> = groups
            .iter()
            .flat_map(|group| {
                let taken = (group.len() * most / total).max(1).min(group.len());
                (0..taken).map(move |step| group[step * group.len() / taken])
            })
            .chain(
                data.themes
                    .iter()
                    .flat_map(|theme| theme.exemplars.iter().copied()),
            )
            .filter(|&index| index < total)
            .collect();
        documents.sort_unstable();
        documents.dedup();
        Sample {
            documents,
            of: total,
        }
    }

    /// Whether documents of the run are missing.
    pub(super) fn is_partial(&self) -> bool {
        self.documents.len() < self.of
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cluster::Status;
    use crate::export::report::{DocumentRow, ThemeRow};

    fn data(sizes: &[usize]) -> ReportData<'static> {
        let mut data = ReportData::default();
        for (index, &size) in sizes.iter().enumerate() {
            let last = data.documents.len() + size - 1;
            data.themes.push(ThemeRow {
                number: index + 1,
                exemplars: vec![last],
                ..ThemeRow::default()
            });
            for _ in 0..size {
                data.documents.push(DocumentRow {
                    id: "",
                    title: "",
                    abstract_text: "",
                    source: 0,
                    further_sources: &[],
                    year: None,
                    theme: Some(index + 1),
                    score: 0.0,
                    margin: 0.0,
                    second: None,
                    status: Status::Core,
                    x: 0.0,
                    y: 0.0,
                    why: &[],
                });
            }
        }
        data
    }

    #[test]
    fn few_documents_are_all_on_the_page() {
        let sample = Sample::at_most(&data(&[3, 2]), 5);
        assert_eq!(sample.documents, [0, 1, 2, 3, 4]);
        assert!(!sample.is_partial());
    }

    #[test]
    fn of_many_documents_each_theme_gives_its_share_and_its_exemplars() {
        let sample = Sample::at_most(&data(&[80, 20]), 10);
        assert_eq!(
            sample.documents,
            [0, 10, 20, 30, 40, 50, 60, 70, 79, 80, 90, 99]
        );
        assert!(sample.is_partial());
    }

    #[test]
    fn a_small_theme_does_not_vanish() {
        let sample = Sample::at_most(&data(&[999, 1]), 10);
        assert!(sample.documents.contains(&999));
    }
}
