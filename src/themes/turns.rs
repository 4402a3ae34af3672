//! Which theme chooses its name first.

use rayon::prelude::*;
use rustc_hash::FxHashSet;

use super::choices::{Choice, Choices};
use super::sameness::same;
use crate::vectors::Vocabulary;

/// The themes in the order in which they choose: first those that would lose most if others took the
/// phrases that they want as well, of equal ones the one with the better name. `empty` has the stems
/// of words that make no difference between two names.
pub fn turns(
    open: &mut [Choices],
    vocabulary: &Vocabulary,
    empty: &FxHashSet<String>,
) -> Vec<usize> {
    let best: Vec<Option<Choice>> = open.par_iter_mut().map(Choices::best).collect();
    let says_same = |a: usize, b: usize| {
        let [a, b] = [a, b].map(|phrase| vocabulary.terms[phrase].stems.as_str());
        same(a, b, empty)
    };
    let mut turns: Vec<(f64, f64, usize)> = Vec::new();
    for (theme, own) in best.iter().enumerate() {
        let Some(own) = own else {
            turns.push((0.0, f64::NEG_INFINITY, theme));
            continue;
        };
        let others = best.iter().enumerate().filter(|(other, _)| *other != theme);
        let names = others.filter_map(|(_, name)| name.as_ref());
        let wanted = names.flat_map(|name| name.phrases.iter().copied());
        let mut contested: Vec<usize> = wanted
            .filter(|&wanted| own.phrases.iter().any(|&own| says_same(own, wanted)))
            .collect();
        contested.sort_unstable();
        contested.dedup();
        let loss = match contested.is_empty() {
            true => 0.0,
            false => {
                let is_free = |&own: &usize| !contested.iter().any(|&other| says_same(own, other));
                let left = open[theme].best_of(|phrases| phrases.iter().all(is_free));
                left.map_or(f64::INFINITY, |left| own.value - left.value)
            }
        };
        turns.push((loss, own.value, theme));
    }
    turns.sort_by(|a, b| {
        let by_loss = b.0.total_cmp(&a.0);
        by_loss.then(b.1.total_cmp(&a.1)).then(a.2.cmp(&b.2))
    });
    turns.into_iter().map(|(.., theme)| theme).collect()
}
