//! Plain text: a file is a document, its first line the title.

use crate::Result;
use crate::corpus::columns::Columns;
use crate::corpus::format::extension;
use crate::corpus::lines::numbered;
use crate::corpus::record::Record;

/// The format's name.
pub(in crate::corpus) const NAME: &str = "text";

/// Nothing tells prose that is a document from prose that is not: this format is asked for, or
/// found by what lies beside a file.
pub(in crate::corpus) fn recognise(_head: &str, _file: &str) -> bool {
    false
}

/// The one record of a file. Marks of a Markdown heading are no part of the title, and the name of
/// the file is the id.
///
/// # Errors
///
/// None: any text is a document.
pub(in crate::corpus) fn read(text: &str, file: &str, _columns: &Columns) -> Result<Vec<Record>> {
    let mut lines = numbered(text)
        .map(|(_, line)| line.trim_start_matches('\u{FEFF}'))
        .skip_while(|line| line.trim().is_empty());
    let title = lines.next().unwrap_or_default();
    let body: Vec<&str> = lines.collect();
    let name = file.rsplit('/').next().unwrap_or(file);
    let name = name.strip_suffix(".gz").unwrap_or(name);
    let record = Record {
        id: name
            .rsplit_once('.')
            .map_or(name, |(stem, _)| stem)
            .to_owned(),
        title: title.trim().trim_start_matches('#').trim().to_owned(),
        abstract_text: body.join("\n").trim().to_owned(),
        ..Record::default()
    };
    Ok(vec![record])
}

/// Whether a file is a text by its name.
pub(in crate::corpus) fn is_text(file: &str) -> bool {
    extension(file).is_some_and(|ending| ["txt", "text", "md"].contains(&&ending[..]))
}

/// Whether a file may be a document by its name. Texts about a directory are none.
pub(in crate::corpus) fn may_be(file: &str) -> bool {
    let name = file.rsplit('/').next().unwrap_or(file).to_lowercase();
    let about = [
        "readme",
        "license",
        "licence",
        "changelog",
        "contributing",
        "notice",
    ];
    is_text(file) && !about.iter().any(|about| name.starts_with(about))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::ReadOptions;

    #[test]
    fn the_first_line_is_the_title_and_the_name_the_id() {
        let options = ReadOptions::default();
        let text = "\u{FEFF}\n# Why cats purr\r\n\r\nThey are content.\r\nThey are asleep.\r\n";
        let records = read(text, "notes/cats.md", &Columns::new(&options)).unwrap();
        assert_eq!(records.len(), 1);
        assert_eq!(
            (&records[0].id[..], &records[0].title[..]),
            ("cats", "Why cats purr")
        );
        assert_eq!(
            records[0].abstract_text,
            "They are content.\nThey are asleep."
        );
    }

    #[test]
    fn texts_about_a_directory_are_no_documents() {
        assert!(may_be("a/cats.txt") && may_be("cats.MD"));
        assert!(!may_be("a/README.md") && !may_be("LICENSE.txt") && !may_be("cats.pdf"));
    }
}
