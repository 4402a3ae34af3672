//! Links, e-mail addresses and identifiers such as DOIs.

use super::chunks::{Chunk, Chunks};
use super::kinds::{LINK, OTHER, STOP, letters};
use std::ops::Range;

const SCHEMES: &[&str] = &["http://", "https://", "ftp://", "www."];
const DOMAINS: &[&str] = &[
    "ac", "ai", "app", "cc", "ch", "cn", "co", "com", "de", "dev", "edu", "eu", "fr", "gov",
    "info", "int", "io", "it", "jp", "me", "net", "nl", "org", "ru", "uk", "us",
];

/// Where links, addresses and identifiers stand, punctuation around them left out.
pub(super) fn find(chunks: &Chunks) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for &index in &chunks.odd {
        let chunk = &chunks.all[index];
        let Some(range) = link(chunk) else {
            continue;
        };
        let before = index.checked_sub(1).map(|before| chunks.all[before]);
        let start = match before.filter(|word| introduces(word.text())) {
            Some(word) => word.start,
            None => chunk.start + range.start,
        };
        found.push(start..chunk.start + range.end);
    }
    found
}

/// Whether a chunk holds a link or an identifier.
pub(super) fn is_link(chunk: &Chunk) -> bool {
    link(chunk).is_some()
}

/// `doi: 10.1000/1`: the word belongs to the number.
fn introduces(word: &str) -> bool {
    let word = word.trim_start_matches('(');
    ["doi:", "doi", "arxiv:", "url:", "email:", "e-mail:"].contains(&word.to_lowercase().as_str())
}

/// The link or identifier within a chunk.
fn link(chunk: &Chunk) -> Option<Range<usize>> {
    // Without one of these signs there is none; a colon alone does not do.
    let is_www = || {
        let mut fours = chunk.text().as_bytes().windows(4);
        fours.any(|four| four.eq_ignore_ascii_case(b"www."))
    };
    let may_hold = chunk.has_all(LINK | OTHER) || chunk.has_all(STOP | letters(b"w")) && is_www();
    if !may_hold {
        return None;
    }
    let chunk = chunk.text();
    let lower = chunk.to_ascii_lowercase();
    let start = SCHEMES.iter().filter_map(|scheme| lower.find(scheme)).min();
    let start = start
        .or_else(|| identifier(&lower))
        .or_else(|| address(&lower))?;
    let link = chunk[start..].trim_end_matches(|c: char| ".,;:!?\"'”’)]}>".contains(c));
    (!link.is_empty()).then(|| start..start + link.len())
}

/// Where a DOI or an arXiv number starts.
fn identifier(chunk: &str) -> Option<usize> {
    let is_doi = |at: usize| {
        let number = &chunk[at + 3..];
        let digits = number.bytes().take_while(u8::is_ascii_digit).count();
        digits >= 4 && number[digits..].contains('/')
    };
    let doi = chunk
        .match_indices("10.")
        .map(|(at, _)| at)
        .find(|&at| is_doi(at) && !chunk[..at].ends_with(|c: char| c.is_ascii_digit()));
    if let Some(at) = doi {
        return Some(chunk[..at].rfind("doi").unwrap_or(at));
    }
    let arxiv = chunk.find("arxiv:")?;
    chunk[arxiv + 6..]
        .starts_with(|c: char| c.is_ascii_digit())
        .then_some(arxiv)
}

/// Where an e-mail address or a web address without scheme starts: `me@uni.edu`, `github.com/x`.
fn address(chunk: &str) -> Option<usize> {
    let start = chunk.find(|c: char| c.is_alphanumeric())?;
    let (host, has_path) = match chunk[start..].split_once('@') {
        Some((name, host)) => (host, !name.is_empty() && host.contains('.')),
        None => chunk[start..]
            .split_once('/')
            .map(|(host, _)| (host, true))?,
    };
    let host = host.trim_end_matches(|c: char| !c.is_alphanumeric());
    let mut labels = host.split('.');
    let domain = labels.next_back()?;
    let is_label = |label: &str| {
        !label.is_empty()
            && label
                .chars()
                .all(|c| c.is_alphanumeric() || c == '-' || c == '_')
    };
    let is_host = host.contains('.') && DOMAINS.contains(&domain) && labels.all(is_label);
    (has_path && is_host).then_some(start)
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
    fn links_are_found_without_the_punctuation_glued_on() {
        assert_eq!(
            found("code (https://a.io/b_c). See www.x.org; or"),
            ["https://a.io/b_c", "www.x.org"]
        );
        assert_eq!(
            found("at github.com/a/b, code:http://c.d"),
            ["github.com/a/b", "http://c.d"]
        );
    }

    #[test]
    fn addresses_and_identifiers_are_found() {
        assert_eq!(found("write to me.you@cs.uni.edu."), ["me.you@cs.uni.edu"]);
        assert_eq!(
            found("doi: 10.1000/xyz123, doi:10.1000/1 DOI 10.1145/3.4"),
            ["doi: 10.1000/xyz123", "doi:10.1000/1", "DOI 10.1145/3.4"]
        );
        assert_eq!(found("(arXiv:2101.01234v2)"), ["arXiv:2101.01234v2"]);
    }

    #[test]
    fn words_with_slashes_and_signs_stay() {
        for text in [
            "pass@1 and/or 10.5/11",
            "key/value, e.g./i.e.",
            "10.10/3",
            "a: b",
            "@me a.b/c",
        ] {
            assert_eq!(found(text), Vec::<&str>::new(), "{text}");
        }
    }
}
