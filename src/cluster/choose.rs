//! Which of the numbers tried is taken, and why.

use super::model::Trial;
use super::options::ThemeCount;

/// The share of the best coherence that the number taken must reach.
///
/// Coherence keeps rising slowly as themes are cut finer; the knee lies where most of it is had.
const ENOUGH: f64 = 0.75;

/// The trial taken and the reason, as a sentence for readers.
pub(super) struct Choice {
    pub index: usize,
    pub reason: String,
}

/// The smallest number of themes whose words reach three quarters of the best coherence (NPMI)
/// of all numbers tried; where no number has coherent words, the one with the best silhouette.
pub(super) fn choose(trials: &[Trial], themes: &ThemeCount) -> Choice {
    if let ThemeCount::Fixed(number) = themes {
        let noun = if *number == 1 {
            "theme was"
        } else {
            "themes were"
        };
        return Choice {
            index: 0,
            reason: format!("{number} {noun} asked for."),
        };
    }
    let range = match trials {
        [] => String::new(),
        [only] => format!("{} alone was tried", only.themes),
        [first, .., last] => format!("{} to {} were tried", first.themes, last.themes),
    };
    let best = trials[best_by(trials, |trial| trial.npmi)].npmi;
    if best <= 0.0 {
        let index = best_by(trials, |trial| trial.silhouette);
        let reason = format!(
            "{} themes have the best silhouette, {:.2}; no number gives themes of coherent \
             words ({range}).",
            trials[index].themes, trials[index].silhouette
        );
        return Choice { index, reason };
    }
    let index = trials
        .iter()
        .position(|trial| trial.npmi >= ENOUGH * best)
        .expect("the best trial reaches its own share");
    let reason = format!(
        "{} is the smallest number of themes whose words reach three quarters of the best \
         coherence found: NPMI {:.3} of at most {best:.3} ({range}).",
        trials[index].themes, trials[index].npmi
    );
    Choice { index, reason }
}

/// The first trial with the largest value.
fn best_by(trials: &[Trial], value: impl Fn(&Trial) -> f64) -> usize {
    let mut best = 0;
    for (index, trial) in trials.iter().enumerate() {
        if value(trial) > value(&trials[best]) {
            best = index;
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;

    fn trial(themes: usize, npmi: f64, silhouette: f64) -> Trial {
        Trial {
            themes,
            silhouette,
            npmi,
            diversity: 1.0,
            stability: 1.0,
            inertia: 1.0,
            chosen: false,
        }
    }

    #[test]
    fn the_smallest_number_with_most_of_the_coherence_is_taken() {
        let trials = [trial(2, 0.1, 0.3), trial(3, 0.31, 0.2), trial(4, 0.4, 0.1)];
        let choice = choose(&trials, &ThemeCount::Auto(2..=4));
        assert_eq!(choice.index, 1);
        assert!(choice.reason.contains("0.310"), "{}", choice.reason);
    }

    #[test]
    fn without_coherent_words_the_silhouette_decides() {
        let trials = [
            trial(2, -0.2, 0.1),
            trial(3, -0.1, 0.3),
            trial(4, -0.3, 0.2),
        ];
        assert_eq!(choose(&trials, &ThemeCount::Auto(2..=4)).index, 1);
    }
}
