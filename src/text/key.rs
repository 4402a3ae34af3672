//! Words as pairs of numbers.

/// A text of up to fifteen bytes as it is, or what tells longer ones apart for the most part.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Key {
    /// The first eight bytes.
    head: u64,
    /// The bytes behind them and the length; of a longer text a hash of them, with the high bit set.
    tail: u64,
}

const LONG: u64 = 1 << 63;
const ONES: u64 = 0x0101_0101_0101_0101;
const HIGH: u64 = 0x80 * ONES;

impl Key {
    /// The key of a text.
    pub fn of(text: &[u8]) -> Key {
        match text.split_first_chunk::<8>() {
            Some((&head, rest)) if text.len() > 15 => Key {
                head: u64::from_le_bytes(head),
                tail: hash_of(rest) | LONG,
            },
            _ => {
                let mut sixteen = [0; 16];
                sixteen[..text.len()].copy_from_slice(text);
                Key::of_start(&sixteen, text.len())
            }
        }
    }

    /// The key of the first bytes of a text, which costs less where more follow.
    #[inline]
    pub fn of_start(text: &[u8], length: usize) -> Key {
        match text.as_chunks::<8>().0 {
            &[head, tail, ..] if length < 16 => {
                let kept = KEPT[length];
                Key {
                    head: u64::from_le_bytes(head) & kept[0],
                    tail: u64::from_le_bytes(tail) & kept[1] | (length as u64) << 56,
                }
            }
            _ => Key::of(&text[..length]),
        }
    }

    /// Whether texts of this key are the same.
    #[inline]
    pub fn is_whole(self) -> bool {
        self.tail & LONG == 0
    }

    /// Whether the first letter is the only capital; none where that takes a look at the text.
    #[inline]
    pub fn begins_with_only_capital(self) -> Option<bool> {
        let is_ascii = (self.head | self.tail) & HIGH == 0;
        is_ascii.then(|| capitals(self.head) == 0x80 && capitals(self.tail) == 0)
    }

    /// The key of the text with a small letter for the capital that it begins with.
    #[inline]
    pub fn with_small_letter(self) -> Key {
        Key {
            head: self.head | 0x20,
            ..self
        }
    }

    /// A key that is the same for words of ASCII that differ in case alone, as long as they are short.
    #[inline]
    pub fn in_small_letters(self) -> Key {
        Key {
            head: self.head | (0x20 * ONES),
            tail: self.tail | (0x20 * ONES),
        }
    }

    /// A number that is different for most keys.
    #[inline]
    pub fn hash(self) -> u64 {
        mix(self.head, self.tail)
    }
}

/// For each length the bits of that many bytes, of the first eight and of those behind.
const KEPT: [[u64; 2]; 16] = {
    let mut kept = [[0; 2]; 16];
    let mut length = 1;
    while length < 16 {
        kept[length] = kept[length - 1];
        kept[length][(length - 1) / 8] |= 0xFF << (8 * ((length - 1) % 8));
        length += 1;
    }
    kept
};

/// The high bit of each ASCII byte that is a capital letter.
#[inline]
fn capitals(eight: u64) -> u64 {
    let from_a = eight + u64::from(0x80 - b'A') * ONES;
    let behind_z = eight + u64::from(0x7F - b'Z') * ONES;
    from_a & !behind_z & HIGH
}

fn hash_of(bytes: &[u8]) -> u64 {
    let (eights, rest) = bytes.as_chunks::<8>();
    let eights = eights.iter().map(|&eight| u64::from_le_bytes(eight));
    let rest = rest
        .iter()
        .fold(1, |number, &byte| number << 8 | u64::from(byte));
    mix(eights.fold(bytes.len() as u64, mix), rest)
}

/// Both halves of a product: each bit of either number counts.
#[inline]
pub(crate) fn mix(a: u64, b: u64) -> u64 {
    let product = u128::from(a ^ 0x9E37_79B9_7F4A_7C15) * u128::from(b ^ 0xE703_7ED1_A0B4_28DB);
    product as u64 ^ (product >> 64) as u64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_follows_a_word_does_not_count() {
        let text = "neighbours of other words that follow one another";
        for length in 0..20 {
            let word = &text.as_bytes()[..length];
            assert_eq!(Key::of_start(text.as_bytes(), length), Key::of(word));
            assert_eq!(Key::of_start(word, length), Key::of(word));
        }
    }

    #[test]
    fn short_texts_of_one_key_are_the_same() {
        let texts = [
            "",
            "\0",
            "a",
            "a\0",
            "b",
            "seven77",
            "eight888",
            "eight889",
            "fifteen letters",
        ];
        for (place, a) in texts.iter().enumerate() {
            assert!(Key::of(a.as_bytes()).is_whole());
            for b in &texts[..place] {
                assert_ne!(Key::of(a.as_bytes()), Key::of(b.as_bytes()), "{a:?} {b:?}");
            }
        }
        assert!(!Key::of(b"sixteen letters.").is_whole());
    }

    #[test]
    fn capitals_are_told_without_the_text() {
        let told = |text: &str| Key::of(text.as_bytes()).begins_with_only_capital();
        for text in ["Word", "W", "Wordsworth-like"] {
            assert_eq!(told(text), Some(true), "{text}");
        }
        for text in ["word", "LLMs", "xY", "", "Z[@`{Z", "WordsworthLike"] {
            assert_eq!(told(text), Some(false), "{text}");
        }
        assert_eq!((told("Étude"), told("Institutionalised")), (None, None));
        let small = Key::of(b"Word").with_small_letter();
        assert_eq!(small, Key::of(b"word"));
    }
}
