//! `thememap report --from-summary`: papers of which only counts and sums are there.

use std::fs;
use std::path::{Path, PathBuf};
use thememap::model::{Model, Summary};
use thememap::{Error, Result, export};

use super::{counted, model_file, print};
use crate::cli::Report;

pub fn report(arguments: &Report, model: &Path) -> Result<()> {
    let model = Model::read(&model_file(model))?;
    let mut all = Summary::new(&model);
    for path in files(&arguments.from_summary)? {
        let summary = Summary::read(&path)?;
        all.merge(&summary).map_err(|error| Error::File {
            file: path.display().to_string(),
            problem: error.to_string(),
        })?;
    }
    let files = export::summary::write(&model, &all, &arguments.out)?;
    if !arguments.quiet {
        print(&format!(
            "{} in {}\n{} files in {}\n",
            counted(all.documents() as usize, "document"),
            counted(model.themes.len(), "theme"),
            files.len(),
            arguments.out.display()
        ))?;
    }
    Ok(())
}

/// The files that are meant: a directory stands for those of it that end in `.json`.
fn files(paths: &[PathBuf]) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for path in paths {
        if !path.is_dir() {
            files.push(path.clone());
            continue;
        }
        let failed = |error| Error::io(path, error);
        let entries: std::io::Result<Vec<_>> = fs::read_dir(path).map_err(failed)?.collect();
        let paths = entries
            .map_err(failed)?
            .into_iter()
            .map(|entry| entry.path());
        let is_json = |path: &PathBuf| path.extension().is_some_and(|ending| ending == "json");
        let mut found: Vec<PathBuf> = paths.filter(is_json).collect();
        found.sort();
        if found.is_empty() {
            return Err(Error::File {
                file: path.display().to_string(),
                problem:
                    "there is no summary (.json) in it; name what `thememap assign --summary` \
                          wrote"
                        .to_string(),
            });
        }
        files.extend(found);
    }
    Ok(files)
}
