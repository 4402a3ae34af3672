//! Documents to tokens: tokenize, mark stop words, stem.

use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use super::elision::is_elided;
use super::form::Ruled;
use super::forms::Forms;
use super::interner::Interner;
use super::reader::{Reader, Reading};
use super::rules::Rules;
use super::stem::Stemmer;
use super::stop_words::stop_words;
use super::tokens::CHUNK;
use super::{Language, Surface, Tokens};
use crate::corpus::{Corpus, Document};

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
    #[must_use]
    pub fn with_rules(self, rules: Rules) -> Self {
        Analyzer { rules, ..self }
    }

    /// The stems of a term as they stand in the words of a text that holds it.
    pub fn term(&self, text: &str) -> Vec<String> {
        let document = Document::new("", text);
        let mut reader = Reader::new(self.language);
        reader.read(0, &[document], &self.rules);
        let tokens = self.join(vec![reader]);
        let stems = tokens.stem_sequence(0).into_iter();
        stems
            .map(|stem| tokens.stems[stem as usize].clone())
            .collect()
    }

    /// The same as indices into [`Tokens::stems`]; none where one of them stands in no document.
    ///
    /// ```
    /// use thememap::corpus::Corpus;
    /// use thememap::text::{Analyzer, Language};
    ///
    /// let analyzer = Analyzer::new(Language::ENGLISH, []);
    /// let tokens = analyzer.analyze(&Corpus::from_texts(["We steer language models."]));
    /// assert_eq!(analyzer.term_in("Language model", &tokens), Some(vec![2, 3]));
    /// assert_eq!(analyzer.term_in("coral", &tokens), None);
    /// ```
    pub fn term_in(&self, text: &str, tokens: &Tokens) -> Option<Vec<u32>> {
        let stems = self.term(text).into_iter();
        let place = |stem: String| tokens.stems.iter().position(|known| *known == stem);
        stems.map(|stem| place(stem).map(|at| at as u32)).collect()
    }

    /// The words of every document of a corpus, in its order.
    pub fn analyze(&self, corpus: &Corpus) -> Tokens {
        let chunks: Vec<&[Document]> = corpus.documents.chunks(CHUNK).collect();
        let next = AtomicUsize::new(0);
        let threads = rayon::current_num_threads();
        let readers = (0..threads).into_par_iter().with_max_len(1).map(|_| {
            let mut reader = Reader::new(self.language);
            loop {
                let index = next.fetch_add(1, Ordering::Relaxed);
                match chunks.get(index) {
                    Some(documents) => reader.read(index, documents, &self.rules),
                    None => return reader,
                }
            }
        });
        self.join(readers.collect())
    }

    /// Joins what readers read, by the order of the chunks, so that numbers are those of a single
    /// pass, whoever read what.
    fn join(&self, mut readers: Vec<Reader>) -> Tokens {
        let mut readings: Vec<(usize, Reading)> = Vec::new();
        for (number, reader) in readers.iter_mut().enumerate() {
            readings.extend(reader.readings.drain(..).map(|reading| (number, reading)));
        }
        readings.sort_unstable_by_key(|(_, reading)| reading.place);
        let ruled = readers
            .iter_mut()
            .flat_map(|reader| reader.ruled.drain())
            .collect();
        let forms = match &mut readers[..] {
            [only] => std::mem::take(&mut only.forms),
            _ => renumber(&readers, &mut readings),
        };
        let mut tokens = Tokens {
            chunks: readings
                .into_iter()
                .map(|(_, reading)| reading.words)
                .collect(),
            ..Tokens::default()
        };
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
        let mut stems: Interner = Interner::default();
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

/// Gives the words of readings, each beside the number of its reader, the numbers that a single pass
/// would have given: a reader takes chunks in rising order, so a form that is new in a chunk was new
/// to the chunk's reader there.
fn renumber(readers: &[Reader], readings: &mut [(usize, Reading)]) -> Forms {
    let mut forms = Forms::default();
    let mut numbers: Vec<Vec<u32>> = vec![Vec::new(); readers.len()];
    for (reader, reading) in readings.iter() {
        let known = &readers[*reader].forms;
        let new = known.forms[numbers[*reader].len()..reading.forms].iter();
        let new =
            new.map(|form| forms.number(known.texts.get(form.text), form.glued, form.certain));
        numbers[*reader].extend(new);
    }
    readings.par_iter_mut().for_each(|(reader, reading)| {
        for word in &mut reading.words.words {
            // A break is beyond all numbers.
            let number = numbers[*reader].get(*word as usize);
            *word = number.copied().unwrap_or(Tokens::BREAK);
        }
    });
    forms
}

/// `1st`, `22nd`, `10th`.
fn is_ordinal(word: &str) -> bool {
    let digits = word.trim_end_matches(|c: char| c.is_ascii_lowercase());
    !digits.is_empty()
        && digits.bytes().all(|b| b.is_ascii_digit())
        && matches!(&word[digits.len()..], "st" | "nd" | "rd" | "th")
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
    fn a_title_is_as_long_as_its_own_words_and_an_opening_where_there_is_none() {
        let long = "one two three four five six seven eight nine ten ".repeat(3);
        let documents = vec![
            Document::new("Deep sleep: a survey", "Sleep helps."),
            Document::new("", &long),
            Document::new("", "Short."),
        ];
        let corpus = Corpus::from_documents(documents);
        let tokens = Analyzer::new(Language::ENGLISH, []).analyze(&corpus);
        let words = |document: usize| {
            let title = tokens.title(document).iter();
            title.filter(|&&word| word != Tokens::BREAK).count()
        };
        assert_eq!([words(0), words(1), words(2)], [4, 14, 1]);
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
