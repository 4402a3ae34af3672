//! Which values options may have, so that one that makes no sense is refused before anything is
//! read: on the command line and in a configuration file alike.

use serde::{Deserialize, Deserializer};
use std::ops::RangeInclusive;
use std::str::FromStr;
use thememap::Error;
use thememap::check::share;
use thememap::corpus::{Encoding, Field, Format};
use thememap::export::Export;
use thememap::model::AssignmentFormat;
use thememap::text::Language;
use thememap::vectors::MAX_WORDS;

/// The value of an option that is to be found by looking at the documents.
pub const AUTO: &str = "auto";

/// Most threads that can be asked for: more than any machine has cores, fewer than bring one down.
const MOST_THREADS: usize = 4096;

type Checked<T> = Result<T, String>;

pub fn one_or_more(text: &str) -> Checked<usize> {
    within(text, 1..=usize::MAX).ok_or_else(|| "it must be a whole number from 1 on".to_string())
}

pub fn zero_or_more(text: &str) -> Checked<usize> {
    within(text, 0..=usize::MAX).ok_or_else(|| "it must be a whole number from 0 on".to_string())
}

pub fn seed(text: &str) -> Checked<u64> {
    let problem = || format!("it must be a whole number from 0 to {}", u64::MAX);
    within(text, 0..=u64::MAX).ok_or_else(problem)
}

pub fn themes(text: &str) -> Checked<String> {
    match text {
        AUTO => Ok(text.to_string()),
        _ => one_or_more(text)
            .map(|number| number.to_string())
            .map_err(|problem| format!("{problem}, or `{AUTO}`")),
    }
}

pub fn phrase_length(text: &str) -> Checked<usize> {
    let problem = || format!("a phrase has 1 to {MAX_WORDS} words");
    within(text, 1..=MAX_WORDS).ok_or_else(problem)
}

pub fn threads(text: &str) -> Checked<usize> {
    within(text, 1..=MOST_THREADS).ok_or_else(|| format!("there are 1 to {MOST_THREADS}"))
}

pub fn megabytes(text: &str) -> Checked<u64> {
    within(text, 1..=u64::MAX).ok_or_else(|| "it must be a whole number from 1 on".to_string())
}

pub fn share_above_zero(text: &str) -> Checked<f64> {
    match share(text)? {
        0.0 => Err("no term is in so few documents; it must be above 0".to_string()),
        value => Ok(value),
    }
}

pub fn stability(text: &str) -> Checked<f64> {
    within(text, 0.0..=1.0).ok_or_else(|| "stability lies between 0 and 1".to_string())
}

pub fn coherence(text: &str) -> Checked<f64> {
    within(text, -1.0..=1.0).ok_or_else(|| "NPMI lies between -1 and 1".to_string())
}

pub fn language(name: &str) -> Checked<String> {
    match name {
        AUTO => Ok(name.to_string()),
        _ => known(name, name.parse::<Language>()),
    }
}

pub fn format(name: &str) -> Checked<String> {
    known(name, Format::named(name))
}

pub fn encoding(name: &str) -> Checked<String> {
    known(name, name.parse::<Encoding>())
}

pub fn export(name: &str) -> Checked<String> {
    known(name, Export::named(name))
}

pub fn output_format(name: &str) -> Checked<String> {
    known(name, name.parse::<AssignmentFormat>())
}

/// `FIELD=NAME`.
pub fn column(mapping: &str) -> Checked<String> {
    let (field, _) = mapping
        .split_once('=')
        .filter(|(_, name)| !name.is_empty())
        .ok_or("it must be of the form FIELD=NAME, such as title=Heading")?;
    known(mapping, field.parse::<Field>())
}

/// `themes = 12` in a file as well as `themes = "auto"`.
pub fn number_or_word<'de, D: Deserializer<'de>>(
    value: D,
) -> std::result::Result<Option<String>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged, expecting = "it should be a whole number or `auto`")]
    enum NumberOrWord {
        Number(i64),
        Word(String),
    }
    Ok(Some(match NumberOrWord::deserialize(value)? {
        NumberOrWord::Number(number) => number.to_string(),
        NumberOrWord::Word(word) => word,
    }))
}

/// The number that a text is, if it lies in a range; what is no number lies in none.
fn within<T: FromStr + PartialOrd>(text: &str, range: RangeInclusive<T>) -> Option<T> {
    let number = text.trim().parse().ok()?;
    range.contains(&number).then_some(number)
}

/// The name itself, where the library knows it.
fn known<T>(name: &str, found: thememap::Result<T>) -> Checked<String> {
    match found {
        Ok(_) => Ok(name.to_string()),
        Err(Error::Option { problem, .. }) => Err(problem),
        Err(other) => Err(other.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_limit_that_nothing_meets_or_all_is_none() {
        for text in ["1.01", "-0.1", "NaN", "inf", ""] {
            assert!(stability(text).is_err(), "{text}");
        }
        assert_eq!(coherence("-1"), Ok(-1.0));
        assert!(coherence("NaN").is_err() && coherence("5").is_err());
    }

    #[test]
    fn a_column_has_a_field_and_a_name() {
        assert!(column("title=Heading = it").is_ok());
        for text in ["title", "title=", "=Heading", "author=Name"] {
            assert!(column(text).is_err(), "{text}");
        }
    }
}
