//! `thememap report`: everything at once.

use std::path::Path;
use thememap::compare::Snapshot;
use thememap::corpus::Corpus;
use thememap::{Result, ThemeMap, export};

use super::{inputs, outcome_lines, print, summary};
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
    let mut text = String::new();
    let (documents, dropped) = (map.corpus.documents.len(), map.corpus.dropped.len());
    let noun = if map.model.len() == 1 {
        "theme"
    } else {
        "themes"
    };
    text += &format!("{} {noun} in {documents} documents", map.model.len());
    if dropped > 0 {
        let records = if dropped == 1 { "record" } else { "records" };
        text += &format!(" ({dropped} {records} set aside, see dropped.csv)");
    }
    text += &format!(". {}\n\n", map.model.reason);
    let notes = map.corpus.language_notes(map.options.language).into_iter();
    let left_out = map.corpus.unreadable_note().into_iter();
    for note in notes.chain(left_out).chain(map.corpus.skipped_note()) {
        text += &format!("{note}\n\n");
    }
    if let Some(continuation) = &map.continuation {
        text += &format!("{continuation}\n\n");
    }
    let warnings = outcome_lines(map);
    if !warnings.is_empty() {
        text += &format!("{warnings}\n");
    }
    for (index, theme) in map.themes.themes.iter().enumerate() {
        let number = map.model.numbers[index];
        let given = map.given.as_ref();
        let given = given.map_or(String::new(), |given| format!("  ({})", given[index]));
        text += &format!("{number:>4}  {:>5}  {}{given}\n", theme.size, theme.label);
    }
    let unassigned = map
        .model
        .memberships
        .iter()
        .filter(|m| m.assigned().is_none())
        .count();
    if unassigned > 0 {
        text += &format!("      {unassigned:>5}  in no theme\n");
    }
    text += &format!("\n{} files in {}\n", files.len(), out.display());
    print(&text)
}
