//! Which column of a table, or key of an object, holds which field.

use super::places::Places;
use super::record::Record;
use super::year::year_of;
use super::{Field, ReadOptions};
use crate::{Error, Result};
use std::collections::{BTreeMap, BTreeSet};

/// The mapping asked for; what it leaves open is found by the usual names.
pub(super) struct Columns<'a> {
    mapped: BTreeMap<Field, &'a str>,
    has_truth: bool,
}

impl<'a> Columns<'a> {
    pub fn new(options: &'a ReadOptions) -> Columns<'a> {
        let mut mapped: BTreeMap<Field, &str> = options
            .columns
            .iter()
            .map(|(&field, name)| (field, name.as_str()))
            .collect();
        if let Some(truth) = &options.truth {
            mapped.insert(Field::Label, truth);
        }
        Columns {
            mapped,
            has_truth: options.truth.is_some(),
        }
    }

    /// Whether any name was asked for.
    pub fn are_chosen(&self) -> bool {
        !self.mapped.is_empty()
    }

    /// The first mapping asked for, as an error that says that it found nothing.
    pub fn unused(&self, problem: &str) -> Option<Error> {
        let (&field, &name) = self.mapped.first_key_value()?;
        Some(self.unknown(field, name, problem.to_owned()))
    }

    fn unknown(&self, field: Field, name: &str, problem: String) -> Error {
        if field == Field::Label && self.has_truth {
            return Error::Option {
                option: "--truth",
                value: name.to_owned(),
                problem,
            };
        }
        if field == Field::Theme {
            return Error::Option {
                option: "--themes-from",
                value: name.to_owned(),
                problem,
            };
        }
        let value = format!("{}={name}", field.name());
        Error::Option {
            option: "--column",
            value,
            problem,
        }
    }

    /// Checks the names that a file has against those asked for.
    ///
    /// # Errors
    ///
    /// Fails when a name asked for is not among them, or when neither title nor abstract is found.
    pub fn check(&self, file: &str, names: &[&str]) -> Result<()> {
        let listed = listed(names);
        let plain_names = all_plain(names);
        for (&field, &name) in &self.mapped {
            if self.places(field, names, &plain_names).is_empty() {
                let problem = format!("{file} has no such column; it has {listed}");
                return Err(self.unknown(field, name, problem));
            }
        }
        let found = |field| !self.places(field, names, &plain_names).is_empty();
        if found(Field::Title) || found(Field::Abstract) {
            return Ok(());
        }
        let problem = format!(
            "no column is known as a title or an abstract; it has {listed}. \
             Say which it is with `--column title=NAME` or `--column abstract=NAME`"
        );
        Err(Error::File {
            file: file.to_owned(),
            problem,
        })
    }

    /// Indices into `names` of the columns for a field, best first.
    fn places(&self, field: Field, names: &[&str], plain_names: &[String]) -> Vec<usize> {
        let named = |usual: &str| -> Vec<usize> {
            (0..names.len())
                .filter(|&index| plain_names[index] == usual)
                .collect()
        };
        let Some(&asked) = self.mapped.get(&field) else {
            return field
                .usual_names()
                .iter()
                .flat_map(|usual| named(usual))
                .collect();
        };
        match names.iter().position(|&name| name == asked) {
            Some(exact) => vec![exact],
            None => named(&plain(asked)),
        }
    }

    /// The places of all fields among `names`.
    pub fn locate(&self, names: &[&str]) -> Places {
        let plain_names = all_plain(names);
        let fields = Field::ALL.map(|field| self.places(field, names, &plain_names));
        Places::new(fields, &plain_names)
    }

    /// Puts the fields asked for into records that have fields of other names, such as the tags of
    /// RIS. `fields` gives those of each record, in their order.
    ///
    /// # Errors
    ///
    /// Fails when no record has a field of a name asked for, and lists those that are there.
    pub fn choose<'f, F>(
        &self,
        file: &str,
        records: &mut [Record],
        fields: impl Fn(usize) -> F,
    ) -> Result<()>
    where
        F: Iterator<Item = (&'f str, &'f str)>,
    {
        for (&field, &asked) in &self.mapped {
            let wanted = plain(asked);
            let mut is_known = false;
            for (index, record) in records.iter_mut().enumerate() {
                let values: Vec<&str> = fields(index)
                    .filter(|(name, _)| plain(name) == wanted)
                    .map(|(_, value)| value.trim())
                    .collect();
                is_known |= !values.is_empty();
                put(record, field, values.join(" "));
            }
            if !is_known && !records.is_empty() {
                let names: BTreeSet<&str> = (0..records.len())
                    .flat_map(&fields)
                    .map(|(name, _)| name)
                    .collect();
                let listed = listed(&names.into_iter().collect::<Vec<_>>());
                let problem = format!("{file} has no such field; it has {listed}");
                return Err(self.unknown(field, asked, problem));
            }
        }
        Ok(())
    }
}

fn put(record: &mut Record, field: Field, value: String) {
    match field {
        Field::Title => record.title = value,
        Field::Abstract => record.abstract_text = value,
        Field::Id => record.id = value,
        Field::Year => record.year = year_of(&value),
        Field::Label => record.label = Some(value).filter(|label| !label.is_empty()),
        Field::Theme => record.theme = Some(value).filter(|theme| !theme.is_empty()),
    }
}

/// Whether a name is one that people give to a title or an abstract.
pub(super) fn names_text(name: &str) -> bool {
    let name = plain(name);
    [Field::Title, Field::Abstract]
        .iter()
        .any(|field| field.usual_names().contains(&name.as_str()))
}

/// `Abstract Note`, `abstract_note` and `abstractNote` are one name.
fn plain(name: &str) -> String {
    name.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

/// The names for a message; what is no table may have names of any length.
fn listed(names: &[&str]) -> String {
    let (most, longest) = (60, 60);
    let cut = |name: &&str| name.chars().take(longest).collect::<String>();
    let more = if names.len() > most { ", …" } else { "" };
    names
        .iter()
        .take(most)
        .map(cut)
        .collect::<Vec<_>>()
        .join(", ")
        + more
}

fn all_plain(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| plain(name)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn options(columns: &[(Field, &str)], truth: Option<&str>) -> ReadOptions {
        ReadOptions {
            columns: columns
                .iter()
                .map(|&(field, name)| (field, name.to_owned()))
                .collect(),
            truth: truth.map(str::to_owned),
            ..ReadOptions::default()
        }
    }

    #[test]
    fn the_first_filled_column_counts() {
        let options = ReadOptions::default();
        let names = [
            "Key",
            "DOI",
            "Title",
            "Abstract Note",
            "Publication Year",
            "Date",
        ];
        let places = Columns::new(&options).locate(&names);
        let cells = ["K1", " ", "On cats", "They purr.", "", "4 Feb 2014"];
        let record = places.record(|place| cells[place].into());
        assert_eq!(record.id, "K1");
        assert_eq!(record.title, "On cats");
        assert_eq!(record.abstract_text, "They purr.");
        assert_eq!(record.year, Some(2014));
        assert_eq!(record.label, None);
    }

    #[test]
    fn fields_of_any_name_can_be_chosen() {
        let options = options(&[(Field::Title, "t2")], Some("kw"));
        let columns = Columns::new(&options);
        let fields = [
            ("T1", "On cats"),
            ("T2", "Cats"),
            ("KW", "purring"),
            ("KW", "felidae"),
        ];
        let mut records = [Record::default()];
        columns
            .choose("a.ris", &mut records, |_| fields.into_iter())
            .unwrap();
        assert_eq!(records[0].title, "Cats");
        assert_eq!(records[0].label.as_deref(), Some("purring felidae"));
        let error = columns
            .choose("a.ris", &mut records, |_| fields[..2].iter().copied())
            .unwrap_err()
            .to_string();
        assert!(
            error.starts_with("--truth kw: a.ris has no such field; it has T1, T2"),
            "{error}"
        );
    }

    #[test]
    fn a_mapping_wins_over_the_usual_name() {
        let options = options(&[(Field::Title, "heading")], Some("Topic"));
        let names = ["title", "Heading", "topic"];
        let places = Columns::new(&options).locate(&names);
        let record = places.record(|place| ["no", "yes", "cats"][place].into());
        assert_eq!(
            (record.title.as_str(), record.label.as_deref()),
            ("yes", Some("cats"))
        );
    }

    #[test]
    fn a_name_that_is_not_there_is_reported_with_those_that_are() {
        let mapped = options(&[(Field::Year, "when")], None);
        let error = Columns::new(&mapped)
            .check("a.csv", &["title", "year"])
            .unwrap_err();
        assert_eq!(
            error.to_string(),
            "--column year=when: a.csv has no such column; it has title, year"
        );
        let truth = options(&[], Some("topic"));
        let error = Columns::new(&truth)
            .check("a.csv", &["title", "year"])
            .unwrap_err();
        assert!(error.to_string().starts_with("--truth topic: "), "{error}");
    }

    #[test]
    fn a_table_without_title_and_abstract_says_how_to_map_them() {
        let options = ReadOptions::default();
        let error = Columns::new(&options)
            .check("a.csv", &["x", "y"])
            .unwrap_err()
            .to_string();
        assert!(
            error.contains("it has x, y") && error.contains("--column title=NAME"),
            "{error}"
        );
    }
}
