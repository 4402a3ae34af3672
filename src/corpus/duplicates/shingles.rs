//! Texts that are nearly equal, found by MinHash (Broder 1997) and confirmed by counting.

use super::repeated::repeated;
use crate::text::ascii;
use crate::text::key::Key;
use crate::text::runs::runs as runs_of;
use crate::vectors::kernels::widest;
use rayon::prelude::*;

/// Words in a shingle.
const WORDS: usize = 3;
/// Shorter texts say too little to be told from others by their wording alone.
const LEAST_WORDS: usize = 30;
/// Two texts are nearly equal when they share this many of a hundred of the shingles of both.
const PERCENT: usize = 90;
/// Bands of hashes; two texts are compared when they agree in all hashes of one. Texts at the
/// threshold are missed once in 40,000 pairs.
const BANDS: usize = 12;
/// Hashes in a band.
const ROWS: usize = 5;

/// What nearly equal texts share at least one of: a band and its hashes as one number.
pub type BandKey = (usize, u64);

/// For every text the keys that it shares with another one; none for short texts.
pub fn shared_keys(texts: &[&str]) -> Vec<Vec<BandKey>> {
    let keys: Vec<Option<[u64; BANDS]>> = texts.par_iter().map(|text| bands(text)).collect();
    let alike: Vec<Vec<(u64, usize)>> = (0..BANDS)
        .into_par_iter()
        .map(|band| {
            let key =
                |(text, keys): (usize, &Option<[u64; BANDS]>)| Some((keys.as_ref()?[band], text));
            repeated(keys.iter().enumerate().filter_map(key), texts.len())
        })
        .collect();
    let mut shared = vec![Vec::new(); texts.len()];
    for (band, keys) in alike.iter().enumerate() {
        for alike in keys
            .chunk_by(|a, b| a.0 == b.0)
            .filter(|alike| alike.len() > 1)
        {
            for &(key, text) in alike {
                shared[text].push((band, key));
            }
        }
    }
    shared
}

/// The key of every band: its hashes are the least that any shingle has when multiplied by as many
/// odd numbers.
fn bands(text: &str) -> Option<[u64; BANDS]> {
    let words = words(text);
    if words.len() < LEAST_WORDS {
        return None;
    }
    // Half of each hash is enough to order them by, and twice as fast.
    let halves: Vec<u32> = runs(&words).map(|run| (run >> 32) as u32).collect();
    let mut keys = [0; BANDS];
    widest(|| {
        for row in 0..BANDS * ROWS {
            let factor = (scramble(row as u64) >> 32) as u32 | 1;
            let hashes = halves.iter().map(|half| half.wrapping_mul(factor));
            let key = &mut keys[row / ROWS];
            *key = scramble(*key ^ u64::from(hashes.fold(u32::MAX, u32::min)));
        }
    });
    Some(keys)
}

/// Whether two texts are long enough to compare and at least nine tenths of the shingles of both
/// are common (the Jaccard index).
pub fn nearly_equal(a: &str, b: &str) -> bool {
    let (a, b) = (shingles(a), shingles(b));
    let common = common(&a, &b);
    let all = a.len() + b.len() - common;
    all > 0 && common * 100 >= PERCENT * all
}

/// The number of equal entries of two sorted lists.
fn common(a: &[u64], b: &[u64]) -> usize {
    let (mut i, mut j, mut common) = (0, 0, 0);
    while i < a.len() && j < b.len() {
        common += usize::from(a[i] == b[j]);
        (i, j) = (i + usize::from(a[i] <= b[j]), j + usize::from(b[j] <= a[i]));
    }
    common
}

/// Hashes of the runs of three words of a text, sorted, each once; none of a short text. Case and
/// punctuation do not count.
fn shingles(text: &str) -> Vec<u64> {
    let words = words(text);
    if words.len() < LEAST_WORDS {
        return Vec::new();
    }
    let mut shingles: Vec<u64> = runs(&words).collect();
    shingles.sort_unstable();
    shingles.dedup();
    shingles
}

/// Hashes of the runs of three words, in order.
fn runs(words: &[u64]) -> impl Iterator<Item = u64> {
    let with = |run: u64, &word: &u64| run.rotate_left(21) ^ word;
    words
        .windows(WORDS)
        .map(move |run| run.iter().fold(0, with))
}

/// Hashes of the words of a text in small letters, in order.
fn words(text: &str) -> Vec<u64> {
    let mut words = Vec::with_capacity(text.len() / 5);
    if text.is_ascii() {
        let runs = runs_of(text.as_bytes(), |byte| byte.is_ascii_alphanumeric());
        words.extend(runs.map(|run| ascii_word(&text.as_bytes()[run.start..], run.len())));
        return words;
    }
    let mut at = 0;
    while at < text.len() {
        let rest = &text.as_bytes()[at..];
        let run = ascii::letters_and_digits(rest);
        if rest.get(run).is_some_and(|byte| !byte.is_ascii()) {
            at += word_of_any_script(&text[at..], &mut words);
            continue;
        }
        if run > 0 {
            words.push(ascii_word(rest, run));
        }
        at += run + 1;
    }
    words
}

/// The hash of the ASCII word that a text begins with.
#[inline]
fn ascii_word(text: &[u8], length: usize) -> u64 {
    match length < 16 {
        true => Key::of_start(text, length).in_small_letters().hash(),
        false => hash(&text[..length].to_ascii_lowercase()),
    }
}

/// Adds the hash of the word at the beginning of a text, if one begins there; returns how many bytes
/// that is, or the length of what stands there instead.
fn word_of_any_script(text: &str, words: &mut Vec<u64>) -> usize {
    let length = text
        .find(|c: char| !c.is_alphanumeric())
        .unwrap_or(text.len());
    if length == 0 {
        return text.chars().next().map_or(1, char::len_utf8);
    }
    let small = text[..length].to_lowercase();
    words.push(match small.is_ascii() {
        true => hash(small.as_bytes()),
        false => Key::of(small.as_bytes()).hash(),
    });
    length
}

fn hash(small: &[u8]) -> u64 {
    Key::of(small).in_small_letters().hash()
}

/// The mixing step of SplitMix64 (Steele, Lea & Flood 2014): one bit of difference changes all.
fn scramble(mut value: u64) -> u64 {
    value = value.wrapping_add(0x9E37_79B9_7F4A_7C15);
    value = (value ^ (value >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    value = (value ^ (value >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    value ^ (value >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A text of these words by number.
    fn text(words: impl IntoIterator<Item = usize>) -> String {
        words
            .into_iter()
            .map(|word| format!("word{word} "))
            .collect()
    }

    fn share_a_key(a: &str, b: &str) -> bool {
        !shared_keys(&[a, b])[0].is_empty()
    }

    #[test]
    fn nine_tenths_of_the_shingles_make_texts_nearly_equal() {
        // 100 words have 98 shingles. With the last n replaced, 98 - n are common of 98 + n:
        // 0.903 for n = 5, 0.885 for n = 6.
        let whole = text(0..100);
        let changed = |n: usize| text((0..100 - n).chain(200..200 + n));
        assert!(nearly_equal(&whole, &changed(5)));
        assert!(!nearly_equal(&whole, &changed(6)));
        assert!(share_a_key(&whole, &changed(5)));
    }

    #[test]
    fn case_and_punctuation_do_not_count() {
        let plain = text(0..40);
        let dressed = plain.to_uppercase().replace(' ', ", (");
        assert!(nearly_equal(&plain, &dressed) && share_a_key(&plain, &dressed));
    }

    #[test]
    fn words_of_any_script_count_and_what_stands_between_them_does_not() {
        let same = |a: &str, b: &str| assert_eq!(words(a), words(b), "{a} {b}");
        same("Naïve ÉTUDE, 3D—слово", "naïve étude 3d СЛОВО");
        same("«cats»…dogs", " cats dogs ");
        assert_ne!(words("naïve"), words("naive"));
        assert_eq!(words("un été à 語").len(), 4);
        assert!(words(" – ").is_empty());
    }

    #[test]
    fn short_and_empty_texts_equal_none() {
        assert!(nearly_equal(&text(0..30), &text(0..30)));
        assert!(!nearly_equal(&text(0..29), &text(0..29)));
        assert!(!nearly_equal("", ""));
        let short = text(0..29);
        assert!(shared_keys(&["", &short, &short]).iter().all(Vec::is_empty));
    }

    #[test]
    fn texts_of_different_words_share_no_key() {
        let texts: Vec<String> = (0..50).map(|n| text(n * 100..n * 100 + 60)).collect();
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        assert!(shared_keys(&texts).iter().all(Vec::is_empty));
    }
}
