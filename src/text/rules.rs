//! How a reader wants words to be read: spellings, and phrases that count as one word.

use rustc_hash::FxHashMap;

use super::form::{Form, Ruled};
use super::tokenize::{Piece, tokenize};
use super::{Language, Stemmer};

/// Stands between the stems of a phrase that counts as one word.
pub(crate) const WHOLE: char = '\u{a0}';

/// The rules of a reader, made once and applied to every text.
#[derive(Debug, Clone, Default)]
pub struct Rules {
    /// By the folded first word of what is read otherwise.
    spellings: FxHashMap<String, Vec<Spelling>>,
    /// By the first stem of a phrase.
    wholes: FxHashMap<String, Vec<Whole>>,
}

#[derive(Debug, Clone)]
struct Spelling {
    left: Vec<String>,
    right: Vec<Form>,
}

#[derive(Debug, Clone)]
struct Whole {
    stems: Vec<String>,
    stop: bool,
}

impl Rules {
    /// Rules for texts of a language: words and phrases with those that they are read as, phrases
    /// that count as one word, and words and phrases that carry no theme.
    ///
    /// The left side of a spelling is met in any case, with or without a plural *s*; the others
    /// are met by their stems. Of several that begin at a word the longest counts.
    pub fn new<'a>(
        language: Language,
        spellings: impl IntoIterator<Item = (&'a str, &'a str)>,
        protect: impl IntoIterator<Item = &'a str>,
        silent: impl IntoIterator<Item = &'a str>,
    ) -> Rules {
        let mut rules = Rules::default();
        for (left, right) in spellings {
            let left: Vec<String> = forms(left).iter().map(|form| fold(&form.text)).collect();
            if let Some(first) = left.first().cloned() {
                let right = forms(right);
                rules
                    .spellings
                    .entry(first)
                    .or_default()
                    .push(Spelling { left, right });
            }
        }
        for list in rules.spellings.values_mut() {
            list.sort_by_key(|rule| std::cmp::Reverse(rule.left.len()));
        }
        let protect = protect.into_iter().map(|phrase| (phrase, false));
        let silent = silent.into_iter().map(|phrase| (phrase, true));
        let stemmer = Stemmer::new(language);
        for (phrase, stop) in silent.chain(protect) {
            let phrase = rules.respelled(forms(phrase).into_iter().map(Some).collect());
            let words = phrase.iter().flatten();
            let stems: Vec<String> = words
                .map(|form| stemmer.stem(&form.text.to_lowercase()))
                .collect();
            if let Some(first) = stems.first().cloned() {
                rules
                    .wholes
                    .entry(first)
                    .or_default()
                    .push(Whole { stems, stop });
            }
        }
        for list in rules.wholes.values_mut() {
            list.sort_by_key(|rule| std::cmp::Reverse(rule.stems.len()));
        }
        rules
    }

    /// Whether there is no rule.
    pub fn is_empty(&self) -> bool {
        self.spellings.is_empty() && self.wholes.is_empty()
    }

    /// The words of a text as the rules have them; `None` stands for a break.
    pub(super) fn apply(&self, words: Vec<Option<Form>>, stemmer: &Stemmer) -> Vec<Option<Form>> {
        self.joined(self.respelled(words), stemmer)
    }

    fn respelled(&self, words: Vec<Option<Form>>) -> Vec<Option<Form>> {
        if self.spellings.is_empty() {
            return words;
        }
        let folded: Vec<Option<String>> = words
            .iter()
            .map(|word| word.as_ref().map(|form| fold(&form.text)))
            .collect();
        let mut read = Vec::with_capacity(words.len());
        let mut at = 0;
        while at < words.len() {
            let rules = folded[at]
                .as_ref()
                .and_then(|word| self.spellings.get(word));
            match rules
                .into_iter()
                .flatten()
                .find(|rule| stand_at(&rule.left, &folded[at..]))
            {
                Some(rule) => {
                    read.extend(rule.right.iter().cloned().map(Some));
                    at += rule.left.len();
                    let glued = words[at - 1].as_ref().is_some_and(|form| form.glued);
                    if let Some(Some(last)) = read.last_mut() {
                        last.glued = glued;
                    }
                }
                None => {
                    read.push(words[at].clone());
                    at += 1;
                }
            }
        }
        read
    }

    fn joined(&self, words: Vec<Option<Form>>, stemmer: &Stemmer) -> Vec<Option<Form>> {
        if self.wholes.is_empty() {
            return words;
        }
        let stems: Vec<Option<String>> = words
            .iter()
            .map(|word| Some(stemmer.stem(&word.as_ref()?.text.to_lowercase())))
            .collect();
        let mut read = Vec::with_capacity(words.len());
        let mut at = 0;
        while at < words.len() {
            let rules = stems[at].as_ref().and_then(|stem| self.wholes.get(stem));
            match rules
                .into_iter()
                .flatten()
                .find(|rule| stand_at(&rule.stems, &stems[at..]))
            {
                Some(rule) => {
                    let end = at + rule.stems.len();
                    read.push(Some(whole(words[at..end].iter().flatten(), rule)));
                    at = end;
                }
                None => {
                    read.push(words[at].clone());
                    at += 1;
                }
            }
        }
        read
    }
}

/// Whether these words stand at the beginning of a text.
fn stand_at(wanted: &[String], text: &[Option<String>]) -> bool {
    text.len() >= wanted.len() && wanted.iter().zip(text).all(|(a, b)| Some(a) == b.as_ref())
}

/// Some words as one.
fn whole<'a>(words: impl Iterator<Item = &'a Form>, rule: &Whole) -> Form {
    let mut form = Form {
        text: String::new(),
        glued: false,
        certain: true,
        ruled: Some(Ruled {
            stem: rule.stems.join(&WHOLE.to_string()),
            stop: rule.stop,
        }),
    };
    for word in words {
        if !form.text.is_empty() {
            form.text.push(if form.glued { '-' } else { ' ' });
        }
        form.text += &word.text;
        form.glued = word.glued;
        form.certain &= word.certain;
    }
    form
}

fn forms(text: &str) -> Vec<Form> {
    tokenize(text)
        .filter_map(|piece| match piece {
            Piece::Word { text, glued, .. } => Some(Form::new(text, glued, false)),
            Piece::Break => None,
        })
        .collect()
}

/// A word in lower case without the *s* of a plural.
fn fold(word: &str) -> String {
    let lower = word.to_lowercase();
    match lower.strip_suffix('s') {
        Some(singular) if singular.chars().count() > 2 && !singular.ends_with('s') => {
            singular.to_string()
        }
        _ => lower,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::Corpus;
    use crate::text::Analyzer;

    fn read(rules: Rules, text: &str) -> Vec<(String, bool)> {
        let analyzer = Analyzer::new(Language::ENGLISH, []).with_rules(rules);
        let tokens = analyzer.analyze(&Corpus::from_texts([text]));
        let words = tokens.document(0).iter();
        let words = words.filter_map(|&word| tokens.surfaces.get(word as usize));
        words
            .map(|surface| (surface.text.clone(), surface.stop))
            .collect()
    }

    fn texts(rules: Rules, text: &str) -> Vec<String> {
        read(rules, text)
            .into_iter()
            .map(|(text, _)| text)
            .collect()
    }

    #[test]
    fn spellings_meet_any_case_and_the_plural_and_nothing_else() {
        let rules = || Rules::new(Language::ENGLISH, [("LLMs", "language model")], [], []);
        assert_eq!(
            texts(rules(), "llm, LLMs llmsx"),
            ["language", "model", "language", "model", "llmsx"]
        );
    }

    #[test]
    fn the_longest_rule_counts_and_none_reaches_over_a_break() {
        let spellings = [("neural net", "NN"), ("neural", "nervous")];
        let rules = || Rules::new(Language::ENGLISH, spellings, ["deep belief"], []);
        assert_eq!(
            texts(
                rules(),
                "a neural net, neural. net of deep beliefs; deep. belief"
            ),
            [
                "a",
                "NN",
                "nervous",
                "net",
                "of",
                "deep beliefs",
                "deep",
                "belief"
            ]
        );
    }

    #[test]
    fn a_protected_phrase_may_hold_stop_words_and_a_silent_one_is_a_stop_word() {
        let protect = ["out of distribution"];
        let rules = Rules::new(Language::ENGLISH, [], protect, ["data set"]);
        let words = read(rules, "out-of-distribution data sets");
        let expected = [("out-of-distribution", false), ("data sets", true)];
        assert_eq!(words, expected.map(|(text, stop)| (text.to_string(), stop)));
    }
}
