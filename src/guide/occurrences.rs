//! Where words and phrases stand, compared by their stems.

use rustc_hash::FxHashMap;

use crate::quality::Posting;
use crate::text::{Analyzer, Tokens};

/// For each term the documents that hold it, ascending, with how often they do.
pub(super) fn occurrences(
    terms: &[String],
    analyzer: &Analyzer,
    tokens: &Tokens,
) -> Vec<Vec<Posting>> {
    let ids: FxHashMap<&str, u32> = tokens.stems.iter().map(String::as_str).zip(0..).collect();
    let mut by_first: FxHashMap<u32, Vec<(usize, Vec<u32>)>> = FxHashMap::default();
    for (index, term) in terms.iter().enumerate() {
        let stems = analyzer.term(term);
        let known: Option<Vec<u32>> = stems.iter().map(|s| ids.get(s.as_str()).copied()).collect();
        if let Some(known) = known
            && let Some(&first) = known.first()
        {
            by_first.entry(first).or_default().push((index, known));
        }
    }
    let mut found: Vec<Vec<Posting>> = vec![Vec::new(); terms.len()];
    for document in 0..tokens.len() {
        let words = tokens.document(document);
        let stem = |at: usize| match words.get(at) {
            None | Some(&Tokens::BREAK) => None,
            Some(&word) => Some(tokens.surfaces[word as usize].stem),
        };
        for start in 0..words.len() {
            let wanted = stem(start).and_then(|first| by_first.get(&first));
            for (index, stems) in wanted.into_iter().flatten() {
                let stands = (0..)
                    .zip(stems)
                    .all(|(offset, &s)| stem(start + offset) == Some(s));
                if stands {
                    count(&mut found[*index], document as u32);
                }
            }
        }
    }
    found
}

fn count(postings: &mut Vec<Posting>, document: u32) {
    match postings.last_mut() {
        Some(last) if last.document == document => last.count += 1,
        _ => postings.push(Posting { document, count: 1 }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::Corpus;
    use crate::text::Language;

    #[test]
    fn a_phrase_is_met_by_its_stems_and_over_no_break() {
        let analyzer = Analyzer::new(Language::ENGLISH, []);
        let texts = [
            "Causal effects and a causal effect",
            "It is causal. Effects vary",
            "none",
        ];
        let tokens = analyzer.analyze(&Corpus::from_texts(texts));
        let terms = [
            "causal effect".to_string(),
            "causal".to_string(),
            "absent".to_string(),
        ];
        let found = occurrences(&terms, &analyzer, &tokens);
        let documents = |index: usize| -> Vec<(u32, u32)> {
            found[index]
                .iter()
                .map(|posting| (posting.document, posting.count))
                .collect()
        };
        assert_eq!(documents(0), [(0, 2)]);
        assert_eq!(documents(1), [(0, 2), (1, 1)]);
        assert_eq!(documents(2), []);
    }
}
