//! `thememap inspect`: what is in some files.

use thememap::{Result, corpus};

use super::{inputs, print};
use crate::cli::Inspect;
use crate::settings::read_options;

pub fn inspect(arguments: &Inspect) -> Result<()> {
    let options = read_options(&arguments.reading)?;
    let inspection = corpus::inspect(&inputs(&arguments.inputs), &options)?;
    if arguments.json {
        let json = serde_json::to_string_pretty(&inspection).expect("counts and names are JSON");
        print(&format!("{json}\n"))
    } else {
        print(&inspection.to_string())
    }
}
