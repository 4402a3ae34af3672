//! Semantic Scholar: papers of its service, its dumps and S2ORC.

use super::{Object, first_text, is_likely};
use crate::Result;
use crate::corpus::columns::Columns;
use crate::corpus::record::Record;
use crate::corpus::year::year_of;
use serde_json::Value;

const KEYS: &[&str] = &[
    "\"paperId\"",
    "\"corpusid\"",
    "\"externalIds\"",
    "\"externalids\"",
    "\"paperAbstract\"",
    "\"mag_field_of_study\"",
];

/// Whether the keys of a paper are among the first.
pub(in crate::corpus) fn recognise(head: &str, _file: &str) -> bool {
    is_likely(head) && KEYS.iter().any(|key| head.contains(key))
}

/// One record for each paper.
///
/// # Errors
///
/// Fails when nothing could be read.
pub(in crate::corpus) fn read(text: &str, file: &str, columns: &Columns) -> Result<Vec<Record>> {
    super::read(text, file, columns, record)
}

fn record(outer: &Object) -> Record {
    // Citations and recommendations wrap the paper.
    let wrapped = ["citedPaper", "citingPaper", "paper"]
        .iter()
        .find_map(|&name| outer.get(name).and_then(Value::as_object));
    let paper = wrapped.unwrap_or(outer);
    let ids = ["externalIds", "externalids"]
        .iter()
        .find_map(|&name| paper.get(name).and_then(Value::as_object));
    let in_ids = |names: &[&str]| ids.map_or(String::new(), |ids| first_text(ids, names));
    let given = |name: String, other: String| if name.is_empty() { other } else { name };
    Record {
        id: first_text(
            paper,
            &["paperId", "paper_id", "id", "corpusId", "corpusid"],
        ),
        title: first_text(paper, &["title"]),
        abstract_text: first_text(paper, &["abstract", "paperAbstract"]),
        year: year_of(&first_text(paper, &["year"]))
            .or_else(|| year_of(&first_text(paper, &["publicationDate", "publicationdate"]))),
        doi: given(in_ids(&["DOI"]), first_text(paper, &["doi"])),
        pmid: given(
            in_ids(&["PubMed"]),
            first_text(paper, &["pmid", "pubmed_id"]),
        ),
        arxiv: given(
            in_ids(&["ArXiv"]),
            first_text(paper, &["arxivId", "arxiv_id"]),
        ),
        ..Record::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::ReadOptions;

    fn records(text: &str) -> Vec<Record> {
        assert!(recognise(text, "a.json"), "{text}");
        read(text, "a.json", &Columns::new(&ReadOptions::default())).unwrap()
    }

    #[test]
    fn answers_of_the_service_are_understood() {
        let text = r#"{"total": 1, "offset": 0, "data": [{"paperId": "ab12", "title": "Cats",
            "abstract": "They purr.", "year": 2018, "externalIds": {"DOI": "10.1000/1",
            "ArXiv": "1801.00001", "PubMed": "77", "CorpusId": 5}},
            {"paperId": null, "title": "Dogs", "abstract": null, "year": null}]}"#;
        let records = records(text);
        assert_eq!(records.len(), 2);
        assert_eq!((&records[0].id[..], records[0].year), ("ab12", Some(2018)));
        let record = &records[0];
        let identifiers = [&record.doi[..], &record.pmid[..], &record.arxiv[..]];
        assert_eq!(identifiers, ["10.1000/1", "77", "1801.00001"]);
        assert_eq!(
            (&records[1].title[..], &records[1].abstract_text[..]),
            ("Dogs", "")
        );
    }

    #[test]
    fn lines_of_the_dumps_are_understood() {
        let text = "{\"id\": \"a\", \"title\": \"Cats\", \"paperAbstract\": \"They purr.\", \"year\": 2001}\n\
                    {\"corpusid\": 5, \"title\": \"Dogs\", \"publicationdate\": \"2016-09-04\"}\n";
        let records = records(text);
        assert_eq!(records[0].abstract_text, "They purr.");
        assert_eq!((&records[1].id[..], records[1].year), ("5", Some(2016)));
    }
}
