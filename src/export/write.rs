//! The one function that writes a report.

use rayon::prelude::*;
use std::fs;
use std::path::{Path, PathBuf};

use super::staging::Staging;
use super::{EXPORTS, Export, FILES, OutputFile, Report};
use crate::{Error, Result, ThemeMap};

/// Writes every file of [`FILES`] and of the exports asked for into a directory and returns the
/// names written.
///
/// Files are first written to a temporary directory beside it and moved in when all are done,
/// so that a failure leaves the directory as it was. Files of an earlier report that this one
/// has not are removed; files of others are left alone.
///
/// # Errors
///
/// Those of [`check`], [`Error::Io`] when the directory cannot be written, and what the files'
/// functions return.
pub fn write(map: &ThemeMap, directory: &Path) -> Result<Vec<&'static str>> {
    check(directory, &map.options.exports)?;
    let rendered = render(map)?;
    let earlier = exports_of(directory);
    put(&rendered, directory, || {
        remove_outdated(directory, &earlier, &rendered)
    })?;
    Ok(rendered.into_iter().map(|(name, _)| name).collect())
}

/// Writes files into a directory: first beside it, and moved in when all are there; `last` is
/// done then.
pub(crate) fn put(
    rendered: &[(&str, Vec<u8>)],
    directory: &Path,
    last: impl FnOnce() -> Result<()>,
) -> Result<()> {
    let parent = match directory.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent.to_path_buf(),
        _ => PathBuf::from("."),
    };
    fs::create_dir_all(&parent).map_err(|error| Error::io(&parent, error))?;
    let staging = Staging::new(&parent, directory)?;
    let write = |(name, bytes): &(&str, Vec<u8>)| {
        let path = staging.path().join(name);
        fs::write(&path, bytes).map_err(|error| Error::io(&path, error))
    };
    rendered.par_iter().try_for_each(write)?;
    staging.finish(|staged| {
        fs::create_dir_all(directory).map_err(|error| Error::io(directory, error))?;
        for (name, _) in rendered {
            let target = directory.join(name);
            fs::rename(staged.join(name), &target).map_err(|error| Error::io(&target, error))?;
        }
        last()
    })
}

/// Says before any work is done that a directory cannot take a report.
///
/// # Errors
///
/// [`Error::Io`] when it or what it lies in is a file, when a directory stands in it where a file
/// of the report belongs, or when such a file is there that no report has written.
pub fn check(directory: &Path, exports: &[&'static Export]) -> Result<()> {
    let is_report = has_key(&directory.join("run.json"), "thememap_version");
    let ours = match is_report {
        true => names(&exports_of(directory)),
        false => Vec::new(),
    };
    check_for("report", directory, &names(exports), &ours)
}

/// The same for files of these names; what is there of `ours` is of an earlier run of the same kind
/// (`what`) and may be replaced.
pub(crate) fn check_for(what: &str, directory: &Path, names: &[&str], ours: &[&str]) -> Result<()> {
    let refuse = |path: &Path, problem: &str| Err(Error::io(path, std::io::Error::other(problem)));
    let mut above = directory.ancestors();
    if let Some(file) = above.find(|path| path.exists() && !path.is_dir()) {
        return refuse(file, "is a file; name a directory with --out");
    }
    let place = |name: &&str| directory.join(name);
    if let Some(taken) = names.iter().map(place).find(|path| path.is_dir()) {
        let problem = format!(
            "is a directory where a file of the {what} belongs; move it, or name another \
             directory with --out"
        );
        return refuse(&taken, &problem);
    }
    let mut others = names.iter().filter(|name| !ours.contains(name)).map(place);
    if let Some(other) = others.find(|path| path.exists()) {
        let problem = format!(
            "is there already, is of no earlier {what} and would be replaced; move it, or name \
             another directory with --out"
        );
        return refuse(&other, &problem);
    }
    Ok(())
}

/// Whether a file is JSON that has this key.
pub(super) fn has_key(file: &Path, key: &str) -> bool {
    json(file).get(key).is_some()
}

/// What a file of JSON holds; nothing where there is none.
fn json(file: &Path) -> serde_json::Value {
    serde_json::from_slice(&fs::read(file).unwrap_or_default()).unwrap_or_default()
}

/// The files of a report with their bytes: those of [`FILES`], then those of the exports.
///
/// # Errors
///
/// What the files' functions return.
pub fn render(map: &ThemeMap) -> Result<Vec<(&'static str, Vec<u8>)>> {
    let report = Report::of(map)?;
    let files: Vec<&OutputFile> = files(&map.options.exports).collect();
    let rendered: Vec<Option<(&'static str, Vec<u8>)>> = files
        .par_iter()
        .map(|file| Ok((file.render)(&report)?.map(|bytes| (file.name, bytes))))
        .collect::<Result<_>>()?;
    Ok(rendered.into_iter().flatten().collect())
}

/// The files that a run with these exports may write.
pub(crate) fn files(exports: &[&'static Export]) -> impl Iterator<Item = &'static OutputFile> {
    let exported = exports.iter().flat_map(|export| export.files);
    FILES.iter().chain(exported)
}

fn names(exports: &[&'static Export]) -> Vec<&'static str> {
    files(exports).map(|file| file.name).collect()
}

/// The exports that an earlier run wrote into a directory: files of their names that it did not
/// write are another's.
fn exports_of(directory: &Path) -> Vec<&'static Export> {
    let run = json(&directory.join("run.json"));
    let names = run["options"]["export"].as_str().unwrap_or_default();
    let written = |export: &&Export| names.split(',').any(|name| name == export.name);
    EXPORTS.iter().filter(written).collect()
}

fn remove_outdated(
    directory: &Path,
    earlier: &[&'static Export],
    rendered: &[(&'static str, Vec<u8>)],
) -> Result<()> {
    for file in files(earlier) {
        let path = directory.join(file.name);
        if rendered.iter().all(|(name, _)| *name != file.name) && path.is_file() {
            fs::remove_file(&path).map_err(|error| Error::io(&path, error))?;
        }
    }
    Ok(())
}
