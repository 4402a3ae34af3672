//! Kinds of characters, as bits, so that those of a run are one number.

/// An ASCII letter.
pub(super) const LETTER: u64 = 1;
/// An ASCII digit.
pub(super) const DIGIT: u64 = 1 << 1;
/// A sign that may stand in or behind a word: `-`, `'`, `,`, `.`, `;`, `:`.
pub(super) const SIGN: u64 = 1 << 2;
/// A sign of which links have one: `/`, `@`, `:`.
pub(super) const LINK: u64 = 1 << 3;
/// A full stop.
pub(super) const STOP: u64 = 1 << 4;
/// An opening bracket.
pub(super) const OPENING: u64 = 1 << 5;
/// A sign of markup: `^`, `{`, `}`, a backslash.
pub(super) const MARKUP: u64 = 1 << 6;
/// A sign of relation: `=`, `<`, `>`.
pub(super) const RELATION: u64 = 1 << 7;
/// An underscore.
pub(super) const BELOW: u64 = 1 << 8;
/// A byte beyond ASCII.
pub(super) const BEYOND: u64 = 1 << 9;
/// Anything but letters and what may stand in or behind a word.
pub(super) const OTHER: u64 = 1 << 10;
/// Punctuation that stands around words.
pub(super) const AROUND: u64 = 1 << 11;
/// What may stand at the end of a sentence.
pub(super) const ENDING: u64 = 1 << 12;
/// ASCII white space.
pub(super) const SPACE: u64 = 1 << 13;
/// The first byte of white space beyond ASCII, or of something else.
pub(super) const WIDE: u64 = 1 << 14;

/// A bit for each of some ASCII letters, in either case: a chunk that lacks one of them does not hold
/// the word.
pub(super) const fn letters(word: &[u8]) -> u64 {
    let (mut bits, mut at) = (0, 0);
    while at < word.len() {
        bits |= 1 << (32 + (word[at] | 0x20) - b'a');
        at += 1;
    }
    bits
}

/// The kinds of each byte.
pub(super) const KINDS: [u64; 256] = {
    let mut kinds = [OTHER | BEYOND | ENDING; 256];
    kinds[0xC2] |= WIDE;
    kinds[0xE1] |= WIDE;
    kinds[0xE2] |= WIDE;
    kinds[0xE3] |= WIDE;
    let mut byte = 0;
    while byte < 128 {
        kinds[byte] = match byte as u8 {
            b'a'..=b'z' | b'A'..=b'Z' => LETTER | letters(&[byte as u8]),
            b'0'..=b'9' => DIGIT | OTHER,
            b'-' | b'\'' | b',' | b';' => SIGN,
            b':' => SIGN | LINK,
            b'.' => SIGN | STOP,
            b'/' | b'@' => LINK | OTHER,
            b'(' => OPENING | OTHER,
            b'^' | b'{' | b'}' | b'\\' => MARKUP | OTHER,
            b'=' | b'<' | b'>' => RELATION | OTHER,
            b'_' => BELOW | OTHER,
            b'\t'..=b'\r' | b' ' => SPACE,
            _ => OTHER,
        };
        byte += 1;
    }
    add(
        AROUND,
        b"()[]{},.;:!?\"'`",
        add(ENDING, b".?!:;)]\"'", kinds),
    )
};

/// The same table with one kind more for some bytes.
const fn add(kind: u64, bytes: &[u8], mut kinds: [u64; 256]) -> [u64; 256] {
    let mut at = 0;
    while at < bytes.len() {
        kinds[bytes[at] as usize] |= kind;
        at += 1;
    }
    kinds
}
