//! The command line: types only.

use clap::{Args, Parser, Subcommand};
use serde::Deserialize;
use std::path::PathBuf;

/// The themes in a pile of paper abstracts: named groups, tables and a map.
#[derive(Debug, Parser)]
#[command(name = "thememap", version, max_term_width = 100)]
pub struct Cli {
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Read abstracts, find and name their themes, and write tables, map and report
    Report(Box<Report>),
    /// Tell what is in some files: formats, counts, duplicates, problems; writes nothing
    Inspect(Inspect),
}

#[derive(Debug, Args)]
pub struct Report {
    /// Files or directories to read, or `-` for standard input
    #[arg(value_name = "INPUT", required = true)]
    pub inputs: Vec<PathBuf>,
    /// Directory to write the report to
    #[arg(long, value_name = "DIR", default_value = "out")]
    pub out: PathBuf,
    /// Take options from a thememap.toml; those given here win over it
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// Write nothing to the terminal but errors
    #[arg(long, short)]
    pub quiet: bool,
    /// Print how long each stage took
    #[arg(long)]
    pub timings: bool,
    #[command(flatten)]
    pub flags: Flags,
}

#[derive(Debug, Args)]
pub struct Inspect {
    /// Files or directories to read, or `-` for standard input
    #[arg(value_name = "INPUT", required = true)]
    pub inputs: Vec<PathBuf>,
    /// Print JSON
    #[arg(long)]
    pub json: bool,
    #[command(flatten)]
    pub reading: Reading,
}

/// How inputs are read.
#[derive(Debug, Default, Clone, Args, Deserialize)]
#[serde(default, rename_all = "kebab-case")]
pub struct Reading {
    /// Format of the inputs, instead of recognising it
    #[arg(long, value_name = "NAME")]
    pub format: Option<String>,
    /// Character encoding of the inputs, such as gbk or windows-1252, instead of guessing it
    #[arg(long, value_name = "NAME")]
    pub encoding: Option<String>,
    /// Column that holds a field: title, abstract, id, year or label
    #[arg(long, value_name = "FIELD=NAME")]
    pub column: Vec<String>,
    /// Column with known labels; the themes are scored against them
    #[arg(long, value_name = "COLUMN")]
    pub truth: Option<String>,
    /// Let records that are one paper all count
    #[arg(long)]
    pub keep_duplicates: bool,
    /// Megabytes that a packed file may have when unpacked [default: 2000]
    #[arg(long, value_name = "MB")]
    pub max_unpacked: Option<u64>,
}

/// What a configuration file may say too, under `[options]`.
#[derive(Debug, Default, Clone, Args, Deserialize)]
#[serde(default, rename_all = "kebab-case")]
pub struct Flags {
    /// Number of themes, or `auto`
    #[arg(long, value_name = "N|auto")]
    #[serde(deserialize_with = "crate::settings::number_or_word")]
    pub themes: Option<String>,
    /// Fewest themes that `auto` tries [default: 2]
    #[arg(long, value_name = "N")]
    pub min_themes: Option<usize>,
    /// Most themes that `auto` tries [default: 40]
    #[arg(long, value_name = "N")]
    pub max_themes: Option<usize>,
    /// Put documents far from every theme into the nearest all the same
    #[arg(long)]
    pub assign_all: bool,
    /// Seed of every random choice [default: 42]
    #[arg(long, value_name = "N")]
    pub seed: Option<u64>,
    /// Language of the abstracts: stemmer and stop words, or `auto` [default: english]
    #[arg(long, value_name = "NAME")]
    pub language: Option<String>,
    /// File with more stop words, one a line
    #[arg(long, value_name = "FILE")]
    pub stop_words: Option<PathBuf>,
    /// Longest phrase counted, in words [default: 2]
    #[arg(long, value_name = "N")]
    pub ngrams: Option<usize>,
    /// Fewest documents that a term must be in [default: 2]
    #[arg(long, value_name = "N")]
    pub min_df: Option<usize>,
    /// Largest share of the documents that a term may be in [default: 0.5]
    #[arg(long, value_name = "SHARE")]
    pub max_df: Option<f64>,
    /// Let the words of the search that made the corpus count like others
    #[arg(long)]
    pub keep_query_words: bool,
    /// Most dimensions of the document vectors [default: 100]
    #[arg(long, value_name = "N")]
    pub dimensions: Option<usize>,
    /// What is known of words from elsewhere: none, built-in or a file [default: built-in]
    #[arg(long, value_name = "NAME|FILE")]
    pub knowledge: Option<String>,
    /// Threads to work on [default: all cores]; the result does not depend on it
    #[arg(long, value_name = "N")]
    pub threads: Option<usize>,
    #[command(flatten)]
    #[serde(flatten)]
    pub reading: Reading,
}
