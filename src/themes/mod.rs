//! From groups to themes: terms, names, exemplars.

mod candidates;
mod counts;
mod describe;
mod exemplars;
mod keywords;
mod label;
mod nearness;
mod theme;
mod why;

pub use counts::TermCounts;
pub use describe::{Evidence, Themes};
pub use label::MAX_CHARACTERS;
pub use theme::{GivenName, Naming, Theme, ThemeTerm};
