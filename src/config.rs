//! What a configuration file says beside the flags.

use clap::{Arg, Args, Command};
use serde::Deserialize;
use std::error::Error as _;
use std::fmt::Display;
use std::path::Path;
use thememap::guide::{Config, Guide};
use thememap::{Error, Result};

use crate::cli::{Flags, Reading};
use crate::values::AUTO;

/// The flags with what a file says beside them, and the guide that the file is.
pub fn with_config(flags: &Flags, config: Option<&Path>) -> Result<(Flags, Option<Guide>)> {
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

/// What a file says, without the opposites of what the flags ask for.
fn without_opposites(mut file: Flags, flags: &Flags) -> Flags {
    if flags.choose_themes() {
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
    file
}

/// The flags, and where they say nothing the file.
fn merge(flags: Flags, file: Flags) -> Flags {
    let file = without_opposites(file, &flags);
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
