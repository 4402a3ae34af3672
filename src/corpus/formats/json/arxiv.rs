//! The arXiv snapshot: metadata of every paper, an object a line.

use super::{Object, first_text, is_likely, text_of};
use crate::Result;
use crate::corpus::columns::Columns;
use crate::corpus::record::Record;
use crate::corpus::year::year_of;
use serde_json::Value;

/// Whether the keys of a paper are among the first.
pub(in crate::corpus) fn recognise(head: &str, _file: &str) -> bool {
    let keys = ["\"authors_parsed\"", "\"update_date\"", "\"journal-ref\""];
    is_likely(head) && keys.iter().any(|key| head.contains(key)) && head.contains("\"categories\"")
}

/// One record for each paper.
///
/// # Errors
///
/// Fails when nothing could be read.
pub(in crate::corpus) fn read(text: &str, file: &str, columns: &Columns) -> Result<Vec<Record>> {
    super::read(text, file, columns, record)
}

fn record(paper: &Object) -> Record {
    let id = first_text(paper, &["id"]);
    // The first version tells when a paper came out; the last update may be years later.
    let created = paper
        .get("versions")
        .and_then(|versions| versions.pointer("/0/created"));
    Record {
        title: first_text(paper, &["title"]),
        abstract_text: first_text(paper, &["abstract"]),
        year: created
            .and_then(|date: &Value| year_of(&text_of(date)))
            .or_else(|| year_of(&first_text(paper, &["update_date"]))),
        doi: first_text(paper, &["doi"]),
        arxiv: id.clone(),
        id,
        ..Record::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::{Field, ReadOptions};

    const TWO: &str = "{\"id\":\"0704.0001\",\"title\":\"Why cats\\n  purr\",\"doi\":\"10.1000/1\",\
                       \"categories\":\"hep-ph\",\"abstract\":\"  They do.\\n\",\"versions\":\
                       [{\"version\":\"v1\",\"created\":\"Mon, 2 Apr 2007 19:18:42 GMT\"}],\
                       \"update_date\":\"2008-11-26\"}\n{\"id\":\"0704.0002\",\"title\":\"Dogs\",\
                       \"categories\":\"math.CO\",\"doi\":null,\"update_date\":\"2009-01-01\"}\n";

    #[test]
    fn the_first_version_gives_the_year() {
        assert!(recognise(TWO, "a.txt"));
        let records = read(TWO, "a.txt", &Columns::new(&ReadOptions::default())).unwrap();
        assert_eq!((records[0].year, records[1].year), (Some(2007), Some(2009)));
        assert_eq!(
            (&records[0].doi[..], &records[1].doi[..]),
            ("10.1000/1", "")
        );
        assert_eq!(
            (&records[0].id[..], &records[0].arxiv[..]),
            ("0704.0001", "0704.0001")
        );
    }

    #[test]
    fn a_key_can_be_chosen_as_label() {
        let mut options = ReadOptions {
            truth: Some("categories".to_owned()),
            ..ReadOptions::default()
        };
        options.columns.insert(Field::Id, "doi".to_owned());
        let records = read(TWO, "a.jsonl", &Columns::new(&options)).unwrap();
        assert_eq!(records[1].label.as_deref(), Some("math.CO"));
        assert_eq!(records[0].id, "10.1000/1");
        options.truth = Some("topic".to_owned());
        let error = read(TWO, "a.jsonl", &Columns::new(&options))
            .unwrap_err()
            .to_string();
        assert!(
            error.starts_with("--truth topic: a.jsonl has no such field"),
            "{error}"
        );
    }
}
