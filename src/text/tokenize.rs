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
pub fn tokenize(text: &str) -> Pieces<'_> {
    Pieces {
        text,
        at: 0,
        initial: true,
        may_break: false,
    }
}

/// The pieces of a text, one after another: see [`tokenize`].
#[derive(Debug, Clone)]
pub struct Pieces<'a> {
    text: &'a str,
    at: usize,
    initial: bool,
    /// Whether a word was met since the last break.
    may_break: bool,
}

impl<'a> Iterator for Pieces<'a> {
    type Item = Piece<'a>;

    fn next(&mut self) -> Option<Piece<'a>> {
        while let Some(&byte) = self.text.as_bytes().get(self.at) {
            let (kind, length) = match byte {
                ..128 => (ASCII[usize::from(byte)], 1),
                _ => self.other_kind(),
            };
            if kind & WORD != 0 {
                return Some(self.word());
            }
            self.at += length;
            self.initial |= kind & ENDS_SENTENCE != 0;
            if kind & BREAK != 0 && std::mem::take(&mut self.may_break) {
                return Some(Piece::Break);
            }
        }
        None
    }
}

impl<'a> Pieces<'a> {
    /// What the character is that begins here and is not ASCII, and its length.
    fn other_kind(&self) -> (u8, usize) {
        let c = self.text[self.at..].chars().next().unwrap_or_default();
        (kind(c), c.len_utf8())
    }

    /// The word that begins here.
    fn word(&mut self) -> Piece<'a> {
        let (text, start) = (self.text, self.at);
        let mut end = start;
        let mut glued = false;
        let mut is_run = true;
        loop {
            let run = text.as_bytes()[end..].iter();
            end += run.take_while(|byte| byte.is_ascii_alphanumeric()).count();
            let next = text.as_bytes().get(end);
            if next.is_none_or(|byte| byte.is_ascii() && !b"-'_".contains(byte)) {
                break;
            }
            is_run = false;
            let mut rest = text[end..].chars();
            let Some(next) = rest.next() else { break };
            let behind = rest.as_str();
            if is_word_char(next) {
                end += next.len_utf8();
            } else if is_joiner(next) && behind.starts_with(is_word_char) {
                glued = is_hyphen(next) && !binds(&text[start..end], behind);
                if glued {
                    break;
                }
                end += next.len_utf8();
            } else {
                break;
            }
        }
        self.at = end;
        if glued {
            self.at += text[end..].chars().next().map_or(0, char::len_utf8);
        }
        self.may_break = true;
        Piece::Word {
            text: match is_run {
                true => &text[start..end],
                false => strip_possessive(&text[start..end]),
            },
            glued,
            initial: std::mem::take(&mut self.initial),
        }
    }
}

/// Part of a word.
const WORD: u8 = 1;
/// A sign over which no phrase reaches.
const BREAK: u8 = 2;
/// A sign behind which a capital may stand for no reason but its place.
const ENDS_SENTENCE: u8 = 4;

/// What each ASCII character is: as [`kind`] has it, without asking.
const ASCII: [u8; 128] = {
    let mut kinds = [BREAK; 128];
    let mut byte = 0;
    while byte < 128 {
        let c = byte as u8;
        if c.is_ascii_alphanumeric() {
            kinds[byte] = WORD;
        } else if matches!(c, b'\t'..=b'\r' | b' ' | b'-' | b'\'' | b'*' | b'_') {
            kinds[byte] = 0;
        }
        if matches!(c, b'.' | b'!' | b'?' | b':' | b'\n') {
            kinds[byte] |= ENDS_SENTENCE;
        }
        byte += 1;
    }
    kinds
};

fn kind(c: char) -> u8 {
    let ends = match c {
        '.' | '!' | '?' | ':' | '\n' | '…' => ENDS_SENTENCE,
        _ => 0,
    };
    match c {
        _ if is_word_char(c) => WORD,
        _ if is_break(c) => BREAK | ends,
        _ => ends,
    }
}

fn is_word_char(c: char) -> bool {
    c.is_alphanumeric() || !c.is_ascii() && is_combining_mark(c)
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
        let pieces: Vec<Piece> = tokenize("fine-tuning").collect();
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
    fn the_table_knows_what_the_rules_say() {
        for (code, &known) in (0..).zip(&ASCII) {
            assert_eq!(known, kind(char::from(code)), "{code}");
        }
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
            .filter_map(|piece| match piece {
                Piece::Word { initial, .. } => Some(initial),
                Piece::Break => None,
            })
            .collect();
        assert_eq!(initial, [true, false, true, false]);
    }
}
