//! `thememap assign`: new papers into the themes of an earlier run.

use std::io::{self, Write};
use std::path::Path;
use thememap::corpus::{Corpus, Dropped, ReadOptions, Reason};
use thememap::model::{AssignmentFormat, AssignmentTable, Drift, Model, Placer, Summary};
use thememap::{Error, Result};

use super::destination::Destination;
use super::{inputs, model_file};
use crate::cli::Assign;
use crate::settings::{on_threads, read_options};

pub fn assign(arguments: &Assign) -> Result<()> {
    let reading = read_options(&arguments.reading)?;
    let format = output_format(arguments)?;
    keep_apart(arguments)?;
    let model = Model::read(&model_file(&arguments.model))?;
    model.check_places(&arguments.model.display().to_string())?;
    let is_summary = |file: &Path| Summary::read(file).is_ok();
    let summary = arguments.summary.as_deref();
    let summary = summary.map(|file| Destination::at(file, "summary", is_summary));
    let summary = summary.transpose()?;
    let place = |out: &mut dyn Write| place_all(arguments, &reading, &model, format, out);
    let met = on_threads(arguments.threads, || match to_file(arguments) {
        None => match place(&mut io::stdout().lock()) {
            // A reader that went away has seen enough.
            Err(Error::Io { source, .. }) if source.kind() == io::ErrorKind::BrokenPipe => Ok(None),
            met => met.map(Some),
        },
        Some(file) => {
            let mut destination = Destination::at(file, "assignment", AssignmentTable::is_in)?;
            let met = place(&mut destination)?;
            destination.finish()?;
            Ok(Some(met))
        }
    })??;
    let Some(met) = met else { return Ok(()) };
    if let (Some(mut destination), Some(file)) = (summary, &arguments.summary) {
        let json = met.summary.map_or(Vec::new(), |summary| summary.to_json());
        destination
            .write_all(&json)
            .map_err(|error| Error::io(file, error))?;
        destination.finish()?;
    }
    if let Some(drift) = met.drift {
        let _ = write!(io::stderr().lock(), "{}", drift.report(&model));
    }
    Ok(())
}

/// The file to write to; none for standard output.
fn to_file(arguments: &Assign) -> Option<&Path> {
    let out = arguments.out.as_deref();
    out.filter(|out| *out != Path::new("-"))
}

/// Refuses to put what comes out in the place of what is read, or of other that comes out.
fn keep_apart(arguments: &Assign) -> Result<()> {
    let file = |path: &Path| path.canonicalize().ok().filter(|path| path.is_file());
    let inputs: Vec<_> = arguments
        .inputs
        .iter()
        .filter_map(|path| file(path))
        .collect();
    let outputs = to_file(arguments)
        .into_iter()
        .chain(arguments.summary.as_deref());
    for output in outputs {
        if file(output).is_some_and(|file| inputs.contains(&file)) {
            return Err(Error::File {
                file: output.display().to_string(),
                problem: "it is an input, which would be replaced; name another file".to_string(),
            });
        }
    }
    match (to_file(arguments), &arguments.summary) {
        (Some(out), Some(summary)) if is_same(out, summary) => Err(Error::File {
            file: out.display().to_string(),
            problem: "the summary would replace the table; name another file for one of them"
                .to_string(),
        }),
        _ => Ok(()),
    }
}

/// Whether two names are those of one file, there or not.
fn is_same(one: &Path, other: &Path) -> bool {
    let whole = |path: &Path| {
        path.canonicalize()
            .or_else(|_| std::path::absolute(path))
            .ok()
    };
    one == other || whole(one) == whole(other)
}

fn output_format(arguments: &Assign) -> Result<AssignmentFormat> {
    let format = match (&arguments.output_format, to_file(arguments)) {
        (Some(name), _) => name.parse()?,
        (None, Some(file)) => AssignmentFormat::of(file),
        (None, None) => AssignmentFormat::Csv,
    };
    if arguments.keep_going && !format.tells_reasons() {
        return Err(Error::Option {
            option: "--keep-going",
            value: String::new(),
            problem: "is for --output-format arrow; in CSV and JSON Lines every record has a row"
                .to_string(),
        });
    }
    Ok(format)
}

/// What is kept of the papers when their rows are written.
struct Met {
    drift: Option<Drift>,
    summary: Option<Summary>,
}

fn place_all(
    arguments: &Assign,
    reading: &ReadOptions,
    model: &Model,
    format: AssignmentFormat,
    out: &mut dyn Write,
) -> Result<Met> {
    let name = arguments
        .out
        .clone()
        .unwrap_or_else(|| "standard output".into());
    let mut put = |bytes: &[u8]| {
        out.write_all(bytes)
            .and_then(|()| out.flush())
            .map_err(|error| Error::io(&name, error))
    };
    let placer = Placer::new(model);
    let mut met = Met {
        drift: (!arguments.quiet).then(Drift::new),
        summary: arguments.summary.as_ref().map(|_| Summary::new(model)),
    };
    let mut table = AssignmentTable::new(model, format);
    put(&table.head())?;
    Corpus::stream(&inputs(&arguments.inputs), reading, |corpus| {
        if format.tells_reasons() && !arguments.keep_going {
            corpus.dropped.first().map_or(Ok(()), stop_at)?;
        }
        let tokens = placer.analyze(&corpus);
        let places = placer.place(&corpus, &tokens);
        if let Some(drift) = &mut met.drift {
            drift.add(model, &tokens, &places, 0..tokens.len());
        }
        if let Some(summary) = &mut met.summary {
            summary.add(&placer, &corpus, &tokens, &places);
        }
        put(&table.rows(&corpus, &places))
    })?;
    put(&table.foot())?;
    Ok(met)
}

fn stop_at(bad: &Dropped) -> Result<()> {
    let problem = match (&bad.problem, bad.reason) {
        (Some(problem), _) => problem.as_str(),
        (None, Reason::NoText) => "it has neither title nor abstract",
        (None, other) => other.name(),
    };
    Err(Error::Input {
        file: bad.source.clone(),
        place: format!("record {} (id {})", bad.record, bad.id),
        problem: format!("{problem}; mend it, or give it a row with this reason by `--keep-going`"),
    })
}
