//! Whether a thing is named in the singular or in the plural.

use std::collections::BTreeMap;

use super::grammar::Article;

/// A phrase met less often than this does not tell its number by itself.
const FEWEST: usize = 4;
/// Uses of a phrase that those of its last word count as much as.
const WEIGHT_OF_HEAD: f64 = 4.0;
/// A noun met in the plural at least this often, for once in the singular, names a kind of thing;
/// of uses without an article where there are enough, since those are how it is named.
pub const PLURAL: f64 = 0.5;
/// The same beside another phrase in the plural.
pub const PLURAL_BESIDE: f64 = 0.33;

/// What an indefinite article before the singular, which shows that a thing comes in numbers, counts
/// as much as for once in the plural.
const COUNTED: f64 = 0.5;
/// It counts nothing where it is met less often than this for once without any article: a logic is
/// rare beside logic.
const LEAST_COUNTED: f64 = 0.25;
/// What has a definite article more often than this for once in the plural or with an indefinite one
/// is one of its kind.
const ONLY: f64 = 3.0;
/// Uses with an indefinite article from which the plural is made where it was never met.
const FEWEST_COUNTED: usize = 2;

/// How often a spelling was met, and how often where its case is its own.
#[derive(Debug, Clone, Copy, Default)]
pub struct Uses {
    pub all: usize,
    pub certain: usize,
    /// Without an article.
    pub bare: usize,
    /// With an indefinite article.
    pub counted: usize,
}

impl Uses {
    /// A single use.
    pub fn one(is_certain: bool, article: Article) -> Uses {
        Uses {
            all: 1,
            certain: usize::from(is_certain),
            bare: usize::from(article == Article::None),
            counted: usize::from(article == Article::Indefinite),
        }
    }

    /// Adds other uses.
    pub fn add(&mut self, other: Uses) {
        self.all += other.all;
        self.certain += other.certain;
        self.bare += other.bare;
        self.counted += other.counted;
    }
}

/// The uses of some spellings.
pub type Counts = BTreeMap<String, Uses>;

/// The last word of a phrase.
#[derive(Debug, Clone, PartialEq)]
pub struct Head {
    /// Share of the plural among its uses.
    pub share: f64,
    /// Its plural, which was met where the share is above 0.
    pub plural: String,
}

/// A spelling, and whether it is the plural of another one.
#[derive(Debug, Clone, PartialEq)]
pub struct Commonest {
    pub text: String,
    pub is_plural: bool,
}

/// The commonest word in the singular, and its plural, with their uses in any case; the plural may
/// have none.
pub fn numbers(met: &Counts) -> Option<[(String, Uses); 2]> {
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
pub fn commonest(met: &Counts, least: f64, head: Option<&Head>) -> Option<Commonest> {
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
    let counted = match one.counted as f64 >= LEAST_COUNTED * one.bare as f64 {
        true => COUNTED * one.counted as f64,
        false => 0.0,
    };
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
        let logics = [uses("logic", [69, 11, 37]), uses("logics", [28, 0, 4])];
        assert_eq!(named(&logics, (0.29, "logics")), "logic");
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
