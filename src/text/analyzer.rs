//! Documents to tokens: tokenize, mark stop words, stem.

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use super::elision::{self, is_elided};
use super::form::{Form, Ruled};
use super::forms::{Forms, Interner};
use super::rules::Rules;
use super::stem::Stemmer;
use super::stop_words::stop_words;
use super::tokenize::{Piece, tokenize};
use super::{Language, Surface, Tokens};
use crate::corpus::{Corpus, Document, clean};

/// Into how many chunks a corpus is divided, as far as chunks keep within the sizes below: never by
/// the number of threads, so that numbering does not depend on it.
const CHUNKS: usize = 64;
const SMALLEST_CHUNK: usize = 64;
const LARGEST_CHUNK: usize = 2048;

/// Turns documents into [`Tokens`].
#[derive(Debug, Clone)]
pub struct Analyzer {
    /// Whose stemmer and stop words to use.
    pub language: Language,
    stop_words: FxHashSet<String>,
    rules: Rules,
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
            rules: Rules::default(),
        }
    }

    /// The same with the rules of a reader.
    ///
    /// ```
    /// use thememap::corpus::Corpus;
    /// use thememap::text::{Analyzer, Language, Rules};
    ///
    /// let spellings = [("LLMs", "language model")];
    /// let rules = Rules::new(Language::ENGLISH, spellings, ["catastrophic forgetting"], []);
    /// let analyzer = Analyzer::new(Language::ENGLISH, []).with_rules(rules);
    /// let tokens = analyzer.analyze(&Corpus::from_texts(["An LLM and catastrophic forgetting"]));
    /// let surfaces: Vec<_> = tokens.surfaces.iter().map(|s| s.text.as_str()).collect();
    /// assert_eq!(surfaces, ["an", "language", "model", "and", "catastrophic forgetting"]);
    /// ```
    pub fn with_rules(self, rules: Rules) -> Self {
        Analyzer { rules, ..self }
    }

    /// The stems of a term as they stand in the words of a text that holds it.
    pub fn term(&self, text: &str) -> Vec<String> {
        let document = Document::new("", text);
        let tokens = self.merge(vec![Chunk::read(&[document], self.language, &self.rules)]);
        let stems = tokens.stem_sequence(0).into_iter();
        stems
            .map(|stem| tokens.stems[stem as usize].clone())
            .collect()
    }

    /// The words of every document of a corpus, in its order.
    pub fn analyze(&self, corpus: &Corpus) -> Tokens {
        let size = corpus.documents.len().div_ceil(CHUNKS);
        let chunks: Vec<Chunk> = corpus
            .documents
            .par_chunks(size.clamp(SMALLEST_CHUNK, LARGEST_CHUNK))
            .map(|documents| Chunk::read(documents, self.language, &self.rules))
            .collect();
        self.merge(chunks)
    }

    /// Joins chunks in their order, so that numbers are those of a single pass.
    fn merge(&self, chunks: Vec<Chunk>) -> Tokens {
        let mut forms = Forms::default();
        let mut ruled = FxHashMap::default();
        let mut tokens = Tokens::default();
        tokens
            .words
            .reserve_exact(chunks.iter().map(|chunk| chunk.words.len()).sum());
        for chunk in chunks {
            let numbered = chunk.forms.forms.iter().map(|form| {
                forms.number(chunk.forms.texts.get(form.text), form.glued, form.certain)
            });
            let numbers: Vec<u32> = numbered.collect();
            let offset = tokens.words.len();
            let words = chunk.words.iter().map(|&word| match word {
                Tokens::BREAK => Tokens::BREAK,
                word => numbers[word as usize],
            });
            tokens.words.extend(words);
            tokens
                .ends
                .extend(chunk.ends.iter().map(|end| end + offset));
            ruled.extend(chunk.ruled);
        }
        self.describe(&forms, &ruled, &mut tokens);
        tokens
    }

    /// Stems the word forms and marks stop words, unless rules say what they are.
    fn describe(&self, forms: &Forms, ruled: &FxHashMap<String, Ruled>, tokens: &mut Tokens) {
        let stemmer = Stemmer::new(self.language);
        let read: Vec<(String, bool)> = (0..forms.texts.len() as u32)
            .into_par_iter()
            .map(|text| {
                if let Some(ruled) = ruled.get(forms.texts.get(text)) {
                    return (ruled.stem.clone(), ruled.stop);
                }
                let lower = forms.texts.get(text).to_lowercase();
                (stemmer.stem(&lower), self.is_stop_word(&lower))
            })
            .collect();
        let mut stems = Interner::default();
        for form in &forms.forms {
            let (stem, stop) = &read[form.text as usize];
            let number = stems.number(stem);
            if number as usize == tokens.stems.len() {
                tokens.stems.push(stem.clone());
            }
            tokens.codes.push(2 * number + u32::from(*stop));
            tokens.surfaces.push(Surface {
                text: forms.texts.get(form.text).to_string(),
                glued: form.glued,
                certain: form.certain,
                stem: number,
                stop: *stop,
            });
        }
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
    forms: Forms,
    words: Vec<u32>,
    ends: Vec<usize>,
    /// Room for a word in lower case.
    lower: String,
    /// What rules say of forms, by their texts.
    ruled: FxHashMap<String, Ruled>,
}

impl Chunk {
    fn read(documents: &[Document], language: Language, rules: &Rules) -> Chunk {
        let mut chunk = Chunk {
            language,
            ..Chunk::default()
        };
        let stemmer = Stemmer::new(language);
        let push = |chunk: &mut Chunk, text: &str, title: bool| match rules.is_empty() {
            true => chunk.push(text, title),
            false => {
                let words = rules.apply(words(text, title, language), &stemmer);
                words.into_iter().for_each(|word| chunk.push_ruled(word));
            }
        };
        for document in documents {
            push(&mut chunk, &document.title, true);
            chunk.words.push(Tokens::BREAK);
            push(&mut chunk, &document.abstract_text, false);
            chunk.ends.push(chunk.words.len());
        }
        chunk
    }

    /// A word to which rules were applied; `None` stands for a break.
    fn push_ruled(&mut self, word: Option<Form>) {
        let Some(form) = word else {
            self.words.push(Tokens::BREAK);
            return;
        };
        let number = self.forms.number(&form.text, form.glued, form.certain);
        self.words.push(number);
        if let Some(ruled) = form.ruled {
            self.ruled.insert(form.text, ruled);
        }
    }

    fn push(&mut self, text: &str, title: bool) {
        let text = clean::for_analysis(text);
        let elides = elision::is_known_in(self.language);
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
            let split = elides
                .then(|| elision::split(text, self.language))
                .flatten();
            let word = match split {
                Some((article, word)) => {
                    self.push_form(article, false, by_place);
                    word
                }
                None => text,
            };
            self.push_form(word, glued, by_place);
        }
    }

    /// A form is in lower case where the only capital, the first, may be due to the place alone.
    fn push_form(&mut self, word: &str, glued: bool, capital_by_place: bool) {
        let mut characters = word.chars();
        let doubtful = capital_by_place
            && characters.next().is_some_and(char::is_uppercase)
            && !characters.any(char::is_uppercase);
        let number = match doubtful {
            false => self.forms.number(word, glued, true),
            true if word.is_ascii() => {
                self.lower.clear();
                self.lower.push_str(word);
                self.lower.make_ascii_lowercase();
                self.forms.number(&self.lower, glued, false)
            }
            true => self.forms.number(&word.to_lowercase(), glued, false),
        };
        self.words.push(number);
    }
}

/// The words of a text; `None` stands for a break.
fn words(text: &str, title: bool, language: Language) -> Vec<Option<Form>> {
    let text = clean::for_analysis(text);
    let mut words = Vec::new();
    for piece in tokenize(&text) {
        let Piece::Word {
            text,
            glued,
            initial,
        } = piece
        else {
            words.push(None);
            continue;
        };
        let by_place = title || initial;
        let word = match elision::split(text, language) {
            Some((article, word)) => {
                words.push(Some(Form::new(article, false, by_place)));
                word
            }
            None => text,
        };
        words.push(Some(Form::new(word, glued, by_place)));
    }
    words
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
