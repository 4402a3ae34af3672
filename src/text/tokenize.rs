//! Text to words, with the places where a phrase must end.

use unicode_normalization::char::is_combining_mark;

/// What stands at one place of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece<'a> {
    /// A word in its own spelling.
    Word {
        /// The word without a possessive `'s`.
        text: &'a str,
        /// Whether a hyphen ties it to the next word (`fine` of `fine-tuning`).
        glued: bool,
        /// Whether its first letter may be a capital only because of where it stands.
        initial: bool,
    },
    /// Punctuation over which no phrase reaches.
    Break,
}

/// Splits a text into words and breaks.
///
/// A word is a run of letters, digits and marks. A hyphen splits a word (`fine-tuning` is two
/// words, glued) unless one side is a single letter or begins with a digit: `x-ray`, `GPT-2`,
/// `COVID-19` and `t-SNE` are one. Underscores and apostrophes between letters belong to the
/// word.
pub fn tokenize(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut sentence_begins = true;
    let mut rest = text.char_indices().peekable();
    while let Some((start, c)) = rest.next() {
        if !is_word_char(c) {
            if is_break(c) && pieces.last().is_some_and(|piece| *piece != Piece::Break) {
                pieces.push(Piece::Break);
            }
            sentence_begins |= matches!(c, '.' | '!' | '?' | ':' | '\n' | '…');
            continue;
        }
        let mut end = start + c.len_utf8();
        let mut glued = false;
        while let Some(&(at, next)) = rest.peek() {
            if is_word_char(next) {
                end = at + next.len_utf8();
                rest.next();
            } else if is_joiner(next) && text[at + next.len_utf8()..].starts_with(is_word_char) {
                if is_hyphen(next) && !binds(&text[start..at], &text[at + next.len_utf8()..]) {
                    glued = true;
                    rest.next();
                    break;
                }
                rest.next();
            } else {
                break;
            }
        }
        let word = strip_possessive(&text[start..end]);
        pieces.push(Piece::Word {
            text: word,
            glued,
            initial: sentence_begins,
        });
        sentence_begins = false;
    }
    pieces
}

fn is_word_char(c: char) -> bool {
    c.is_alphanumeric() || is_combining_mark(c)
}

fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '\u{2011}')
}

fn is_joiner(c: char) -> bool {
    is_hyphen(c) || matches!(c, '\'' | '’' | '_')
}

/// Whether a hyphen between these two holds one word together.
fn binds(before: &str, after: &str) -> bool {
    let after = &after[..after.find(|c| !is_word_char(c)).unwrap_or(after.len())];
    let single = |word: &str| word.chars().nth(1).is_none();
    single(before) || single(after) || after.starts_with(|c: char| c.is_ascii_digit())
}

fn is_break(c: char) -> bool {
    !c.is_whitespace() && !is_hyphen(c) && !matches!(c, '\'' | '’' | '*' | '_')
}

fn strip_possessive(word: &str) -> &str {
    for suffix in ["'s", "’s", "'S", "’S"] {
        if let Some(stem) = word.strip_suffix(suffix) {
            return stem;
        }
    }
    word
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<&str> {
        tokenize(text)
            .into_iter()
            .map(|piece| match piece {
                Piece::Word { text, .. } => text,
                Piece::Break => "|",
            })
            .collect()
    }

    #[test]
    fn words_are_split_at_spaces_and_broken_at_punctuation() {
        assert_eq!(
            words("We see, at last: it works."),
            ["We", "see", "|", "at", "last", "|", "it", "works", "|"]
        );
    }

    #[test]
    fn a_hyphen_glues_two_words() {
        let pieces = tokenize("fine-tuning");
        assert_eq!(
            pieces[0],
            Piece::Word {
                text: "fine",
                glued: true,
                initial: true
            }
        );
        assert_eq!(
            pieces[1],
            Piece::Word {
                text: "tuning",
                glued: false,
                initial: false
            }
        );
    }

    #[test]
    fn names_with_a_letter_or_a_number_keep_their_hyphen() {
        assert_eq!(
            words("GPT-2 and x-ray and COVID-19 and t-SNE"),
            ["GPT-2", "and", "x-ray", "and", "COVID-19", "and", "t-SNE"]
        );
    }

    #[test]
    fn possessives_fall_off_and_contractions_stay() {
        assert_eq!(
            words("Alzheimer's disease doesn't"),
            ["Alzheimer", "disease", "doesn't"]
        );
    }

    #[test]
    fn a_dash_between_spaces_joins_nothing() {
        assert_eq!(words("models - fast ones"), ["models", "fast", "ones"]);
        assert_eq!(words("models -- fast"), ["models", "fast"]);
    }

    #[test]
    fn words_of_other_scripts_hold_together() {
        assert_eq!(
            words("நூல்கள் многоязычный étude"),
            ["நூல்கள்", "многоязычный", "étude"]
        );
    }

    #[test]
    fn only_the_first_word_of_a_sentence_is_initial() {
        let initial: Vec<bool> = tokenize("Deep nets. Shallow nets")
            .into_iter()
            .filter_map(|piece| match piece {
                Piece::Word { initial, .. } => Some(initial),
                Piece::Break => None,
            })
            .collect();
        assert_eq!(initial, [true, false, true, false]);
    }
}
