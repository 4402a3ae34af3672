//! Words that carry no theme.

use rustc_hash::FxHashSet;

use super::Language;

/// Our own list for English; lines that begin with `#` are comments.
const ENGLISH: &str = include_str!("words/english.txt");

const GENERIC_ENGLISH: &str = include_str!("words/generic_english.txt");
const FILLER_ENGLISH: &str = include_str!("words/filler_english.txt");
const VAGUE_ENGLISH: &str = include_str!("words/vague_english.txt");
const PASSING_ENGLISH: &str = include_str!("words/passing_english.txt");
const COMPANIONS_ENGLISH: &str = include_str!("words/companions_english.txt");
const VERBS_ENGLISH: &str = include_str!("words/verbs_english.txt");
const CLAUSE_ENGLISH: &str = include_str!("words/clause_english.txt");
const AFTER_VERBS_ENGLISH: &str = include_str!("words/after_verbs_english.txt");
const BEFORE_VERBS_ENGLISH: &str = include_str!("words/before_verbs_english.txt");

/// The stop words of a language, in lower case: the NLTK list, and for English our own beside it.
pub fn stop_words(language: Language) -> FxHashSet<String> {
    let own = if language == Language::ENGLISH {
        ENGLISH
    } else {
        ""
    };
    stop_words::lookup(language.code())
        .unwrap_or_default()
        .iter()
        .map(|word| word.to_lowercase())
        .chain(parse(own))
        .collect()
}

/// Words that name no theme by themselves, in lower case; known for English alone.
pub(crate) fn generic_words(language: Language) -> FxHashSet<String> {
    own_list(language, GENERIC_ENGLISH)
}

/// Words with which no name begins or ends, in lower case; known for English alone.
pub(crate) fn filler_words(language: Language) -> FxHashSet<String> {
    own_list(language, FILLER_ENGLISH)
}

/// Words that are no name by themselves, though they may be keywords, in lower case; known for
/// English alone.
pub(crate) fn vague_words(language: Language) -> FxHashSet<String> {
    own_list(language, VAGUE_ENGLISH)
}

/// Words of talk and of the day, with which no name begins or ends, in lower case; known for
/// English alone.
pub(crate) fn passing_words(language: Language) -> FxHashSet<String> {
    own_list(language, PASSING_ENGLISH)
}

/// Stop words that belong to a phrase beside which they nearly always stand, in lower case; known for
/// English alone.
pub(crate) fn companion_words(language: Language) -> FxHashSet<String> {
    own_list(language, COMPANIONS_ENGLISH)
}

/// Verbs without an ending, and irregular forms, in lower case; known for English alone.
pub(crate) fn verbs(language: Language) -> FxHashSet<String> {
    own_list(language, VERBS_ENGLISH)
}

/// Words that make a clause of a phrase, in lower case; known for English alone.
pub(crate) fn clause_words(language: Language) -> FxHashSet<String> {
    own_list(language, CLAUSE_ENGLISH)
}

/// Words that open the object of a verb, in lower case; known for English alone.
pub(crate) fn words_after_verbs(language: Language) -> FxHashSet<String> {
    own_list(language, AFTER_VERBS_ENGLISH)
}

/// Words after which a verb or an adjective stands more often than a noun, in lower case; known for
/// English alone.
pub(crate) fn words_before_verbs(language: Language) -> FxHashSet<String> {
    own_list(language, BEFORE_VERBS_ENGLISH)
}

fn own_list(language: Language, english: &str) -> FxHashSet<String> {
    if language == Language::ENGLISH {
        parse(english).collect()
    } else {
        FxHashSet::default()
    }
}

/// Words of a stop word list: separated by white space, `#` begins a comment line.
pub fn parse(list: &str) -> impl Iterator<Item = String> {
    list.lines()
        .filter(|line| !line.trim_start().starts_with('#'))
        .flat_map(str::split_whitespace)
        .map(str::to_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_has_stop_words() {
        for language in Language::all() {
            assert!(stop_words(language).len() > 50, "{}", language.name());
        }
    }

    #[test]
    fn grammar_and_scholarly_filler_are_stop_words_and_subjects_are_not() {
        let words = stop_words(Language::ENGLISH);
        for filler in ["the", "of", "propose", "results", "however"] {
            assert!(words.contains(filler), "{filler}");
        }
        for subject in [
            "model",
            "causal",
            "learning",
            "language",
            "intervention",
            "time",
        ] {
            assert!(!words.contains(subject), "{subject}");
        }
    }

    #[test]
    fn a_list_may_have_comments_and_capitals() {
        assert_eq!(
            parse("# mine\nFoo bar\n\nbaz").collect::<Vec<_>>(),
            ["foo", "bar", "baz"]
        );
    }
}
