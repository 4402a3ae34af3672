//! The flow of records from the files to the themes, in the words of PRISMA.

use super::inspect::as_object;
use super::{Corpus, Dropped, Reason, language};
use crate::text::Language;
use crate::{Error, Result};
use serde::Serialize;

/// Files left out that a sentence names.
const NAMED: usize = 5;

/// What became of the records; `identified` is the sum of the five behind it, and `used` that of
/// documents with an abstract and `by_title_alone`.
///
/// The words are those of the flow diagram of PRISMA 2020 (Page et al. 2021).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Ledger {
    /// Records in all files.
    pub identified: usize,
    /// Copies of papers that are used.
    pub duplicates_removed: usize,
    /// Records with neither title nor abstract.
    pub without_text: usize,
    /// Records that could not be read.
    pub unreadable: usize,
    /// Documents that the reader left out.
    #[serde(skip_serializing_if = "is_zero")]
    pub excluded: usize,
    /// Documents of the run.
    pub used: usize,
    /// Documents of the run that have no abstract.
    pub by_title_alone: usize,
    /// Documents of the run by language, the commonest first.
    #[serde(serialize_with = "as_object")]
    pub languages: Vec<(&'static str, usize)>,
    /// Documents of the run whose language cannot be told.
    pub language_unknown: usize,
}

impl Ledger {
    /// The ledger of a corpus.
    pub fn of(corpus: &Corpus) -> Ledger {
        let number_of = |reason| {
            corpus
                .dropped
                .iter()
                .filter(|record| record.reason == reason)
                .count()
        };
        let languages = corpus.documents.iter().map(|document| document.language);
        Ledger {
            identified: corpus.documents.len() + corpus.dropped.len(),
            duplicates_removed: number_of(Reason::Duplicate),
            without_text: number_of(Reason::NoText),
            unreadable: number_of(Reason::Unreadable),
            excluded: number_of(Reason::Excluded),
            used: corpus.documents.len(),
            by_title_alone: corpus
                .documents
                .iter()
                .filter(|document| document.abstract_text.is_empty())
                .count(),
            languages: by_number(languages.clone().flatten()),
            language_unknown: languages.filter(Option::is_none).count(),
        }
    }

    /// Documents known to be in another language than this one.
    pub fn in_another_language(&self, language: Language) -> usize {
        let others = self.other_languages(language);
        others.iter().map(|(_, number)| number).sum()
    }

    /// The languages but this one, with their numbers.
    fn other_languages(&self, language: Language) -> Vec<(&'static str, usize)> {
        let is_other = |name: &str| !name.eq_ignore_ascii_case(language.name());
        let others = self.languages.iter().filter(|(name, _)| is_other(name));
        others.copied().collect()
    }

    /// The flow from the records identified to those used, a line each; what is taken away is
    /// negative, so that the lines up to `used` add up.
    pub fn lines(&self) -> Vec<(String, i64)> {
        let whole = |number: usize| i64::try_from(number).unwrap_or(i64::MAX);
        let line = |words: &str, number: i64| (words.to_owned(), number);
        let mut lines = vec![
            line("records identified", whole(self.identified)),
            line("duplicates removed", -whole(self.duplicates_removed)),
            line("with neither title nor abstract", -whole(self.without_text)),
            line("unreadable", -whole(self.unreadable)),
        ];
        if self.excluded > 0 {
            lines.push(line("left out by the reader", -whole(self.excluded)));
        }
        lines.push(line("used", whole(self.used)));
        lines.push(line(
            "of these without abstract, used by title alone",
            whole(self.by_title_alone),
        ));
        for &(name, number) in &self.languages {
            lines.push((format!("of these in {name}"), whole(number)));
        }
        if self.language_unknown > 0 {
            let words = "of these in a language that cannot be told";
            lines.push(line(words, whole(self.language_unknown)));
        }
        lines
    }
}

fn is_zero(number: &usize) -> bool {
    *number == 0
}

/// Languages with their numbers, the commonest first, of equal numbers by name.
pub(super) fn by_number(
    languages: impl Iterator<Item = &'static str>,
) -> Vec<(&'static str, usize)> {
    let mut names: Vec<&str> = languages.collect();
    names.sort_unstable();
    let mut numbers: Vec<(&str, usize)> = names
        .chunk_by(|a, b| a == b)
        .map(|same| (same[0], same.len()))
        .collect();
    numbers.sort_by_key(|&(_, number)| std::cmp::Reverse(number));
    numbers
}

/// Languages as `French 12, German 3`.
pub(super) fn in_words(languages: &[(&str, usize)]) -> String {
    let words = languages
        .iter()
        .map(|(name, number)| format!("{name} {number}"));
    words.collect::<Vec<_>>().join(", ")
}

impl Corpus {
    /// The language that most of its documents are in, for the stemmer and the stop words; English
    /// where no language can be told.
    ///
    /// # Errors
    ///
    /// [`Error::Corpus`] when that language has no stemmer, or when words cannot be found in most
    /// texts, with the way out.
    pub fn majority_language(&self) -> Result<Language> {
        self.check_words()?;
        let ledger = Ledger::of(self);
        let Some(&(name, number)) = ledger.languages.first() else {
            return Ok(Language::ENGLISH);
        };
        name.parse().map_err(|_| {
            let known: Vec<&str> = Language::all().map(Language::name).collect();
            Error::Corpus(format!(
                "most texts ({number} of {}) are in {name}, for which there is no stemmer; name \
                 the one to use with `--language NAME`, out of {}",
                ledger.used,
                known.join(", ")
            ))
        })
    }

    /// Whether there are documents to tell apart.
    ///
    /// # Errors
    ///
    /// [`Error::Corpus`] for fewer than two, with what became of the other records.
    pub(crate) fn check_number(&self) -> Result<()> {
        let ledger = Ledger::of(self);
        if ledger.used > 1 {
            return Ok(());
        }
        let s = if ledger.used == 1 { "" } else { "s" };
        let set_aside = [
            (ledger.duplicates_removed, "the same as another"),
            (ledger.without_text, "without title and abstract"),
            (ledger.unreadable, "unreadable"),
            (ledger.excluded, "left out by decisions"),
        ];
        let set_aside = set_aside.iter().filter(|(number, _)| *number > 0);
        let set_aside: Vec<String> = set_aside
            .map(|(number, what)| format!("{number} {what}"))
            .collect();
        let of_all = match set_aside.is_empty() {
            true => String::new(),
            false => format!(
                " among {} records ({})",
                ledger.identified,
                set_aside.join(", ")
            ),
        };
        Err(Error::Corpus(format!(
            "{} document{s} with text{of_all}: themes need at least two, and some hundred to be \
             worth it",
            ledger.used
        )))
    }

    /// Whether the words of its texts can be found.
    ///
    /// # Errors
    ///
    /// [`Error::Corpus`] when most documents are in a script without spaces between words, with
    /// the way out.
    pub(crate) fn check_words(&self) -> Result<()> {
        let hidden = self.with_hidden_words();
        let number: usize = hidden.iter().map(|(_, number)| number).sum();
        if 2 * number <= self.documents.len() {
            return Ok(());
        }
        Err(Error::Corpus(format!(
            "{number} of {} texts are in a language whose words are not found here ({}): it has \
             no spaces between words, or joins several words to one. Put a space between any two \
             words with a segmenter for that language first, or leave these texts out",
            self.documents.len(),
            in_words(&hidden)
        )))
    }

    /// Sentences on its languages that a reader of the themes must know; `used` is the language of
    /// stemmer and stop words.
    pub fn language_notes(&self, used: Language) -> Vec<String> {
        let ledger = Ledger::of(self);
        let mut notes = Vec::new();
        let other = ledger.in_another_language(used);
        // Single texts are mistaken now and then, and tell nothing about the corpus.
        if other * 50 > ledger.used {
            let capital = used.name();
            let are = if other == 1 { "is" } else { "are" };
            notes.push(format!(
                "{other} of {} documents {are} in another language than {}{} ({}): texts in \
                 different languages share few words and fall into themes of their own.",
                ledger.used,
                capital[..1].to_uppercase(),
                &capital[1..],
                in_words(&ledger.other_languages(used))
            ));
        }
        if other * 2 > ledger.used {
            notes.push(format!(
                "Stemmer and stop words were those of {}, though most texts are in another \
                 language; `--language auto` takes the commonest one.",
                used.name()
            ));
        }
        let hidden = self.with_hidden_words();
        if !hidden.is_empty() {
            notes.push(format!(
                "The words of some texts could not be found, because no spaces part them: {}.",
                in_words(&hidden)
            ));
        }
        notes
    }

    /// A sentence on the records that could not be read, with the first of them.
    pub fn unreadable_note(&self) -> Option<String> {
        let unreadable = |record: &&Dropped| record.reason == Reason::Unreadable;
        let first = self.dropped.iter().find(unreadable)?;
        let number = self.dropped.iter().filter(unreadable).count();
        let records = if number == 1 { "record" } else { "records" };
        Some(format!(
            "{number} {records} could not be read; the first is of {}: {}",
            first.source,
            first.problem.as_deref().unwrap_or("no reason is known")
        ))
    }

    /// A sentence on the files of directories that were left out, with the first of them.
    pub fn skipped_note(&self) -> Option<String> {
        let named: Vec<&str> = self
            .skipped
            .iter()
            .map(String::as_str)
            .take(NAMED)
            .collect();
        let (files, are) = match self.skipped.len() {
            0 => return None,
            1 => ("file", "is"),
            _ => ("files", "are"),
        };
        Some(format!(
            "{} {files} {are} not of a known format and not read: {}{}",
            self.skipped.len(),
            named.join(", "),
            if self.skipped.len() > NAMED {
                ", …"
            } else {
                ""
            }
        ))
    }

    /// Languages of documents whose words no spaces part, with the number of these documents.
    fn with_hidden_words(&self) -> Vec<(&'static str, usize)> {
        by_number(self.documents.iter().filter_map(|document| {
            let text = match document.abstract_text.is_empty() {
                true => &document.title,
                false => &document.abstract_text,
            };
            document
                .language
                .filter(|name| language::hides_words(name, text))
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::Document;

    fn corpus(texts: &[&str]) -> Corpus {
        Corpus::from_documents(texts.iter().map(|text| Document::new("", text)).collect())
    }

    const ENGLISH: &str = "We study how cats purr at night and what this means for their owners.";
    const FRENCH: &str =
        "Nous étudions le ronronnement des chats la nuit et ce qu'il signifie pour leurs maîtres.";
    const CHINESE: &str = "我们研究猫为什么在夜间发出呼噜声。";

    #[test]
    fn the_majority_decides_and_the_others_are_told() {
        let corpus = corpus(&[FRENCH, ENGLISH, FRENCH, "…"]);
        let language = corpus.majority_language().unwrap();
        assert_eq!(language.name(), "french");
        let notes = corpus.language_notes(language);
        assert!(
            notes[0]
                .starts_with("1 of 4 documents is in another language than French (English 1): "),
            "{notes:?}"
        );
        assert_eq!((notes.len(), Ledger::of(&corpus).language_unknown), (1, 1));
        assert_eq!(corpus.language_notes(Language::ENGLISH).len(), 1);
    }

    #[test]
    fn a_corpus_of_one_language_has_nothing_to_tell() {
        let corpus = corpus(&[ENGLISH, ENGLISH]);
        assert_eq!(corpus.majority_language().unwrap(), Language::ENGLISH);
        assert!(corpus.language_notes(Language::ENGLISH).is_empty());
        assert!(corpus.check_words().is_ok());
    }

    #[test]
    fn scripts_without_spaces_are_refused_where_they_are_most_and_told_where_they_are_some() {
        let some = corpus(&[ENGLISH, ENGLISH, CHINESE]);
        assert!(some.check_words().is_ok());
        let notes = some.language_notes(Language::ENGLISH).join(" ");
        assert!(notes.contains("no spaces part them: Chinese 1"), "{notes}");
        let most = corpus(&[ENGLISH, CHINESE, CHINESE]);
        let error = most.check_words().unwrap_err().to_string();
        assert!(
            error.starts_with("2 of 3 texts") && error.contains("segmenter"),
            "{error}"
        );
    }
}
