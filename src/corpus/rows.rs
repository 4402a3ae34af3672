//! Records that stand in rows, so that a file comes apart block by block.

use super::columns::Columns;
use super::record::Record;

/// What takes the rows of a file apart.
pub(super) trait Rows: Sync {
    /// How many bytes of a text are whole rows, as far as that can be told; 0 where none is.
    fn whole(&self, text: &[u8]) -> usize;

    /// The records of whole rows that stand behind others; none where it takes the whole file to
    /// tell them.
    fn read(&self, text: &str, before: Before) -> Option<Part>;

    /// Whether a file whose records have these names has what is asked for.
    fn suffices(&self, names: &[String]) -> bool;
}

/// How the beginning of a file lays its rows out; none where it takes the whole file to tell.
pub(super) type Open = for<'c> fn(&str, &'c Columns<'c>) -> Option<Opened<'c>>;

/// A file whose rows are to be read.
pub(super) struct Opened<'c> {
    pub rows: Box<dyn Rows + 'c>,
    /// How many bytes stand above the first row.
    pub above: usize,
    /// How many lines that is.
    pub lines: usize,
}

/// How much of a file came before.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Before {
    pub lines: usize,
    pub records: usize,
}

/// What some rows hold.
pub(super) struct Part {
    pub records: Vec<Record>,
    /// The names of fields that they bring.
    pub names: Vec<String>,
    /// How many lines they are.
    pub lines: usize,
}
