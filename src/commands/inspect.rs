//! `thememap inspect`: what is in some files.

use thememap::corpus::ReadOptions;
use thememap::{Result, corpus};

use super::{inputs, print};
use crate::cli::Inspect;
use crate::settings::read_options;

pub fn inspect(arguments: &Inspect) -> Result<()> {
    let options = ReadOptions {
        keep_duplicates: arguments.keep_duplicates,
        ..read_options(&arguments.reading)?
    };
    let inspection = corpus::inspect(&inputs(&arguments.inputs), &options)?;
    if arguments.json {
        let json = serde_json::to_string_pretty(&inspection).expect("counts and names are JSON");
        print(&format!("{json}\n"))
    } else {
        print(&inspection.to_string())
    }
}
