//! Texts of a few bytes as numbers.

use crate::text::key::mix;

/// A text of up to 31 bytes: those, then zeros, and its length in the last byte.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Short([u64; 4]);

impl Short {
    /// Bytes that it has at most.
    pub const LONGEST: usize = 31;

    /// The first `length` bytes of a text; costs less where more follow.
    #[inline]
    pub fn of(text: &[u8], length: usize) -> Short {
        match text.first_chunk() {
            Some(window) => Short::within(window, length),
            None => Short::at_end(&text[..length]),
        }
    }

    #[inline]
    fn within(window: &[u8; 32], length: usize) -> Short {
        let kept = &KEPT[length];
        let mut eights = [0; 4];
        for ((eight, &bytes), kept) in eights.iter_mut().zip(window.as_chunks().0).zip(kept) {
            *eight = u64::from_le_bytes(bytes) & kept;
        }
        eights[3] |= (length as u64) << 56;
        Short(eights)
    }

    fn at_end(text: &[u8]) -> Short {
        let mut window = [0; 32];
        window[..text.len()].copy_from_slice(text);
        Short::within(&window, text.len())
    }

    /// Whether it has no byte.
    #[inline]
    pub fn is_empty(self) -> bool {
        self.0[3] >> 56 == 0
    }

    /// A number that is different for most texts.
    #[inline]
    pub fn hash(self) -> u64 {
        let [a, b, c, d] = self.0;
        mix(a ^ c.rotate_left(32), b ^ d)
    }
}

/// For each length the bits of that many bytes.
const KEPT: [[u64; 4]; 32] = {
    let mut kept = [[0; 4]; 32];
    let mut length = 1;
    while length < 32 {
        kept[length] = kept[length - 1];
        kept[length][(length - 1) / 8] |= 0xFF << (8 * ((length - 1) % 8));
        length += 1;
    }
    kept
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_the_same_whatever_follows_and_differs_from_all_others() {
        let text = "neighbours of other words that follow one another";
        let whole = text.as_bytes();
        let all: Vec<Short> = (0..=Short::LONGEST)
            .map(|length| Short::of(whole, length))
            .collect();
        for (length, short) in all.iter().enumerate() {
            assert_eq!(Short::of(&whole[..length], length), *short);
            assert_eq!(short.is_empty(), length == 0);
            assert!(all[..length].iter().all(|other| other != short));
        }
        assert_ne!(Short::of(b"a\0", 2), Short::of(b"a", 1));
    }
}
