//! How alike two abstracts are.

use rustc_hash::FxHashSet;

/// Whether two abstracts are long and less than a third of the longer words of the one with fewer
/// are in the other.
pub fn tell_apart(a: &str, b: &str) -> bool {
    let least_characters = 200;
    if a.len().min(b.len()) < least_characters {
        return false;
    }
    let (common, fewer) = common_words(a, b);
    common * 3 < fewer
}

/// Whether both abstracts are there and at least half of the longer words of the one with fewer are
/// in the other.
pub fn agree(a: &str, b: &str) -> bool {
    if a.is_empty() || b.is_empty() {
        return false;
    }
    let (common, fewer) = common_words(a, b);
    common * 2 >= fewer && fewer > 0
}

/// The number of words of five letters or more that both have, and that of the one with fewer.
fn common_words(a: &str, b: &str) -> (usize, usize) {
    let (a, b) = (longer_words(a), longer_words(b));
    (a.intersection(&b).count(), a.len().min(b.len()))
}

/// The words of five letters or more, in lower case.
pub fn longer_words(text: &str) -> FxHashSet<String> {
    let least_letters = 5;
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| word.chars().count() >= least_letters)
        .map(str::to_lowercase)
        .collect()
}
