//! Which of the numbers tried is taken, and why.

use super::model::Trial;
use super::options::ThemeCount;

/// The trial taken and the reason, as a sentence for readers.
pub(super) struct Choice {
    pub index: usize,
    pub reason: String,
}

pub(super) fn choose(trials: &[Trial], themes: &ThemeCount) -> Choice {
    if let ThemeCount::Fixed(number) = themes {
        return Choice {
            index: 0,
            reason: format!("{number} themes were asked for."),
        };
    }
    let mut best = 0;
    for (index, trial) in trials.iter().enumerate() {
        if trial.silhouette > trials[best].silhouette {
            best = index;
        }
    }
    Choice {
        index: best,
        reason: String::new(),
    }
}
