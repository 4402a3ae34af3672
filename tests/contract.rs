//! What every run promises of its files, checked on corpora of several kinds.

mod support;

#[path = "contract/cases.rs"]
mod cases;
#[path = "contract/figures.rs"]
mod figures;
#[path = "contract/markup.rs"]
mod markup;
#[path = "contract/pages.rs"]
mod pages;
#[path = "contract/records.rs"]
mod records;
#[path = "contract/tables.rs"]
mod tables;
#[path = "contract/words.rs"]
mod words;
