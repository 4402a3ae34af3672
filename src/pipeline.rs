//! The whole program on one screen.

use std::ops::ControlFlow;

use crate::beginning::Beginning;
use crate::cluster::{ClusterOptions, ThemeModel, given_names};
use crate::compare::Snapshot;
use crate::continuation::Continuation;
use crate::corpus::{Corpus, Field, ReadOptions};
use crate::export::Export;
use crate::export::chart::Rgb;
use crate::figures::{Figure, figures};
use crate::guide::{Guide, Outcome};
use crate::layout::Layout;
use crate::text::{Analyzer, Language, QueryWord, Tokens, query_words};
use crate::themes::Themes;
use crate::vectors::knowledge::Knowledge;
use crate::vectors::{
    Embedding, EmbeddingOptions, GivenVectors, TermOptions, TfIdf, VectorSource, Vocabulary,
};
use crate::{Error, Result};

/// Seed of the block from which the axes of a corpus are looked for: the same in every run, whatever
/// [`Options::seed`] is, so that no seed changes the themes.
const AXES_SEED: u64 = 42;

/// Everything that can be chosen about a run; what is not named is as by default.
///
/// ```
/// use thememap::Options;
/// use thememap::cluster::{ClusterOptions, ThemeCount};
///
/// let options = Options {
///     dimensions: 50,
///     clustering: ClusterOptions { themes: ThemeCount::Auto(4..=20), ..Default::default() },
///     ..Options::default()
/// };
/// assert_eq!(options.seed, 42);
/// ```
#[derive(Debug, Clone)]
pub struct Options {
    /// Whose stemmer and stop words to use.
    pub language: Language,
    /// Stop words beside those of the language.
    pub stop_words: Vec<String>,
    /// Which terms enter the vectors.
    pub terms: TermOptions,
    /// Whether the words of the search that made the corpus count like others.
    pub keep_query_words: bool,
    /// Most dimensions of the embedding, at least 1.
    pub dimensions: usize,
    /// What is known of words from elsewhere.
    pub knowledge: Knowledge,
    /// Vectors of the documents made elsewhere, in a file or in memory, which stand in for those made
    /// from words; word knowledge and `dimensions` do not count then.
    pub vectors: Option<VectorSource>,
    /// How documents are grouped.
    pub clustering: ClusterOptions,
    /// Seed of the samples by which stability is judged, and of the layout.
    pub seed: u64,
    /// What the reader asks for and decides.
    pub guide: Guide,
    /// How the corpus was read: recorded in run.json, so that the run can be repeated. With a
    /// column for [`Field::Theme`], themes are those that documents were given.
    pub reading: ReadOptions,
    /// What is written for other programs.
    pub exports: Vec<&'static Export>,
}

impl Default for Options {
    fn default() -> Self {
        Options {
            language: Language::ENGLISH,
            stop_words: Vec::new(),
            terms: TermOptions::default(),
            keep_query_words: false,
            dimensions: 100,
            knowledge: Knowledge::default(),
            vectors: None,
            clustering: ClusterOptions::default(),
            seed: 42,
            guide: Guide::default(),
            reading: ReadOptions::default(),
            exports: Vec::new(),
        }
    }
}

/// A finished run: every stage's value, ready to be written by [`export::write`](crate::export::write).
///
/// The corpus that went in can be taken out again for another run.
#[derive(Debug, Clone)]
pub struct ThemeMap {
    /// What was asked for.
    pub options: Options,
    /// The documents and where they came from.
    pub corpus: Corpus,
    /// The words of the search that made the corpus; they carry no weight in the vectors.
    pub query_words: Vec<QueryWord>,
    /// The terms of the vectors.
    pub vocabulary: Vocabulary,
    /// The weights of those terms.
    pub tfidf: TfIdf,
    /// The documents as vectors.
    pub embedding: Embedding,
    /// Who belongs where.
    pub model: ThemeModel,
    /// Ids of the documents in which the themes were found, sorted: all, unless the run goes on
    /// from an earlier one with its themes.
    pub found_in: Vec<String>,
    /// The themes with their names.
    pub themes: Themes,
    /// What those who gave the themes call each; none where themes were found.
    pub given: Option<Vec<String>>,
    /// Where each document lies on the map.
    pub layout: Layout,
    /// The colours that themes have from an earlier run, on light and on dark pages.
    pub colors: Vec<Option<[Rgb; 2]>>,
    /// How the run goes on from an earlier one, if it does.
    pub continuation: Option<Continuation>,
    /// What became of the guide.
    pub outcome: Outcome,
    /// The figures by which the run can be judged.
    pub figures: Vec<Figure>,
}

impl ThemeMap {
    /// Runs every stage.
    ///
    /// ```
    /// use thememap::cluster::ThemeCount;
    /// use thememap::corpus::Corpus;
    /// use thememap::{Options, ThemeMap};
    ///
    /// let corpus = Corpus::from_texts([
    ///     "Deep sleep strengthens memory.",
    ///     "A short sleep helps memory.",
    ///     "Sleep loss harms attention.",
    ///     "Memory needs attention.",
    ///     "Warm water bleaches coral reefs.",
    ///     "Coral larvae settle on reefs.",
    /// ]);
    /// let mut options = Options::default();
    /// options.clustering.themes = ThemeCount::Fixed(2);
    /// let map = ThemeMap::build(corpus, options)?;
    /// assert_eq!(map.model.members(), [vec![0, 1, 2, 3], vec![4, 5]]);
    /// # Ok::<(), thememap::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// Those of the stages: [`Error::Corpus`] for too few documents, no usable words or words that
    /// cannot be found, [`Error::Option`] for impossible options, [`Error::Mismatch`] for vectors of
    /// other documents, and those of [`Knowledge::load`].
    pub fn build(corpus: Corpus, options: Options) -> Result<ThemeMap> {
        Self::build_watched(corpus, options, |_| ControlFlow::Continue(()))
    }

    /// The same, telling `watch` of each stage as it begins; the run stops there when `watch` breaks.
    ///
    /// Stages work on all threads of the rayon pool in which this is called.
    ///
    /// ```
    /// use std::ops::ControlFlow;
    /// use thememap::corpus::Corpus;
    /// use thememap::{Error, Options, Stage, ThemeMap};
    ///
    /// let corpus = Corpus::from_texts(["deep sleep", "short sleep", "coral reef", "warm reef"]);
    /// let stopped = ThemeMap::build_watched(corpus, Options::default(), |stage| {
    ///     println!("{stage:?}");
    ///     match stage {
    ///         Stage::Map => ControlFlow::Break(()),
    ///         _ => ControlFlow::Continue(()),
    ///     }
    /// });
    /// assert!(matches!(stopped, Err(Error::Stopped)));
    /// ```
    ///
    /// # Errors
    ///
    /// As [`ThemeMap::build`], and [`Error::Stopped`].
    pub fn build_watched(
        corpus: Corpus,
        options: Options,
        watch: impl FnMut(Stage) -> ControlFlow<()>,
    ) -> Result<ThemeMap> {
        Self::build_after(None, corpus, options, watch)
    }

    /// The same as a continuation of an earlier run, if there is one.
    ///
    /// The themes of the earlier run are kept while they fit: while the options are the same, new
    /// documents are placed as surely as those in which the themes were found, and not more than a
    /// quarter of the documents came or went. Documents then stay in their themes and at their
    /// places on the map. Otherwise themes are found anew and matched with the earlier ones by
    /// documents and centres; matched themes keep number, name and colour, and documents move on from
    /// where they lay. Either way a name is given up only when it no longer finds the theme's
    /// documents.
    ///
    /// # Errors
    ///
    /// As [`ThemeMap::build_watched`], and [`Error::File`] when the earlier run has no documents.
    pub fn build_after(
        previous: Option<&Snapshot>,
        corpus: Corpus,
        options: Options,
        mut watch: impl FnMut(Stage) -> ControlFlow<()>,
    ) -> Result<ThemeMap> {
        options.check()?;
        let mut begin = |stage| match watch(stage) {
            ControlFlow::Continue(()) => Ok(()),
            ControlFlow::Break(()) => Err(Error::Stopped),
        };
        begin(Stage::Words)?;
        let corpus = options.guide.without_excluded(corpus);
        corpus.check_sources()?;
        corpus.check_number()?;
        corpus.check_words()?;
        let analyzer = options.analyzer();
        let tokens = analyzer.analyze(&corpus);
        begin(Stage::Vectors)?;
        let query_words = options.query_words(&tokens, &corpus);
        let given = options.given_vectors(&corpus)?;
        let beginning = Beginning::of(previous, &corpus, &tokens, given.as_ref(), &options)?;
        let vectors = beginning.vectors(&tokens, &query_words, given, &options)?;
        begin(Stage::Themes)?;
        let hand = vectors.hand(&options.guide, &corpus, &analyzer, &tokens);
        let (model, outcome) = beginning.themes(&hand, &vectors, &options)?;
        begin(Stage::Judging)?;
        let stability = hand.stability(&model, options.seed);
        let model = model.scored(&vectors.embedding, &vectors.tfidf.matrix, options.seed);
        begin(Stage::Names)?;
        let evidence = vectors.evidence(&corpus, &tokens, &query_words, options.language);
        let names = beginning.names(&model.numbers);
        let themes = Themes::describe_named(&evidence, &model, &stability, &names)?;
        begin(Stage::Map)?;
        let layout = beginning.layout(&vectors.embedding, &model, options.seed);
        Ok(ThemeMap {
            found_in: beginning.found_in(&corpus),
            given: options.given_names(&corpus, &model),
            colors: beginning.colors(&model.numbers),
            continuation: beginning.continuation(&model.numbers),
            figures: figures(&corpus, &model, &themes),
            vocabulary: vectors.vocabulary,
            tfidf: vectors.tfidf,
            embedding: vectors.embedding,
            options,
            corpus,
            query_words,
            model,
            themes,
            layout,
            outcome,
        })
    }
}

/// What a run is at, in the order of the variants.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stage {
    /// Reading words out of the documents.
    Words,
    /// Turning words into vectors.
    Vectors,
    /// Grouping vectors into themes.
    Themes,
    /// Scoring the themes, and finding them in samples again to see how stable they are.
    Judging,
    /// Naming and describing the themes.
    Names,
    /// Laying the documents out on the map.
    Map,
}

impl Options {
    /// The column with the themes that documents were given.
    pub(crate) fn given_column(&self) -> Option<&String> {
        self.reading.columns.get(&Field::Theme)
    }

    /// The names of the themes of documents that have theirs.
    fn given_names(&self, corpus: &Corpus, model: &ThemeModel) -> Option<Vec<String>> {
        self.given_column()?;
        let theme_of = model.assignments();
        Some(given_names(&corpus.given_themes(), &theme_of, model.len()))
    }

    fn given_vectors(&self, corpus: &Corpus) -> Result<Option<GivenVectors>> {
        let source = self.vectors.as_ref();
        source.map(|source| source.vectors(corpus)).transpose()
    }

    /// Refuses what makes no sense whatever is read: beside themes that are given none is looked
    /// for.
    fn check(&self) -> Result<()> {
        match (self.given_column(), self.guide.themes.first()) {
            (Some(column), Some(theme)) => Err(Error::Option {
                option: "--themes-from",
                value: column.clone(),
                problem: format!(
                    "the documents have their themes, so none is looked for; leave out [[theme]] \
                     “{}” of the guide (its decisions may stay)",
                    theme.name
                ),
            }),
            _ => Ok(()),
        }
    }

    fn query_words(&self, tokens: &Tokens, corpus: &Corpus) -> Vec<QueryWord> {
        if self.keep_query_words {
            return Vec::new();
        }
        query_words(tokens, corpus)
    }

    /// What reads words out of documents.
    pub fn analyzer(&self) -> Analyzer {
        self.guide
            .analyzer(self.language, self.stop_words.iter().cloned())
    }

    pub(crate) fn embedding(&self) -> EmbeddingOptions {
        EmbeddingOptions {
            dimensions: self.dimensions,
            seed: AXES_SEED,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ndarray::Array2;

    #[test]
    fn parts_of_other_documents_are_refused() {
        let corpus = Corpus::from_texts(["deep sleep", "short sleep", "coral reef", "warm reef"]);
        let map = ThemeMap::build(corpus, Options::default()).unwrap();
        let three = GivenVectors::new("three", Array2::<f64>::eye(3).view()).unwrap();
        let groups = [Some("a"), Some("b"), Some("b")];
        let rows = map.tfidf.matrix.select(&[0, 1]);
        let options = ClusterOptions::default();
        let errors = [
            Embedding::given(three, &map.tfidf.matrix).err(),
            ThemeModel::given(&map.embedding, &groups, "mine").err(),
            ThemeModel::fit(&map.embedding, &rows, &options, 42).err(),
        ];
        for error in errors {
            assert!(matches!(error, Some(Error::Mismatch { .. })), "{error:?}");
        }
    }
}
