//! Articles that lose their vowel before another: `l'analyse`, `d'images`, `dell'arte`.

use super::Language;

const FRENCH: &[&str] = &[
    "c", "d", "j", "l", "m", "n", "s", "t", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu",
];
const ITALIAN: &[&str] = &[
    "l", "un", "d", "c", "s", "all", "dall", "dell", "nell", "sull", "coll", "quell", "quest",
];

/// Whether words of the language may begin with such an article.
pub fn is_known_in(language: Language) -> bool {
    matches!(language.name(), "french" | "italian")
}

/// Splits a word into such an article, with its apostrophe, and the word behind it.
pub fn split(word: &str, language: Language) -> Option<(&str, &str)> {
    let articles = match language.name() {
        "french" => FRENCH,
        "italian" => ITALIAN,
        _ => return None,
    };
    let (at, apostrophe) = word.char_indices().find(|&(_, c)| is_apostrophe(c))?;
    let (article, rest) = word.split_at(at + apostrophe.len_utf8());
    let is_article = articles
        .iter()
        .any(|known| word[..at].eq_ignore_ascii_case(known));
    (is_article && !rest.is_empty()).then_some((article, rest))
}

/// Whether a word ties the next one to itself with its apostrophe.
pub fn is_elided(word: &str) -> bool {
    word.ends_with(is_apostrophe)
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn articles_are_words_of_their_own_in_their_language() {
        let french: Language = "french".parse().unwrap();
        let italian: Language = "italian".parse().unwrap();
        assert_eq!(split("l’analyse", french), Some(("l’", "analyse")));
        assert_eq!(split("Qu'elle", french), Some(("Qu'", "elle")));
        assert_eq!(split("aujourd'hui", french), None);
        assert_eq!(split("dell'arte", italian), Some(("dell'", "arte")));
        assert_eq!(split("l'analyse", Language::ENGLISH), None);
    }
}
