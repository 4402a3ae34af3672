//! Flags and configuration file to the library's options.

use clap::{Arg, Args, Command};
use serde::{Deserialize, Deserializer};
use std::collections::BTreeMap;
use std::error::Error as _;
use std::fmt::Display;
use std::fs;
use std::path::Path;
use thememap::cluster::{ClusterOptions, ThemeCount};
use thememap::corpus::{Corpus, Encoding, Field, Format, ReadOptions};
use thememap::export::{EXPORTS, Export};
use thememap::guide::{Config, Guide};
use thememap::text::stop_words;
use thememap::vectors::TermOptions;
use thememap::vectors::knowledge::Knowledge;
use thememap::{Error, Options, Result};

use crate::cli::{Check, Flags, Reading, Report};
use crate::values::AUTO;

/// Everything that a run of `report` needs to know.
pub struct Settings {
    pub options: Options,
    pub reading: ReadOptions,
    /// Whether the language is that of most documents.
    language_of_corpus: bool,
    threads: Option<usize>,
}

impl Settings {
    pub fn from(arguments: &Report) -> Result<Settings> {
        let (flags, guide) = with_config(&arguments.flags, arguments.config.as_deref())?;
        let mut settings = Settings::of(flags)?;
        settings.options.guide = guide.unwrap_or_default();
        settings.reading.leave_out = Some(arguments.out.clone());
        settings.options.reading = settings.reading.clone();
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
                reading: reading.clone(),
                ..options(flags, &Options::default())?
            },
            reading,
        })
    }

    /// Those of an earlier run, except where flags or a file say otherwise.
    pub fn again(earlier: &Options, arguments: &Check) -> Result<Settings> {
        let (flags, guide) = with_config(&arguments.flags, arguments.config.as_deref())?;
        let asked = read_options(&flags.reading)?;
        let before = earlier.reading.clone();
        let mut columns = before.columns;
        if chooses_themes(&flags) {
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
                reading: reading.clone(),
                guide: guide.unwrap_or_else(|| earlier.guide.clone()),
                ..options(flags, earlier)?
            },
            reading,
        })
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
        vectors: flags.vectors.or_else(|| defaults.vectors.clone()),
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

/// Whether any flag says how themes are to be found.
fn chooses_themes(flags: &Flags) -> bool {
    let numbers = flags.min_themes.is_some() || flags.max_themes.is_some();
    flags.themes.is_some() || numbers || flags.assign_all
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
    Ok(stop_words::parse(&read(path)?).collect())
}

/// The flags with what a file says beside them, and the guide that the file is.
fn with_config(flags: &Flags, config: Option<&Path>) -> Result<(Flags, Option<Guide>)> {
    let Some(path) = config else {
        return Ok((flags.clone(), None));
    };
    let command = Flags::augment_args(Command::new("report")).no_binary_name(true);
    let names: Vec<&str> = command.get_arguments().filter_map(Arg::get_long).collect();
    let config = Config::read(path, &names)?;
    let mut table = toml::Table::new();
    let mut typed = Vec::new();
    for setting in config.settings {
        // One by one, so that what is wrong is known by its place.
        let alone = toml::Table::from_iter([(setting.key.clone(), setting.value.clone())]);
        Flags::deserialize(alone)
            .map_err(|error| setting.fault(&in_plain_words(error.message())))?;
        let arguments = as_typed(&setting.key, &setting.value);
        refused(&command, &arguments).map_or(Ok(()), |problem| Err(setting.fault(&problem)))?;
        typed.extend(arguments);
        table.insert(setting.key, setting.value);
    }
    let fault = |problem: String| Error::File {
        file: path.display().to_string(),
        problem,
    };
    refused(&command, &typed).map_or(Ok(()), |problem| Err(fault(problem)))?;
    let file = Flags::deserialize(table).map_err(|error| fault(error.message().to_string()))?;
    Ok((merge(flags.clone(), file), Some(config.guide)))
}

/// An entry of `[options]` as it would be typed.
fn as_typed(key: &str, value: &toml::Value) -> Vec<String> {
    let typed = |value: &dyn Display| vec![format!("--{key}={value}")];
    match value {
        toml::Value::Boolean(true) => vec![format!("--{key}")],
        toml::Value::Boolean(false) => Vec::new(),
        toml::Value::String(text) => typed(text),
        toml::Value::Array(values) => values.iter().flat_map(|v| as_typed(key, v)).collect(),
        other => typed(other),
    }
}

/// Why options are not taken as they were typed.
fn refused(command: &Command, arguments: &[String]) -> Option<String> {
    let error = command.clone().try_get_matches_from(arguments).err()?;
    let reason = error.source().map(ToString::to_string);
    Some(reason.unwrap_or_else(|| {
        let text = error.to_string();
        let first = text.lines().next().unwrap_or_default();
        first.trim_start_matches("error: ").to_string()
    }))
}

/// What is wrong with a value, without the words of this language.
fn in_plain_words(message: &str) -> String {
    let Some((found, expected)) = message.split_once(", expected ") else {
        return message.to_string();
    };
    let found = found
        .trim_start_matches("invalid type: ")
        .trim_start_matches("invalid value: ");
    let found = found.replace("integer", "the number").replace('`', "");
    let expected = match expected {
        "usize" | "u64" | "i64" => "a whole number",
        "f64" => "a number",
        "a boolean" => "true or false",
        "a string" | "path string" => "a text in quotes",
        "a sequence" => "a list",
        other => other,
    };
    format!("it should be {expected}, not {found}")
}

/// Takes `themes = 12` as well as `themes = "auto"`.
pub fn number_or_word<'de, D: Deserializer<'de>>(
    value: D,
) -> std::result::Result<Option<String>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged, expecting = "it should be a whole number or `auto`")]
    enum NumberOrWord {
        Number(i64),
        Word(String),
    }
    Ok(Some(match NumberOrWord::deserialize(value)? {
        NumberOrWord::Number(number) => number.to_string(),
        NumberOrWord::Word(word) => word,
    }))
}

fn read(path: &Path) -> Result<String> {
    fs::read_to_string(path).map_err(|source| Error::Io {
        path: path.to_path_buf(),
        source,
    })
}

/// The flags, and where they say nothing the file.
fn merge(flags: Flags, mut file: Flags) -> Flags {
    // What is asked for here takes the place of its opposite there.
    if chooses_themes(&flags) {
        file.themes_from = None;
    }
    if flags.themes_from.is_some() {
        (file.themes, file.min_themes, file.max_themes) = (None, None, None);
        file.assign_all = false;
    }
    match flags.themes.as_deref() {
        None | Some(AUTO) => {}
        Some(_) => (file.min_themes, file.max_themes) = (None, None),
    }
    if flags.min_themes.is_some() || flags.max_themes.is_some() {
        file.themes = None;
    }
    if flags.vectors.is_some() {
        (file.knowledge, file.dimensions) = (None, None);
    }
    if flags.knowledge.is_some() || flags.dimensions.is_some() {
        file.vectors = None;
    }
    Flags {
        themes: flags.themes.or(file.themes),
        min_themes: flags.min_themes.or(file.min_themes),
        max_themes: flags.max_themes.or(file.max_themes),
        assign_all: flags.assign_all || file.assign_all,
        vectors: flags.vectors.or(file.vectors),
        themes_from: flags.themes_from.or(file.themes_from),
        export: match flags.export.is_empty() {
            true => file.export,
            false => flags.export,
        },
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
        truth: flags.truth.or(file.truth),
        keep_duplicates: flags.keep_duplicates || file.keep_duplicates,
        reading: Reading {
            format: flags.reading.format.or(file.reading.format),
            encoding: flags.reading.encoding.or(file.reading.encoding),
            column: if flags.reading.column.is_empty() {
                file.reading.column
            } else {
                flags.reading.column
            },
            max_unpacked: flags.reading.max_unpacked.or(file.reading.max_unpacked),
        },
    }
}
