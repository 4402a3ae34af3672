//! What arXiv's services answer: the protocol of archives (OAI-PMH) and Atom. Other archives that
//! speak them with Dublin Core are understood as well.

use super::Element;
use crate::Result;
use crate::corpus::columns::Columns;
use crate::corpus::record::Record;
use crate::corpus::year::year_of;

/// Whether an answer of either service begins.
pub(in crate::corpus) fn recognise(head: &str, _file: &str) -> bool {
    let telling = [
        "<OAI-PMH",
        "http://arxiv.org/OAI/",
        "http://www.openarchives.org/OAI/",
        "http://www.w3.org/2005/Atom",
    ];
    super::is_likely(head) && telling.iter().any(|tag| head.contains(tag))
}

/// One record for each `<record>` or `<entry>`.
///
/// # Errors
///
/// Fails when there is no record, or none that can be read.
pub(in crate::corpus) fn read(text: &str, file: &str, _columns: &Columns) -> Result<Vec<Record>> {
    let has_frames = !super::starts(text, &["record", "entry"]).is_empty();
    let names: &[&str] = if has_frames {
        &["record", "entry"]
    } else {
        &["arXiv", "arXivRaw"]
    };
    super::read(text, file, names, record)
}

fn record(frame: &Element) -> Record {
    let metadata = ["metadata/arXiv", "metadata/arXivRaw", "metadata/dc"];
    let inner = metadata.iter().find_map(|path| frame.find(path));
    let paper = inner.unwrap_or(frame);
    let dates = ["created", "version/date", "date", "published", "updated"];
    let mut record = Record {
        title: paper.first_text(&["title"]),
        abstract_text: abstract_of(paper),
        year: dates
            .iter()
            .find_map(|path| year_of(&paper.find(path)?.text())),
        doi: paper.first_text(&["doi"]),
        ..Record::default()
    };
    let id = match paper.name.as_str() {
        "dc" | "record" => frame.first_text(&["header/identifier"]),
        _ => paper.first_text(&["id"]),
    };
    let own = id
        .strip_prefix("oai:arXiv.org:")
        .or_else(|| id.split_once("arxiv.org/abs/").map(|(_, id)| id));
    record.arxiv = match paper.name.as_str() {
        "arXiv" | "arXivRaw" => id.clone(),
        _ => own.unwrap_or_default().to_owned(),
    };
    record.id = own.unwrap_or(&id).to_owned();
    let hints: Vec<String> = paper.children("identifier").map(Element::text).collect();
    record.identify_by(hints.iter().map(String::as_str));
    record
}

/// The abstract; in Dublin Core it is a description, as are comments.
fn abstract_of(paper: &Element) -> String {
    let own = paper.first_text(&["abstract", "summary"]);
    if !own.is_empty() {
        return own;
    }
    let mut texts = paper.children("description").map(Element::text);
    texts
        .find(|text| !text.is_empty() && !text.starts_with("Comment:"))
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::ReadOptions;

    fn records(text: &str) -> Vec<Record> {
        assert!(recognise(text, "a.xml"));
        read(text, "a.xml", &Columns::new(&ReadOptions::default())).unwrap()
    }

    #[test]
    fn both_shapes_of_the_archive_protocol_are_read() {
        let text = "<?xml version=\"1.0\"?><OAI-PMH xmlns=\"http://www.openarchives.org/OAI/2.0/\">\
            <ListRecords><record><header><identifier>oai:arXiv.org:0704.0001</identifier></header>\
            <metadata><arXiv xmlns=\"http://arxiv.org/OAI/arXiv/\"><id>0704.0001</id>\
            <created>2007-04-02</created><updated>2008-11-26</updated><title>Why cats\n purr\
            </title><doi>10.1000/1</doi><abstract> They do, $x&lt;1$.</abstract></arXiv></metadata>\
            </record><record><header><identifier>oai:arXiv.org:hep-th/9901001</identifier></header>\
            <metadata><oai_dc:dc><dc:title>Dogs</dc:title><dc:description>Comment: 3 pages\
            </dc:description><dc:description>They bark.</dc:description><dc:date>1999-01-01\
            </dc:date></oai_dc:dc></metadata></record></ListRecords></OAI-PMH>";
        let records = records(text);
        assert_eq!(records.len(), 2);
        assert_eq!(
            (&records[0].title[..], records[0].year),
            ("Why cats purr", Some(2007))
        );
        assert_eq!(records[0].abstract_text, "They do, $x<1$.");
        assert_eq!(
            (&records[0].id[..], &records[0].doi[..]),
            ("0704.0001", "10.1000/1")
        );
        assert_eq!(
            (&records[1].arxiv[..], records[1].year),
            ("hep-th/9901001", Some(1999))
        );
        assert_eq!(records[1].abstract_text, "They bark.");
    }

    #[test]
    fn a_feed_is_read() {
        let text = "<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>Query</title><entry>\
            <id>http://arxiv.org/abs/2101.00001v1</id><published>2021-01-01T00:00:00Z</published>\
            <title>Cats</title><summary>They purr.</summary><arxiv:doi>10.1000/1</arxiv:doi>\
            </entry></feed>";
        let records = records(text);
        assert_eq!(records.len(), 1);
        assert_eq!(
            (&records[0].id[..], records[0].year),
            ("2101.00001v1", Some(2021))
        );
        assert_eq!(
            (&records[0].title[..], &records[0].doi[..]),
            ("Cats", "10.1000/1")
        );
    }
}
