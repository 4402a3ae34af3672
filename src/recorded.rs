//! Options as they stand in run.json and model.json, and back.

use crate::cluster::{ClusterOptions, ThemeCount};
use crate::corpus::{Field, Format, ReadOptions};
use crate::export::Export;
use crate::guide::Guide;
use crate::vectors::knowledge::Knowledge;
use crate::vectors::{TermOptions, VectorSource};
use crate::{Error, Options, Result};

/// The name of the entry that holds the guide.
pub(crate) const GUIDE: &str = "guide";

impl Options {
    /// The options by their names on the command line, with their values; of those about reading
    /// only the ones that were given.
    pub fn entries(&self) -> Vec<(&'static str, String)> {
        let mut entries = self.fitting();
        entries.pop();
        if !self.guide.is_empty() {
            entries.push((GUIDE, recorded(&self.guide)));
        }
        let reading = &self.reading;
        let given = [
            (
                "format",
                reading.format.map(|format| format.name.to_string()),
            ),
            ("encoding", reading.encoding.map(|encoding| encoding.name())),
            ("truth", reading.truth.clone()),
            (
                "keep-duplicates",
                reading.keep_duplicates.then(|| true.to_string()),
            ),
        ];
        entries.extend(
            given
                .into_iter()
                .filter_map(|(name, value)| Some((name, value?))),
        );
        let columns = reading.columns.iter();
        for (&field, column) in columns.filter(|(field, _)| **field != Field::Theme) {
            entries.push((column_entry(field), column.clone()));
        }
        if !self.exports.is_empty() {
            let names: Vec<&str> = self.exports.iter().map(|export| export.name).collect();
            entries.push(("export", names.join(",")));
        }
        entries
    }

    /// Those of the entries on which what is said of themes depends, whatever is read; the last is
    /// the guide without the names that it changes.
    pub fn fitting(&self) -> Vec<(&'static str, String)> {
        let themes = match (
            self.reading.columns.get(&Field::Theme),
            &self.clustering.themes,
        ) {
            (Some(column), _) => (column_entry(Field::Theme), column.clone()),
            (None, ThemeCount::Fixed(number)) => ("themes", number.to_string()),
            (None, ThemeCount::Auto(range)) => {
                let (least, most) = (range.start(), range.end());
                ("themes", format!("auto ({least} to {most})"))
            }
        };
        let mut entries = vec![
            themes,
            ("seed", self.seed.to_string()),
            ("language", self.language.name().to_string()),
            ("stop-words", self.stop_words.join(" ")),
            ("ngrams", self.terms.ngrams.to_string()),
            ("min-df", self.terms.min_df.to_string()),
            ("max-df", self.terms.max_df.to_string()),
        ];
        let words = ("keep-query-words", self.keep_query_words.to_string());
        match &self.vectors {
            Some(source) => entries.extend([("vectors", source.name()), words]),
            None => entries.extend([
                ("knowledge", self.knowledge.to_string()),
                words,
                ("dimensions", self.dimensions.to_string()),
            ]),
        }
        entries.extend([
            ("assign-all", self.clustering.assign_all.to_string()),
            (GUIDE, recorded(&self.guide.without_renames())),
        ]);
        entries
    }

    /// The options that gave these entries; what they do not name is as by default.
    ///
    /// # Errors
    ///
    /// [`Error::Option`] for a name that no option has and a value that it cannot have.
    pub fn from_entries<'a>(
        entries: impl IntoIterator<Item = (&'a str, &'a str)>,
    ) -> Result<Options> {
        let mut options = Options::default();
        for (name, value) in entries {
            options.set(name, value)?;
        }
        Ok(options)
    }

    fn set(&mut self, name: &str, value: &str) -> Result<()> {
        let TermOptions {
            ngrams,
            min_df,
            max_df,
        } = &mut self.terms;
        let ClusterOptions { themes, assign_all } = &mut self.clustering;
        let ReadOptions {
            format,
            encoding,
            columns,
            truth,
            keep_duplicates,
            ..
        } = &mut self.reading;
        match name {
            "themes" => *themes = theme_count(value)?,
            "seed" => self.seed = parsed("--seed", value)?,
            "language" => self.language = value.parse()?,
            "stop-words" => self.stop_words = value.split_whitespace().map(String::from).collect(),
            "ngrams" => *ngrams = parsed("--ngrams", value)?,
            "min-df" => *min_df = parsed("--min-df", value)?,
            "max-df" => *max_df = parsed("--max-df", value)?,
            "vectors" => self.vectors = Some(VectorSource::File(value.into())),
            "export" => {
                self.exports = value.split(',').map(Export::named).collect::<Result<_>>()?
            }
            "knowledge" => self.knowledge = Knowledge::from(value.to_string()),
            "keep-query-words" => self.keep_query_words = parsed("--keep-query-words", value)?,
            "dimensions" => self.dimensions = parsed("--dimensions", value)?,
            "assign-all" => *assign_all = parsed("--assign-all", value)?,
            "format" => *format = Some(Format::named(value)?),
            "encoding" => *encoding = Some(value.parse()?),
            "keep-duplicates" => *keep_duplicates = parsed("--keep-duplicates", value)?,
            "truth" => *truth = Some(value.to_string()),
            GUIDE => self.guide = guide(value)?,
            _ => _ = columns.insert(field_of(name)?, value.to_string()),
        }
        Ok(())
    }
}

fn guide(value: &str) -> Result<Guide> {
    serde_json::from_str(value).map_err(|error| Error::Option {
        option: "guide",
        value: value.to_string(),
        problem: format!("not one of this version of thememap: {error}"),
    })
}

/// The field whose column an entry names.
fn field_of(name: &str) -> Result<Field> {
    let found = Field::ALL.into_iter().find(|&f| column_entry(f) == name);
    found.ok_or_else(|| Error::Option {
        option: "option",
        value: name.to_string(),
        problem: "not known to this version of thememap; use the one that wrote the file"
            .to_string(),
    })
}

/// A guide as JSON.
fn recorded(guide: &Guide) -> String {
    serde_json::to_string(guide).expect("texts and numbers are JSON")
}

fn column_entry(field: Field) -> &'static str {
    match field {
        Field::Title => "column title",
        Field::Abstract => "column abstract",
        Field::Id => "column id",
        Field::Year => "column year",
        Field::Label => "column label",
        Field::Theme => "themes-from",
    }
}

fn theme_count(value: &str) -> Result<ThemeCount> {
    let range = value
        .strip_prefix("auto (")
        .and_then(|rest| rest.strip_suffix(')'));
    match range.and_then(|range| range.split_once(" to ")) {
        Some((least, most)) => Ok(ThemeCount::Auto(
            parsed("--min-themes", least)?..=parsed("--max-themes", most)?,
        )),
        None => Ok(ThemeCount::Fixed(parsed("--themes", value)?)),
    }
}

fn parsed<T: std::str::FromStr>(option: &'static str, value: &str) -> Result<T> {
    value.parse().map_err(|_| Error::Option {
        option,
        value: value.to_string(),
        problem: "not a value that it can have; the file is damaged, write it anew with \
                  `thememap report`"
            .to_string(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::EXPORTS;
    use crate::guide::{Anchor, Decision, Parts};

    #[test]
    fn options_come_back_from_their_entries() {
        let mut options = Options {
            stop_words: vec!["cat".into(), "dog".into()],
            ..Options::default()
        };
        options.clustering.themes = ThemeCount::Auto(3..=9);
        options.terms.max_df = 0.25;
        options.reading.truth = Some("subject".into());
        options.guide.decisions = vec![
            Decision::ExcludeTerm("dataset".into()),
            Decision::Split {
                theme: Anchor {
                    terms: vec!["cat".into()],
                    ..Anchor::default()
                },
                into: Parts::Number(2),
            },
        ];
        options
            .reading
            .columns
            .insert(Field::Title, "Heading of it".into());
        let entries = options.entries();
        let again = entries.iter().map(|(name, value)| (*name, value.as_str()));
        assert_eq!(Options::from_entries(again).unwrap().entries(), entries);
        options.clustering.themes = ThemeCount::Fixed(7);
        let entries = options.entries();
        let again = entries.iter().map(|(name, value)| (*name, value.as_str()));
        assert_eq!(Options::from_entries(again).unwrap().entries(), entries);
        options.vectors = Some(VectorSource::File("their vectors.npy".into()));
        options.exports = EXPORTS.iter().collect();
        options.reading.columns.insert(Field::Theme, "Topic".into());
        let entries = options.entries();
        assert!(entries.contains(&("themes-from", "Topic".to_string())));
        assert!(entries.iter().all(|(name, _)| *name != "knowledge"));
        let again = entries.iter().map(|(name, value)| (*name, value.as_str()));
        assert_eq!(Options::from_entries(again).unwrap().entries(), entries);
    }

    #[test]
    fn an_option_of_another_version_is_refused_by_name() {
        let error = Options::from_entries([("magic", "true")])
            .unwrap_err()
            .to_string();
        assert!(
            error.contains("magic") && error.contains("version"),
            "{error}"
        );
    }
}
