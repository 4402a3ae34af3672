//! Documents to words that are numbered among themselves.

use rustc_hash::FxHashMap;

use super::elision;
use super::form::{Form, Ruled};
use super::forms::Forms;
use super::repeats::{Outcome, Place, Repeats};
use super::rules::Rules;
use super::stem::Stemmer;
use super::tokenize::{Piece, Token, tokenize, tokenize_for_analysis};
use super::tokens::Chunk;
use super::{Language, Tokens};
use crate::corpus::Document;
use crate::corpus::clean::{Known, Part, Parts};

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
    /// Chunks met before, and what they were read as in each place.
    known: Known<[Outcome; 3]>,
    repeats: Repeats,
    /// The words of the chunk that is read.
    fresh: Vec<u32>,
}

/// The words of a chunk of documents.
pub(super) struct Reading {
    /// The chunk's place among all.
    pub place: usize,
    /// How many forms its reader knew behind it.
    pub forms: usize,
    /// Its words, by the numbers of its reader's forms.
    pub words: Chunk,
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
    pub fn read(&mut self, place: usize, documents: &[Document], rules: &Rules) {
        let stemmer = Stemmer::new(self.language);
        let length = |document: &Document| document.title.len() + document.abstract_text.len();
        self.words
            .reserve(documents.iter().map(length).sum::<usize>() / 5);
        let [mut titles, mut ends] = [(); 2].map(|()| Vec::with_capacity(documents.len()));
        for document in documents {
            self.push_text(&document.title, true, rules, &stemmer);
            titles.push(self.words.len() as u32);
            self.words.push(Tokens::BREAK);
            self.push_text(&document.abstract_text, false, rules, &stemmer);
            ends.push(self.words.len() as u32);
        }
        let words = std::mem::take(&mut self.words);
        self.readings.push(Reading {
            place,
            forms: self.forms.forms.len(),
            words: Chunk {
                words,
                titles,
                ends,
            },
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
        let elides = elision::is_known_in(self.language).then_some(self.language);
        let Reader {
            known,
            repeats,
            forms,
            words,
            fresh,
            ..
        } = self;
        let mut pieces = tokenize(text);
        for part in Parts::of(text, known) {
            match part {
                Part::Chunk(range, Some(number)) => {
                    let place = match pieces.state.initial {
                        _ if title => Place::Title,
                        true => Place::Initial,
                        false => Place::Within,
                    };
                    let outcome = &mut known.note(number)[place as usize];
                    if !outcome.is_known() {
                        let mut behind_word = pieces.clone();
                        behind_word.state.may_break = true;
                        fresh.clear();
                        behind_word.visit(range, |token| {
                            add(token, text, title, elides, forms, fresh);
                        });
                        *outcome = repeats.keep(fresh, behind_word.state);
                    }
                    repeats.replay(*outcome, &mut pieces.state, words);
                }
                Part::Chunk(range, None) | Part::Text(range) => {
                    pieces.visit(range, |token| add(token, text, title, elides, forms, words));
                }
                Part::Hole => {
                    let stop = pieces.pass_hole().into_iter();
                    stop.for_each(|token| add(token, text, title, elides, forms, words));
                }
            }
        }
    }
}

/// Adds the number of a token to others.
fn add(
    token: Token,
    text: &str,
    title: bool,
    elides: Option<Language>,
    forms: &mut Forms,
    words: &mut Vec<u32>,
) {
    let Token::Word {
        mut start,
        end,
        glued,
        initial,
    } = token
    else {
        words.push(Tokens::BREAK);
        return;
    };
    let by_place = title || initial;
    let split = elides.and_then(|language| elision::split(&text[start..end], language));
    if let Some((article, _)) = split {
        let behind = start + article.len();
        words.push(forms.number_in(text, start..behind, false, by_place));
        start = behind;
    }
    words.push(forms.number_in(text, start..end, glued, by_place));
}

/// The words of a text; `None` stands for a break.
fn words<N: Copy + Default>(
    text: &str,
    title: bool,
    language: Language,
    known: &mut Known<N>,
) -> Vec<Option<Form>> {
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
