//! The command line program: arguments to options, result to files, errors to exit codes.

mod cli;
mod commands;
mod progress;
mod settings;

use clap::Parser;
use std::process::ExitCode;
use thememap::Result;

use cli::{Cli, Command};

fn main() -> ExitCode {
    run(Cli::parse().command).unwrap_or_else(|error| {
        eprintln!("thememap: {error}");
        ExitCode::FAILURE
    })
}

fn run(command: Command) -> Result<ExitCode> {
    match command {
        Command::Report(arguments) => commands::report(&arguments)?,
        Command::Inspect(arguments) => commands::inspect(&arguments)?,
        Command::Assign(arguments) => commands::assign(&arguments)?,
        Command::Compare(arguments) => commands::compare(&arguments)?,
        Command::Check(arguments) => return commands::check(&arguments),
        Command::Completions { shell } => commands::completions(shell),
        Command::Man => commands::man(),
    }
    Ok(ExitCode::SUCCESS)
}
