//! Crossref's service and CSL-JSON: titles in lists, dates in parts, abstracts in JATS.

use super::{Object, first_text, is_likely, text_of};
use crate::Result;
use crate::corpus::columns::Columns;
use crate::corpus::record::Record;
use crate::corpus::year::year_of;
use serde_json::Value;

/// Whether the keys of a work are among the first.
pub(in crate::corpus) fn recognise(head: &str, _file: &str) -> bool {
    let has = |key: &str| head.contains(key);
    let is_work = has("\"date-parts\"") || has("\"container-title\"");
    is_likely(head) && (is_work || has("\"message-type\""))
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
    let doi = first_text(work, &["DOI", "doi"]);
    let id = first_text(work, &["id", "citation-key"]);
    Record {
        id: if id.is_empty() { doi.clone() } else { id },
        title: title(work),
        abstract_text: first_text(work, &["abstract"]),
        year: DATES.iter().find_map(|&date| year(work.get(date)?)),
        doi,
        pmid: first_text(work, &["PMID"]),
        ..Record::default()
    }
}

/// When a work came out. When it was registered is not among them: that may be decades later.
const DATES: &[&str] = &[
    "issued",
    "published",
    "published-print",
    "published-online",
    "posted",
    "content-created",
];

/// A date is `{"date-parts": [[2018, 2, 13]]}`, or a text under `raw` or `literal`.
fn year(date: &Value) -> Option<i32> {
    let first_part = date.pointer("/date-parts/0/0").map(text_of);
    let texts = ["raw", "literal"].map(|name| date.get(name).map(text_of));
    let mut dates = [first_part].into_iter().chain(texts).flatten();
    dates.find_map(|date| year_of(&date))
}

/// The title, with its subtitle unless it has that already.
fn title(work: &Object) -> String {
    let first = |name: &str| match work.get(name) {
        Some(Value::Array(list)) => list
            .first()
            .map_or(String::new(), |text| text_of(text).into()),
        Some(other) => text_of(other).into(),
        None => String::new(),
    };
    let (title, subtitle) = (first("title"), first("subtitle"));
    if title.is_empty() || subtitle.is_empty() || title.contains(&subtitle) {
        return title;
    }
    format!("{}: {subtitle}", title.trim_end_matches([':', ' ']))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::ReadOptions;
    use crate::corpus::clean::for_reading;

    fn records(text: &str) -> Vec<Record> {
        assert!(recognise(text, "a.json"));
        read(text, "a.json", &Columns::new(&ReadOptions::default())).unwrap()
    }

    #[test]
    fn a_character_cut_in_half_costs_itself_alone() {
        let text = r#"{"message": {"DOI": "10.1/a", "title": ["Cats \ud83d"]}}"#;
        let records = read(text, "a.json", &Columns::new(&ReadOptions::default())).unwrap();
        assert_eq!(records[0].title, "Cats \u{FFFD}");
    }

    #[test]
    fn lists_parts_and_markup_are_understood() {
        let text = r#"{"status":"ok","message-type":"work-list","message":{"items":[
            {"DOI":"10.1000\/1","title":["Cats"],"subtitle":["A study"],
             "created":{"date-parts":[[2020,1,1]]},"issued":{"date-parts":[[1999,4]]},
             "abstract":"<jats:title>Background<\/jats:title><jats:p>They purr.<\/jats:p>"},
            {"DOI":"10.1000\/2","title":[],"issued":{"date-parts":[[null]]},
             "published-print":{"date-parts":[[2001]]}}]}}"#;
        let records = records(text);
        assert_eq!(records.len(), 2);
        assert_eq!(
            (&records[0].title[..], records[0].year),
            ("Cats: A study", Some(1999))
        );
        assert_eq!(
            for_reading(&records[0].abstract_text),
            "Background: They purr."
        );
        assert_eq!(
            (&records[1].id[..], records[1].year),
            ("10.1000/2", Some(2001))
        );
    }

    #[test]
    fn citation_managers_write_plain_titles_and_text_dates() {
        let text = r#"[{"id":"cat99","title":"Cats: A study","subtitle":"A study","PMID":"77",
            "container-title":"Animals","issued":{"date-parts":[["1999"]]}},
            {"id":"dog","title":"Dogs","issued":{"literal":"May 2001"}}]"#;
        let records = records(text);
        assert_eq!(
            (&records[0].title[..], records[0].year),
            ("Cats: A study", Some(1999))
        );
        assert_eq!((&records[0].id[..], &records[0].pmid[..]), ("cat99", "77"));
        assert_eq!(records[1].year, Some(2001));
    }

    #[test]
    fn a_broken_work_costs_itself_alone() {
        let text = r#"{"message-type":"work-list","message":{"items":[
            {"title":["Cats"]}, {"title":[oops]},
            {"title":["Dogs"]}, {"title":["Cows"#;
        let records = records(text);
        let problems: Vec<&str> = records
            .iter()
            .filter_map(|r| r.problem.as_deref())
            .collect();
        assert_eq!(records.len(), 4);
        assert_eq!(problems.len(), 2);
        assert!(
            problems[0].starts_with("record 2 (line 2): this is not JSON"),
            "{problems:?}"
        );
        assert!(
            problems[1].starts_with("record 4 (line 3): this is not JSON"),
            "{problems:?}"
        );
    }
}
