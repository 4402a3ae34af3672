//! Runs of ASCII letters and digits, sixteen bytes at a time.

const ONES: u64 = 0x0101_0101_0101_0101;
const HIGH: u64 = 0x80 * ONES;

/// How many letters a text begins with.
#[inline]
pub(crate) fn letters(text: &[u8]) -> usize {
    run(text, letters_among, u8::is_ascii_alphabetic)
}

/// How many letters and digits a text begins with.
#[inline]
pub(crate) fn letters_and_digits(text: &[u8]) -> usize {
    let among = |eight| letters_among(eight) | digits_among(eight);
    run(text, among, u8::is_ascii_alphanumeric)
}

/// A bit for each of 64 bytes that is of a kind, the first the lowest.
#[inline(always)]
pub(crate) fn bits(bytes: &[u8; 64], is_one: impl Fn(u8) -> bool) -> u64 {
    let mut ones = [0; 64];
    for (one, &byte) in ones.iter_mut().zip(bytes) {
        *one = u8::from(is_one(byte));
    }
    let eights = ones.as_chunks().0.iter().zip((0..).step_by(8));
    eights.fold(0, |bits, (&eight, shift)| {
        // The product has the lowest bits of all eight bytes, in order, in its highest byte.
        let eight = u64::from_le_bytes(eight).wrapping_mul(0x0102_0408_1020_4080) >> 56;
        bits | eight << shift
    })
}

/// How many bytes of a kind a text begins with; `among` sets the high bit of each.
#[inline]
fn run(text: &[u8], among: impl Fn(u64) -> u64, is_one: impl Fn(&u8) -> bool) -> usize {
    let mut length = 0;
    while let Some(sixteen) = text[length..].first_chunk() {
        let ones = first(sixteen, |eight| among(eight) ^ HIGH);
        length += ones;
        if ones < sixteen.len() {
            return length;
        }
    }
    let rest = text[length..].iter();
    length + rest.take_while(|byte| is_one(byte)).count()
}

/// Where the first byte of a kind stands, 16 where none does: without a branch, since no one can tell
/// how long the next word is.
#[inline]
fn first(sixteen: &[u8; 16], among: impl Fn(u64) -> u64) -> usize {
    let place = |at: usize| {
        let eight = sixteen[at..].first_chunk().copied();
        among(u64::from_le_bytes(eight.unwrap_or_default())).trailing_zeros() as usize / 8
    };
    let (head, tail) = (place(0), place(8));
    head + tail * usize::from(head == 8)
}

/// The high bit of each byte that is a letter.
fn letters_among(eight: u64) -> u64 {
    let small = (eight | (0x20 * ONES)) & !HIGH;
    let from_a = small + u64::from(0x80 - b'a') * ONES;
    let behind_z = small + u64::from(0x7F - b'z') * ONES;
    from_a & !behind_z & !eight & HIGH
}

/// The high bit of each byte that is a digit.
fn digits_among(eight: u64) -> u64 {
    let value = (eight ^ (u64::from(b'0') * ONES)) & !HIGH;
    let behind_nine = value + (0x80 - 10) * ONES;
    !behind_nine & !eight & HIGH
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_byte_at_every_place_is_known() {
        for byte in 0..=u8::MAX {
            for place in 0..20 {
                let mut bytes = *b"wordABCz09longestRunA";
                bytes[place] = byte;
                let is_known = |byte: &&u8| byte.is_ascii_alphanumeric();
                let run = bytes.iter().take_while(is_known).count();
                assert_eq!(letters_and_digits(&bytes), run, "{byte} {place}");
                let run = bytes
                    .iter()
                    .take_while(|byte| byte.is_ascii_alphabetic())
                    .count();
                assert_eq!(letters(&bytes), run, "{byte} {place}");
            }
        }
        assert_eq!(letters(b"seven77"), 5);
        assert_eq!(letters_and_digits(b""), 0);
    }

    #[test]
    fn each_byte_of_a_kind_has_its_bit() {
        for byte in 0..=u8::MAX {
            for place in 0..64 {
                let mut bytes = [b'!'; 64];
                bytes[place] = byte;
                let spaces = bits(&bytes, |byte| byte == b' ');
                assert_eq!(spaces, u64::from(byte == b' ') << place);
            }
        }
        assert_eq!(bits(&[b'a'; 64], |byte| byte.is_ascii()), u64::MAX);
    }
}
