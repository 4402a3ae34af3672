//! The command line program: arguments to options, result to files, errors to exit codes.

mod cli;
mod progress;
mod settings;

use clap::Parser;
use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;
use thememap::corpus::{self, Corpus, Input};
use thememap::{Result, ThemeMap, export};

use cli::{Cli, Command, Inspect, Report};
use progress::Progress;
use settings::{Settings, read_options};

fn main() -> ExitCode {
    let result = match Cli::parse().command {
        Command::Report(arguments) => report(&arguments),
        Command::Inspect(arguments) => inspect(&arguments),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("thememap: {error}");
            ExitCode::FAILURE
        }
    }
}

fn report(arguments: &Report) -> Result<()> {
    let settings = Settings::from(arguments)?;
    export::check(&arguments.out)?;
    settings.on_threads(|| {
        let progress = Progress::new(arguments.quiet, arguments.timings);
        progress.say("Reading");
        let corpus = Corpus::read(&inputs(&arguments.inputs), &settings.reading)?;
        let mut options = settings.options.clone();
        if settings.language_of_corpus {
            options.language = corpus.majority_language()?;
        }
        if !arguments.quiet {
            for note in corpus.language_notes(options.language) {
                progress.note(&note);
            }
        }
        let map = ThemeMap::build_watched(corpus, options, |stage| progress.stage(stage))?;
        progress.say("Writing");
        let files = export::write(&map, &arguments.out)?;
        progress.done();
        if !arguments.quiet {
            summarize(&map, &files, &arguments.out);
        }
        Ok(())
    })?
}

fn inspect(arguments: &Inspect) -> Result<()> {
    let options = read_options(&arguments.reading)?;
    let inspection = corpus::inspect(&inputs(&arguments.inputs), &options)?;
    if arguments.json {
        let json = serde_json::to_string_pretty(&inspection).expect("counts and names are JSON");
        print(&format!("{json}\n"));
    } else {
        print(&inspection.to_string());
    }
    Ok(())
}

fn inputs(paths: &[std::path::PathBuf]) -> Vec<Input> {
    paths
        .iter()
        .map(|path| Input::from(path.as_os_str()))
        .collect()
}

/// What a person wants to know right away.
fn summarize(map: &ThemeMap, files: &[&str], out: &Path) {
    let mut text = String::new();
    let (documents, dropped) = (map.corpus.documents.len(), map.corpus.dropped.len());
    let noun = if map.model.len() == 1 {
        "theme"
    } else {
        "themes"
    };
    text += &format!("{} {noun} in {documents} documents", map.model.len());
    if dropped > 0 {
        text += &format!(" ({dropped} records set aside, see dropped.csv)");
    }
    text += &format!(". {}\n\n", map.model.reason);
    if let Some(note) = map.corpus.unreadable_note() {
        text += &format!("{note}\n\n");
    }
    for (index, theme) in map.themes.themes.iter().enumerate() {
        text += &format!("{:>4}  {:>5}  {}\n", index + 1, theme.size, theme.label);
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
    print(&text);
}

/// Prints to standard output; a reader that went away is no error.
fn print(text: &str) {
    let _ = io::stdout().lock().write_all(text.as_bytes());
}
