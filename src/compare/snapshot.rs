//! A run as it lies on disk, as far as it can be compared.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use crate::export::read_back;
use crate::model::Model;
use crate::{Error, Result, ThemeMap};

/// A run: its themes and, where they are known, its documents and figures.
#[derive(Debug, Clone)]
pub struct Snapshot {
    /// What messages and tables call it.
    pub name: String,
    /// Its themes.
    pub model: Model,
    /// Its documents in input order; none where there is only a model.json.
    pub documents: Option<Vec<SnapshotDocument>>,
    /// Its figures by their names in quality.csv; empty where there is only a model.json.
    pub figures: BTreeMap<String, f64>,
}

/// A row of documents.csv.
#[derive(Debug, Clone, PartialEq)]
pub struct SnapshotDocument {
    /// Its id.
    pub id: String,
    /// Its title; may be empty.
    pub title: String,
    /// Index of its theme into the themes of the model; none when it is in none.
    pub theme: Option<usize>,
    /// Its place on the map, in [0, 1].
    pub place: [f64; 2],
}

impl Snapshot {
    /// Reads the directory of a run, or its model.json alone.
    ///
    /// # Errors
    ///
    /// [`Error::Io`] when a file cannot be read, and what is said of damaged files by
    /// [`Model::read`] and by [`Error::Input`].
    pub fn read(path: &Path) -> Result<Snapshot> {
        let name = path.display().to_string();
        if !path.exists() {
            return Err(Error::NotFound {
                path: path.to_path_buf(),
            });
        }
        if !path.is_dir() {
            return Ok(Snapshot {
                name,
                model: Model::read(path)?,
                documents: None,
                figures: BTreeMap::new(),
            });
        }
        let file = path.join("model.json");
        if !file.exists() {
            return Err(Error::File {
                file: name,
                problem: "there is no model.json in it; name a directory that `thememap report` \
                          wrote"
                    .to_string(),
            });
        }
        let model = Model::read(&file)?;
        let documents = documents(&path.join("documents.csv"), &model)?;
        Ok(Snapshot {
            name,
            documents: Some(documents),
            figures: figures(&path.join("quality.csv"))?,
            model,
        })
    }

    /// A run that is in memory.
    pub fn of(name: &str, map: &ThemeMap, model: Model) -> Snapshot {
        let memberships = map.model.memberships.iter();
        let places = map.layout.positions.outer_iter();
        let documents = map.corpus.documents.iter().zip(memberships).zip(places);
        let figures = map.figures.iter();
        Snapshot {
            name: name.to_string(),
            documents: Some(
                documents
                    .map(|((document, membership), place)| SnapshotDocument {
                        id: document.id.clone(),
                        title: document.title.clone(),
                        theme: membership.assigned(),
                        place: [place[0], place[1]],
                    })
                    .collect(),
            ),
            figures: figures
                .map(|figure| (figure.metric.to_string(), figure.value))
                .collect(),
            model,
        }
    }

    /// Number of its documents.
    pub fn len(&self) -> usize {
        let listed = self.documents.as_ref().map(Vec::len);
        listed.unwrap_or(self.model.documents)
    }

    /// Whether it has no documents.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

fn documents(path: &Path, model: &Model) -> Result<Vec<SnapshotDocument>> {
    let mut documents = Vec::new();
    let columns = ["id", "title", "theme", "x", "y"];
    for_each_row(path, columns, |[id, title, theme, x, y]| {
        let theme = match theme {
            "" => None,
            number => {
                let number = number.parse().map_err(|_| format!("theme {number:?}"))?;
                let found = model.index(number);
                Some(found.ok_or(format!("theme {number}, which model.json has not"))?)
            }
        };
        let coordinate = |text: &str| match text.parse::<f64>() {
            Ok(value) if (0.0..=1.0).contains(&value) => Ok(value),
            _ => Err(format!("{text:?} for a place on the map")),
        };
        documents.push(SnapshotDocument {
            id: read_back(id).to_string(),
            title: read_back(title).to_string(),
            theme,
            place: [coordinate(x)?, coordinate(y)?],
        });
        Ok(())
    })?;
    Ok(documents)
}

fn figures(path: &Path) -> Result<BTreeMap<String, f64>> {
    let mut figures = BTreeMap::new();
    if path.exists() {
        for_each_row(path, ["metric", "value"], |[metric, value]| {
            let number = value
                .parse()
                .map_err(|_| format!("{value:?} for {metric}"))?;
            figures.insert(metric.to_string(), number);
            Ok(())
        })?;
    }
    Ok(figures)
}

/// Hands over the cells of some columns of a table, row by row.
fn for_each_row<const COLUMNS: usize>(
    path: &Path,
    columns: [&str; COLUMNS],
    mut visit: impl FnMut([&str; COLUMNS]) -> std::result::Result<(), String>,
) -> Result<()> {
    let text = fs::read(path).map_err(|error| Error::io(path, error))?;
    let damaged = |line: u64, problem: String| Error::Input {
        file: path.display().to_string(),
        place: format!("line {line}"),
        problem: format!("{problem}; the file is damaged, write it anew with `thememap report`"),
    };
    let at = |error: &csv::Error| error.position().map_or(1, csv::Position::line);
    let mut reader = csv::Reader::from_reader(text.as_slice());
    let header = reader
        .headers()
        .map_err(|error| damaged(at(&error), error.to_string()))?;
    let mut places = [0; COLUMNS];
    for (place, column) in places.iter_mut().zip(columns) {
        let found = header.iter().position(|name| name == column);
        *place = found.ok_or_else(|| damaged(1, format!("it has no column {column}")))?;
    }
    for row in reader.records() {
        let row = row.map_err(|error| damaged(at(&error), error.to_string()))?;
        let cells = places.map(|place| row.get(place).unwrap_or_default());
        let line = row.position().map_or(0, csv::Position::line);
        visit(cells).map_err(|problem| damaged(line, problem))?;
    }
    Ok(())
}
