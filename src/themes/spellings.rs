//! How often a phrase is written in which way.

use std::collections::BTreeMap;

use crate::text::Tokens;
use crate::vectors::MAX_WORDS;
use crate::vectors::phrases::spell;

/// A phrase met as a noun less often than this in them is written as in the whole corpus.
const FEWEST: usize = 4;
/// A stop word beside a phrase in at least this share of its uses belongs to it.
const COMPANY: f64 = 0.6;
/// A noun met in the plural at least this often, for once in the singular, names a kind of thing.
pub const PLURAL: f64 = 0.5;
/// The same beside another phrase in the plural.
pub const PLURAL_BESIDE: f64 = 0.33;

/// How often a spelling was met, and how often where its case is its own.
#[derive(Debug, Clone, Copy, Default)]
struct Uses {
    all: usize,
    certain: usize,
}

type Counts = BTreeMap<String, Uses>;

/// How a theme's documents write a phrase.
#[derive(Debug, Clone, Default)]
pub struct Spellings {
    /// By itself, where no companion follows.
    alone: Counts,
    /// The same where one does, which says nothing of singular and plural.
    followed: Counts,
    /// With the companions beside it: none, one before, one after, both.
    whole: [Counts; 4],
}

impl Spellings {
    /// Adds an occurrence with the companions that stand before and after it.
    pub fn add(
        &mut self,
        tokens: &Tokens,
        before: Option<&u32>,
        words: &[u32],
        after: Option<&u32>,
    ) {
        let mut surfaces = [Tokens::BREAK; MAX_WORDS];
        surfaces[..words.len()].copy_from_slice(words);
        let mut text = spell(tokens, &surfaces);
        let surface = |word: &u32| &tokens.surfaces[*word as usize];
        let certain = words.iter().all(|word| surface(word).certain);
        let own = match after {
            Some(_) => &mut self.followed,
            None => &mut self.alone,
        };
        count(own, text.clone(), certain);
        let shape = usize::from(before.is_some()) + 2 * usize::from(after.is_some());
        if let Some(before) = before {
            let glue = if surface(before).glued { '-' } else { ' ' };
            text = format!("{}{glue}{text}", surface(before).text);
        }
        if let Some(after) = after {
            let glued = words.last().is_some_and(|word| surface(word).glued);
            text = format!(
                "{text}{}{}",
                if glued { '-' } else { ' ' },
                surface(after).text
            );
        }
        let all = before.into_iter().chain(after);
        let certain = certain && all.map(surface).all(|surface| surface.certain);
        count(&mut self.whole[shape], text, certain);
    }

    /// The commonest spelling, with the companions that stand beside it nearly always; none where
    /// it was met too seldom.
    pub fn commonest(&self, plural: f64) -> Option<Commonest> {
        let met: Vec<usize> = self.whole.iter().map(uses).collect();
        let all: usize = met.iter().sum();
        if all < FEWEST {
            return None;
        }
        let mostly = |times: usize| times as f64 >= COMPANY * all as f64;
        let (before, after) = (mostly(met[1] + met[3]), mostly(met[2] + met[3]));
        let shape = usize::from(before) + 2 * usize::from(after);
        if shape > 0 && met[shape] >= FEWEST {
            return commonest(&self.whole[shape], plural);
        }
        if uses(&self.alone) >= FEWEST {
            return commonest(&self.alone, plural);
        }
        let mut own = self.alone.clone();
        for (text, uses) in &self.followed {
            let sum = own.entry(text.clone()).or_default();
            sum.all += uses.all;
            sum.certain += uses.certain;
        }
        commonest(&own, plural)
    }
}

/// Adds an occurrence of a spelling.
fn count(met: &mut Counts, text: String, certain: bool) {
    let uses = met.entry(text).or_default();
    uses.all += 1;
    uses.certain += usize::from(certain);
}

/// Occurrences in any spelling.
fn uses(met: &Counts) -> usize {
    met.values().map(|uses| uses.all).sum()
}

/// A spelling, and whether it is the plural of another one.
#[derive(Debug, Clone, PartialEq)]
pub struct Commonest {
    pub text: String,
    pub is_plural: bool,
}

/// The commonest word, singular and plural taken together, in the plural where that was met at
/// least so often for once in the singular, and in its commonest case.
fn commonest(met: &Counts, least: f64) -> Option<Commonest> {
    let mut uses: BTreeMap<String, usize> = BTreeMap::new();
    for (text, one) in met {
        *uses.entry(text.to_lowercase()).or_default() += one.all;
    }
    let of = |text: &String| uses.get(text).copied().unwrap_or(0);
    let both = |text: &String| {
        let plural = plurals(text).iter().map(of).max().unwrap_or(0);
        of(text) + plural
    };
    let mut best: Option<&String> = None;
    for text in uses.keys() {
        if best.is_none_or(|best| both(text) > both(best)) {
            best = Some(text);
        }
    }
    let singular = best?;
    let plural = plurals(singular).into_iter().max_by_key(of)?;
    let is_plural = of(&plural) as f64 >= least * of(singular) as f64 && of(&plural) > 0;
    let text = if is_plural { &plural } else { singular };
    let mut chosen: Option<(&String, Uses)> = None;
    for (spelling, &uses) in met.iter().filter(|(own, _)| own.to_lowercase() == *text) {
        let rank = |uses: Uses| (uses.certain, uses.all);
        if chosen.is_none_or(|(_, best)| rank(uses) > rank(best)) {
            chosen = Some((spelling, uses));
        }
    }
    chosen.map(|(spelling, _)| Commonest {
        text: spelling.clone(),
        is_plural,
    })
}

/// What the plural of a phrase might be in the languages that form it by an *s*.
fn plurals(text: &str) -> Vec<String> {
    let mut plurals = vec![format!("{text}s"), format!("{text}es")];
    for (singular, plural) in [("y", "ies"), ("is", "es")] {
        let stem = text.strip_suffix(singular);
        plurals.extend(stem.map(|stem| format!("{stem}{plural}")));
    }
    plurals
}

#[cfg(test)]
mod tests {
    use super::*;

    fn commonest_of(met: &[(&str, usize, usize)]) -> String {
        let met = met.iter().map(|&(text, all, certain)| {
            let uses = Uses { all, certain };
            (text.to_string(), uses)
        });
        commonest(&met.collect(), PLURAL).unwrap().text
    }

    #[test]
    fn things_that_come_in_numbers_are_named_in_the_plural() {
        let graphs = [("causal graph", 10, 10), ("causal graphs", 7, 7)];
        assert_eq!(commonest_of(&graphs), "causal graphs");
        let theories = [("gauge theory", 10, 10), ("gauge theories", 4, 4)];
        assert_eq!(commonest_of(&theories), "gauge theory");
        assert_eq!(
            commonest_of(&[("analyses", 9, 9), ("analysis", 8, 8)]),
            "analyses"
        );
    }

    #[test]
    fn a_thing_in_both_numbers_outweighs_another_word_of_its_stem() {
        let met = [
            ("compilation", 9, 9),
            ("compiler", 8, 8),
            ("compilers", 7, 7),
        ];
        assert_eq!(commonest_of(&met), "compilers");
    }

    #[test]
    fn the_case_is_that_of_running_text() {
        let met = [("Markov chains", 3, 3), ("markov chains", 9, 0)];
        assert_eq!(commonest_of(&met), "Markov chains");
    }
}
