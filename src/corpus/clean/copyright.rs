//! Copyright lines that publishers put at the end (or the start) of abstracts.

use super::chunks::{Chunk, Chunks};
use super::kinds::{OTHER, letters};
use std::ops::Range;

/// How near to the end of the text, in bytes, a line is taken away with all that follows.
const TAIL: usize = 300;

/// Signs that a line is about copyright, in lower case; `(c)` and `copyright` need a year behind.
const SIGNS: &[&str] = &[
    "©",
    "all rights reserved",
    "protected by copyright",
    "exclusive licensee",
    "abstract truncated at",
];
const SIGNS_BEFORE_YEAR: &[&str] = &["(c)", "copyright", "published by elsevier"];

/// Parts of all those signs that no white space parts, with what a chunk must have to hold them.
const PARTS: [(u64, &str); 9] = [
    (OTHER, "©"),
    (letters(b"eserved"), "eserved"),
    (letters(b"opyright"), "opyright"),
    (letters(b"OPYRIGHT"), "OPYRIGHT"),
    (OTHER | letters(b"c"), "(c)"),
    (OTHER | letters(b"C"), "(C)"),
    (letters(b"icensee"), "icensee"),
    (letters(b"lsevier"), "lsevier"),
    (letters(b"TRUNCATED"), "TRUNCATED"),
];

/// Whether a chunk holds one of those parts.
pub(super) fn tells(chunk: &Chunk) -> bool {
    let has_all_of_one = |may, &(kinds, _): &(u64, &str)| may | chunk.has_all(kinds);
    if !PARTS.iter().fold(false, has_all_of_one) {
        return false;
    }
    PARTS.iter().any(|&(kinds, part)| {
        let mut windows = chunk.text().as_bytes().windows(part.len());
        chunk.has_all(kinds) && windows.any(|window| window == part.as_bytes())
    })
}

/// Where copyright lines stand.
pub(super) fn find(text: &str, chunks: &Chunks) -> Vec<Range<usize>> {
    if !chunks.odd.iter().any(|&odd| tells(&chunks.all[odd])) {
        return Vec::new();
    }
    let most = 5;
    let mut found = Vec::new();
    let mut done = 0;
    while let Some(sign) = first_sign(&text[done..]).filter(|_| found.len() < most) {
        let sign = done + sign;
        let start = sentence_start(text, sign).max(done);
        let is_at_end = text.len() - start <= TAIL;
        // Far from the end, such as at the start, only the sentence goes.
        let end = if is_at_end {
            text.len()
        } else {
            sentence_end(text, sign)
        };
        found.push(start..end);
        done = end;
    }
    found
}

fn first_sign(text: &str) -> Option<usize> {
    if !PARTS.iter().any(|(_, part)| text.contains(part)) {
        return None;
    }
    // ASCII only, so that offsets stay those of the text.
    let lower = text.to_ascii_lowercase();
    let plain = SIGNS.iter().filter_map(|sign| lower.find(sign));
    let with_year = SIGNS_BEFORE_YEAR.iter().filter_map(|sign| {
        lower
            .match_indices(sign)
            .find(|(at, sign)| {
                let behind = lower[at + sign.len()..].trim_start_matches([' ', ',', '©']);
                is_year(behind) || behind.starts_with("(c)") || sign.ends_with("elsevier")
            })
            .map(|(at, _)| at)
    });
    plain.chain(with_year).min()
}

fn is_year(text: &str) -> bool {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    digits == 4 && (text.starts_with("19") || text.starts_with("20"))
}

/// The start of the sentence that holds `at`.
fn sentence_start(text: &str, at: usize) -> usize {
    let before = text[..at]
        .rfind([';', '.', '!', '?', '\n'])
        .map_or(0, |end| end + 1);
    let start = before + (text[before..at].len() - text[before..at].trim_start().len());
    // A line glued to the last sentence starts with its own sign.
    if text[start..at].split_whitespace().count() > 4 {
        at
    } else {
        start
    }
}

/// The end of the sentence that holds `at`: a full stop with a capital letter behind it, after a
/// word that is no initial.
fn sentence_end(text: &str, at: usize) -> usize {
    text[at..]
        .match_indices('.')
        .map(|(stop, _)| at + stop + 1)
        .find(|&end| {
            let word = text[at..end - 1]
                .rsplit([' ', '.'])
                .next()
                .unwrap_or_default();
            let behind = text[end..].trim_start();
            word.chars().count() > 1 && behind.chars().next().is_none_or(char::is_uppercase)
        })
        .unwrap_or(text.len())
}

#[cfg(test)]
mod tests {
    use super::super::known::Known;
    use super::{Chunks, find};

    fn found(text: &str) -> Vec<&str> {
        let found = find(text, &Chunks::of(text, &mut Known::<()>::default())).into_iter();
        found.map(|range| &text[range]).collect()
    }

    #[test]
    fn lines_at_the_end_go_with_what_follows() {
        assert_eq!(
            found("Cats purr. © 2020 Elsevier B.V. All rights reserved."),
            ["© 2020 Elsevier B.V. All rights reserved."]
        );
        assert_eq!(
            found("Cats purr. Copyright 2019 The Authors. Open access."),
            ["Copyright 2019 The Authors. Open access."]
        );
        assert_eq!(
            found("Cats purr. (C) 2001 Academic Press."),
            ["(C) 2001 Academic Press."]
        );
        for tail in [
            "© The Author(s) 2020. Published by Oxford University Press on behalf of the Cats.",
            "Copyright © 2020, The Cat Society. This article is protected by copyright.",
            "Crown Copyright (C) 2010 Published by Elsevier Ltd. All rights reserved.",
            "(PsycINFO Database Record (c) 2016 APA, all rights reserved).",
            "Published by Elsevier Inc.",
            "This article is protected by copyright. All rights reserved.",
            "(ABSTRACT TRUNCATED AT 250 WORDS)",
        ] {
            assert_eq!(found(&format!("Cats purr. {tail}")), [tail]);
        }
        assert_eq!(
            found("They do. All rights reserved."),
            ["All rights reserved."]
        );
    }

    #[test]
    fn a_line_at_the_start_goes_alone() {
        let text = format!(
            "© 2018 IEEE.We study cats. {}",
            "They purr at night. ".repeat(20)
        );
        assert_eq!(found(&text), ["© 2018 IEEE."]);
    }

    #[test]
    fn copyright_as_a_topic_stays() {
        for text in [
            "Copyright takedowns for language models.",
            "We study copyrighted text; (c) is the third case of 2020.",
            "Rights are reserved to (a), (b) and (c).",
        ] {
            assert_eq!(found(text), Vec::<&str>::new(), "{text}");
        }
    }
}
