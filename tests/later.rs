//! What comes after a first run: new papers, the next run, what changed, and the check for CI.

mod support;

#[path = "later/assign.rs"]
mod assign;
#[path = "later/check.rs"]
mod check;
#[path = "later/compare.rs"]
mod compare;
#[path = "later/piles.rs"]
mod piles;
#[path = "later/previous.rs"]
mod previous;
#[path = "later/summary.rs"]
mod summary;
#[path = "later/workflow.rs"]
mod workflow;
