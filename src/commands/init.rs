//! `thememap init`: a thememap.toml to begin with.

use std::fs::OpenOptions;
use std::io::{self, Write};
use std::path::Path;
use thememap::corpus::Corpus;
use thememap::guide::starter;
use thememap::{Error, Result, ThemeMap};

use super::{inputs, print};
use crate::cli::Init;
use crate::progress::Progress;
use crate::settings::Settings;

pub fn init(arguments: &Init) -> Result<()> {
    refuse_to_overwrite(arguments)?;
    let settings = Settings::of(arguments.flags.clone())?;
    let text = settings.on_threads(|| {
        let progress = Progress::new(arguments.quiet, false);
        let corpus = Corpus::read(&inputs(&arguments.inputs), settings.reading())?;
        progress.read(corpus.documents.len());
        let options = settings.options_for(&corpus)?;
        let map = ThemeMap::build_watched(corpus, options, |stage| progress.stage(stage))?;
        progress.done();
        let paths: Vec<String> = arguments.inputs.iter().map(|path| shown(path)).collect();
        Ok::<_, Error>(starter(&map, &shown(&arguments.out), &paths.join(" ")))
    })??;
    let opened = OpenOptions::new()
        .write(true)
        .create_new(true)
        .open(&arguments.out);
    let written = opened.and_then(|mut file| file.write_all(text.as_bytes()));
    written.map_err(|source| match source.kind() {
        io::ErrorKind::AlreadyExists => there_already(arguments),
        _ => Error::io(&arguments.out, source),
    })?;
    if !arguments.quiet {
        print(&format!("Wrote {}.\n", arguments.out.display()))?;
    }
    Ok(())
}

/// Before anything is read, so that nobody waits for nothing.
fn refuse_to_overwrite(arguments: &Init) -> Result<()> {
    match arguments.out.exists() {
        true => Err(there_already(arguments)),
        false => Ok(()),
    }
}

fn there_already(arguments: &Init) -> Error {
    Error::File {
        file: arguments.out.display().to_string(),
        problem: "it is there already and will not be overwritten; name another with --out"
            .to_string(),
    }
}

fn shown(path: &Path) -> String {
    path.display().to_string()
}
