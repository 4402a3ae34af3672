//! Headings of structured abstracts: `Background:`, `MATERIALS AND METHODS:`, `RESULTS We`.

use super::chunks::{Chunk, Chunks, HEADING};
use super::kinds::DIGIT;
use rustc_hash::FxHashMap;
use std::ops::Range;
use std::sync::LazyLock;

/// Words that make a heading.
const NAMES: &[&str] = &[
    "abstract",
    "aim",
    "aims",
    "approach",
    "background",
    "conclusion",
    "conclusions",
    "context",
    "contribution",
    "design",
    "discussion",
    "evidence",
    "findings",
    "goal",
    "goals",
    "hypothesis",
    "implications",
    "importance",
    "interpretation",
    "intervention",
    "interventions",
    "introduction",
    "keywords",
    "limitations",
    "measurements",
    "measures",
    "method",
    "methodology",
    "methods",
    "motivation",
    "objective",
    "objectives",
    "originality",
    "outcome",
    "outcomes",
    "participants",
    "patients",
    "purpose",
    "rationale",
    "recommendations",
    "relevance",
    "result",
    "results",
    "setting",
    "settings",
    "significance",
    "sources",
    "subjects",
    "summary",
];

/// Words that stand in headings beside those.
const COMPANIONS: &[&str] = &[
    "&",
    "and",
    "availability",
    "clinical",
    "data",
    "exposure",
    "exposures",
    "extraction",
    "future",
    "impact",
    "implementation",
    "in",
    "key",
    "main",
    "major",
    "material",
    "materials",
    "of",
    "points",
    "practical",
    "practice",
    "primary",
    "problem",
    "registration",
    "research",
    "review",
    "secondary",
    "selection",
    "social",
    "statement",
    "study",
    "synthesis",
    "trial",
    "value",
];

/// Headings that are told from the text by their capitals alone.
const CAPITALS_SUFFICE: &[&str] = &[
    "ABSTRACT",
    "BACKGROUND",
    "CONCLUSION",
    "CONCLUSIONS",
    "DISCUSSION",
    "FINDINGS",
    "INTRODUCTION",
    "METHOD",
    "METHODS",
    "OBJECTIVE",
    "OBJECTIVES",
    "PURPOSE",
    "RESULT",
    "RESULTS",
];

/// Whether a word of a heading makes one.
static MAKES_HEADING: LazyLock<FxHashMap<&str, bool>> = LazyLock::new(|| {
    let names = NAMES.iter().map(|&name| (name, true));
    let companions = COMPANIONS.iter().map(|&word| (word, false));
    names.chain(companions).collect()
});

/// Whether a heading may begin with a chunk.
pub(super) fn may_begin(chunk: &Chunk) -> bool {
    let word = chunk.text().strip_suffix(':').unwrap_or(chunk.text());
    let is_small = word.starts_with(|c: char| c.is_ascii_lowercase());
    !chunk.has(DIGIT) && !is_small && names_among(word).is_some()
}

/// Where headings stand: at the start of a sentence, before a colon or in capitals.
pub(super) fn find(chunks: &Chunks) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut done = 0;
    for &first in &chunks.first {
        if first < done {
            continue;
        }
        done = first;
        // One heading may follow another.
        loop {
            let rest = &chunks.all[done..];
            let length = heading_length(rest);
            let Some(last) = length.checked_sub(1) else {
                break;
            };
            found.push(rest[0].start..rest[last].range().end);
            done += length;
        }
    }
    found
}

/// The number of chunks that are a heading at the beginning of `chunks`; 0 when there is none.
fn heading_length(chunks: &[Chunk]) -> usize {
    if !chunks.first().is_some_and(|first| first.has(HEADING)) {
        return 0;
    }
    let longest = 6;
    let mut has_name = false;
    let mut in_capitals = 0;
    for (index, chunk) in chunks.iter().take(longest).enumerate() {
        if chunk.text() == ":" {
            return if has_name { index + 1 } else { 0 };
        }
        let (words, ends) = match chunk.text().strip_suffix(':') {
            Some(words) => (words, true),
            None => (chunk.text(), false),
        };
        let Some(names) = names_among(words) else {
            break;
        };
        let starts_small = words.starts_with(char::is_lowercase);
        if index == 0 && starts_small {
            return 0;
        }
        has_name |= names > 0;
        if ends {
            return if has_name { index + 1 } else { 0 };
        }
        let is_capital = words.chars().all(|c| !c.is_lowercase());
        let is_telling = CAPITALS_SUFFICE.contains(&words);
        if is_capital
            && in_capitals == index
            && (is_telling || words == "AND" || words == "MATERIALS")
        {
            in_capitals += 1;
        }
    }
    if in_capitals == 0 {
        return 0;
    }
    let follows = chunks.get(in_capitals).is_some_and(|next| {
        next.text().starts_with(char::is_uppercase) && next.text().chars().any(char::is_lowercase)
            || next.text() == "A"
            || next.text() == "I"
    });
    let is_telling = CAPITALS_SUFFICE.contains(&chunks[in_capitals - 1].text());
    if follows && is_telling {
        in_capitals
    } else {
        0
    }
}

/// How many of the words (between slashes or commas) make a heading; none when one is no heading
/// word at all.
fn names_among(words: &str) -> Option<usize> {
    let mut names = 0;
    for word in words.split(['/', ',']).filter(|word| !word.is_empty()) {
        let word = word.trim_matches(|c| c == '(' || c == ')').to_lowercase();
        names += usize::from(*MAKES_HEADING.get(word.as_str())?);
    }
    Some(names)
}

#[cfg(test)]
mod tests {
    use super::super::known::Known;
    use super::{Chunks, find};

    fn found(text: &str) -> Vec<&str> {
        find(&Chunks::of(text, &mut Known::<()>::default()))
            .into_iter()
            .map(|range| &text[range])
            .collect()
    }

    #[test]
    fn headings_before_a_colon_are_found_at_the_start_of_a_sentence() {
        assert_eq!(
            found(
                "Background: Cats purr. Materials and Methods: We ask. (n=3). RESULTS : They do."
            ),
            ["Background:", "Materials and Methods:", "RESULTS :"]
        );
        assert_eq!(found("They purr. & Methods: We ask."), ["& Methods:"]);
        assert_eq!(
            found(
                "Design/methodology/approach: A. Main outcome measures: B. Conclusions and relevance: C"
            ),
            [
                "Design/methodology/approach:",
                "Main outcome measures:",
                "Conclusions and relevance:"
            ]
        );
    }

    #[test]
    fn headings_in_capitals_need_no_colon() {
        assert_eq!(
            found("BACKGROUND Cats purr. MATERIALS AND METHODS We ask. RESULTS A cat"),
            ["BACKGROUND", "MATERIALS AND METHODS", "RESULTS"]
        );
    }

    #[test]
    fn the_same_words_in_a_sentence_stay() {
        for text in [
            "We compare methods: A and B.",
            "Results show that cats purr.",
            "METHODS are compared.",
            "Deep learning: a review.",
            "The main results: none.",
            "Data: public.",
            "Trial of AIM. Aim higher",
        ] {
            assert_eq!(found(text), Vec::<&str>::new(), "{text}");
        }
    }
}
