//! PubMed's XML: articles and books.

use super::Element;
use crate::Result;
use crate::corpus::columns::Columns;
use crate::corpus::record::Record;
use crate::corpus::year::year_of;

const NAMES: &[&str] = &["PubmedArticle", "PubmedBookArticle"];
/// What older files, and parts cut out of others, have instead.
const INNER_NAMES: &[&str] = &["MedlineCitation", "BookDocument"];

/// Whether an article begins among the first elements.
pub(in crate::corpus) fn recognise(head: &str, _file: &str) -> bool {
    let begins = |name: &&str| head.contains(&format!("<{name}"));
    super::is_likely(head) && NAMES.iter().chain(INNER_NAMES).any(begins)
}

/// One record for each article.
///
/// # Errors
///
/// Fails when there is no article, or none that can be read.
pub(in crate::corpus) fn read(text: &str, file: &str, _columns: &Columns) -> Result<Vec<Record>> {
    let has_inner_only =
        super::starts(text, NAMES).is_empty() && !super::starts(text, INNER_NAMES).is_empty();
    let names = if has_inner_only { INNER_NAMES } else { NAMES };
    super::read(text, file, names, record)
}

fn record(outer: &Element) -> Record {
    let inner = INNER_NAMES.iter().find_map(|name| outer.find(name));
    let citation = inner.unwrap_or(outer);
    // Books have the title of a chapter where articles have theirs, one level higher.
    let article = citation.find("Article").unwrap_or(citation);
    // Of several versions the last counts.
    let pmid = citation.children("PMID").last();
    let pmid = pmid.map(Element::text).unwrap_or_default();
    Record {
        title: article.first_text(&["ArticleTitle", "VernacularTitle", "Book/BookTitle"]),
        abstract_text: abstract_of(article),
        year: YEARS
            .iter()
            .find_map(|path| year_of(&article.find(path)?.text())),
        doi: doi(article, outer),
        id: pmid.clone(),
        pmid,
        ..Record::default()
    }
}

const YEARS: &[&str] = &[
    "Journal/JournalIssue/PubDate/Year",
    "Journal/JournalIssue/PubDate/MedlineDate",
    "ArticleDate/Year",
    "Book/PubDate/Year",
    "ContributionDate/Year",
];

/// The paragraphs of the abstract, each after its heading.
fn abstract_of(article: &Element) -> String {
    let Some(whole) = article.find("Abstract") else {
        return String::new();
    };
    let paragraphs = whole.children("AbstractText").map(|paragraph| {
        let (label, text) = (paragraph.attribute("Label"), paragraph.text());
        let is_labelled = !label.is_empty() && label != "UNLABELLED" && !text.is_empty();
        if is_labelled {
            format!("{label}: {text}")
        } else {
            text
        }
    });
    let filled: Vec<String> = paragraphs.filter(|text| !text.is_empty()).collect();
    filled.join(" ")
}

/// The article's own DOI; those of its references stand elsewhere.
fn doi(article: &Element, outer: &Element) -> String {
    let lists = ["PubmedData/ArticleIdList", "PubmedBookData/ArticleIdList"];
    let numbers = lists.iter().filter_map(|path| outer.find(path));
    let locations = [Some(article), article.find("Book")].into_iter().flatten();
    let given = locations
        .flat_map(|element| element.children("ELocationID"))
        .filter(|id| id.attribute("EIdType") == "doi")
        .chain(
            numbers
                .flat_map(|list| list.children("ArticleId"))
                .filter(|id| id.attribute("IdType") == "doi"),
        );
    given
        .map(Element::text)
        .find(|doi| !doi.is_empty())
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::ReadOptions;

    fn records(text: &str) -> Result<Vec<Record>> {
        read(text, "a.xml", &Columns::new(&ReadOptions::default()))
    }

    const ARTICLE: &str = "<?xml version=\"1.0\"?>\n<PubmedArticleSet><PubmedArticle>\
        <MedlineCitation><PMID Version=\"1\">77</PMID><Article><Journal><JournalIssue><PubDate>\
        <MedlineDate>1999 Spring</MedlineDate></PubDate></JournalIssue></Journal>\
        <ArticleTitle>Why <i>F. catus</i> purrs</ArticleTitle><Abstract>\
        <AbstractText Label=\"BACKGROUND\">They do, p &lt; 0.05.</AbstractText>\
        <AbstractText Label=\"METHODS\">We asked.</AbstractText><CopyrightInformation>(c)\
        </CopyrightInformation></Abstract></Article></MedlineCitation><PubmedData><ArticleIdList>\
        <ArticleId IdType=\"doi\">10.1000/1</ArticleId></ArticleIdList><ReferenceList><Reference>\
        <ArticleIdList><ArticleId IdType=\"doi\">10.1000/2</ArticleId></ArticleIdList></Reference>\
        </ReferenceList></PubmedData></PubmedArticle>";

    #[test]
    fn a_structured_abstract_keeps_its_headings() {
        let records = records(&format!("{ARTICLE}</PubmedArticleSet>")).unwrap();
        assert_eq!(records.len(), 1);
        assert_eq!(records[0].title, "Why F. catus purrs");
        assert_eq!(
            records[0].abstract_text,
            "BACKGROUND: They do, p < 0.05. METHODS: We asked."
        );
        assert_eq!((&records[0].id[..], records[0].year), ("77", Some(1999)));
        assert_eq!(
            (&records[0].doi[..], &records[0].pmid[..]),
            ("10.1000/1", "77")
        );
    }

    #[test]
    fn books_and_their_chapters_are_read() {
        let text = "<PubmedBookArticle><BookDocument><PMID>5</PMID><Book><BookTitle>Cats</BookTitle>\
                    <PubDate><Year>2009</Year></PubDate></Book></BookDocument></PubmedBookArticle>\
                    <PubmedBookArticle><BookDocument><PMID>6</PMID><Book><BookTitle>Cats</BookTitle>\
                    </Book><ArticleTitle>Purring</ArticleTitle></BookDocument></PubmedBookArticle>";
        let records = records(text).unwrap();
        assert_eq!(
            (&records[0].title[..], records[0].year),
            ("Cats", Some(2009))
        );
        assert_eq!(&records[1].title, "Purring");
    }

    #[test]
    fn a_broken_article_costs_itself_alone() {
        let text = format!(
            "{ARTICLE}\n<PubmedArticle>\n<MedlineCitation>\n<PMID>78</PMID>\n</Article>\n\
             </PubmedArticle>\n<PubmedArticle><MedlineCitation><PMID>79</PMID>"
        );
        let records = records(&text).unwrap();
        let problems: Vec<&str> = records
            .iter()
            .filter_map(|r| r.problem.as_deref())
            .collect();
        assert_eq!((records.len(), problems.len()), (3, 2));
        assert!(problems[0].starts_with("line 6: "), "{problems:?}");
        assert!(
            problems[1].starts_with("line 8: the file is cut off"),
            "{problems:?}"
        );
        assert_eq!((&records[1].id[..], &records[2].id[..]), ("78", "79"));
    }
}
