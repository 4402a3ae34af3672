//! Which of the numbers tried is taken, and why.

use super::model::Trial;
use super::options::ThemeCount;
use super::sweep::Sweep;

/// What another theme costs: so much of the square root of their number.
///
/// Modularity rises steeply up to the number of themes that are there and hardly beyond, the
/// silhouette rises on or falls: the price lets neither the last few hundredths decide nor a coarse
/// division that merely lies well apart.
const PRICE: f64 = 0.2;

/// The trial taken and the reason, as a sentence for readers.
pub(super) struct Choice {
    pub index: usize,
    pub reason: String,
}

/// The number of themes for which the share of the best modularity found and the share of the best
/// silhouette found, less a fifth of its square root, come to most; of equal ones the smallest.
///
/// Modularity says whether nearest neighbours share a theme, the silhouette whether themes lie apart.
pub(super) fn choose(sweep: &Sweep, themes: &ThemeCount) -> Choice {
    let trials = &sweep.trials;
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
    let together = shares(sweep.modularity.iter().copied());
    let apart = shares(trials.iter().map(|trial| trial.silhouette));
    let worth = |index: usize| {
        together[index] + apart[index] - PRICE * (trials[index].themes as f64).sqrt()
    };
    let mut index = 0;
    for next in 1..trials.len() {
        if worth(next) > worth(index) {
            index = next;
        }
    }
    let Trial {
        themes, silhouette, ..
    } = trials[index];
    let reason = format!(
        "{themes} themes give most for their number: modularity {:.2} (as a rule nearest \
         neighbours share a theme), {:.0} % of the best, and silhouette {silhouette:.2} (themes lie \
         apart), {:.0} % of the best ({} to {} were tried).",
        sweep.modularity[index],
        100.0 * together[index],
        100.0 * apart[index],
        first.themes,
        last.themes
    );
    Choice { index, reason }
}

/// Values as shares of the largest; nothing where none is above 0.
fn shares(values: impl Iterator<Item = f64> + Clone) -> Vec<f64> {
    let best = values.clone().fold(0.0, f64::max);
    values
        .map(|value| if best > 0.0 { value / best } else { 0.0 })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Trials of numbers from 2 on with these modularities and silhouettes.
    fn sweep(figures: &[(f64, f64)]) -> Sweep {
        let trial = |(index, &(_, silhouette)): (usize, &(f64, f64))| Trial {
            themes: index + 2,
            silhouette,
            npmi: 0.0,
            diversity: 1.0,
            stability: 1.0,
            inertia: 1.0,
            chosen: false,
        };
        Sweep {
            trials: figures.iter().enumerate().map(trial).collect(),
            modularity: figures.iter().map(|&(modularity, _)| modularity).collect(),
        }
    }

    fn chosen(figures: &[(f64, f64)]) -> usize {
        let sweep = sweep(figures);
        let most = figures.len() + 1;
        let choice = choose(&sweep, &ThemeCount::Auto(2..=most));
        sweep.trials[choice.index].themes
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
        let sweep = sweep(&[(0.4, 0.1), (0.8, 0.2), (0.8, 0.2)]);
        let reason = choose(&sweep, &ThemeCount::Auto(2..=4)).reason;
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
    fn a_number_tried_alone_is_taken() {
        let choice = choose(&sweep(&[(0.4, 0.1)]), &ThemeCount::Auto(2..=2));
        assert_eq!(choice.index, 0);
        assert!(choice.reason.contains("no other"), "{}", choice.reason);
    }
}
