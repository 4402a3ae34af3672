//! EndNote's XML, which other reference managers write as well.

use super::Element;
use crate::Result;
use crate::corpus::columns::Columns;
use crate::corpus::record::Record;
use crate::corpus::year::year_of;

/// Whether a record with a type of reference begins among the first elements.
pub(in crate::corpus) fn recognise(head: &str, _file: &str) -> bool {
    let telling = ["<ref-type", "<rec-number", "<source-app", "<titles>"];
    super::is_likely(head)
        && head.contains("<record>")
        && telling.iter().any(|tag| head.contains(tag))
}

/// One record for each `<record>`.
///
/// # Errors
///
/// Fails when there is no record, or none that can be read.
pub(in crate::corpus) fn read(text: &str, file: &str, _columns: &Columns) -> Result<Vec<Record>> {
    super::read(text, file, &["record"], record)
}

fn record(entry: &Element) -> Record {
    let mut record = Record {
        id: entry.first_text(&["rec-number", "label", "accession-num"]),
        title: entry.first_text(&[
            "titles/title",
            "titles/short-title",
            "titles/secondary-title",
        ]),
        abstract_text: entry.first_text(&["abstract"]),
        year: [
            "dates/year",
            "dates/pub-dates/date",
            "dates/copyright-dates/date",
        ]
        .iter()
        .find_map(|path| year_of(&entry.find(path)?.text())),
        doi: entry.first_text(&["electronic-resource-num"]),
        ..Record::default()
    };
    let number = entry.first_text(&["accession-num"]);
    let database = entry.first_text(&["remote-database-name"]).to_lowercase();
    let is_pubmed = ["medline", "pubmed"]
        .iter()
        .any(|name| database.contains(name));
    if is_pubmed && number.bytes().all(|byte| byte.is_ascii_digit()) {
        record.pmid = number.clone();
    }
    let addresses = entry.find("urls/related-urls").into_iter();
    let addresses: Vec<String> = addresses
        .flat_map(|list| list.children("url"))
        .map(Element::text)
        .chain([number])
        .collect();
    record.identify_by(addresses.iter().map(String::as_str));
    record
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::ReadOptions;

    #[test]
    fn styled_fields_of_a_record_are_found() {
        let text = "<?xml version=\"1.0\"?><xml><records><record><source-app>EndNote</source-app>\
            <rec-number>12</rec-number><ref-type name=\"Journal Article\">17</ref-type>\
            <titles><title><style face=\"normal\">Why </style><style face=\"italic\">cats</style>\
            <style> purr</style></title></titles><dates><year><style>2013</style></year></dates>\
            <electronic-resource-num><style>10.1000/1</style></electronic-resource-num>\
            <accession-num>77</accession-num><remote-database-name>Medline</remote-database-name>\
            <abstract><style>They\r\n are content.</style></abstract></record>\
            <record><titles><title>Dogs</title></titles><urls><related-urls>\
            <url>https://doi.org/10.1000/2</url></related-urls></urls></record></records></xml>";
        assert!(recognise(text, "a.xml"));
        let records = read(text, "a.xml", &Columns::new(&ReadOptions::default())).unwrap();
        assert_eq!(records.len(), 2);
        assert_eq!(records[0].title, "Why cats purr");
        assert_eq!(records[0].abstract_text, "They are content.");
        assert_eq!((&records[0].id[..], records[0].year), ("12", Some(2013)));
        assert_eq!(
            (&records[0].doi[..], &records[0].pmid[..]),
            ("10.1000/1", "77")
        );
        assert_eq!(
            (&records[1].title[..], &records[1].doi[..]),
            ("Dogs", "10.1000/2")
        );
    }
}
