//! The fields of a record, and the names that people give them.

use crate::{Error, Result};
use std::str::FromStr;

/// A field of a record that can be mapped to a column by name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    /// The title.
    Title,
    /// The abstract.
    Abstract,
    /// The id.
    Id,
    /// The year, or a date that holds it.
    Year,
    /// The label known beforehand; read only when asked for.
    Label,
    /// The theme that others gave the document; read only when asked for, by `--themes-from`.
    Theme,
}

impl Field {
    /// All fields, in the order of the tables.
    pub const ALL: [Field; 6] = [
        Field::Title,
        Field::Abstract,
        Field::Id,
        Field::Year,
        Field::Label,
        Field::Theme,
    ];

    /// The field's name in `--column FIELD=NAME`.
    pub fn name(self) -> &'static str {
        match self {
            Field::Title => "title",
            Field::Abstract => "abstract",
            Field::Id => "id",
            Field::Year => "year",
            Field::Label => "label",
            Field::Theme => "theme",
        }
    }

    /// Names in use for the field, best first; lower case, letters and digits only.
    pub(crate) fn usual_names(self) -> &'static [&'static str] {
        match self {
            Field::Title => &[
                "title",
                "ti",
                "documenttitle",
                "articletitle",
                "itemtitle",
                "papertitle",
                "primarytitle",
                "displayname",
                "name",
            ],
            Field::Abstract => &[
                "abstract",
                "ab",
                "abstractnote",
                "abstracttext",
                "summary",
                "description",
                "text",
            ],
            Field::Id => &[
                "id", "doi", "di", "itemdoi", "pmid", "pubmedid", "arxivid", "ut", "eid", "lensid",
                "key", "url", "link",
            ],
            Field::Year => &[
                "year",
                "publicationyear",
                "pubyear",
                "py",
                "yearpublished",
                "date",
                "publicationdate",
                "datepublished",
                "pubdate",
                "created",
                "published",
                "issued",
                "coverdate",
            ],
            Field::Label | Field::Theme => &[],
        }
    }
}

impl FromStr for Field {
    type Err = Error;

    fn from_str(name: &str) -> Result<Field> {
        let wanted = name.trim().to_lowercase();
        Field::ALL
            .into_iter()
            .find(|&field| field.name() == wanted && field != Field::Theme)
            .ok_or_else(|| Error::Option {
                option: "--column",
                value: name.to_owned(),
                problem: "not a field; use title, abstract, id, year or label".to_owned(),
            })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unknown_field_lists_the_fields() {
        assert_eq!("Abstract".parse::<Field>().unwrap(), Field::Abstract);
        assert!(
            "author"
                .parse::<Field>()
                .unwrap_err()
                .to_string()
                .contains("title, abstract")
        );
    }
}
