//! The command line program: arguments to options, result to files, errors to exit codes.

mod cli;
mod commands;
mod config;
mod progress;
mod settings;
mod values;

use clap::Parser;
use std::process::ExitCode;
use thememap::{Result, export};

use cli::{Cli, Command};

/// Stages allocate on every thread, which glibc's allocator makes wait for each other.
#[cfg(not(target_env = "musl"))]
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// What a shell gives a program that was interrupted: 128 and the number of the signal.
const INTERRUPTED: i32 = 130;

fn main() -> ExitCode {
    // Without a handler the program is killed all the same, only less tidily.
    let _ = ctrlc::set_handler(|| {
        export::abandon();
        commands::abandon();
        std::process::exit(INTERRUPTED);
    });
    run(Cli::parse().command).unwrap_or_else(|error| {
        commands::complain(&error);
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
        Command::Init(arguments) => commands::init(&arguments)?,
        Command::Completions { shell } => commands::completions(shell)?,
        Command::Man => commands::man()?,
    }
    Ok(ExitCode::SUCCESS)
}
