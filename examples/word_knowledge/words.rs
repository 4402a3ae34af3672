//! The words that the student learns.

use thememap::text::Tokens;
use thememap::vectors::Vocabulary;

/// The words that stand in at least so many texts.
///
/// A map of many documents leaves out words that few of them share ([`Vocabulary::fit`]); a student
/// learns those just as well, and other corpora will hold them.
pub fn in_enough_texts(tokens: &Tokens, least: usize) -> Vocabulary {
    let mut texts = vec![0; tokens.stems.len()];
    let mut last_seen = vec![usize::MAX; tokens.stems.len()];
    for text in 0..tokens.len() {
        for stem in tokens.content(text) {
            let stem = stem as usize;
            if last_seen[stem] != text {
                last_seen[stem] = text;
                texts[stem] += 1;
            }
        }
    }
    let counted = tokens.stems.iter().zip(texts);
    let mut stems: Vec<String> = counted
        .filter(|&(_, texts)| texts >= least.max(1))
        .map(|(stem, _)| stem.clone())
        .collect();
    stems.sort_unstable();
    Vocabulary::recalled(&stems, Vec::new(), 1, tokens)
}

#[cfg(test)]
mod tests {
    use super::*;
    use thememap::corpus::Corpus;
    use thememap::text::{Analyzer, Language};

    #[test]
    fn a_rare_word_is_learnt_from_however_many_texts() {
        let rare = ["a qubit of light", "a qubit at rest", "the lemur"];
        let many = (0..30_000).map(|_| "stars in a galaxy");
        let corpus = Corpus::from_texts(rare.into_iter().chain(many));
        let tokens = Analyzer::new(Language::ENGLISH, []).analyze(&corpus);
        let vocabulary = in_enough_texts(&tokens, 2);
        let words: Vec<&str> = vocabulary.terms.iter().map(|t| t.stems.as_str()).collect();
        assert_eq!(words, ["galaxi", "qubit", "star"]);
        assert_eq!(vocabulary.terms[1].documents, 2);
    }
}
