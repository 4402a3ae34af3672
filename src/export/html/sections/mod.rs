//! The sections of the page, each a function from the data to markup.

mod charts;
mod documents;
mod dropped;
mod guide;
mod ledger;
mod made;
mod map;
mod number;
mod quality;
mod summary;
mod themes;
mod unsure;

pub(super) use charts::{charts, drawing_bytes, figure};
pub(super) use documents::documents;
pub(super) use dropped::dropped;
pub(super) use guide::guide;
pub(super) use ledger::ledger;
pub(super) use made::made;
pub(super) use map::map;
pub(super) use number::number_of_themes;
pub(super) use quality::quality;
pub(super) use summary::summary;
pub(super) use themes::{colour, theme_colours, themes};
pub(super) use unsure::unsure;

use super::escape::text;

/// A wide table that scrolls by itself on a narrow screen.
fn scrolling(name: &str, table: &str) -> String {
    format!(
        "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"{}\">\n{table}</div>\n",
        text(name)
    )
}
