//! `thememap check`: a committed run, run again.

use std::env;
use std::fs::OpenOptions;
use std::io::Write;
use std::path::Path;
use std::process::ExitCode;
use thememap::check::{Limits, Verdict, first_difference};
use thememap::compare::{Snapshot, check_comparison, write_comparison};
use thememap::corpus::Corpus;
use thememap::model::Model;
use thememap::{Error, Options, Result, ThemeMap};

use super::{complain, inputs, outcome_lines, print};
use crate::cli::Check;
use crate::progress::Progress;
use crate::settings::Settings;

/// The variable that names the file for the summary of a step on GitHub.
const SUMMARY: &str = "GITHUB_STEP_SUMMARY";

pub fn check(arguments: &Check) -> Result<ExitCode> {
    arguments.out.as_deref().map_or(Ok(()), check_comparison)?;
    let committed = Snapshot::read(&arguments.baseline)?;
    let settings = Settings::again(&committed.model.options, arguments)?;
    settings.on_threads(|| {
        let progress = Progress::new(arguments.quiet, false);
        let corpus = Corpus::read(&inputs(&arguments.inputs), settings.reading())?;
        progress.read(corpus.documents.len());
        let options = settings.options_for(&corpus)?;
        let passed = match arguments.verify {
            true => verify(arguments, &committed, corpus, options, &progress)?,
            false => judge(arguments, &committed, corpus, options, &progress)?,
        };
        Ok(match passed {
            true => ExitCode::SUCCESS,
            false => ExitCode::FAILURE,
        })
    })?
}

/// Whether the run is within its limits.
fn judge(
    arguments: &Check,
    committed: &Snapshot,
    corpus: Corpus,
    options: Options,
    progress: &Progress,
) -> Result<bool> {
    let previous = (!arguments.afresh).then_some(committed);
    let map = ThemeMap::build_after(previous, corpus, options, |stage| progress.stage(stage))?;
    progress.last("Comparing");
    let model = Model::of(&map, &map.palette());
    let run = Snapshot::of("this run", &map, model);
    let limits = Limits {
        max_moved: arguments.max_moved,
        max_born: arguments.max_born,
        max_died: arguments.max_died,
        max_unassigned: arguments.max_unassigned,
        min_npmi: arguments.min_npmi,
        min_stability: arguments.min_stability,
        max_unmatched: arguments.max_unmatched,
    };
    let verdict = Verdict::of(committed, &run, &limits);
    if let Some(out) = &arguments.out {
        write_comparison(&verdict.comparison, out)?;
    }
    summarize(&verdict.markdown())?;
    progress.done();
    if !arguments.quiet {
        print(&verdict.comparison.to_string())?;
        print(&outcome_lines(&map))?;
    }
    for breach in &verdict.breaches {
        complain(breach);
    }
    Ok(verdict.is_passed())
}

/// Whether the program writes the committed files: from nothing, or as a continuation of
/// themselves, which a run with `--previous` is.
fn verify(
    arguments: &Check,
    committed: &Snapshot,
    corpus: Corpus,
    options: Options,
    progress: &Progress,
) -> Result<bool> {
    let mut found = Vec::new();
    for previous in [None, Some(committed)] {
        let (corpus, options) = (corpus.clone(), options.clone());
        let map = ThemeMap::build_after(previous, corpus, options, |stage| progress.stage(stage))?;
        progress.last("Comparing");
        match first_difference(&map, &arguments.baseline)? {
            None => {
                progress.done();
                let text = format!("{} holds what this run writes.\n", committed.name);
                summarize(&text)?;
                if !arguments.quiet {
                    print(&text)?;
                }
                return Ok(true);
            }
            difference => found.extend(difference),
        }
    }
    progress.done();
    let difference = match committed.model.continues() {
        true => &found[1],
        false => &found[0],
    };
    let text = format!(
        "{} is not what this run writes: {difference}",
        committed.name
    );
    summarize(&format!("```\n{}\n```\n", text.replace("```", "'''")))?;
    complain(text);
    Ok(false)
}

/// Adds Markdown to the summary of the step, where there is one.
fn summarize(markdown: &str) -> Result<()> {
    let Some(path) = env::var_os(SUMMARY).filter(|path| !path.is_empty()) else {
        return Ok(());
    };
    let opened = OpenOptions::new().create(true).append(true).open(&path);
    opened
        .and_then(|mut file| file.write_all(markdown.as_bytes()))
        .map_err(|error| Error::io(Path::new(&path), error))
}
