//! What a term shows by its words alone.

use crate::vectors::Term;

/// Words that join two things, in the languages that have them.
const JOINING: [&str; 8] = ["and", "or", "et", "ou", "und", "oder", "y", "e"];

/// The first and the last stem of a term.
pub fn ends(term: &Term) -> [&str; 2] {
    let stems = term.stems.as_str();
    let first = stems.split_once(' ').map_or(stems, |(first, _)| first);
    let last = stems.rsplit_once(' ').map_or(stems, |(_, last)| last);
    [first, last]
}

/// Whether a term joins two things.
pub fn joins(term: &Term) -> bool {
    term.text.split(' ').any(|word| JOINING.contains(&word))
}

/// Whether two forms of a word stand side by side (`License Licensed`), not tied by a hyphen.
pub fn is_double(term: &Term) -> bool {
    let stems: Vec<&str> = term.stems.split(' ').collect();
    let is_untied = term.text.split(' ').count() == stems.len();
    is_untied && stems.windows(2).any(|pair| pair[0] == pair[1])
}

/// `nm`, `kg`: one or two small Latin letters.
pub fn is_unit(text: &str) -> bool {
    text.len() < 3 && text.bytes().all(|byte| byte.is_ascii_lowercase())
}

/// Three words and more in capitals: a heading, and not the acronyms that one or two may be.
pub fn is_shouted(text: &str) -> bool {
    let is_letter = |c: &char| c.is_alphabetic();
    let words = text
        .split(' ')
        .filter(|word| word.chars().any(|c| is_letter(&c)));
    words.count() > 2 && text.chars().filter(is_letter).all(char::is_uppercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_name_no_theme() {
        assert!(is_unit("nm") && is_unit("kg"));
        assert!(!is_unit("CT") && !is_unit("ion") && !is_unit("光"));
        assert!(is_shouted("FIRE AT RANCH") && !is_shouted("EEG BCI") && !is_shouted("光"));
    }
}
