//! `thememap assign`: new papers into the themes of an earlier run.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use thememap::corpus::{Corpus, ReadOptions};
use thememap::model::{AssignmentFormat, Drift, Model, assignment_header, assignment_rows};
use thememap::{Error, Result};

use super::inputs;
use crate::cli::Assign;
use crate::settings::{on_threads, read_options};

pub fn assign(arguments: &Assign) -> Result<()> {
    let reading = read_options(&arguments.reading)?;
    let model = Model::read(&model_file(&arguments.model))?;
    let to_file = arguments
        .out
        .as_deref()
        .filter(|out| *out != Path::new("-"));
    let format = match (&arguments.output_format, to_file) {
        (Some(name), _) => name.parse()?,
        (None, Some(file)) => AssignmentFormat::of(file),
        (None, None) => AssignmentFormat::Csv,
    };
    let mut drift = Drift::new();
    on_threads(arguments.threads, || match to_file {
        None => {
            let mut stdout = io::stdout().lock();
            let written = place_all(arguments, &reading, &model, format, &mut drift, &mut stdout);
            match written {
                // A reader that went away has seen enough.
                Err(Error::Io { source, .. }) if source.kind() == io::ErrorKind::BrokenPipe => {
                    Ok(())
                }
                written => written,
            }
        }
        Some(file) => {
            let mut staged = staged_beside(file)?;
            place_all(arguments, &reading, &model, format, &mut drift, &mut staged)?;
            let kept = staged
                .persist(file)
                .map_err(|error| io_error(file, error.error))?;
            drop(kept);
            Ok(())
        }
    })??;
    if !arguments.quiet {
        let _ = write!(io::stderr().lock(), "{}", drift.report(&model));
    }
    Ok(())
}

/// The model.json that is meant: a directory stands for the one in it.
fn model_file(path: &Path) -> PathBuf {
    match path.is_dir() {
        true => path.join("model.json"),
        false => path.to_path_buf(),
    }
}

fn place_all(
    arguments: &Assign,
    reading: &ReadOptions,
    model: &Model,
    format: AssignmentFormat,
    drift: &mut Drift,
    out: &mut impl Write,
) -> Result<()> {
    let name = arguments
        .out
        .clone()
        .unwrap_or_else(|| "standard output".into());
    let mut put = |bytes: &[u8]| {
        out.write_all(bytes)
            .and_then(|()| out.flush())
            .map_err(|error| io_error(&name, error))
    };
    put(&assignment_header(format))?;
    Corpus::stream(&inputs(&arguments.inputs), reading, |corpus| {
        let tokens = model.analyze(&corpus);
        let places = model.place_tokens(&corpus, &tokens);
        drift.add(model, &tokens, &places, 0..tokens.len());
        put(&assignment_rows(model, &corpus, &places, format))
    })
}

/// A file that takes the place of another only when it is whole.
fn staged_beside(file: &Path) -> Result<tempfile::NamedTempFile> {
    let parent = match file.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    fs::create_dir_all(parent).map_err(|error| io_error(parent, error))?;
    tempfile::Builder::new()
        .prefix(".thememap-")
        .tempfile_in(parent)
        .map_err(|error| io_error(file, error))
}

fn io_error(path: &Path, source: io::Error) -> Error {
    Error::Io {
        path: path.to_path_buf(),
        source,
    }
}
