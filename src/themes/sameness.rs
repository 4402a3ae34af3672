//! When two phrases say the same thing.

use rustc_hash::FxHashSet;
use std::collections::BTreeSet;

use crate::vectors::Term;

/// Letters of a phrase that another one does not hold by chance.
const LEAST_HELD: usize = 6;

/// Letters of a word that another one does not end with by chance.
const LEAST_OF_ROOT: usize = 5;

/// Whether the second of two themes could not be told from the first by these phrases: they have
/// the same words, in whatever spelling, or differ in words that say nothing (`empty`, as stems).
pub fn same(a: &str, b: &str, empty: &FxHashSet<String>) -> bool {
    let [one, other] = [a, b].map(|stems| stems.split(' ').map(folded).collect::<BTreeSet<_>>());
    let (contained, differ) = (
        one.is_subset(&other) || other.is_subset(&one),
        a.split(' ')
            .filter(|stem| !other.contains(&folded(stem)))
            .chain(b.split(' ').filter(|stem| !one.contains(&folded(stem))))
            .any(|stem| !empty.contains(stem)),
    );
    (contained && !differ) || glued(a) == glued(b)
}

/// Whether naming both terms says one thing twice: they share a word or a root, or one is the
/// acronym of the other.
pub fn repeats(a: &Term, b: &Term) -> bool {
    let roots = a
        .stems
        .split(' ')
        .any(|one| b.stems.split(' ').any(|other| akin(one, other)));
    roots
        || holds(&a.stems, &b.stems)
        || holds(&b.stems, &a.stems)
        || abbreviates(&a.text, &b.text)
        || abbreviates(&b.text, &a.text)
}

/// Whether a word of one term is made of a word of the other by a prefix: `subgroup`, `finite groups`.
pub fn have_one_end(a: &Term, b: &Term) -> bool {
    let is_made_of =
        |long: &str, short: &str| short.chars().count() >= LEAST_OF_ROOT && long.ends_with(short);
    a.stems.split(' ').any(|one| {
        let mut others = b.stems.split(' ');
        others.any(|other| is_made_of(one, other) || is_made_of(other, one))
    })
}

/// Whether a text has the acronym of another one: `CT scans` of `computed tomography`, and `LLMs`
/// of `language models` as well.
fn abbreviates(text: &str, full: &str) -> bool {
    let initials = initials(full);
    let acronyms = text.split([' ', '-']).filter_map(acronym);
    initials.chars().count() > 1 && acronyms.into_iter().any(|short| short.contains(&initials))
}

/// Whether the text is nothing but the acronym of another one.
pub fn is_acronym_of(text: &str, full: &str) -> bool {
    acronym(text).is_some_and(|short| short == initials(full))
}

/// Whether both terms are one thing: an acronym in the singular and in the plural (`LLM`, `LLMs`),
/// or beside its phrase; a word in two spellings (`pre-eclampsia`) or forms (`vertex`, `vertices`).
pub fn are_one(a: &Term, b: &Term) -> bool {
    let is_acronym = acronym(&a.text).is_some() && acronym(&a.text) == acronym(&b.text);
    is_acronym
        || is_acronym_of(&a.text, &b.text)
        || is_acronym_of(&b.text, &a.text)
        || glued(&a.stems) == glued(&b.stems)
        || a.words + b.words == 2 && akin(&a.stems, &b.stems)
}

/// The letters of an acronym in small letters, without the *s* of a plural: `GANs`, `CoT`.
fn acronym(word: &str) -> Option<String> {
    let word = word.strip_suffix('s').unwrap_or(word);
    let capitals = word.chars().filter(|letter| letter.is_uppercase()).count();
    let is_acronym = word.starts_with(char::is_uppercase)
        && word.ends_with(char::is_uppercase)
        && 2 * capitals > word.chars().count()
        && word.chars().all(char::is_alphabetic);
    is_acronym.then(|| word.to_lowercase())
}

fn initials(text: &str) -> String {
    let words = text.split([' ', '-']);
    let first = words.filter_map(|word| word.chars().next());
    first.flat_map(char::to_lowercase).collect()
}

/// Whether two stems seem to have one root: one begins with the other, or they begin alike and end
/// in little else (`vortex`, `vortic`).
fn akin(one: &str, other: &str) -> bool {
    let [a, b] = [one, other].map(|stem| stem.chars().count());
    let pairs = one.chars().zip(other.chars());
    let common = pairs.take_while(|(a, b)| a == b).count();
    let rest = a.max(b) - common;
    match common {
        0..4 => one == other,
        4 => rest <= 2 || common == a.min(b),
        _ => rest <= 3 || common == a.min(b),
    }
}

/// A stem as it would be in American spelling, without its diphthongs and hyphens.
fn folded(stem: &str) -> String {
    let mut folded = stem.replace('-', "");
    for (british, american) in [("ae", "e"), ("oe", "e"), ("our", "or"), ("is", "iz")] {
        folded = folded.replace(british, american);
    }
    folded
}

/// Whether a phrase has all of another in whatever spelling: `women with preeclampsia` of
/// `pre-eclampsia`.
fn holds(stems: &str, other: &str) -> bool {
    let other = glued(other);
    other.chars().count() >= LEAST_HELD && glued(stems).contains(&other)
}

fn glued(stems: &str) -> String {
    folded(&stems.replace(' ', ""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_word_are_the_same_and_a_word_that_matters_makes_another() {
        let empty: FxHashSet<String> = ["system".to_string()].into_iter().collect();
        let same = |a, b| same(a, b, &empty);
        assert!(same("preeclampsia", "pre eclampsia"));
        assert!(same("gynaecolog surgeri", "gynecolog surgeri"));
        assert!(same("agent system", "agent"));
        assert!(!same("llm agent", "agent"));
        assert!(!same("languag model", "vision languag model"));
        assert!(!same("prostat cancer", "breast cancer"));
    }

    #[test]
    fn an_acronym_and_a_word_are_one_in_any_form() {
        let are_one = |a: (&str, &str), b: (&str, &str)| {
            let [a, b] = [a, b].map(|(text, stems)| Term {
                text: text.to_string(),
                stems: stems.to_string(),
                words: stems.split(' ').count(),
                documents: 1,
            });
            are_one(&a, &b)
        };
        assert!(are_one(("LLMs", "llms"), ("LLM", "llm")));
        assert!(!are_one(("LLMs", "llms"), ("VLMs", "vlms")));
        assert!(are_one(
            ("chain-of-thought", "chain of thought"),
            ("CoT", "cot")
        ));
        assert!(are_one(
            ("preeclampsia", "preeclampsia"),
            ("pre-eclampsia", "pre eclampsia")
        ));
        assert!(are_one(("vertices", "vertic"), ("vertex", "vertex")));
        assert!(!are_one(("games", "game"), ("game theory", "game theori")));
    }

    #[test]
    fn an_acronym_repeats_its_phrase_and_a_root_its_word() {
        let term = |text: &str, stems: &str| Term {
            text: text.to_string(),
            stems: stems.to_string(),
            words: 1,
            documents: 1,
        };
        let llms = term("LLMs", "llms");
        assert!(repeats(
            &llms,
            &term("large language models", "larg languag model")
        ));
        assert!(repeats(&llms, &term("language models", "languag model")));
        assert!(repeats(
            &term("women with preeclampsia", "women with preeclampsia"),
            &term("pre-eclampsia", "pre eclampsia")
        ));
        let scans = term("CT scans", "ct scan");
        assert!(repeats(
            &term("computed tomography", "comput tomographi"),
            &scans
        ));
        assert!(repeats(
            &term("vortex lines", "vortex line"),
            &term("vortices", "vortic")
        ));
        assert!(repeats(
            &term("droplets", "droplet"),
            &term("drops", "drop")
        ));
        assert!(!repeats(&llms, &term("hallucinations", "hallucin")));
        let subgroups = term("subgroups", "subgroup");
        assert!(have_one_end(
            &subgroups,
            &term("finite groups", "finit group")
        ));
        assert!(!have_one_end(
            &subgroups,
            &term("finite fields", "finit field")
        ));
        assert!(!repeats(
            &term("graphs", "graph"),
            &term("grammars", "grammar")
        ));
    }
}
