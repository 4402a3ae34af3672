//! What a reader is told about a theme.

/// A term of a theme.
#[derive(Debug, Clone, PartialEq)]
pub struct ThemeTerm {
    /// The word or phrase in its commonest spelling.
    pub text: String,
    /// Its stems, joined by spaces.
    pub stems: String,
    /// Its c-TF-IDF weight in the theme ([`class_tfidf`](crate::vectors::class_tfidf)), above 0.
    pub weight: f64,
    /// Documents of the theme that hold it.
    pub documents_in_theme: usize,
    /// Documents of the corpus that hold it.
    pub documents_in_corpus: usize,
}

/// How a theme came by its name.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Naming {
    /// The one or two phrases of the name, as stems joined by spaces; none of a theme that no
    /// phrase was free for.
    pub phrases: Vec<String>,
    /// How well they found the theme's documents when the name was given: area under the ROC
    /// curve, in [0, 1]; 0.5 is chance.
    pub found: f64,
    /// Names that it had in earlier runs and that no longer described it, oldest first.
    pub formerly: Vec<String>,
}

/// A name that a theme has from an earlier run.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct GivenName {
    /// The name.
    pub label: String,
    /// How the theme came by it.
    pub naming: Naming,
}

/// A theme with its name and its figures.
#[derive(Debug, Clone, PartialEq)]
pub struct Theme {
    /// The name, unique in the run, at most 60 characters.
    pub label: String,
    /// How it came by that name.
    pub naming: Naming,
    /// Up to ten words and phrases that tell the theme from the others, strongest first.
    pub keywords: Vec<String>,
    /// The terms of the theme by weight, strongest first.
    pub terms: Vec<ThemeTerm>,
    /// Number of documents.
    pub size: usize,
    /// `size` as a share of all documents, in [0, 1].
    pub share: f64,
    /// Mean score of the members, in [-1, 1].
    pub cohesion: f64,
    /// Mean cosine silhouette of the members, in [-1, 1] ([`silhouette`](crate::quality::silhouette()));
    /// 0 where it is the only theme.
    pub silhouette: f64,
    /// Clusterwise Jaccard stability, in [0, 1]: see
    /// [`mean_over_refits`](crate::quality::mean_over_refits).
    pub stability: f64,
    /// Mean NPMI of pairs of keywords in windows of ten words, in [-1, 1] ([`npmi`](crate::quality::npmi));
    /// 0 with fewer than two keywords. They were chosen by it too: it says more of them than of the theme.
    pub npmi: f64,
    /// C_v coherence of the keywords in windows of 110 words ([`c_v`](crate::quality::c_v)), nearly always
    /// in [0, 1]; 0 with fewer than two.
    pub c_v: f64,
    /// Mean year of the members whose year is known.
    pub mean_year: Option<f64>,
    /// Indices of the up to three documents that show the theme best, best first.
    pub exemplars: Vec<usize>,
}
