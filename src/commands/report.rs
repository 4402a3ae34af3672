//! `thememap report`: everything at once.

use std::path::Path;
use thememap::compare::Snapshot;
use thememap::corpus::Corpus;
use thememap::{Result, ThemeMap, export};

use super::{counted, inputs, outcome_lines, print, summary};
use crate::cli::Report;
use crate::progress::Progress;
use crate::settings::Settings;

pub fn report(arguments: &Report) -> Result<()> {
    if let Some(model) = &arguments.model {
        return summary::report(arguments, model);
    }
    let settings = Settings::from(arguments)?;
    export::check(&arguments.out, settings.exports())?;
    let previous = arguments
        .previous
        .as_deref()
        .map(Snapshot::read)
        .transpose()?;
    settings.on_threads(|| {
        let progress = Progress::new(arguments.quiet, arguments.timings);
        let corpus = Corpus::read(&inputs(&arguments.inputs), settings.reading())?;
        progress.read(corpus.documents.len());
        let options = settings.options_for(&corpus)?;
        let watch = |stage| progress.stage(stage);
        let map = ThemeMap::build_after(previous.as_ref(), corpus, options, watch)?;
        progress.last("Writing");
        let files = export::write(&map, &arguments.out)?;
        progress.done();
        if !arguments.quiet {
            summarize(&map, &files, &arguments.out)?;
        }
        Ok(())
    })?
}

/// What a person wants to know right away.
fn summarize(map: &ThemeMap, files: &[&str], out: &Path) -> Result<()> {
    let mut text = format!("{}\n\n", found(map));
    for note in notes(map) {
        text += &format!("{note}\n\n");
    }
    let warnings = outcome_lines(map);
    if !warnings.is_empty() {
        text += &format!("{warnings}\n");
    }
    text += &list(map);
    text += &format!("\n{} files in {}\n", files.len(), out.display());
    print(&text)
}

/// How many themes in how many documents, and why.
fn found(map: &ThemeMap) -> String {
    let themes = counted(map.model.len(), "theme");
    let documents = map.corpus.documents.len();
    let dropped = match map.corpus.dropped.len() {
        0 => String::new(),
        dropped => {
            let records = counted(dropped, "record");
            format!(" ({records} set aside, see dropped.csv)")
        }
    };
    let reason = &map.model.reason;
    format!("{themes} in {documents} documents{dropped}. {reason}")
}

fn notes(map: &ThemeMap) -> impl Iterator<Item = String> {
    let languages = map.corpus.language_notes(map.options.language).into_iter();
    let continuation = map.continuation.as_ref();
    languages
        .chain(map.corpus.unreadable_note())
        .chain(map.corpus.skipped_note())
        .chain(continuation.map(ToString::to_string))
}

/// A line a theme: its number, its documents, its name; last the documents in none.
fn list(map: &ThemeMap) -> String {
    let mut text = String::new();
    for (index, theme) in map.themes.themes.iter().enumerate() {
        let number = map.model.numbers[index];
        let given = map.given.as_ref();
        let given = given.map_or(String::new(), |given| format!("  ({})", given[index]));
        text += &format!("{number:>4}  {:>5}  {}{given}\n", theme.size, theme.label);
    }
    let memberships = map.model.memberships.iter();
    let unassigned = memberships.filter(|m| m.assigned().is_none()).count();
    if unassigned > 0 {
        text += &format!("      {unassigned:>5}  in no theme\n");
    }
    text
}
