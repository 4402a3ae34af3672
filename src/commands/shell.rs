//! `thememap completions` and `thememap man`: what comes out of the command line's own description.

use clap::CommandFactory;
use clap_complete::Shell;
use clap_mangen::Man;
use thememap::Result;

use super::print;
use crate::cli::Cli;

pub fn completions(shell: Shell) -> Result<()> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), "thememap", &mut script);
    print(&String::from_utf8_lossy(&script))
}

/// The page of the program, and below it those of the commands.
pub fn man() -> Result<()> {
    let mut command = Cli::command();
    command.build();
    let mut page = Vec::new();
    let pages = std::iter::once(&command).chain(command.get_subcommands());
    for command in pages.filter(|command| command.get_name() != "help") {
        let man = Man::new(command.clone());
        man.render(&mut page).expect("a vector takes every byte");
    }
    print(&String::from_utf8_lossy(&page))
}
