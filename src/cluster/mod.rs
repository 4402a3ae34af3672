//! From vectors to groups.

mod model;

pub use model::{Membership, Status, ThemeModel, Trial};
