//! OpenAlex: works as its service gives them, abstracts as inverted indices.

use super::{Object, first_text, is_likely};
use crate::Result;
use crate::corpus::columns::Columns;
use crate::corpus::record::Record;
use crate::corpus::year::year_of;
use serde_json::Value;

/// Whether the keys of a work are among the first.
pub(in crate::corpus) fn recognise(head: &str, _file: &str) -> bool {
    let keys = ["\"abstract_inverted_index\"", "\"https://openalex.org/W"];
    is_likely(head) && keys.iter().any(|key| head.contains(key))
}

/// One record for each work.
///
/// # Errors
///
/// Fails when nothing could be read.
pub(in crate::corpus) fn read(text: &str, file: &str, columns: &Columns) -> Result<Vec<Record>> {
    super::read(text, file, columns, record)
}

fn record(work: &Object) -> Record {
    let ids = work.get("ids").and_then(Value::as_object);
    let in_ids = |name: &str| ids.map_or(String::new(), |ids| first_text(ids, &[name]));
    let doi = first_text(work, &["doi"]);
    let mut record = Record {
        id: first_text(work, &["id"]),
        title: first_text(work, &["title", "display_name"]),
        abstract_text: abstract_of(work),
        year: year_of(&first_text(work, &["publication_year", "publication_date"])),
        doi: if doi.is_empty() { in_ids("doi") } else { doi },
        ..Record::default()
    };
    let location = work.get("primary_location").and_then(Value::as_object);
    let page = location.map_or(String::new(), |place| {
        first_text(place, &["landing_page_url"])
    });
    record.identify_by([in_ids("pmid").as_str(), page.as_str()]);
    record
}

fn abstract_of(work: &Object) -> String {
    match work.get("abstract_inverted_index") {
        Some(Value::Object(index)) => in_order(index),
        // Older copies hold the index as a string of JSON.
        Some(Value::String(text)) => match serde_json::from_str(text) {
            Ok(Value::Object(index)) => in_order(
                index
                    .get("InvertedIndex")
                    .and_then(Value::as_object)
                    .unwrap_or(&index),
            ),
            _ => String::new(),
        },
        _ => first_text(work, &["abstract"]),
    }
}

/// The words of an inverted index, which has the positions of each word, in their order.
fn in_order(index: &Object) -> String {
    let mut words: Vec<(u64, &str)> = index
        .iter()
        .flat_map(|(word, positions)| {
            let positions = positions.as_array().into_iter().flatten();
            positions
                .filter_map(Value::as_u64)
                .map(move |position| (position, word.as_str()))
        })
        .collect();
    words.sort();
    let words: Vec<&str> = words.into_iter().map(|(_, word)| word).collect();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::ReadOptions;

    #[test]
    fn an_inverted_index_is_put_in_order() {
        let text = r#"{"meta": {"count": 2}, "results": [
            {"id": "https://openalex.org/W1", "display_name": "Cats", "publication_year": 2018,
             "doi": "https://doi.org/10.1000/1",
             "ids": {"pmid": "https://pubmed.ncbi.nlm.nih.gov/77"},
             "abstract_inverted_index": {"purr": [1, 4], "Cats": [0], "and": [2], "they": [3]}},
            {"id": "https://openalex.org/W2", "title": "Dogs", "abstract_inverted_index": null}
        ], "group_by": []}"#;
        assert!(recognise(text, "a.json"));
        let options = ReadOptions::default();
        let records = read(text, "a.json", &Columns::new(&options)).unwrap();
        assert_eq!(records.len(), 2);
        assert_eq!(records[0].abstract_text, "Cats purr and they purr");
        assert_eq!(
            (&records[0].title[..], records[0].year),
            ("Cats", Some(2018))
        );
        assert_eq!(
            (&records[0].pmid[..], &records[0].id[..]),
            ("77", "https://openalex.org/W1")
        );
        assert_eq!(records[1].abstract_text, "");
    }

    #[test]
    fn a_position_of_any_size_needs_no_room() {
        let index =
            r#"{"abstract_inverted_index": {"b": [18446744073709551615], "a": [7, -1, "x"]}}"#;
        let records = read(index, "a.json", &Columns::new(&ReadOptions::default())).unwrap();
        assert_eq!(records[0].abstract_text, "a b");
    }
}
