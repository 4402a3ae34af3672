//! The language that a text is written in.

use super::clean::within;
use crate::text::ascii;
use crate::text::runs::runs;
use std::ops::Range;
use std::sync::LazyLock;
use whatlang::{Detector, Lang};

/// Bytes of a text that are looked at; more tell nothing new.
const ENOUGH: usize = 1200;
/// Bytes of those whose runs of three letters are looked at where no common words tell: these take as
/// long as all else that is done with a text.
const ENOUGH_RUNS: usize = 400;
/// Letters below which only the script tells the language.
const LEAST_LETTERS: usize = 40;

/// Words that make up a fifth and more of English texts, and of texts in no other language.
const ENGLISH: [&[u8]; 14] = [
    b"and", b"are", b"by", b"for", b"from", b"is", b"of", b"that", b"the", b"this", b"to", b"we",
    b"which", b"with",
];

/// Those words as numbers, each at the place that [`slot`] gives it.
const ENGLISH_SLOTS: [u64; 32] = {
    let mut slots = [0; 32];
    let mut word = 0;
    while word < ENGLISH.len() {
        let number = number(ENGLISH[word]);
        assert!(slots[slot(number)] == 0, "two words share a place");
        slots[slot(number)] = number;
        word += 1;
    }
    slots
};

/// Up to eight letters as a number, the first one lowest.
const fn number(word: &[u8]) -> u64 {
    let (mut number, mut at) = (0, word.len());
    while at > 0 {
        at -= 1;
        number = number << 8 | word[at] as u64;
    }
    number
}

/// A place for each word of up to eight letters.
const fn slot(number: u64) -> usize {
    (number.wrapping_mul(MULTIPLIER) >> 59) as usize
}

/// Gives each English word a place of its own.
const MULTIPLIER: u64 = 0x78E5_1061_7311_D8A3;

/// Languages of Latin letters that papers are hardly ever in; short texts are taken for them.
const UNLIKELY: &[Lang] = &[
    Lang::Aka,
    Lang::Aze,
    Lang::Cym,
    Lang::Epo,
    Lang::Jav,
    Lang::Lat,
    Lang::Sna,
    Lang::Tgl,
    Lang::Tuk,
    Lang::Uzb,
    Lang::Zul,
];

static DETECTOR: LazyLock<Detector> = LazyLock::new(|| Detector::with_denylist(UNLIKELY.to_vec()));

/// English name of the language of a paper; none where its text is too short or too odd to tell.
///
/// A text with enough of the commonest English words is English; any other is judged by its script
/// and its runs of three letters.
pub(super) fn of(title: &str, abstract_text: &str) -> Option<&'static str> {
    let sample = beginning(abstract_text);
    if is_english(sample) {
        return Some("English");
    }
    let title = beginning(title);
    if sample.len() >= 4 * LEAST_LETTERS {
        judged(sample)
    } else if is_english(title) {
        Some("English")
    } else {
        judged(&format!("{title} {sample}"))
    }
}

fn is_english(text: &str) -> bool {
    let (least_words, most_for_one) = (6, 8);
    if text.is_ascii() {
        let words = ascii_words(text.as_bytes());
        return words >= least_words && has_common(text.as_bytes(), words.div_ceil(most_for_one));
    }
    let is_common = |word: Range<usize>| is_common(&text.as_bytes()[word.start..], word.len());
    let (mut words_in_all, mut english) = (0, 0);
    for word in words(text) {
        words_in_all += 1;
        english += usize::from(is_common(word));
    }
    words_in_all >= least_words && english * most_for_one >= words_in_all
}

/// The places of the words of a text: letters of any script that follow each other.
fn words(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let start = at;
            at += ascii::letters(&text.as_bytes()[at..]);
            if text.as_bytes().get(at).is_some_and(|byte| !byte.is_ascii()) {
                at += alphabetic(&text[at..]);
            }
            if start < at {
                return Some(start..at);
            }
            at += text[at..].chars().next()?.len_utf8();
        }
    })
}

/// The number of words of letters in a text of ASCII, many bytes at a time.
fn ascii_words(text: &[u8]) -> usize {
    let block = 64;
    let is_end = |(a, b): (&u8, &u8)| u8::from(a.is_ascii_alphabetic() & !b.is_ascii_alphabetic());
    let behind = text.get(1..).unwrap_or_default();
    let blocks = text.chunks(block).zip(behind.chunks(block));
    let ends = blocks.map(|(block, behind)| {
        let pairs = block.iter().zip(behind);
        usize::from(pairs.fold(0, |ends, pair| ends + is_end(pair)))
    });
    ends.sum::<usize>() + usize::from(text.last().is_some_and(u8::is_ascii_alphabetic))
}

/// Whether so many of the words are among the commonest English ones.
fn has_common(text: &[u8], least: usize) -> bool {
    let words = runs(text, |byte| byte.is_ascii_alphabetic());
    let mut common = words.filter(|word| is_common(&text[word.start..], word.len()));
    least == 0 || common.nth(least - 1).is_some()
}

/// How many bytes of letters of any script a text begins with.
fn alphabetic(text: &str) -> usize {
    text.find(|c: char| !c.is_alphabetic())
        .unwrap_or(text.len())
}

/// Whether the letters with which a text begins are one of the commonest English words.
#[inline]
fn is_common(text: &[u8], letters: usize) -> bool {
    // One letter more than the longest of those words has tells others apart.
    let letters = letters.min(6);
    let kept = (1 << (8 * letters)) - 1;
    let word = match text.first_chunk() {
        Some(&eight) => u64::from_le_bytes(eight) & kept,
        None => number(&text[..letters]),
    };
    let word = word | (0x2020_2020_2020_2020 & kept);
    (letters > 0) & (ENGLISH_SLOTS[slot(word)] == word)
}

fn judged(text: &str) -> Option<&'static str> {
    let text = within(text, ENOUGH_RUNS);
    let info = DETECTOR.detect(text)?;
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let is_latin = info.script() == whatlang::Script::Latin;
    let is_sure = info.is_reliable() && letters >= LEAST_LETTERS;
    (is_sure || !is_latin && info.is_reliable()).then(|| name(info.lang()))
}

fn name(language: Lang) -> &'static str {
    match language {
        Lang::Cmn => "Chinese",
        Lang::Nob => "Norwegian",
        other => other.eng_name(),
    }
}

/// Languages that are written without spaces between words, or whose words hold what other
/// languages have words of their own for; with the most characters between two spaces that a text
/// cut into words has on average.
const UNSEGMENTED: &[(&str, f64)] = &[
    ("Chinese", 4.0),
    ("Japanese", 4.0),
    ("Khmer", 8.0),
    ("Korean", 2.4),
    ("Burmese", 8.0),
    ("Thai", 8.0),
];

/// Whether the words of a text in that language cannot be found, because no spaces part them.
pub(super) fn hides_words(language: &str, text: &str) -> bool {
    let Some(&(_, most)) = UNSEGMENTED.iter().find(|(name, _)| *name == language) else {
        return false;
    };
    let sample = beginning(text);
    let is_own = |c: &char| !c.is_ascii() && c.is_alphanumeric();
    let pieces = sample.split(|c: char| !c.is_alphanumeric());
    let lengths = pieces.map(|piece| piece.chars().filter(is_own).count());
    let (letters, pieces) = lengths
        .filter(|&length| length > 0)
        .fold((0, 0), |(letters, pieces), length| {
            (letters + length, pieces + 1)
        });
    letters as f64 > most * f64::from(pieces)
}

fn beginning(text: &str) -> &str {
    within(text, ENOUGH)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_language_of_an_abstract_is_told() {
        for (text, language) in [
            (
                "We study how cats purr at night and what this means for their owners.",
                "English",
            ),
            (
                "Nous étudions le ronronnement des chats la nuit et ce qu'il signifie pour leurs maîtres.",
                "French",
            ),
            (
                "Wir untersuchen, warum Katzen nachts schnurren und was das für ihre Besitzer bedeutet.",
                "German",
            ),
            (
                "Estudiamos por qué los gatos ronronean de noche y qué significa para sus dueños.",
                "Spanish",
            ),
            ("Μελετάμε γιατί οι γάτες γουργουρίζουν τη νύχτα.", "Greek"),
            (
                "Мы изучаем, почему кошки мурлычут по ночам и что это значит для их хозяев.",
                "Russian",
            ),
            ("我们研究猫为什么在夜间发出呼噜声。", "Chinese"),
            ("猫が夜に喉を鳴らす理由を調べた。", "Japanese"),
            (
                "우리는 고양이가 밤에 가르랑거리는 이유를 연구한다.",
                "Korean",
            ),
            ("เราศึกษาว่าทำไมแมวจึงส่งเสียงครางในตอนกลางคืน", "Thai"),
            ("பூனைகள் இரவில் ஏன் முணுமுணுக்கின்றன என்பதை ஆராய்கிறோம்.", "Tamil"),
        ] {
            assert_eq!(of("", text), Some(language), "{text}");
        }
    }

    #[test]
    fn english_is_told_by_its_commonest_words_in_any_case_and_beside_any_sign() {
        assert!(is_english("THE cats–and dogs “of” x y"));
        assert!(is_english("a b c d e f g to"));
        assert!(!is_english("a b c d e f g h to"));
        assert!(!is_english("the of and to by"));
        assert!(!is_english("théand ofé xthe forx then2 thex"));
        for text in ["", "a", "a b", " cats, dogs-and 3D", &"to be ".repeat(60)] {
            let words = text.split(|c: char| !c.is_ascii_alphabetic());
            let count = words.filter(|word| !word.is_empty()).count();
            assert_eq!(ascii_words(text.as_bytes()), count, "{text}");
        }
        for word in ENGLISH {
            assert!(is_common(word, word.len()));
            assert!(!is_common(b"theatres", 8) && !is_common(b"thex", 4));
        }
    }

    proptest! {
        #[test]
        fn words_are_what_other_characters_part(text in "[a-cé× .1猫-]{0,60}[a-z]{0,40}") {
            let parts = text.split(|c: char| !c.is_alphabetic());
            let expected: Vec<&str> = parts.filter(|part| !part.is_empty()).collect();
            let found: Vec<&str> = words(&text).map(|place| &text[place]).collect();
            prop_assert_eq!(found, expected);
        }
    }

    #[test]
    fn a_title_may_be_too_short_to_tell() {
        assert_eq!(of("Cats", ""), None);
        assert_eq!(of("", ""), None);
        assert_eq!(of("123 456", "7.8"), None);
        assert_eq!(
            of("A study of the purring of cats at night", ""),
            Some("English")
        );
        assert_eq!(of("猫", ""), Some("Chinese"));
    }

    #[test]
    fn words_that_spaces_part_are_not_hidden() {
        assert!(hides_words("Chinese", "我们研究猫为什么在夜间发出呼噜声。"));
        assert!(!hides_words(
            "Chinese",
            "我们 研究 猫 为什么 在 夜间 发出 呼噜声 。"
        ));
        assert!(hides_words(
            "Thai",
            "เราศึกษาว่าทำไมแมวจึงส่งเสียงครางในตอนกลางคืน"
        ));
        assert!(hides_words(
            "Korean",
            "우리는 고양이가 밤에 가르랑거리는 이유를 연구한다."
        ));
        assert!(!hides_words("French", "Nous étudions le ronronnement."));
    }
}
