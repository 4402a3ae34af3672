//! How often a phrase is written in which way.

use super::grammar::Article;
use super::number::{Commonest, Counts, Head, Uses, commonest, numbers};
use crate::text::Tokens;
use crate::vectors::MAX_WORDS;
use crate::vectors::phrases::spell;

/// A phrase met as a noun less often than this in them is written as in the whole corpus.
const FEWEST: usize = 4;
/// A stop word beside a phrase in at least this share of its uses belongs to it.
const COMPANY: f64 = 0.6;
/// How a theme's documents write a phrase.
#[derive(Debug, Clone, Default)]
pub struct Spellings {
    /// By itself, where no companion follows.
    alone: Counts,
    /// The same where one does, which says nothing of singular and plural.
    followed: Counts,
    /// Before a content word, which makes a compound of the singular.
    inside: Counts,
    /// With the companions beside it: none, one before, one after, both.
    whole: [Counts; 4],
}

impl Spellings {
    /// Adds an occurrence with its article and the companions that stand before and after it.
    pub fn add(
        &mut self,
        tokens: &Tokens,
        before: Option<&u32>,
        words: &[u32],
        after: Option<&u32>,
        article: Article,
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
        let uses = own.entry(text.clone()).or_default();
        uses.add(Uses::one(certain, article));
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
        let uses = self.whole[shape].entry(text).or_default();
        uses.add(Uses::one(certain, article));
    }

    /// Adds an occurrence before a content word.
    pub fn add_inside(&mut self, tokens: &Tokens, words: &[u32]) {
        let mut surfaces = [Tokens::BREAK; MAX_WORDS];
        surfaces[..words.len()].copy_from_slice(words);
        let certain = words
            .iter()
            .all(|&word| tokens.surfaces[word as usize].certain);
        let uses = self.inside.entry(spell(tokens, &surfaces)).or_default();
        uses.add(Uses::one(certain, Article::Definite));
    }

    /// The commonest spelling, with the companions that stand beside it nearly always; none where
    /// it was met too seldom.
    ///
    /// `plural` is how often a noun is met in the plural, for once in the singular, that is named
    /// in the plural.
    pub fn commonest(&self, plural: f64, head: Option<&Head>) -> Option<Commonest> {
        let met: Vec<usize> = self.whole.iter().map(uses).collect();
        let all: usize = met.iter().sum();
        if all < FEWEST {
            return self.seldom(head);
        }
        let mostly = |times: usize| times as f64 >= COMPANY * all as f64;
        let (before, after) = (mostly(met[1] + met[3]), mostly(met[2] + met[3]));
        let shape = usize::from(before) + 2 * usize::from(after);
        if shape > 0 && met[shape] >= FEWEST {
            return commonest(&self.whole[shape], plural, head.filter(|_| !after));
        }
        if uses(&self.alone) >= FEWEST {
            return commonest(&self.alone, plural, head);
        }
        commonest(&self.met(), plural, head)
    }

    /// The plural of a phrase met seldom, where its last word is rather met in the plural.
    fn seldom(&self, head: Option<&Head>) -> Option<Commonest> {
        head.filter(|head| head.share >= 0.5)?;
        let mut own = self.met();
        for (text, uses) in &self.inside {
            own.entry(text.clone()).or_default().add(*uses);
        }
        commonest(&own, 0.0, None).filter(|own| own.is_plural)
    }

    /// By itself, whether a companion follows or not.
    fn met(&self) -> Counts {
        let mut own = self.alone.clone();
        for (text, uses) in &self.followed {
            own.entry(text.clone()).or_default().add(*uses);
        }
        own
    }

    /// Whether it was met too seldom to know how it is written.
    pub fn are_few(&self) -> bool {
        self.whole.iter().map(uses).sum::<usize>() < FEWEST
    }

    /// The number of a word by its uses without an article; none where there are few.
    pub fn number(&self) -> Option<Head> {
        let [(_, one), (plural, many)] = numbers(&self.met())?;
        let all = one.bare + many.bare;
        (all >= FEWEST).then(|| Head {
            share: many.bare as f64 / all as f64,
            plural,
        })
    }
}

/// Occurrences in any spelling.
fn uses(met: &Counts) -> usize {
    met.values().map(|uses| uses.all).sum()
}
