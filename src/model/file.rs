//! model.json: the model as a file.
//!
//! A JSON object with these keys; a reader of another version refuses it by `model_version`.
//!
//! | key | holds |
//! |---|---|
//! | `model_version` | the version of this layout, a whole number |
//! | `thememap_version` | the program that wrote it |
//! | `options` | the options of the run by name |
//! | `documents` | number of documents of the run |
//! | `training` | the documents in which the themes were found: how many, how many of them between themes (`border`) and in none (`unassigned`) |
//! | `thresholds` | the score below which a document is far (`far`: in no theme when its margin is below a quarter of its score), the score (`near`) and the margin (`clear`) from which on it is core |
//! | `themes` | for each theme its number, name, keywords, size, colours and centre; of its name the phrases as stems, how well they found the documents (`found`) and the names that it had before (`formerly`) |
//! | `next_theme` | the number that the next new theme will have |
//! | `numbers_tried`, `reason` | how the number of themes was chosen, modularity, then the columns of `k_sweep.csv` |
//! | `terms` | for each term of the vectors its stems and its inverse document frequency |
//! | `common` | stems of words that are no terms as nearly all documents have them |
//! | `axes` | the axes of the vectors, a matrix of a row a term; null where the vectors came from elsewhere |
//! | `knowledge` | what word knowledge added to the axes: where it comes from, how much it counts; null without it |
//! | `words` | the weights of the terms summed over each theme's documents, a matrix of a row a term and a column a theme; left out where there is one theme and where vectors alone tell themes apart |
//! | `found_in` | ids of the documents in which the themes were found, sorted: they are judged as if they were not |
//! | `held` | documents that are elsewhere than their vectors say, by id, with the number of their theme or null; only where decisions or given themes put them there |
//! | `guide` | what became of the themes asked for and of the decisions; only where there are any |
//!
//! A theme that words tell apart is `told_by` a weight for each axis, and what is added to their
//! product with a vector ([`Discriminants`](crate::cluster::Discriminants)).
//!
//! A theme that was asked for has a `reach`: the least cosine to its centre from which on it takes
//! a document.
//!
//! The vector of a text: the weight of a term that stands n times in it is (1 + ln n) times its
//! inverse document frequency; these weights times the axes, scaled to length one. Its score for a
//! theme is 0.7 times the product with the centre and 0.3 times what its words say
//! ([`WordEvidence`](crate::cluster::WordEvidence)). Its theme is the one for which 0.7 times what
//! its vector says ([`Discriminants`](crate::cluster::Discriminants)) and 0.3 times what its words
//! say is most.

use ndarray::Array2;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

use super::matrix::Matrix;
use super::theme_file::{ThemeFile, discriminants, model_theme, theme_file};
use super::{Model, ModelTheme};
use crate::cluster::{Discriminants, ThemeSpace, Thresholds, Training, Trial, WordEvidence};
use crate::guide::Outcome;
use crate::vectors::knowledge::Known;
use crate::{Error, Options, Result};

/// Version of the layout of model.json; raised when a reader must know.
pub const MODEL_VERSION: u32 = 5;

#[derive(Deserialize)]
struct Version {
    model_version: u32,
    thememap_version: String,
}

#[derive(Serialize, Deserialize)]
struct File {
    model_version: u32,
    thememap_version: String,
    options: serde_json::Map<String, Value>,
    documents: usize,
    training: TrainingFile,
    thresholds: ThresholdsFile,
    themes: Vec<ThemeFile>,
    next_theme: usize,
    numbers_tried: Vec<TrialFile>,
    reason: String,
    terms: Vec<(String, f32)>,
    common: Vec<String>,
    axes: Option<Matrix>,
    knowledge: Option<Known>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    words: Option<Matrix>,
    found_in: Vec<String>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    held: BTreeMap<String, Option<usize>>,
    #[serde(default, skip_serializing_if = "is_default")]
    guide: Outcome,
}

fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

#[derive(Serialize, Deserialize)]
struct TrainingFile {
    documents: usize,
    border: usize,
    unassigned: usize,
}

#[derive(Serialize, Deserialize)]
struct ThresholdsFile {
    far: f32,
    near: f32,
    clear: f32,
}

/// The number of themes, its modularity, then the other columns of k_sweep.csv.
type TrialFile = (usize, f64, f64, f64, f64, f64, f64, bool);

/// The model as the value that model.json holds.
pub(super) fn value(model: &Model) -> impl Serialize {
    let entries = model.options.entries().into_iter();
    File {
        model_version: MODEL_VERSION,
        thememap_version: env!("CARGO_PKG_VERSION").to_string(),
        options: entries
            .map(|(name, value)| (name.into(), value.into()))
            .collect(),
        documents: model.documents,
        training: TrainingFile {
            documents: model.training.documents,
            border: model.training.border,
            unassigned: model.training.unassigned,
        },
        thresholds: ThresholdsFile {
            far: model.thresholds.far,
            near: model.thresholds.near,
            clear: model.thresholds.clear,
        },
        themes: (0..model.themes.len())
            .map(|theme| theme_file(model, theme))
            .collect(),
        next_theme: model.next_number,
        numbers_tried: model.trials.iter().map(trial_file).collect(),
        reason: model.reason.clone(),
        terms: model
            .terms
            .iter()
            .cloned()
            .zip(model.idf.iter().copied())
            .collect(),
        common: model.common.clone(),
        axes: model.axes.as_ref().map(Matrix::pack),
        knowledge: model.known.clone(),
        words: model
            .space
            .evidence
            .as_ref()
            .map(|evidence| Matrix::pack(&evidence.weights)),
        found_in: model.found_in.clone(),
        held: model.held.clone(),
        guide: model.outcome.clone(),
    }
}

fn trial_file(trial: &Trial) -> TrialFile {
    (
        trial.themes,
        trial.modularity,
        trial.silhouette,
        trial.npmi,
        trial.diversity,
        trial.stability,
        trial.inertia,
        trial.chosen,
    )
}

/// Takes a model.json apart and checks that its parts fit together.
pub fn from_json(bytes: &[u8], name: &str) -> Result<Model> {
    let unreadable = |problem: String| Error::File {
        file: name.to_string(),
        problem,
    };
    let version: Version = serde_json::from_slice(bytes).map_err(|error| {
        if error.is_data() {
            let problem = "it is no model.json of thememap; name the one that `thememap report` \
                           wrote, or its directory";
            return unreadable(problem.to_string());
        }
        damaged(name, &error)
    })?;
    if version.model_version != MODEL_VERSION {
        return Err(unreadable(format!(
            "model version {} of thememap {}; this is thememap {}, which reads version \
             {MODEL_VERSION}: write it anew with `thememap report`, or use that thememap",
            version.model_version,
            version.thememap_version,
            env!("CARGO_PKG_VERSION"),
        )));
    }
    let file: File = serde_json::from_slice(bytes).map_err(|error| damaged(name, &error))?;
    model(file).map_err(|fault| match fault {
        Fault::Options(error) => unreadable(error.to_string()),
        Fault::Part(place, problem) => Error::Input {
            file: name.to_string(),
            place,
            problem: format!(
                "{problem}; the file is damaged, write it anew with `thememap report`"
            ),
        },
    })
}

fn damaged(name: &str, error: &serde_json::Error) -> Error {
    let message = error.to_string();
    let reason = message.split(" at line ").next().unwrap_or(&message);
    Error::Input {
        file: name.to_string(),
        place: format!("line {}, column {}", error.line(), error.column()),
        problem: format!("{reason}; the file is damaged, write it anew with `thememap report`"),
    }
}

/// What does not fit: the options, or a part of the file and its problem.
enum Fault {
    Options(Error),
    Part(String, String),
}

type Checked<T> = std::result::Result<T, Fault>;

fn fault(place: impl Into<String>, problem: impl Into<String>) -> Fault {
    Fault::Part(place.into(), problem.into())
}

fn matrix(name: &str, packed: &Matrix) -> Checked<Array2<f32>> {
    packed.unpack().map_err(|problem| fault(name, problem))
}

fn model(file: File) -> Checked<Model> {
    let options = options(&file.options)?;
    let axes = optional("axes", file.axes.as_ref())?;
    let words = optional("words", file.words.as_ref())?;
    let (terms, idf) = terms(file.terms)?;
    check_axes(axes.as_ref(), terms.len(), &options)?;
    let given = file.themes.first().map_or(0, |theme| theme.centre.len());
    let dimensions = axes.as_ref().map_or(given, Array2::ncols);
    let (themes, centroids, discriminants) = themes(file.themes, file.next_theme, dimensions)?;
    check_words(words.as_ref(), terms.len(), themes.len())?;
    let TrainingFile {
        documents,
        border,
        unassigned,
    } = file.training;
    let ThresholdsFile { far, near, clear } = file.thresholds;
    Ok(Model {
        options,
        documents: file.documents,
        training: Training {
            documents,
            border,
            unassigned,
        },
        thresholds: Thresholds { far, near, clear },
        themes,
        next_number: file.next_theme,
        trials: file.numbers_tried.into_iter().map(trial).collect(),
        reason: file.reason,
        terms,
        idf,
        common: file.common,
        axes,
        known: file.knowledge,
        space: ThemeSpace {
            centroids,
            discriminants,
            evidence: words.map(WordEvidence::from_weights),
        },
        found_in: file.found_in,
        held: file.held,
        outcome: file.guide,
    })
}

fn options(entries: &serde_json::Map<String, Value>) -> Checked<Options> {
    let texts = entries.iter().map(|(name, value)| {
        let text = value.as_str();
        let text = text.ok_or_else(|| fault("options", format!("{name} is no text")))?;
        Ok((name.as_str(), text))
    });
    Options::from_entries(texts.collect::<Checked<Vec<_>>>()?).map_err(Fault::Options)
}

fn optional(name: &str, packed: Option<&Matrix>) -> Checked<Option<Array2<f32>>> {
    packed.map(|packed| matrix(name, packed)).transpose()
}

/// The terms, which must ascend, and beside them their inverse document frequencies.
fn terms(weighed: Vec<(String, f32)>) -> Checked<(Vec<String>, Vec<f32>)> {
    if let Some(pair) = weighed.windows(2).find(|pair| pair[0].0 >= pair[1].0) {
        let problem = format!("{:?} stands before {:?}", pair[0].0, pair[1].0);
        return Err(fault("terms", problem));
    }
    Ok(weighed.into_iter().unzip())
}

fn check_axes(axes: Option<&Array2<f32>>, terms: usize, options: &Options) -> Checked<()> {
    match axes {
        Some(axes) if axes.nrows() != terms => Err(fault(
            "axes",
            format!("{} rows for {terms} terms", axes.nrows()),
        )),
        None if options.vectors.is_none() => Err(fault("axes", "there are none")),
        _ => Ok(()),
    }
}

fn check_words(words: Option<&Array2<f32>>, terms: usize, themes: usize) -> Checked<()> {
    match words {
        Some(words) if words.dim() != (terms, themes) => {
            let problem =
                format!("not a row for each of {terms} terms and a column for each theme");
            Err(fault("words", problem))
        }
        _ => Ok(()),
    }
}

/// The themes by number, their centres and what tells them apart, of so many dimensions each.
fn themes(
    files: Vec<ThemeFile>,
    next_number: usize,
    dimensions: usize,
) -> Checked<(Vec<ModelTheme>, Array2<f32>, Option<Discriminants>)> {
    if files.is_empty() {
        return Err(fault("themes", "there is none"));
    }
    let mut numbers = BTreeSet::new();
    let mut themes = Vec::new();
    for file in files {
        let place = format!("theme {}", file.theme);
        if file.centre.len() != dimensions {
            let problem = format!("{} numbers for {dimensions} axes", file.centre.len());
            return Err(fault(place, problem));
        }
        if file.theme == 0 || file.theme >= next_number || !numbers.insert(file.theme) {
            return Err(fault(place, "a number that it cannot have"));
        }
        let (centre, told_by) = (file.centre.clone(), file.told_by.clone());
        if (told_by.as_ref()).is_some_and(|(weights, _)| weights.len() != dimensions) {
            let problem = format!("told by other than {dimensions} axes");
            return Err(fault(place, problem));
        }
        let theme = model_theme(file).ok_or_else(|| fault(place, "a colour is not #rrggbb"))?;
        themes.push((theme, (centre, told_by)));
    }
    themes.sort_by_key(|(theme, _)| theme.number);
    let (themes, places): (Vec<ModelTheme>, Vec<_>) = themes.into_iter().unzip();
    let (centres, told_by): (Vec<Vec<f32>>, Vec<_>) = places.into_iter().unzip();
    let discriminants = discriminants(told_by, dimensions)
        .ok_or_else(|| fault("themes", "some are told by axes and others are not"))?;
    let centroids = Array2::from_shape_fn((centres.len(), dimensions), |(theme, axis)| {
        centres[theme][axis]
    });
    Ok((themes, centroids, discriminants))
}

fn trial(file: TrialFile) -> Trial {
    let (themes, modularity, silhouette, npmi, diversity, stability, inertia, chosen) = file;
    Trial {
        themes,
        modularity,
        silhouette,
        npmi,
        diversity,
        stability,
        inertia,
        chosen,
    }
}
