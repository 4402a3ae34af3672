//! `thememap compare`: what changed between two runs.

use thememap::Result;
use thememap::compare::{
    COMPARISON_FILES, Comparison, Snapshot, check_comparison, write_comparison,
};

use super::print;
use crate::cli::Compare;

pub fn compare(arguments: &Compare) -> Result<()> {
    check_comparison(&arguments.out)?;
    let before = Snapshot::read(&arguments.before)?;
    let after = Snapshot::read(&arguments.after)?;
    let comparison = Comparison::between(&before, &after);
    write_comparison(&comparison, &arguments.out)?;
    if !arguments.quiet {
        let (files, out) = (COMPARISON_FILES.len(), arguments.out.display());
        print(&format!("{comparison}\n{files} files in {out}\n"))?;
    }
    Ok(())
}
