//! What was asked for to the library's options.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use thememap::cluster::{ClusterOptions, ThemeCount};
use thememap::corpus::{Corpus, Encoding, Field, Format, ReadOptions};
use thememap::export::{EXPORTS, Export};
use thememap::guide::Guide;
use thememap::text::stop_words;
use thememap::vectors::TermOptions;
use thememap::vectors::knowledge::Knowledge;
use thememap::{Error, Options, Result};

use crate::cli::{Check, Flags, Reading, Report};
use crate::config::with_config;
use crate::values::AUTO;

/// Everything that a run of `report` needs to know.
pub struct Settings {
    options: Options,
    /// Whether the language is that of most documents.
    language_of_corpus: bool,
    threads: Option<usize>,
}

impl Settings {
    pub fn from(arguments: &Report) -> Result<Settings> {
        let (flags, guide) = with_config(&arguments.flags, arguments.config.as_deref())?;
        let mut settings = Settings::of(flags)?;
        settings.options.guide = guide.unwrap_or_default();
        settings.options.reading.leave_out = Some(arguments.out.clone());
        Ok(settings)
    }

    /// Those that flags alone ask for.
    pub fn of(flags: Flags) -> Result<Settings> {
        let mut reading = ReadOptions {
            truth: flags.truth.clone(),
            keep_duplicates: flags.keep_duplicates,
            ..read_options(&flags.reading)?
        };
        reading.columns.extend(given_themes(&flags));
        Ok(Settings {
            threads: flags.threads,
            language_of_corpus: flags.language.as_deref() == Some(AUTO),
            options: Options {
                reading,
                ..options(flags, &Options::default())?
            },
        })
    }

    /// Those of an earlier run, except where flags or a file say otherwise.
    pub fn again(earlier: &Options, arguments: &Check) -> Result<Settings> {
        let (flags, guide) = with_config(&arguments.flags, arguments.config.as_deref())?;
        let asked = read_options(&flags.reading)?;
        let before = earlier.reading.clone();
        let mut columns = before.columns;
        if flags.choose_themes() {
            columns.remove(&Field::Theme);
        }
        columns.extend(asked.columns);
        columns.extend(given_themes(&flags));
        let reading = ReadOptions {
            format: asked.format.or(before.format),
            encoding: asked.encoding.or(before.encoding),
            columns,
            truth: flags.truth.clone().or(before.truth),
            leave_out: Some(arguments.baseline.clone()),
            keep_duplicates: flags.keep_duplicates || before.keep_duplicates,
            max_unpacked: match flags.reading.max_unpacked {
                Some(_) => asked.max_unpacked,
                None => before.max_unpacked,
            },
        };
        Ok(Settings {
            threads: flags.threads,
            language_of_corpus: flags.language.as_deref() == Some(AUTO),
            options: Options {
                reading,
                guide: guide.unwrap_or_else(|| earlier.guide.clone()),
                ..options(flags, earlier)?
            },
        })
    }

    /// How inputs are read.
    pub fn reading(&self) -> &ReadOptions {
        &self.options.reading
    }

    /// What is written for other programs.
    pub fn exports(&self) -> &[&'static Export] {
        &self.options.exports
    }

    /// The options for a corpus: where they leave the language to it, the one that most of its
    /// documents are in.
    pub fn options_for(&self, corpus: &Corpus) -> Result<Options> {
        let mut options = self.options.clone();
        if self.language_of_corpus {
            options.language = corpus.majority_language()?;
        }
        Ok(options)
    }

    /// Runs a job on the number of threads asked for.
    pub fn on_threads<T: Send>(&self, job: impl FnOnce() -> T + Send) -> Result<T> {
        on_threads(self.threads, job)
    }
}

/// Runs a job on a number of threads, by default as many as there are cores.
pub fn on_threads<T: Send>(threads: Option<usize>, job: impl FnOnce() -> T + Send) -> Result<T> {
    let cores = 0;
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads.unwrap_or(cores));
    let pool = pool.build().map_err(|error| Error::Option {
        option: "--threads",
        value: threads.map_or(String::new(), |threads| threads.to_string()),
        problem: format!("{error}; ask for fewer"),
    })?;
    Ok(pool.install(job))
}

/// The options that flags ask for; what they leave open is as in `defaults`.
fn options(flags: Flags, defaults: &Options) -> Result<Options> {
    let terms = TermOptions {
        ngrams: flags.ngrams.unwrap_or(defaults.terms.ngrams),
        min_df: flags.min_df.unwrap_or(defaults.terms.min_df),
        max_df: flags.max_df.unwrap_or(defaults.terms.max_df),
    };
    let clustering = ClusterOptions {
        themes: theme_count(&flags, &defaults.clustering.themes)?,
        assign_all: flags.assign_all || defaults.clustering.assign_all,
    };
    Ok(Options {
        language: match flags.language.as_deref() {
            None | Some(AUTO) => defaults.language,
            Some(name) => name.parse()?,
        },
        stop_words: flags
            .stop_words
            .as_deref()
            .map_or(Ok(defaults.stop_words.clone()), read_stop_words)?,
        terms,
        keep_query_words: flags.keep_query_words || defaults.keep_query_words,
        dimensions: flags.dimensions.unwrap_or(defaults.dimensions),
        knowledge: flags
            .knowledge
            .map_or_else(|| defaults.knowledge.clone(), Knowledge::from),
        vectors: flags
            .vectors
            .map_or_else(|| defaults.vectors.clone(), |file| Some(file.into())),
        clustering,
        exports: match flags.export.as_slice() {
            [] => defaults.exports.clone(),
            names => exports(names)?,
        },
        seed: flags.seed.unwrap_or(defaults.seed),
        guide: Guide::default(),
        reading: defaults.reading.clone(),
    })
}

/// The column of the themes that are given.
fn given_themes(flags: &Flags) -> Option<(Field, String)> {
    Some((Field::Theme, flags.themes_from.clone()?))
}

/// The exports of these names, each once, in the order of their table.
fn exports(names: &[String]) -> Result<Vec<&'static Export>> {
    let asked: Vec<&Export> = names
        .iter()
        .map(|name| Export::named(name))
        .collect::<Result<_>>()?;
    let is_asked = |export: &&Export| asked.iter().any(|asked| asked.name == export.name);
    Ok(EXPORTS.iter().filter(is_asked).collect())
}

fn theme_count(flags: &Flags, default: &ThemeCount) -> Result<ThemeCount> {
    let asked_for = flags.themes.as_deref().filter(|themes| *themes != AUTO);
    let range = (flags.min_themes, flags.max_themes);
    match (asked_for, range, default) {
        (Some(number), (None, None), _) => {
            let number = number.parse();
            let number = number.expect("a number of themes is `auto` or a whole number");
            Ok(ThemeCount::Fixed(number))
        }
        (Some(number), ..) => Err(Error::Option {
            option: "--themes",
            value: number.to_string(),
            problem: "leaves nothing to search; leave out --min-themes and --max-themes"
                .to_string(),
        }),
        (None, (None, None), ThemeCount::Fixed(number)) if flags.themes.is_none() => {
            Ok(ThemeCount::Fixed(*number))
        }
        (None, ..) => theme_range(range, default),
    }
}

/// The range that is searched for a number of themes; what is left open is as in `default`.
fn theme_range(
    (least, most): (Option<usize>, Option<usize>),
    default: &ThemeCount,
) -> Result<ThemeCount> {
    let default = match default {
        ThemeCount::Auto(range) => range.clone(),
        ThemeCount::Fixed(_) => 2..=40,
    };
    let range = least.unwrap_or(*default.start())..=most.unwrap_or(*default.end());
    if range.is_empty() {
        let (least, most) = (range.start(), range.end());
        return Err(Error::Option {
            option: "--min-themes",
            value: least.to_string(),
            problem: format!("is more than --max-themes {most}; give both, the smaller one first"),
        });
    }
    Ok(ThemeCount::Auto(range))
}

pub fn read_options(reading: &Reading) -> Result<ReadOptions> {
    let mut columns = BTreeMap::new();
    for mapping in &reading.column {
        let (field, name) = mapping.split_once('=').expect("a column is FIELD=NAME");
        if let Some(other) = columns.insert(field.parse::<Field>()?, name.to_string()) {
            return Err(Error::Option {
                option: "--column",
                value: mapping.clone(),
                problem: format!("{field} is in {other} already; name one column for a field"),
            });
        }
    }
    let defaults = ReadOptions::default();
    Ok(ReadOptions {
        format: reading.format.as_deref().map(Format::named).transpose()?,
        encoding: reading
            .encoding
            .as_deref()
            .map(str::parse::<Encoding>)
            .transpose()?,
        columns,
        max_unpacked: reading
            .max_unpacked
            .map_or(defaults.max_unpacked, |megabytes| {
                megabytes.saturating_mul(1_000_000)
            }),
        ..defaults
    })
}

fn read_stop_words(path: &Path) -> Result<Vec<String>> {
    let text = fs::read_to_string(path).map_err(|error| Error::io(path, error))?;
    Ok(stop_words::parse(&text).collect())
}
