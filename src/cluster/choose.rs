//! Which of the numbers tried is taken, and why.

use super::model::Trial;
use super::options::ThemeCount;

/// What another theme costs: so much of the square root of their number.
///
/// Modularity rises steeply up to the number of themes that are there and hardly beyond, the
/// silhouette rises on or falls: the price lets neither the last few hundredths decide nor a coarse
/// division that merely lies well apart.
const PRICE: f64 = 0.2;
/// Numbers whose score comes so near to the best are named with it.
const NEARLY: f64 = 0.02;

/// The trial taken and the reason, as a sentence for readers.
pub(super) struct Choice {
    pub index: usize,
    pub reason: String,
}

/// What speaks for each number of themes tried, the most for the one that is taken: its modularity
/// and its silhouette, each as a share of the best found, less a fifth of the root of the number.
///
/// Modularity says whether nearest neighbours share a theme, the silhouette whether themes lie
/// apart. At most 2; numbers of one run are compared by it, corpora are not: the best found may be
/// poor. It misleads where the range ends before the themes that are there: shares are of the best
/// within it. Numbers within some hundredths of each other are as good as each other.
///
/// ```
/// use thememap::cluster::{Trial, scores};
///
/// let trial = |themes, modularity, silhouette| Trial {
///     themes,
///     modularity,
///     silhouette,
///     npmi: 0.1,
///     diversity: 1.0,
///     stability: 0.9,
///     inertia: 10.0,
///     chosen: false,
/// };
/// let scores = scores(&[trial(4, 0.6, 0.2), trial(9, 0.8, 0.4), trial(16, 0.8, 0.4)]);
/// for (score, expected) in scores.iter().zip([0.75 + 0.5 - 0.4, 1.0 + 1.0 - 0.6, 1.0 + 1.0 - 0.8]) {
///     assert!((score - expected).abs() < 1e-9);
/// }
/// ```
pub fn scores(trials: &[Trial]) -> Vec<f64> {
    let together = shares(trials, |trial| trial.modularity);
    let apart = shares(trials, |trial| trial.silhouette);
    let counted = trials.iter().zip(together.iter().zip(&apart));
    counted
        .map(|(trial, (together, apart))| together + apart - PRICE * (trial.themes as f64).sqrt())
        .collect()
}

/// The number of themes for which most speaks ([`scores`]); of equal ones the smallest.
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
    let (Some(first), Some(last)) = (trials.first(), trials.last()) else {
        return Choice {
            index: 0,
            reason: String::new(),
        };
    };
    if first.themes == last.themes {
        return Choice {
            index: 0,
            reason: format!("{} themes: no other number was tried.", first.themes),
        };
    }
    let scores = scores(trials);
    let mut index = 0;
    for next in 1..trials.len() {
        if scores[next] > scores[index] {
            index = next;
        }
    }
    let Trial {
        themes,
        modularity,
        silhouette,
        ..
    } = trials[index];
    let near = |&other: &usize| other != index && scores[other] >= scores[index] - NEARLY;
    let near: Vec<usize> = (0..trials.len()).filter(near).collect();
    let near: Vec<usize> = near.into_iter().map(|index| trials[index].themes).collect();
    let near = match near.is_empty() {
        true => String::new(),
        false => format!(" Nearly as good: {}.", in_words(&near)),
    };
    let reason = format!(
        "{themes} themes give most for their number: modularity {modularity:.2} (as a rule nearest \
         neighbours share a theme), {:.0} % of the best, and silhouette {silhouette:.2} (themes lie \
         apart), {:.0} % of the best ({} to {} were tried).{near}",
        100.0 * shares(trials, |trial| trial.modularity)[index],
        100.0 * shares(trials, |trial| trial.silhouette)[index],
        first.themes,
        last.themes
    );
    Choice { index, reason }
}

/// Ascending numbers for readers, such as "4, 8 to 10 and 12".
fn in_words(numbers: &[usize]) -> String {
    let runs = numbers
        .chunk_by(|a, b| a + 1 == *b)
        .flat_map(|run| match run {
            [first, .., last] if run.len() > 2 => vec![format!("{first} to {last}")],
            few => few.iter().map(usize::to_string).collect(),
        });
    let runs: Vec<String> = runs.collect();
    match runs.split_last() {
        Some((last, before)) if !before.is_empty() => format!("{} and {last}", before.join(", ")),
        _ => runs.concat(),
    }
}

/// A figure of each trial as a share of the largest; nothing where none is above 0.
fn shares(trials: &[Trial], figure: impl Fn(&Trial) -> f64) -> Vec<f64> {
    let best = trials.iter().map(&figure).fold(0.0, f64::max);
    let share = |trial: &Trial| match best > 0.0 {
        true => figure(trial) / best,
        false => 0.0,
    };
    trials.iter().map(share).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Trials of numbers from 2 on with these modularities and silhouettes.
    fn trials(figures: &[(f64, f64)]) -> Vec<Trial> {
        let trial = |(index, &(modularity, silhouette)): (usize, &(f64, f64))| Trial {
            themes: index + 2,
            modularity,
            silhouette,
            npmi: 0.0,
            diversity: 1.0,
            stability: 1.0,
            inertia: 1.0,
            chosen: false,
        };
        figures.iter().enumerate().map(trial).collect()
    }

    fn chosen(figures: &[(f64, f64)]) -> usize {
        let trials = trials(figures);
        let most = figures.len() + 1;
        let choice = choose(&trials, &ThemeCount::Auto(2..=most));
        trials[choice.index].themes
    }

    #[test]
    fn where_both_figures_stop_rising_there_is_the_number() {
        assert_eq!(
            chosen(&[
                (0.4, 0.10),
                (0.6, 0.20),
                (0.8, 0.30),
                (0.81, 0.31),
                (0.82, 0.30)
            ]),
            4
        );
    }

    #[test]
    fn a_coarse_division_that_merely_lies_apart_is_not_taken() {
        assert_eq!(
            chosen(&[(0.3, 0.30), (0.5, 0.29), (0.8, 0.28), (0.8, 0.27)]),
            4
        );
    }

    #[test]
    fn documents_without_any_order_get_the_fewest_themes() {
        assert_eq!(chosen(&[(0.0, -0.1), (0.0, -0.2), (0.0, 0.0)]), 2);
    }

    #[test]
    fn the_reason_names_the_figures_and_the_range() {
        let trials = trials(&[(0.4, 0.1), (0.8, 0.2), (0.8, 0.2)]);
        let reason = choose(&trials, &ThemeCount::Auto(2..=4)).reason;
        for part in [
            "3 themes",
            "modularity 0.80",
            "100 %",
            "silhouette 0.20",
            "2 to 4",
        ] {
            assert!(reason.contains(part), "{reason}");
        }
    }

    #[test]
    fn numbers_that_are_nearly_as_good_are_named() {
        let trials = trials(&[
            (0.4, 0.1),
            (0.8, 0.2),
            (0.88, 0.213),
            (0.9, 0.22),
            (0.3, 0.1),
        ]);
        let reason = choose(&trials, &ThemeCount::Auto(2..=6)).reason;
        assert!(reason.ends_with("Nearly as good: 4."), "{reason}");
        assert_eq!(in_words(&[4, 8, 9, 10, 12, 13]), "4, 8 to 10, 12 and 13");
    }

    #[test]
    fn a_number_tried_alone_is_taken() {
        let choice = choose(&trials(&[(0.4, 0.1)]), &ThemeCount::Auto(2..=2));
        assert_eq!(choice.index, 0);
        assert!(choice.reason.contains("no other"), "{}", choice.reason);
    }
}
