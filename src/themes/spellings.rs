//! How often a phrase is written in which way.

use std::collections::BTreeMap;

use super::grammar::Article;
use crate::text::Tokens;
use crate::vectors::MAX_WORDS;
use crate::vectors::phrases::spell;

/// A phrase met as a noun less often than this in them is written as in the whole corpus.
const FEWEST: usize = 4;
/// Uses of a phrase that those of its last word count as much as.
const WEIGHT_OF_HEAD: f64 = 4.0;
/// A stop word beside a phrase in at least this share of its uses belongs to it.
const COMPANY: f64 = 0.6;
/// A noun met in the plural at least this often, for once in the singular, names a kind of thing;
/// of uses without an article where there are enough, since those are how it is named.
pub const PLURAL: f64 = 0.5;
/// The same beside another phrase in the plural.
pub const PLURAL_BESIDE: f64 = 0.33;

/// What an indefinite article before the singular, which shows that a thing comes in numbers, counts
/// as much as for once in the plural.
const COUNTED: f64 = 0.5;
/// What has a definite article more often than this for once in the plural or with an indefinite one
/// is one of its kind.
const ONLY: f64 = 2.0;
/// Uses with an indefinite article from which the plural is made where it was never met.
const FEWEST_COUNTED: usize = 2;

/// How often a spelling was met, and how often where its case is its own.
#[derive(Debug, Clone, Copy, Default)]
struct Uses {
    all: usize,
    certain: usize,
    /// Without an article.
    bare: usize,
    /// With an indefinite article.
    counted: usize,
}

impl Uses {
    fn one(is_certain: bool, article: Article) -> Uses {
        Uses {
            all: 1,
            certain: usize::from(is_certain),
            bare: usize::from(article == Article::None),
            counted: usize::from(article == Article::Indefinite),
        }
    }

    fn add(&mut self, other: Uses) {
        self.all += other.all;
        self.certain += other.certain;
        self.bare += other.bare;
        self.counted += other.counted;
    }
}

type Counts = BTreeMap<String, Uses>;

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

/// The last word of a phrase.
#[derive(Debug, Clone, PartialEq)]
pub struct Head {
    /// Share of the plural among its uses.
    pub share: f64,
    /// Its plural, which was met where the share is above 0.
    pub plural: String,
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

/// The commonest word in the singular, and its plural, with their uses in any case; the plural may
/// have none.
fn numbers(met: &Counts) -> Option<[(String, Uses); 2]> {
    let mut uses: BTreeMap<String, Uses> = BTreeMap::new();
    for (text, one) in met {
        uses.entry(text.to_lowercase()).or_default().add(*one);
    }
    let of = |text: &String| uses.get(text).copied().unwrap_or_default();
    let plural = |text: &String| plurals(text).into_iter().max_by_key(|text| of(text).all);
    let both = |text: &String| of(text).all + plural(text).map_or(0, |plural| of(&plural).all);
    let mut best: Option<&String> = None;
    for text in uses.keys() {
        if best.is_none_or(|best| both(text) > both(best)) {
            best = Some(text);
        }
    }
    let singular = best?;
    let plural = plural(singular)?;
    Some([
        (singular.clone(), of(singular)),
        (plural.clone(), of(&plural)),
    ])
}

/// The commonest word, singular and plural taken together, in its commonest case: in the plural
/// where that was met at least so often for once in the singular, by the uses that name a kind of
/// thing and by the number of its last word.
fn commonest(met: &Counts, least: f64, head: Option<&Head>) -> Option<Commonest> {
    let [(singular, one), (plural, many)] = numbers(met)?;
    let (one_time, many_times) = kinds(one, many, head);
    let is_plural = many_times >= least * one_time;
    let text = match is_plural && many.all > 0 {
        true => in_its_case(met, &plural)?,
        false => in_its_case(met, &singular)?,
    };
    let is_met = many.all > 0 || !is_plural || one.counted < FEWEST_COUNTED;
    match head.filter(|head| !is_met && head.share > 0.0) {
        Some(head) => Some(Commonest {
            text: with_head(&text, &head.plural),
            is_plural: true,
        }),
        None => Some(Commonest {
            text,
            is_plural: is_plural && many.all > 0,
        }),
    }
}

/// A phrase with another last word.
fn with_head(phrase: &str, head: &str) -> String {
    let start = phrase.rfind([' ', '-']).map_or(0, |glue| glue + 1);
    format!("{}{head}", &phrase[..start])
}

/// How often a thing is named in the singular and in the plural.
fn kinds(one: Uses, many: Uses, head: Option<&Head>) -> (f64, f64) {
    let counted = COUNTED * one.counted as f64;
    let definite = (one.all - one.bare - one.counted) as f64;
    let only = (definite - ONLY * (one.counted + many.all) as f64).max(0.0);
    let (bare, plural) = (one.bare as f64, many.bare as f64 + counted);
    match head {
        Some(head) => (
            bare + only + WEIGHT_OF_HEAD * (1.0 - head.share),
            plural + WEIGHT_OF_HEAD * head.share,
        ),
        None if one.bare + many.bare + one.counted >= FEWEST => (bare, plural),
        None => (one.all as f64, many.all as f64 + counted),
    }
}

/// A word in its commonest case.
fn in_its_case(met: &Counts, text: &str) -> Option<String> {
    let mut chosen: Option<(&String, Uses)> = None;
    for (spelling, &uses) in met.iter().filter(|(own, _)| own.to_lowercase() == *text) {
        let rank = |uses: Uses| (uses.certain, uses.all);
        if chosen.is_none_or(|(_, best)| rank(uses) > rank(best)) {
            chosen = Some((spelling, uses));
        }
    }
    chosen.map(|(spelling, _)| spelling.clone())
}

/// What the plural of a phrase might be in the languages that form it by an *s*.
pub fn plurals(text: &str) -> Vec<String> {
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
            let uses = Uses {
                all,
                certain,
                bare: 0,
                counted: 0,
            };
            (text.to_string(), uses)
        });
        commonest(&met.collect(), PLURAL, None).unwrap().text
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

    #[test]
    fn uses_without_an_article_tell_whether_a_kind_of_thing_is_named() {
        let uses = |text: &str, all: usize, bare: usize| {
            let uses = Uses {
                all,
                certain: all,
                bare,
                counted: 0,
            };
            (text.to_string(), uses)
        };
        let named = |met: [(String, Uses); 2], share: Option<f64>| {
            let head = share.map(|share| Head {
                share,
                plural: String::new(),
            });
            let met = Counts::from(met);
            commonest(&met, PLURAL, head.as_ref()).unwrap().text
        };
        let systems = [uses("agent system", 9, 1), uses("agent systems", 4, 4)];
        assert_eq!(named(systems, None), "agent systems");
        let changes = [uses("climate change", 9, 9), uses("climate changes", 1, 1)];
        assert_eq!(named(changes, Some(0.5)), "climate change");
        let seldom = [uses("agent system", 2, 1), uses("agent systems", 1, 1)];
        assert_eq!(named(seldom.clone(), Some(0.8)), "agent systems");
        assert_eq!(
            named([seldom[0].clone(), uses("agency", 1, 1)], Some(0.8)),
            "agent system"
        );
    }

    fn uses(text: &str, articles: [usize; 3]) -> (String, Uses) {
        let [bare, counted, definite] = articles;
        let all = bare + counted + definite;
        let uses = Uses {
            all,
            certain: all,
            bare,
            counted,
        };
        (text.to_string(), uses)
    }

    fn named(met: &[(String, Uses)], head: (f64, &str)) -> String {
        let head = Head {
            share: head.0,
            plural: head.1.to_string(),
        };
        let met = met.iter().cloned().collect();
        commonest(&met, PLURAL, Some(&head)).unwrap().text
    }

    #[test]
    fn what_stands_after_an_indefinite_article_comes_in_numbers() {
        let lists = [
            uses("mailing list", [8, 8, 2]),
            uses("mailing lists", [2, 0, 0]),
        ];
        assert_eq!(named(&lists, (0.2, "lists")), "mailing lists");
        let interface = [uses("graphical user interface", [2, 2, 2])];
        assert_eq!(
            named(&interface, (0.5, "interfaces")),
            "graphical user interfaces"
        );
        let logic = [uses("fuzzy logic", [9, 0, 0])];
        assert_eq!(named(&logic, (0.4, "logics")), "fuzzy logic");
    }

    #[test]
    fn what_nearly_always_has_the_definite_article_is_one_of_its_kind() {
        let met = [
            uses("nervous system", [9, 0, 29]),
            uses("nervous systems", [7, 0, 0]),
        ];
        assert_eq!(named(&met, (0.55, "systems")), "nervous system");
    }
}
