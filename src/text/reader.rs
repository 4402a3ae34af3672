//! Documents to words that are numbered among themselves.

use rustc_hash::FxHashMap;

use super::elision;
use super::form::{Form, Ruled};
use super::forms::Forms;
use super::rules::Rules;
use super::stem::Stemmer;
use super::tokenize::{Piece, Token, tokenize_for_analysis};
use super::{Language, Tokens};
use crate::corpus::Document;
use crate::corpus::clean::Known;

/// Reads chunks of documents, one after another.
#[derive(Default)]
pub(super) struct Reader {
    language: Language,
    /// The forms met so far; words are numbered by them.
    pub forms: Forms,
    /// What was read, in order.
    pub readings: Vec<Reading>,
    /// What rules say of forms, by their texts.
    pub ruled: FxHashMap<String, Ruled>,
    words: Vec<u32>,
    /// Chunks met before, and the forms of those that are words, where their case is their own and
    /// where it may be due to the place.
    known: Known,
    forms_of_known: Vec<[Option<u32>; 2]>,
}

/// The words of a chunk of documents.
pub(super) struct Reading {
    /// The chunk's place among all.
    pub chunk: usize,
    /// How many forms its reader knew behind it.
    pub forms: usize,
    /// The numbers of its words, and [`Tokens::BREAK`].
    pub words: Vec<u32>,
    /// Where each document ends among them.
    pub ends: Vec<usize>,
}

impl Reader {
    /// A reader that has met nothing yet.
    pub fn new(language: Language) -> Reader {
        Reader {
            language,
            ..Reader::default()
        }
    }

    /// Reads a chunk; its place is behind those of the chunks before.
    pub fn read(&mut self, chunk: usize, documents: &[Document], rules: &Rules) {
        let stemmer = Stemmer::new(self.language);
        let length = |document: &Document| document.title.len() + document.abstract_text.len();
        self.words
            .reserve(documents.iter().map(length).sum::<usize>() / 5);
        let mut ends = Vec::with_capacity(documents.len());
        for document in documents {
            self.push_text(&document.title, true, rules, &stemmer);
            self.words.push(Tokens::BREAK);
            self.push_text(&document.abstract_text, false, rules, &stemmer);
            ends.push(self.words.len());
        }
        self.readings.push(Reading {
            chunk,
            forms: self.forms.forms.len(),
            words: std::mem::take(&mut self.words),
            ends,
        });
    }

    fn push_text(&mut self, text: &str, title: bool, rules: &Rules, stemmer: &Stemmer) {
        if rules.is_empty() {
            self.push(text, title);
            return;
        }
        let words = words(text, title, self.language, &mut self.known);
        for word in rules.apply(words, stemmer) {
            self.push_ruled(word);
        }
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
        let elides = elision::is_known_in(self.language);
        let Reader {
            known,
            forms_of_known,
            forms,
            words,
            ..
        } = self;
        tokenize_for_analysis(text, known, |token| {
            let Token::Word {
                mut start,
                end,
                glued,
                initial,
                known,
            } = token
            else {
                words.push(Tokens::BREAK);
                return;
            };
            let by_place = title || initial;
            if let Some(known) = known {
                let known = known as usize;
                if known >= forms_of_known.len() {
                    forms_of_known.resize(known + 1, [None; 2]);
                }
                let form = &mut forms_of_known[known][usize::from(by_place)];
                let number = || forms.number_in(text, start..end, glued, by_place);
                words.push(*form.get_or_insert_with(number));
                return;
            }
            if elides && let Some((article, _)) = elision::split(&text[start..end], self.language) {
                let behind = start + article.len();
                words.push(forms.number_in(text, start..behind, false, by_place));
                start = behind;
            }
            words.push(forms.number_in(text, start..end, glued, by_place));
        });
    }
}

/// The words of a text; `None` stands for a break.
fn words(text: &str, title: bool, language: Language, known: &mut Known) -> Vec<Option<Form>> {
    let mut words = Vec::new();
    tokenize_for_analysis(text, known, |token| {
        let Piece::Word {
            text,
            glued,
            initial,
        } = token.piece(text)
        else {
            words.push(None);
            return;
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
    });
    words
}
