//! The command line: types only.

use clap::builder::NonEmptyStringValueParser;
use clap::{Args, Parser, Subcommand};
use serde::Deserialize;
use std::path::PathBuf;
use std::sync::LazyLock;
use thememap::check::share;
use thememap::corpus::FORMATS;
use thememap::model::MODEL_VERSION;
use thememap::text::Language;

use crate::values;

/// The themes in a pile of paper abstracts: named groups, tables and a map.
#[derive(Debug, Parser)]
#[command(name = "thememap", version, long_version = VERSION.as_str(), max_term_width = 100)]
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
    /// Put new papers into the themes of an earlier run
    Assign(Assign),
    /// Tell what changed between two runs: themes born, gone, split, merged, grown, renamed
    Compare(Compare),
    /// For CI: run again and compare with the committed run; exit 1 when too much changed
    Check(Box<Check>),
    /// Write a commented thememap.toml for some files: themes to look for, decisions to make
    Init(Box<Init>),
    /// Print the completions of a shell
    Completions {
        /// The shell that they are for
        shell: clap_complete::Shell,
    },
    /// Print the manual page
    Man,
}

/// The version, and what this program can do.
static VERSION: LazyLock<String> = LazyLock::new(|| {
    let formats: Vec<&str> = FORMATS.iter().map(|format| format.name).collect();
    let languages: Vec<&str> = Language::all().map(Language::name).collect();
    format!(
        "{}\nreads: {}\nlanguages: {}\nmodel.json: version {MODEL_VERSION}",
        env!("CARGO_PKG_VERSION"),
        formats.join(", "),
        languages.join(", ")
    )
});

/// What is said about a run, of which `report --from-summary` is none.
#[rustfmt::skip]
const OF_A_RUN: [&str; 27] = [
    "inputs", "previous", "config", "timings", "themes", "min_themes", "max_themes", "assign_all",
    "seed", "language", "stop_words", "ngrams", "min_df", "max_df", "keep_query_words",
    "dimensions", "knowledge", "vectors", "themes_from", "export", "threads", "truth",
    "keep_duplicates", "format", "encoding", "column", "max_unpacked",
];

#[derive(Debug, Args)]
pub struct Report {
    /// Files or directories to read, or `-` for standard input
    #[arg(value_name = "INPUT", required_unless_present = "from_summary")]
    pub inputs: Vec<PathBuf>,
    /// Report on papers of which only summaries of `assign` are there: files, or directories of them
    #[arg(long, value_name = "FILE", num_args = 1.., requires = "model",
          conflicts_with_all = OF_A_RUN)]
    pub from_summary: Vec<PathBuf>,
    /// The model.json by which those papers were placed, or its directory
    #[arg(
        long,
        value_name = "FILE",
        requires = "from_summary",
        conflicts_with = "inputs"
    )]
    pub model: Option<PathBuf>,
    /// Directory to write the report to
    #[arg(long, value_name = "DIR", default_value = "out")]
    pub out: PathBuf,
    /// Directory of an earlier run whose theme numbers, names, colours and places go on
    #[arg(long, value_name = "DIR")]
    pub previous: Option<PathBuf>,
    /// Take options, themes to look for and decisions from a thememap.toml; options given here win
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// Write nothing to the terminal but errors, and timings where they are asked for
    #[arg(long, short)]
    pub quiet: bool,
    /// Print how long each stage took, and the most memory that it has had so far
    #[arg(long)]
    pub timings: bool,
    #[command(flatten)]
    pub flags: Flags,
}

#[derive(Debug, Args)]
pub struct Init {
    /// Files or directories to read, or `-` for standard input
    #[arg(value_name = "INPUT", required = true)]
    pub inputs: Vec<PathBuf>,
    /// File to write to; it must not be there yet
    #[arg(long, value_name = "FILE", default_value = "thememap.toml")]
    pub out: PathBuf,
    /// Print nothing but errors
    #[arg(long, short)]
    pub quiet: bool,
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
    /// Let records that are one paper all count
    #[arg(long)]
    pub keep_duplicates: bool,
    #[command(flatten)]
    pub reading: Reading,
}

#[derive(Debug, Args)]
pub struct Assign {
    /// The model.json of the earlier run, or its directory
    #[arg(long, value_name = "FILE")]
    pub model: PathBuf,
    /// Files or directories to read, or `-` for standard input
    #[arg(value_name = "INPUT", required = true)]
    pub inputs: Vec<PathBuf>,
    /// File to write to [default: standard output]
    #[arg(long, value_name = "FILE|-")]
    pub out: Option<PathBuf>,
    /// csv, jsonl or arrow [default: by the ending of the file, else csv]
    #[arg(long, value_name = "NAME", value_parser = values::output_format)]
    pub output_format: Option<String>,
    /// File to write what the papers come to, for `report --from-summary`
    #[arg(long, value_name = "FILE")]
    pub summary: Option<PathBuf>,
    /// With Arrow output: give a record that cannot be placed a row with a reason, instead of
    /// stopping at it
    #[arg(long)]
    pub keep_going: bool,
    /// Leave out what the new papers say about the themes
    #[arg(long, short)]
    pub quiet: bool,
    /// Threads to work on [default: all cores]; the result does not depend on it
    #[arg(long, value_name = "N", value_parser = values::threads, allow_negative_numbers = true)]
    pub threads: Option<usize>,
    #[command(flatten)]
    pub reading: Reading,
}

#[derive(Debug, Args)]
pub struct Compare {
    /// The earlier run: its directory, or its model.json
    pub before: PathBuf,
    /// The later run
    pub after: PathBuf,
    /// Directory to write compare.csv, moved.csv, compare.md and the chart to
    #[arg(long, value_name = "DIR", default_value = "compare")]
    pub out: PathBuf,
    /// Print nothing but errors
    #[arg(long, short)]
    pub quiet: bool,
}

#[derive(Debug, Args)]
pub struct Check {
    /// Directory of the committed run; its options hold unless others are given, whatever default is
    /// named below
    #[arg(long, value_name = "DIR")]
    pub baseline: PathBuf,
    /// Files or directories to read, or `-` for standard input
    #[arg(value_name = "INPUT", required = true)]
    pub inputs: Vec<PathBuf>,
    /// Ask for the same bytes instead, and name the first file and line that differ
    #[arg(long, conflicts_with_all = ["out", "max_moved", "max_born", "max_died", "max_unassigned",
          "min_npmi", "min_stability", "max_unmatched"])]
    pub verify: bool,
    /// Find the themes anew instead of going on from the committed run
    #[arg(long, conflicts_with = "verify")]
    pub afresh: bool,
    /// Largest share of the common documents that may be in another theme
    #[arg(long, value_name = "SHARE", default_value = "5%", value_parser = share,
          allow_negative_numbers = true)]
    pub max_moved: f64,
    /// Most themes that may be new
    #[arg(long, value_name = "N", default_value = "0", value_parser = values::zero_or_more,
          allow_negative_numbers = true)]
    pub max_born: usize,
    /// Most themes that may be gone
    #[arg(long, value_name = "N", default_value = "0", value_parser = values::zero_or_more,
          allow_negative_numbers = true)]
    pub max_died: usize,
    /// Largest share of documents in no theme
    #[arg(long, value_name = "SHARE", value_parser = share,
          allow_negative_numbers = true)]
    pub max_unassigned: Option<f64>,
    /// Least mean coherence of the themes, -1 to 1
    #[arg(long, value_name = "NPMI", value_parser = values::coherence,
          allow_negative_numbers = true)]
    pub min_npmi: Option<f64>,
    /// Least mean stability of the themes, 0 to 1
    #[arg(long, value_name = "STABILITY", value_parser = values::stability,
          allow_negative_numbers = true)]
    pub min_stability: Option<f64>,
    /// Most decisions of the guide that may match nothing
    #[arg(long, value_name = "N", value_parser = values::zero_or_more,
          allow_negative_numbers = true)]
    pub max_unmatched: Option<usize>,
    /// Take options, themes to look for and decisions from a thememap.toml instead of those recorded
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// Directory to write the comparison to
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// Print nothing but errors and limits that are passed
    #[arg(long, short)]
    pub quiet: bool,
    #[command(flatten)]
    pub flags: Flags,
}

/// How inputs are read.
#[derive(Debug, Default, Clone, Args, Deserialize)]
#[serde(default, rename_all = "kebab-case")]
pub struct Reading {
    /// Format of the inputs, instead of recognising it
    #[arg(long, value_name = "NAME", value_parser = values::format)]
    pub format: Option<String>,
    /// Character encoding of inputs without a byte-order mark, by any name that web pages use, such as
    /// gbk or windows-1252 [default: UTF-8, or a guess]
    #[arg(long, value_name = "NAME", value_parser = values::encoding)]
    pub encoding: Option<String>,
    /// Column that holds a field: title, abstract, id, year or label
    #[arg(long, value_name = "FIELD=NAME", value_parser = values::column)]
    pub column: Vec<String>,
    /// Megabytes that a packed file may have when unpacked [default: 2000]
    #[arg(long, value_name = "MB", value_parser = values::megabytes,
          allow_negative_numbers = true)]
    pub max_unpacked: Option<u64>,
}

/// What a configuration file may say too, under `[options]`.
#[derive(Debug, Default, Clone, Args, Deserialize)]
#[serde(default, rename_all = "kebab-case")]
pub struct Flags {
    /// Number of themes, or `auto`
    #[arg(long, value_name = "N|auto", value_parser = values::themes, allow_negative_numbers = true)]
    #[serde(deserialize_with = "crate::values::number_or_word")]
    pub themes: Option<String>,
    /// Fewest themes that `auto` tries [default: 2]
    #[arg(long, value_name = "N", value_parser = values::one_or_more, allow_negative_numbers = true)]
    pub min_themes: Option<usize>,
    /// Most themes that `auto` tries [default: 40]
    #[arg(long, value_name = "N", value_parser = values::one_or_more, allow_negative_numbers = true)]
    pub max_themes: Option<usize>,
    /// Put documents far from every theme into the nearest all the same
    #[arg(long)]
    pub assign_all: bool,
    /// Seed of the samples that judge stability, and of the map; themes depend on none [default: 42]
    #[arg(long, value_name = "N", value_parser = values::seed, allow_negative_numbers = true)]
    pub seed: Option<u64>,
    /// Language of the abstracts: stemmer and stop words, or `auto`; an unknown name lists those
    /// there are [default: english]
    #[arg(long, value_name = "NAME", value_parser = values::language)]
    pub language: Option<String>,
    /// File with more stop words, separated by white space; # begins a comment line
    #[arg(long, value_name = "FILE")]
    pub stop_words: Option<PathBuf>,
    /// Longest phrase counted, 1 to 4 words [default: 2]
    #[arg(long, value_name = "N", value_parser = values::phrase_length, allow_negative_numbers = true)]
    pub ngrams: Option<usize>,
    /// Fewest documents that a term must be in, at least one in 5,000 of them all [default: 2]
    #[arg(long, value_name = "N", value_parser = values::one_or_more, allow_negative_numbers = true)]
    pub min_df: Option<usize>,
    /// Largest share of the documents that a term may be in [default: 0.5]
    #[arg(long, value_name = "SHARE", value_parser = values::share_above_zero, allow_negative_numbers = true)]
    pub max_df: Option<f64>,
    /// Let the words of the search that made the corpus count like others: those that nearly every
    /// document of one source has
    #[arg(long)]
    pub keep_query_words: bool,
    /// Most dimensions of the document vectors [default: 100]
    #[arg(long, value_name = "N", value_parser = values::one_or_more, allow_negative_numbers = true)]
    pub dimensions: Option<usize>,
    /// What is known of words from elsewhere: none, built-in or a file [default: built-in]
    #[arg(long, value_name = "NAME|FILE", value_parser = NonEmptyStringValueParser::new())]
    pub knowledge: Option<String>,
    /// File with the vectors of the documents from elsewhere (.npy or .csv), to stand in for those
    /// made from words
    #[arg(long, value_name = "FILE", conflicts_with_all = ["dimensions", "knowledge"])]
    pub vectors: Option<PathBuf>,
    /// Column with the themes of the documents, which are only named and shown; -1 or nothing is
    /// no theme
    #[arg(long, value_name = "COLUMN",
          conflicts_with_all = ["themes", "min_themes", "max_themes", "assign_all"])]
    pub themes_from: Option<String>,
    /// Write files for other programs too: vosviewer, graphml, bertopic
    #[arg(long, value_name = "NAMES", value_delimiter = ',', value_parser = values::export)]
    pub export: Vec<String>,
    /// Threads to work on [default: all cores]; the result does not depend on it
    #[arg(long, value_name = "N", value_parser = values::threads, allow_negative_numbers = true)]
    pub threads: Option<usize>,
    /// Column with known labels; the themes are scored against them
    #[arg(long, value_name = "COLUMN", value_parser = NonEmptyStringValueParser::new())]
    pub truth: Option<String>,
    /// Let records that are one paper all count
    #[arg(long)]
    pub keep_duplicates: bool,
    #[command(flatten)]
    #[serde(flatten)]
    pub reading: Reading,
}

impl Flags {
    /// Whether any says how themes are to be found.
    pub fn choose_themes(&self) -> bool {
        let numbers = self.min_themes.is_some() || self.max_themes.is_some();
        self.themes.is_some() || numbers || self.assign_all
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn a_report_on_summaries_takes_no_option_of_a_run() {
        let flags = Flags::augment_args(clap::Command::new("report"));
        for argument in flags.get_arguments() {
            let id = argument.get_id().as_str();
            assert!(OF_A_RUN.contains(&id), "{id}");
        }
        Cli::command().debug_assert();
    }
}
