//! Flags and configuration file to the library's options.

use serde::{Deserialize, Deserializer};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use thememap::cluster::{ClusterOptions, ThemeCount};
use thememap::corpus::{Encoding, Field, Format, ReadOptions};
use thememap::text::stop_words;
use thememap::vectors::TermOptions;
use thememap::vectors::knowledge::Knowledge;
use thememap::{Error, Options, Result};

use crate::cli::{Check, Flags, Reading, Report};

/// The value of an option that is to be found by looking at the documents.
const AUTO: &str = "auto";

/// Everything that a run of `report` needs to know.
pub struct Settings {
    pub options: Options,
    pub reading: ReadOptions,
    /// Whether the language is that of most documents.
    pub language_of_corpus: bool,
    threads: Option<usize>,
}

/// A thememap.toml.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Config {
    options: toml::Table,
}

impl Settings {
    pub fn from(arguments: &Report) -> Result<Settings> {
        let flags = match &arguments.config {
            Some(path) => merge(arguments.flags.clone(), read_config(path)?),
            None => arguments.flags.clone(),
        };
        let reading = ReadOptions {
            leave_out: Some(arguments.out.clone()),
            ..read_options(&flags.reading)?
        };
        Ok(Settings {
            threads: flags.threads,
            language_of_corpus: flags.language.as_deref() == Some(AUTO),
            options: Options {
                reading: reading.clone(),
                ..options(flags, &Options::default())?
            },
            reading,
        })
    }

    /// Those of an earlier run, except where flags say otherwise.
    pub fn again(earlier: &Options, arguments: &Check) -> Result<Settings> {
        let flags = arguments.flags.clone();
        let asked = read_options(&flags.reading)?;
        let before = earlier.reading.clone();
        let mut columns = before.columns;
        columns.extend(asked.columns);
        let reading = ReadOptions {
            format: asked.format.or(before.format),
            encoding: asked.encoding.or(before.encoding),
            columns,
            truth: asked.truth.or(before.truth),
            leave_out: Some(arguments.baseline.clone()),
            keep_duplicates: asked.keep_duplicates || before.keep_duplicates,
            max_unpacked: match flags.reading.max_unpacked {
                Some(_) => asked.max_unpacked,
                None => before.max_unpacked,
            },
        };
        Ok(Settings {
            threads: flags.threads,
            language_of_corpus: flags.language.as_deref() == Some(AUTO),
            options: Options {
                reading: reading.clone(),
                ..options(flags, earlier)?
            },
            reading,
        })
    }

    /// Runs a job on the number of threads asked for.
    pub fn on_threads<T: Send>(&self, job: impl FnOnce() -> T + Send) -> Result<T> {
        on_threads(self.threads, job)
    }
}

/// Runs a job on a number of threads, by default as many as there are cores.
pub fn on_threads<T: Send>(threads: Option<usize>, job: impl FnOnce() -> T + Send) -> Result<T> {
    let threads = threads.unwrap_or(0);
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
    let pool = pool.map_err(|error| Error::Option {
        option: "--threads",
        value: threads.to_string(),
        problem: error.to_string(),
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
        clustering,
        seed: flags.seed.unwrap_or(defaults.seed),
        reading: defaults.reading.clone(),
    })
}

fn theme_count(flags: &Flags, default: &ThemeCount) -> Result<ThemeCount> {
    let Flags {
        themes,
        min_themes,
        max_themes,
        ..
    } = flags;
    match (themes.as_deref(), default) {
        (None, ThemeCount::Fixed(number)) if min_themes.is_none() && max_themes.is_none() => {
            Ok(ThemeCount::Fixed(*number))
        }
        (None | Some(AUTO), default) => {
            let (least, most) = match default {
                ThemeCount::Auto(range) => (*range.start(), *range.end()),
                ThemeCount::Fixed(_) => (2, 40),
            };
            let (least, most) = (min_themes.unwrap_or(least), max_themes.unwrap_or(most));
            Ok(ThemeCount::Auto(least..=most))
        }
        (Some(number), _) => number
            .parse()
            .map(ThemeCount::Fixed)
            .map_err(|_| Error::Option {
                option: "--themes",
                value: number.to_string(),
                problem: "is neither a whole number nor `auto`".to_string(),
            }),
    }
}

pub fn read_options(reading: &Reading) -> Result<ReadOptions> {
    let mut columns = BTreeMap::new();
    for mapping in &reading.column {
        let (field, name) = mapping.split_once('=').ok_or_else(|| Error::Option {
            option: "--column",
            value: mapping.clone(),
            problem: "is not of the form FIELD=NAME, such as title=Heading".to_string(),
        })?;
        columns.insert(field.parse::<Field>()?, name.to_string());
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
        truth: reading.truth.clone(),
        keep_duplicates: reading.keep_duplicates,
        max_unpacked: reading
            .max_unpacked
            .map_or(defaults.max_unpacked, |megabytes| {
                megabytes.saturating_mul(1_000_000)
            }),
        ..defaults
    })
}

fn read_stop_words(path: &Path) -> Result<Vec<String>> {
    Ok(stop_words::parse(&read(path)?).collect())
}

fn read_config(path: &Path) -> Result<Flags> {
    let fail = |error: toml::de::Error| Error::File {
        file: path.display().to_string(),
        problem: error.to_string().trim_end().to_string(),
    };
    let config: Config = toml::from_str(&read(path)?).map_err(fail)?;
    if let Some(unknown) = config.options.keys().find(|key| !is_option(key)) {
        return Err(Error::File {
            file: path.display().to_string(),
            problem: format!("[options] has no {unknown}; see `thememap report --help`"),
        });
    }
    config.options.try_into().map_err(fail)
}

/// Takes `themes = 12` as well as `themes = "auto"`.
pub fn number_or_word<'de, D: Deserializer<'de>>(
    value: D,
) -> std::result::Result<Option<String>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged, expecting = "should be a whole number or `auto`")]
    enum NumberOrWord {
        Number(i64),
        Word(String),
    }
    Ok(Some(match NumberOrWord::deserialize(value)? {
        NumberOrWord::Number(number) => number.to_string(),
        NumberOrWord::Word(word) => word,
    }))
}

/// Whether a key of the file is a flag of `report`.
fn is_option(key: &str) -> bool {
    use clap::Args;
    let command = Flags::augment_args(clap::Command::new("report"));
    command
        .get_arguments()
        .any(|argument| argument.get_long() == Some(key))
}

fn read(path: &Path) -> Result<String> {
    fs::read_to_string(path).map_err(|source| Error::Io {
        path: path.to_path_buf(),
        source,
    })
}

/// The flags, and where they say nothing the file.
fn merge(flags: Flags, file: Flags) -> Flags {
    Flags {
        themes: flags.themes.or(file.themes),
        min_themes: flags.min_themes.or(file.min_themes),
        max_themes: flags.max_themes.or(file.max_themes),
        assign_all: flags.assign_all || file.assign_all,
        seed: flags.seed.or(file.seed),
        language: flags.language.or(file.language),
        stop_words: flags.stop_words.or(file.stop_words),
        ngrams: flags.ngrams.or(file.ngrams),
        min_df: flags.min_df.or(file.min_df),
        max_df: flags.max_df.or(file.max_df),
        keep_query_words: flags.keep_query_words || file.keep_query_words,
        dimensions: flags.dimensions.or(file.dimensions),
        knowledge: flags.knowledge.or(file.knowledge),
        threads: flags.threads.or(file.threads),
        reading: Reading {
            format: flags.reading.format.or(file.reading.format),
            encoding: flags.reading.encoding.or(file.reading.encoding),
            column: if flags.reading.column.is_empty() {
                file.reading.column
            } else {
                flags.reading.column
            },
            truth: flags.reading.truth.or(file.reading.truth),
            keep_duplicates: flags.reading.keep_duplicates || file.reading.keep_duplicates,
            max_unpacked: flags.reading.max_unpacked.or(file.reading.max_unpacked),
        },
    }
}
