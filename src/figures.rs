//! The figures by which a run can be judged, in the order of `quality.csv`.

use crate::cluster::ThemeModel;
use crate::corpus::Corpus;
use crate::quality::{Unassigned, agreement, diversity};
use crate::themes::Themes;

/// One figure of a run.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Figure {
    /// Its name in the `metric` column of `quality.csv`.
    pub metric: &'static str,
    /// Its value.
    pub value: f64,
    /// Whether it is a whole number of things.
    pub is_count: bool,
}

/// The figures of a run; those that are not defined for it are left out.
pub fn figures(corpus: &Corpus, model: &ThemeModel, themes: &Themes) -> Vec<Figure> {
    let documents = corpus.documents.len();
    let assigned = model.assignments();
    let unassigned = assigned.iter().filter(|theme| theme.is_none()).count();
    let mut figures = Figures(Vec::new());
    figures.count("documents", documents);
    figures.count("dropped", corpus.dropped.len());
    figures.count("themes", model.len());
    figures.value(
        "unassigned_share",
        Some(unassigned as f64 / documents.max(1) as f64),
    );
    figures.value("silhouette", themes.silhouette);
    figures.value("npmi", mean(themes.themes.iter().map(|theme| theme.npmi)));
    figures.value("c_v", mean(themes.themes.iter().map(|theme| theme.c_v)));
    let keywords: Vec<Vec<&String>> = themes
        .themes
        .iter()
        .map(|theme| theme.keywords.iter().collect())
        .collect();
    figures.value("diversity", diversity(&keywords));
    figures.value(
        "stability",
        mean(themes.themes.iter().map(|theme| theme.stability)),
    );
    figures.value("label_separation", themes.label_separation);
    let labels: Vec<Option<&String>> = corpus
        .documents
        .iter()
        .map(|document| document.label.as_ref())
        .collect();
    if let Some(found) = agreement(&labels, &assigned, Unassigned::OneMoreTheme) {
        figures.value("ami", Some(found.ami));
        figures.value("ari", Some(found.ari));
        figures.value("nmi", Some(found.nmi));
        figures.value("v_measure", Some(found.v_measure));
        figures.value("purity", Some(found.purity));
        figures.count("labelled_documents", found.documents);
    }
    figures.0
}

struct Figures(Vec<Figure>);

impl Figures {
    fn count(&mut self, metric: &'static str, count: usize) {
        self.0.push(Figure {
            metric,
            value: count as f64,
            is_count: true,
        });
    }

    fn value(&mut self, metric: &'static str, value: Option<f64>) {
        self.0.extend(value.map(|value| Figure {
            metric,
            value,
            is_count: false,
        }));
    }
}

fn mean(values: impl ExactSizeIterator<Item = f64>) -> Option<f64> {
    let count = values.len();
    (count > 0).then(|| values.fold(0.0, |sum, value| sum + value) / count as f64)
}
