//! model.json and run.json: what a later run needs, and what this one was.

use serde::Serialize;
use serde_json::{Map, Value, json};

use super::Report;
use super::outline::outline;
use crate::cluster::{Trial, scores};
use crate::corpus::Ledger;
use crate::model::Model;
use crate::vectors::knowledge::Knowledge;
use crate::{Error, Result, ThemeMap};

/// model.json: everything that places a new paper among the themes of this run.
pub fn model(report: &Report) -> Result<Option<Vec<u8>>> {
    let model = Model::of(report.map, &report.drawings.palette);
    model.to_json().map(Some)
}

/// run.json: version, options, inputs with their hashes, and counts.
pub fn run(report: &Report) -> Result<Option<Vec<u8>>> {
    let map = report.map;
    let query_words = map.query_words.iter().map(|word| &word.text);
    let mut run = json!({
        "thememap_version": env!("CARGO_PKG_VERSION"),
        "options": options(map),
        "inputs": inputs(map),
        "counts": counts(map),
        "query_words": query_words.collect::<Vec<_>>(),
        "reason": map.model.reason,
        "sweep": sweep(map),
        "sampled": sampled(map),
        "knowledge": knowledge(map),
    });
    let further = [
        ("vectors", vectors(map)),
        ("given_themes", given_themes(map)),
        ("guide", guide(map)),
    ];
    for (name, value) in further {
        if let Some(value) = value {
            run[name] = value;
        }
    }
    pretty("run.json", &run).map(Some)
}

fn inputs(map: &ThemeMap) -> Vec<Value> {
    let sources = map.corpus.sources.iter();
    sources
        .map(|source| {
            json!({
                "name": source.name,
                "format": source.format,
                "encoding": source.encoding,
                "records": source.records,
                "sha256": source.sha256,
            })
        })
        .collect()
}

fn vectors(map: &ThemeMap) -> Option<Value> {
    let file = map.embedding.file.as_ref()?;
    Some(json!({
        "name": file.name,
        "rows": file.rows,
        "dimensions": map.embedding.vectors.ncols(),
        "sha256": file.sha256,
    }))
}

fn given_themes(map: &ThemeMap) -> Option<Value> {
    let themes = map.given.as_ref()?.iter().zip(&map.model.numbers);
    let themes = themes.map(|(given, number)| json!({ "given": given, "theme": number }));
    Some(themes.collect())
}

fn guide(map: &ThemeMap) -> Option<Value> {
    (!map.options.guide.is_empty()).then(|| {
        json!({
            "themes": map.outcome.themes,
            "decisions": map.outcome.decisions,
        })
    })
}

/// The figures of every number of themes tried, a list each: what speaks for it (`score`), what that
/// is made of, and the other columns of k_sweep.csv.
fn sweep(map: &ThemeMap) -> Value {
    let trials = &map.model.trials;
    let list = |figure: fn(&Trial) -> f64| -> Vec<f64> {
        trials.iter().map(|trial| rounded(figure(trial))).collect()
    };
    json!({
        "themes": trials.iter().map(|trial| trial.themes).collect::<Vec<_>>(),
        "score": scores(trials).into_iter().map(rounded).collect::<Vec<_>>(),
        "modularity": list(|trial| trial.modularity),
        "silhouette": list(|trial| trial.silhouette),
        "npmi": list(|trial| trial.npmi),
        "diversity": list(|trial| trial.diversity),
        "stability": list(|trial| trial.stability),
        "inertia": list(|trial| trial.inertia),
        "chosen": trials.iter().map(|trial| trial.chosen).collect::<Vec<_>>(),
    })
}

/// The steps that looked at some of the documents, with how many.
fn sampled(map: &ThemeMap) -> Value {
    let steps = map.sampled().into_iter();
    Value::Object(
        steps
            .map(|sampled| (sampled.step.into(), sampled.documents.into()))
            .collect::<Map<_, _>>(),
    )
}

fn knowledge(map: &ThemeMap) -> Value {
    match (&map.embedding.known, &map.options.knowledge) {
        (Some(known), _) => json!({
            "source": known.source,
            "card": known.card,
            "terms": known.terms,
            "axes": known.axes,
            "coverage": rounded(known.coverage),
            "weight": rounded(known.weight),
        }),
        (None, _) if map.embedding.file.is_some() => {
            json!({ "source": "none", "reason": "the vectors come from a file" })
        }
        (None, Knowledge::None) => json!({ "source": "none", "reason": "not asked for" }),
        (None, _) if map.continuation.is_some() => {
            json!({ "source": "the axes of the earlier run" })
        }
        (None, _) => json!({ "source": "none", "reason": "no word of this language is known" }),
    }
}

fn rounded(value: f64) -> f64 {
    (value * 1e4).round() / 1e4
}

fn counts(map: &ThemeMap) -> Value {
    let ledger = Ledger::of(&map.corpus);
    json!({
        "records": ledger.identified,
        "documents": ledger.used,
        "without_abstract": ledger.by_title_alone,
        "in_another_language": ledger.in_another_language(map.options.language),
        "dropped": map.corpus.dropped.len(),
        "duplicates": ledger.duplicates_removed,
        "without_text": ledger.without_text,
        "unreadable": ledger.unreadable,
        "terms": map.vocabulary.len(),
        "dimensions": map.embedding.vectors.ncols(),
        "themes": map.model.len(),
    })
}

fn options(map: &ThemeMap) -> Value {
    let entries = map.options.entries();
    Value::Object(
        entries
            .into_iter()
            .map(|(name, value)| (name.into(), value.into()))
            .collect::<Map<_, _>>(),
    )
}

/// Indented as far as people read, so that matrices remain readable.
pub(crate) fn pretty(file: &str, value: &impl Serialize) -> Result<Vec<u8>> {
    outline(value).map_err(|error| Error::Output {
        file: file.to_string(),
        problem: error.to_string(),
    })
}
