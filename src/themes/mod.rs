//! From groups to themes: terms, names, exemplars.

mod appraiser;
mod candidates;
mod choices;
mod counts;
mod crowd;
mod describe;
mod edges;
mod exemplars;
mod fitness;
mod grammar;
mod keywords;
mod label;
mod nearness;
mod nesting;
mod number;
mod places;
mod pool;
mod sameness;
mod search;
mod shape;
mod spellings;
mod taken;
mod theme;
mod turns;
mod verbs;
mod why;
mod wording;
mod words;

pub use counts::TermCounts;
pub use describe::{Evidence, Themes};
pub use theme::{GivenName, Naming, Theme, ThemeTerm};
pub use wording::MAX_CHARACTERS;
