//! What a title says about which paper it heads.

use crate::corpus::ids::normalized;

/// Beginnings of titles that many papers share.
const GENERIC: &[&str] = &[
    "authorindex",
    "bookreview",
    "callforpapers",
    "commentary",
    "commenton",
    "corrigendum",
    "correction",
    "editorial",
    "erratum",
    "foreword",
    "fromtheeditor",
    "guesteditor",
    "inmemoriam",
    "inthisissue",
    "introductiontothe",
    "letterto",
    "obituary",
    "preface",
    "replyto",
    "responseto",
    "retraction",
    "tableofcontents",
];

/// Whether a title is particular enough to name one paper. Replies have the title of another text.
pub fn names_a_paper(title: &str, normalized: &str) -> bool {
    let (least_words, least_characters) = (3, 12);
    let words = title.split(|c: char| !c.is_alphanumeric());
    let mut words = words.filter(|word| !word.is_empty());
    // Scripts without spaces write a title as one word.
    let is_unspaced = || normalized.chars().any(|c| c >= '\u{2E80}');
    (words.nth(least_words - 1).is_some() || is_unspaced())
        && normalized.chars().nth(least_characters - 1).is_some()
        && !is_reply(title)
        && !GENERIC
            .iter()
            .any(|generic| normalized.starts_with(generic))
}

fn is_reply(title: &str) -> bool {
    title
        .get(..3)
        .is_some_and(|start| start.eq_ignore_ascii_case("re:"))
}

/// How a text stands to another one that it names in its title.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Paper,
    Answer,
    Correction,
}

const ANSWERS: &[&str] = &[
    "authorreply",
    "authorsreply",
    "authorsresponse",
    "commentary",
    "commenton",
    "commentson",
    "discussionof",
    "inreply",
    "inresponse",
    "letterto",
    "rebuttal",
    "rejoinder",
    "replyto",
    "replyby",
    "responseto",
];
const ANSWER_ENDS: &[&str] = &[
    "areply",
    "authorreply",
    "authorsreply",
    "rejoinder",
    "reply",
];
const CORRECTIONS: &[&str] = &[
    "addendum",
    "authorcorrection",
    "correctionto",
    "corrigendum",
    "erratum",
    "errata",
    "expressionofconcern",
    "publishercorrection",
    "retractionnote",
    "retractionnotice",
    "retractionof",
    "retractionto",
];
const CORRECTION_ENDS: &[&str] = &["corrigendum", "erratum", "publishererratum"];

/// What a title is the title of.
pub fn kind(title: &str) -> Kind {
    let plain = normalized(title);
    let begins = |marks: &[&str]| marks.iter().any(|mark| plain.starts_with(mark));
    let ends = |marks: &[&str]| marks.iter().any(|mark| plain.ends_with(mark));
    let is_correction = title
        .get(..11)
        .is_some_and(|start| start.eq_ignore_ascii_case("correction:"));
    if is_correction || begins(CORRECTIONS) || ends(CORRECTION_ENDS) {
        Kind::Correction
    } else if is_reply(title) || begins(ANSWERS) || ends(ANSWER_ENDS) {
        Kind::Answer
    } else {
        Kind::Paper
    }
}

/// Whether two titles are of different papers for certain: an answer or a correction and what it
/// refers to, or two parts or years of one series.
pub fn tell_apart(a: &str, b: &str) -> bool {
    kind(a) != kind(b) || !a.is_empty() && !b.is_empty() && numbers(a) != numbers(b)
}

/// The numbers of a title, Arabic and Roman, in order.
fn numbers(title: &str) -> Vec<String> {
    let is_roman = |word: &str| {
        let digits = word.bytes().all(|byte| b"IVX".contains(&byte));
        digits && word.len() <= 4
    };
    title
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .filter(|word| word.bytes().all(|byte| byte.is_ascii_digit()) || is_roman(word))
        .map(str::to_owned)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_and_corrections_are_not_what_they_refer_to() {
        for title in [
            "Re: Cats that purr at night",
            "Reply to: Cats that purr",
            "Comment on \"Cats that purr\"",
            "Cats that purr at night: a reply",
            "Author's reply",
        ] {
            assert_eq!(kind(title), Kind::Answer, "{title}");
        }
        for title in [
            "Erratum: Cats that purr",
            "Correction to: Cats that purr",
            "Correction: Cats that purr",
            "Publisher Correction: Cats",
            "Cats that purr at night (Erratum)",
        ] {
            assert_eq!(kind(title), Kind::Correction, "{title}");
        }
        for title in [
            "Cats that purr",
            "Correction of cataracts in cats",
            "Immune response",
            "",
        ] {
            assert_eq!(kind(title), Kind::Paper, "{title}");
        }
    }

    #[test]
    fn parts_and_years_of_a_series_are_papers_of_their_own() {
        assert!(tell_apart("Cats, part I", "Cats, part II"));
        assert!(tell_apart(
            "Cancer statistics, 2019",
            "Cancer statistics, 2020"
        ));
        assert!(!tell_apart("Cats that purr", "CATS that purr!"));
        assert!(!tell_apart("", "Cancer statistics, 2020"));
    }
}
