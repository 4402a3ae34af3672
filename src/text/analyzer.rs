//! Documents to tokens: tokenize, mark stop words, stem.

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use super::elision::{self, is_elided};
use super::stem::Stemmer;
use super::stop_words::stop_words;
use super::tokenize::{Piece, tokenize};
use super::{Language, Surface, Tokens};
use crate::corpus::{Corpus, Document, clean};

/// Documents that one worker tokenizes at a time; fixed, so that numbering never depends on
/// the number of threads.
const CHUNK: usize = 256;

/// Turns documents into [`Tokens`].
#[derive(Debug, Clone)]
pub struct Analyzer {
    /// Whose stemmer and stop words to use.
    pub language: Language,
    stop_words: FxHashSet<String>,
}

impl Analyzer {
    /// The analyzer of a language with its stop words and some more, in any case.
    ///
    /// ```
    /// use thememap::corpus::Corpus;
    /// use thememap::text::{Analyzer, Language};
    ///
    /// let corpus = Corpus::from_texts(["Large Language Models. We steer language models."]);
    /// let tokens = Analyzer::new(Language::ENGLISH, []).analyze(&corpus);
    /// let stems: Vec<_> = tokens.content(0).map(|stem| tokens.stems[stem as usize].as_str()).collect();
    /// assert_eq!(stems, ["languag", "model", "steer", "languag", "model"]);
    /// ```
    pub fn new(language: Language, more_stop_words: impl IntoIterator<Item = String>) -> Self {
        let mut stop_words = stop_words(language);
        stop_words.extend(more_stop_words.into_iter().map(|word| word.to_lowercase()));
        Analyzer {
            language,
            stop_words,
        }
    }

    /// The words of every document of a corpus, in its order.
    pub fn analyze(&self, corpus: &Corpus) -> Tokens {
        let chunks: Vec<Chunk> = corpus
            .documents
            .par_chunks(CHUNK)
            .map(|documents| Chunk::read(documents, self.language))
            .collect();
        self.merge(chunks)
    }

    /// Joins chunks in their order, so that numbers are those of a single pass.
    fn merge(&self, chunks: Vec<Chunk>) -> Tokens {
        let stemmer = Stemmer::new(self.language);
        let mut tokens = Tokens::default();
        let mut surface_ids: FxHashMap<Form, u32> = FxHashMap::default();
        let mut stem_ids: FxHashMap<String, u32> = FxHashMap::default();
        for chunk in chunks {
            let renumbered: Vec<u32> = chunk
                .surfaces
                .into_iter()
                .map(|form| {
                    if let Some(&id) = surface_ids.get(&form) {
                        return id;
                    }
                    let lower = form.text.to_lowercase();
                    let stem = stemmer.stem(&lower);
                    let next = stem_ids.len() as u32;
                    let stem = *stem_ids.entry(stem).or_insert_with_key(|stem| {
                        tokens.stems.push(stem.clone());
                        next
                    });
                    let stop = self.is_stop_word(&lower);
                    let id = tokens.surfaces.len() as u32;
                    tokens.surfaces.push(Surface {
                        text: form.text.clone(),
                        glued: form.glued,
                        certain: form.certain,
                        stem,
                        stop,
                    });
                    surface_ids.insert(form, id);
                    id
                })
                .collect();
            let offset = tokens.words.len();
            tokens
                .words
                .extend(chunk.words.iter().map(|&word| match word {
                    Tokens::BREAK => Tokens::BREAK,
                    word => renumbered[word as usize],
                }));
            tokens
                .ends
                .extend(chunk.ends.iter().map(|end| end + offset));
        }
        tokens
    }

    /// Single letters and numbers say nothing by themselves, like stop words.
    fn is_stop_word(&self, lower: &str) -> bool {
        let short = lower.chars().nth(1).is_none();
        let number = lower
            .chars()
            .all(|c| c.is_numeric() || !c.is_alphanumeric());
        short || number || is_elided(lower) || is_ordinal(lower) || self.stop_words.contains(lower)
    }
}

/// `1st`, `22nd`, `10th`.
fn is_ordinal(word: &str) -> bool {
    let digits = word.trim_end_matches(|c: char| c.is_ascii_lowercase());
    !digits.is_empty()
        && digits.bytes().all(|b| b.is_ascii_digit())
        && matches!(&word[digits.len()..], "st" | "nd" | "rd" | "th")
}

/// The tokens of some neighbouring documents, numbered among themselves.
#[derive(Default)]
struct Chunk {
    language: Language,
    surfaces: Vec<Form>,
    words: Vec<u32>,
    ends: Vec<usize>,
}

impl Chunk {
    fn read(documents: &[Document], language: Language) -> Chunk {
        let mut chunk = Chunk {
            language,
            ..Chunk::default()
        };
        let mut ids: FxHashMap<Form, u32> = FxHashMap::default();
        for document in documents {
            chunk.push(&document.title, true, &mut ids);
            chunk.words.push(Tokens::BREAK);
            chunk.push(&document.abstract_text, false, &mut ids);
            chunk.ends.push(chunk.words.len());
        }
        chunk
    }

    fn push(&mut self, text: &str, title: bool, ids: &mut FxHashMap<Form, u32>) {
        let text = clean::for_analysis(text);
        for piece in tokenize(&text) {
            let Piece::Word {
                text,
                glued,
                initial,
            } = piece
            else {
                self.words.push(Tokens::BREAK);
                continue;
            };
            let by_place = title || initial;
            let word = match elision::split(text, self.language) {
                Some((article, word)) => {
                    self.push_form(Form::new(article, false, by_place), ids);
                    word
                }
                None => text,
            };
            self.push_form(Form::new(word, glued, by_place), ids);
        }
    }

    fn push_form(&mut self, form: Form, ids: &mut FxHashMap<Form, u32>) {
        let next = self.surfaces.len() as u32;
        let id = *ids.entry(form).or_insert_with_key(|key| {
            self.surfaces.push(key.clone());
            next
        });
        self.words.push(id);
    }
}

/// A word form as it was met.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct Form {
    text: String,
    glued: bool,
    certain: bool,
}

impl Form {
    /// In lower case where the only capital, the first, may be due to the place alone.
    fn new(word: &str, glued: bool, capital_by_place: bool) -> Form {
        let mut characters = word.chars();
        let capital = characters.next().is_some_and(char::is_uppercase);
        let doubtful = capital_by_place && capital && !characters.any(char::is_uppercase);
        Form {
            text: if doubtful {
                word.to_lowercase()
            } else {
                word.to_string()
            },
            glued,
            certain: !doubtful,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn surfaces(texts: &[&str]) -> Vec<String> {
        let corpus = Corpus::from_texts(texts.iter().copied());
        let tokens = Analyzer::new(Language::ENGLISH, []).analyze(&corpus);
        tokens
            .surfaces
            .into_iter()
            .map(|surface| surface.text)
            .collect()
    }

    #[test]
    fn a_capital_at_the_start_of_a_sentence_does_not_count_as_spelling() {
        assert_eq!(
            surfaces(&["Models of LLMs. Bayesian or Bayesian"]),
            ["models", "of", "LLMs", "bayesian", "or", "Bayesian"]
        );
    }

    #[test]
    fn single_letters_numbers_and_ordinals_are_stop_words() {
        let analyzer = Analyzer::new(Language::ENGLISH, []);
        for word in ["x", "2024", "3.14", "10th", "the"] {
            assert!(analyzer.is_stop_word(word), "{word}");
        }
        for word in ["gpt-2", "3d", "covid-19", "north"] {
            assert!(!analyzer.is_stop_word(word), "{word}");
        }
    }

    #[test]
    fn stop_words_can_be_added() {
        assert!(Analyzer::new(Language::ENGLISH, ["Models".to_string()]).is_stop_word("models"));
    }

    #[test]
    fn chunks_are_numbered_as_one_pass_would() {
        let texts: Vec<String> = (0..1000)
            .map(|i| format!("word{} shared term{}", i % 7, i))
            .collect();
        let corpus = Corpus::from_texts(texts.iter().map(String::as_str));
        let tokens = Analyzer::new(Language::ENGLISH, []).analyze(&corpus);
        assert_eq!(tokens.len(), 1000);
        let last: Vec<_> = tokens
            .content(999)
            .map(|s| tokens.stems[s as usize].clone())
            .collect();
        assert_eq!(last, ["word5", "share", "term999"]);
    }
}
